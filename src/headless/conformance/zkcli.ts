import type { EnsembleConfig } from '../../model/index.ts';
import { greeting, isParseError, parseZooCfg } from '../../script/index.ts';
import type { Discrepancy } from './elections-compare.ts';
import { RECORDERS_LINES, SUPER_DIGEST } from './scenarios.ts';
import { ShellPlay, transcriptRig } from './zkcli-shell.ts';
import { comparable, type Exchange, exchangesOf, HeldBack } from './zkcli-text.ts';

/** Where the recorded shells connected. */
const ADDRESS = '127.0.0.1:2181';

/** The recorder's zoo.cfg: three servers on one machine. */
const ZOO_CFG = `${RECORDERS_LINES}
server.1=127.0.0.1:2888:3888
server.2=127.0.0.1:2889:3889
server.3=127.0.0.1:2890:3890
`;

const START = /^\(start: /;
const END = '(end of input)';
const DIED = /^! Exception in thread/;
const ONE_SHOT = /^zkCli\.sh( -server \S+ (?<line>.*)| --help)$/;

/**
 * Replays a transcript of zkCli on a fresh ensemble of three: a session typed line by line, or one
 * shell a line. Throws for a text that is neither.
 */
export function replayTranscript(text: string): readonly Discrepancy[] {
  const exchanges = exchangesOf(text);
  const [first, ...others] = exchanges;
  if (START.test(first?.typed ?? '')) return replaySession(first as Exchange, others);
  const shots = exchanges.filter(({ typed }) => ONE_SHOT.test(typed));
  if (shots.length > 0) return replayOneShots(shots);
  throw new Error('this transcript shows shapes only: its set-up is not recorded');
}

/** The ensemble of the recorder. */
export function configOfRecorder(): EnsembleConfig {
  const read = parseZooCfg(ZOO_CFG);
  if (isParseError(read)) throw new Error(read.what.key);
  return { ...read.config, superDigest: SUPER_DIGEST };
}

function replaySession(start: Exchange, exchanges: readonly Exchange[]): readonly Discrepancy[] {
  const shell = new ShellPlay(transcriptRig(configOfRecorder()), 'shell');
  const welcome = [...greeting(ADDRESS, false), ...shell.news()];
  const differences = [...difference(start.typed, start.printed, welcome)];
  const heldBack = new HeldBack();
  for (const { typed, printed } of exchanges) {
    if (typed === END) {
      differences.push(...difference(typed, printed, [`(exit status ${shell.status})`]));
      break;
    }
    shell.type(typed);
    const answer = shell.news();
    const recorded = heldBack.putBack(printed, answer);
    differences.push(...difference(typed, recorded, answer));
    const died = printed.some((line) => DIED.test(line));
    if (died || shell.isOver) break;
  }
  return differences;
}

function replayOneShots(exchanges: readonly Exchange[]): readonly Discrepancy[] {
  const rig = transcriptRig(configOfRecorder());
  return exchanges.flatMap(({ typed, printed }, i) => {
    const line = ONE_SHOT.exec(typed)?.groups?.line;
    const shell = new ShellPlay(rig, `shell-${i + 1}`);
    if (line !== undefined) shell.type(line);
    // A command that asks nobody is over before there is a session.
    const quick = line !== undefined && shell.isDone;
    const own = quick ? shell.printed() : shell.news();
    const end = line === undefined ? [] : [`(exit status ${shell.status})`];
    shell.kill();
    const [connecting, ...welcome] = greeting(ADDRESS, false);
    const answer = [connecting ?? '', ...(line === undefined ? welcome : []), ...own, ...end];
    return difference(typed, printed, answer);
  });
}

function difference(
  typed: string,
  printed: readonly string[],
  answer: readonly string[],
): readonly Discrepancy[] {
  const expected = comparable(printed).join('\n');
  const got = comparable(answer).join('\n');
  if (expected === got) return [];
  return [{ where: typed, expected: JSON.stringify(expected), got: JSON.stringify(got) }];
}
