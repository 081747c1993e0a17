import { clientRefusal } from '../../model/index.ts';
import type { QuotaLimits } from '../../sim/index.ts';
import { printFailure } from './errors.ts';
import type { CommandLine } from './options.ts';
import {
  type CliCommand,
  does,
  err,
  NOTHING,
  out,
  type Printed,
  parseJavaInt,
  parseJavaLong,
  refuse,
  say,
} from './shape.ts';

const QUOTA = '/zookeeper/quota';
const limitsPath = (path: string): string => `${QUOTA}${path}/zookeeper_limits`;

/** What each option limits. */
const KEYS: Readonly<Record<string, keyof QuotaLimits>> = {
  n: 'count',
  b: 'bytes',
  N: 'countHardLimit',
  B: 'byteHardLimit',
};

/** Of these options setquota needs one (commons-cli's OptionGroup). */
const REQUIRED =
  'org.apache.commons.cli.MissingOptionException: Missing required option:' +
  ' [-n num soft quota, -b bytes soft quota, -N num hard quota, -B bytes hard quota]';

/** SetQuotaCommand.checkOptionValue: the limits, or what is wrong with the number. */
function limitsOf({ options }: CommandLine): QuotaLimits | string {
  const limits = { count: -1, bytes: -1, countHardLimit: -1, byteHardLimit: -1 };
  for (const [letter, text] of options) {
    const bytes = letter === 'b' || letter === 'B';
    const number = bytes ? parseJavaLong(text) : parseJavaInt(text);
    if (number === null) return 'NumberFormatException happens when parsing the option value';
    if (bytes && number < 0) return 'the bytes quota must be greater than or equal to zero';
    if (!bytes && number <= 0) return 'the num quota must be greater than zero';
    limits[KEYS[letter] ?? 'count'] = number;
  }
  return limits;
}

export const setquota: CliCommand = {
  name: 'setquota',
  usage: '-n|-b|-N|-B val path',
  options: 'n: b: N: B:',
  onlyOne: true,
  least: 1,
  parse: (line) => {
    if (line.options.size === 0) return refuse(REQUIRED);
    const path = line.args[1];
    if (path === undefined) return refuse(`setquota ${setquota.usage}`);
    if (path.startsWith(QUOTA)) return say(err(`cannot set a quota under the path: ${QUOTA}`), 0);
    const limits = limitsOf(line);
    if (typeof limits === 'string') return say(err(limits), 0);
    const bad = clientRefusal(path) ?? clientRefusal(`${QUOTA}${path}`);
    return bad === null ? does({ type: 'setquota', path, limits }) : refuse(bad);
  },
  success: () => NOTHING,
  result: ({ args }, result): Printed => {
    if (result.type !== 'quota-set') return NOTHING;
    const { conflict, exceeded, failure } = result;
    const path = args[1] ?? '';
    if (conflict?.why === 'missing') return err(`${path} does not exist.`);
    if (conflict !== null) {
      return err(`${path} has a ${conflict.why} ${conflict.path} which has a quota`);
    }
    const less = (what: string, used: number | null): readonly string[] =>
      used === null
        ? []
        : [`[Warning]: the ${what} quota you create is less than the existing ${what}:${used}`];
    const warnings = [...less('count', exceeded.count), ...less('bytes', exceeded.bytes)];
    return { out: warnings, err: printFailure(failure) };
  },
};

export const listquota: CliCommand = {
  name: 'listquota',
  usage: 'path',
  options: '',
  least: 2,
  parse: ({ args }) => {
    const path = args[1] ?? '';
    const before = `absolute path is ${limitsPath(path)}`;
    const fault = clientRefusal(limitsPath(path));
    return fault === null ? does({ type: 'listquota', path }, [before]) : refuse(before, fault);
  },
  success: () => NOTHING,
  result: ({ args }, result) => {
    const path = args[1] ?? '';
    if (result.type !== 'quota') return NOTHING;
    if (result.failure?.reply.code === 'NONODE') return err(`quota for ${path} does not exist.`);
    if (result.failure !== null) return err(...printFailure(result.failure));
    return out(
      `Output quota for ${path} ${result.limits}`,
      `Output stat for ${path} ${result.stats}`,
    );
  },
};

export const delquota: CliCommand = {
  name: 'delquota',
  usage: '[-n|-b|-N|-B] path',
  options: 'n b N B',
  onlyOne: true,
  least: 1,
  parse: (line) => {
    const path = line.args[1];
    if (path === undefined) return refuse(`delquota ${delquota.usage}`);
    const bad = clientRefusal(limitsPath(path));
    if (bad !== null) return refuse(bad);
    const keys = [...line.options.keys()].map((letter) => KEYS[letter] ?? 'count');
    return does({ type: 'delquota', path, keys });
  },
  success: () => NOTHING,
  result: ({ args }, result) => {
    const path = args[1] ?? '';
    if (result.type !== 'quota-deleted') return NOTHING;
    if (!result.found) return out(`Quota does not exist for ${path}`);
    if (result.failure?.reply.code === 'NONODE') return err(`quota for ${path} does not exist.`);
    return err(...printFailure(result.failure));
  },
};
