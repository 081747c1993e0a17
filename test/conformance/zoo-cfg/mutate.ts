/** A seeded slip of the pen: what people do to a zoo.cfg without noticing, or on purpose. */
import { Dice } from '../../../src/lib/index.ts';
import { REAL_SHAPES } from './shapes.ts';

type Lines = readonly string[];
type Slip = (lines: Lines, dice: Dice) => Lines;

const NUMBERS = [
  ...['', '0', '1', '-1', '+7', '007', '2 ', '2k', '2000ms', '1e3', '0x10', '3.0', '2,000'],
  ...['2147483647', '2147483648', '-2147483649', '65535', '65536', '99999', '२', '\\u0032'],
  ...['24 # hours', '10;', '"10"'],
];
const WORDS = ['true', 'false', 'TRUE', 'False', 'yes', 'no', '1', '', 'true # on', ' true ', 'on'];
const ADDED = [
  ...['electionAlg=2', 'electionAlg=3', 'peerType=OBSERVER', 'peerType=voter', 'version=10'],
  ...['version=xyz', 'standaloneEnabled=false', 'groupId=1', 'weight.1=x', 'weight.1=2'],
  ...['group.1=1:2:3', 'group.1=1:2:3:9', 'group.2=1', 'groups', 'oraclePath=/chassis/mastership'],
  ...['dynamicConfigFile=/nowhere/zoo.cfg.dynamic', 'clientPortAddress=10.0.0.1', 'please work'],
  ...['clientPortAddress=0.0.0.0', 'secureClientPortAddress=zoo1', 'secureClientPort=2281'],
  ...['ssl.authProvider=mine', 'quorum.auth.serverRequireSasl=true', 'tickTime=0', 'tickTime=-1'],
  ...['quorum.auth.learnerRequireSasl=true', 'metricsProvider.className=com.example.Mine'],
  ...['metricsProvider.httpPort=x', 'zookeeper.snapCount=x', 'snapCount=x', 'jute.maxbuffer=x'],
  ...['dataDir=C:\\users\\zookeeper', 'dataDir=C:\\data\\zookeeper', 'dataDir=', 'dataDir'],
  ...['minSessionTimeout=90000', 'maxSessionTimeout=1', 'clientPort=0', 'clientPort=65536'],
  ...['clientPort=-2181', 'secureClientPort=70000', 'initLimit=0', 'syncLimit=0', 'tickTime'],
  ...['reconfigEnabled=true', 'localSessionsEnabled=maybe', 'jvm.pause.sleep.time.ms=9999999999'],
  ...['server.9=zoo9:2888:3888', 'server.x=zoo9:2888:3888', 'server.=zoo9:2888:3888'],
  ...['server.300=zoo9:2888:3888', 'server.1.2=zoo9:2888:3888', 'server9=zoo9:2888:3888'],
  ...['server.9 zoo9:2888:3888', 'server.9:zoo9:2888:3888', 'server.+9=zoo9:2888:3888'],
];
const ENDINGS = [
  ...[' ', ':participant', ':observer', ':Observer', ':observer ', ':leader', ':', ';2181', ';'],
  ...['; 2181', ';2181 ', ';zoo1:2181', ';[::1]:2181', ';[::1]', ';2181;2182', ';0', ';65536'],
  ...['|zoo1b:2889:3889', '|', ' # the first', ':2181', '\\', ';2182', ';0.0.0.0:2181'],
];
const ADDRESSES = [
  ...['zoo1', 'zoo1:2888', 'zoo1:2888:2888', 'zoo1:0:3888', 'zoo1:-1:3888', 'zoo1:+2888:3888'],
  ...['zoo1:2888:65536', 'zoo1:abc:3888', 'zoo1:2888: 3888', 'zoo1 :2888:3888', ':2888:3888', ''],
  ...['[::1]:2888:3888', '[::1:2888:3888', '::1:2888:3888', '[2001:db8::7]:2888:3888:observer'],
  ...['[zoo1]:2888:3888', '[::1]', '[::1]:', 'zoo_1.example:2888:3888', 'zoo1:2888:3888::'],
  ...['zoo1::3888', 'tcp://zoo1:2888:3888', '10.0.0.1:2888:3888', '%ZOO%:2888:3888'],
];

const at = (lines: Lines, dice: Dice, fits: (line: string) => boolean): number => {
  const places = lines.flatMap((line, i) => (fits(line) ? [i] : []));
  return places.length === 0 ? -1 : dice.pick(places);
};
const isSetting = (line: string): boolean => /^\s*[\w.]+\s*[=: ]/.test(line);
const isServer = (line: string): boolean => /^\s*server\.\d/.test(line);

/** Rewrites one line, or with null takes it away. */
function rewrite(
  fits: (line: string) => boolean,
  by: (line: string, dice: Dice) => string | null,
): Slip {
  return (lines, dice) => {
    const place = at(lines, dice, fits);
    if (place < 0) return lines;
    const line = by(lines[place] ?? '', dice);
    return [...lines.slice(0, place), ...(line === null ? [] : [line]), ...lines.slice(place + 1)];
  };
}

function inserted(lines: Lines, line: string, dice: Dice): Lines {
  const place = dice.between(0, lines.length);
  return [...lines.slice(0, place), line, ...lines.slice(place)];
}

const SLIPS: readonly Slip[] = [
  rewrite(isSetting, () => null),
  rewrite(
    (line) => /=\s*-?\d+\s*$/.test(line) && !isServer(line),
    (line, dice) => line.replace(/=.*$/, `=${dice.pick(NUMBERS)}`),
  ),
  rewrite(
    (line) => /=(true|false|yes|no)$/.test(line),
    (line, dice) => line.replace(/=.*$/, `=${dice.pick(WORDS)}`),
  ),
  (lines, dice) => inserted(lines, dice.pick(ADDED), dice),
  (lines, dice) => inserted(lines, dice.pick(ADDED), dice),
  rewrite(isServer, (line, dice) => line + dice.pick(ENDINGS)),
  rewrite(isServer, (line, dice) => line.replace(/=.*$/, `=${dice.pick(ADDRESSES)}`)),
  rewrite(isServer, (line, dice) =>
    line.replace(/\.\d+/, `.${dice.pick([0, 7, 256, 1001, 'a', ''])}`),
  ),
  rewrite(isSetting, (line, dice) =>
    line.replace(/\s*[=:]\s*/, dice.pick([' ', '\t', ' = ', ' : ', '=='])),
  ),
  rewrite(isSetting, (line, dice) => line + dice.pick([' ', '\t', ' # note', '\\', '\u00a0'])),
  rewrite(isSetting, (line, dice) => dice.pick(['  ', '# ', '!', '\\', 'zookeeper.', '-D']) + line),
  rewrite(isSetting, (line, dice) =>
    line.replace(/^\s*\w/, (c) => dice.pick([c.toUpperCase(), '\\u0041', `\\${c}`])),
  ),
  (lines, dice) =>
    dice.percent(50)
      ? [`\ufeff${lines[0] ?? ''}`, ...lines.slice(1)]
      : lines.map((line) => `${line}\r`),
];

/** The file of a seed: a real shape with one slip, or a few. */
export function mutated(seed: number): string {
  const dice = new Dice(seed);
  let lines: Lines = dice.pick(REAL_SHAPES).split('\n');
  for (let slips = dice.between(1, 3); slips > 0; slips--) lines = dice.pick(SLIPS)(lines, dice);
  return lines.join('\n');
}
