import type { Task } from '../tasks.ts';
import {
  readAlarm,
  readCompaction,
  readDefrag,
  readEndpoint,
  readMember,
  readMoveLeader,
} from './cluster.ts';
import { DEL_FLAGS, GET_FLAGS, PUT_FLAGS, readDel, readGet, readPut } from './kv.ts';
import { readLease } from './leases.ts';
import { type CtlContext, type CtlReading, refusal, taskOf, withFlags } from './reading.ts';
import { readElect, readLock, readWatch } from './recipes.ts';
import { shellWords } from './shell-words.ts';
import { readTxn } from './txn.ts';

/** --command-timeout, in microseconds. */
const LIMIT = 5_000_000;

/** What etcdctl has, and this cluster has nothing for. */
const UNMODELLED: readonly string[] = [
  ...['auth', 'check', 'make-mirror', 'migrate', 'role', 'snapshot', 'user'],
  ...['version', 'help', 'completion'],
];

type ReadWords = (words: readonly string[], rest: CtlContext) => CtlReading;
type KvRead = ReturnType<typeof readPut | typeof readGet | typeof readDel>;

/** A request of the keys, as a task of its own. */
function asked(read: KvRead, { limit }: CtlContext): CtlReading {
  if (read.type !== 'request') return read;
  return taskOf({ type: 'ask', request: read.request, limit, show: read.show } satisfies Task);
}

const COMMANDS: Readonly<Record<string, ReadWords>> = {
  put: (words, rest) =>
    withFlags(words, PUT_FLAGS, rest, (given) => asked(readPut(given, rest.input), rest)),
  get: (words, rest) => withFlags(words, GET_FLAGS, rest, (given) => asked(readGet(given), rest)),
  del: (words, rest) => withFlags(words, DEL_FLAGS, rest, (given) => asked(readDel(given), rest)),
  txn: (words, rest) => withFlags(words, {}, rest, readTxn),
  lease: readLease,
  watch: (words, rest) =>
    withFlags(words, { prefix: 'bool', rev: 'int64', 'prev-kv': 'bool' }, rest, readWatch),
  lock: (words, rest) => withFlags(words, { ttl: 'int64' }, rest, readLock),
  elect: (words, rest) => withFlags(words, { listen: 'bool' }, rest, readElect, { l: 'listen' }),
  endpoint: readEndpoint,
  member: readMember,
  alarm: readAlarm,
  defrag: (words, rest) => withFlags(words, { cluster: 'bool' }, rest, readDefrag),
  compaction: (words, rest) => withFlags(words, {}, rest, readCompaction),
  'move-leader': (words, rest) => withFlags(words, {}, rest, readMoveLeader),
};

/** A time as Go writes it, in microseconds; null: it is none. */
function durationOf(text: string): number | null {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  if (number === undefined) return null;
  const factor = { ms: 1000, s: 1_000_000, m: 60_000_000 }[unit] ?? 0;
  return Math.round(Number(number) * factor);
}

/** Takes --command-timeout out of the words, wherever it stands before a `--`. */
function limitIn(words: string[]): number | CtlReading {
  const end = words.indexOf('--');
  const at = words.findIndex((word) => /^--command-timeout(=|$)/.test(word));
  if (at < 0 || (end >= 0 && at > end)) return LIMIT;
  const [flag = ''] = words.splice(at, 1);
  const text = flag.includes('=') ? flag.slice(flag.indexOf('=') + 1) : words.splice(at, 1)[0];
  if (text === undefined) return refusal('flag needs an argument: --command-timeout');
  const limit = durationOf(text);
  if (limit !== null) return limit;
  const said = JSON.stringify(text);
  const why = `time: invalid duration ${text}`;
  return refusal(`invalid argument ${said} for "--command-timeout" flag: ${why}`);
}

/** The words of an etcdctl, as a shell has given them to it, and its standard input. */
export function readCtlWords(all: readonly string[], input: string | null): CtlReading {
  const words = [...all];
  const limit = limitIn(words);
  if (typeof limit !== 'number') return limit;
  const [command, ...rest] = words;
  if (command === undefined) return { type: 'blank' };
  const read = COMMANDS[command];
  if (read !== undefined) return read(rest, { limit, input });
  if (UNMODELLED.includes(command)) return { type: 'unmodelled', what: command };
  return refusal(`unknown command ${JSON.stringify(command)} for "etcdctl"`);
}

/**
 * A line at a client's console: an etcdctl with or without its name, `<<< text` for its standard
 * input, or `^C` for the program that runs.
 */
export function readCtl(line: string): CtlReading {
  if (line.trim() === '^C') return { type: 'interrupt' };
  const words = shellWords(line);
  if (words === null) return refusal('unexpected EOF while looking for matching quote');
  const [first] = words;
  const own = first === 'etcdctl' ? words.slice(1) : words;
  const at = own.indexOf('<<<');
  if (at < 0) return readCtlWords(own, null);
  return readCtlWords(own.slice(0, at), own.slice(at + 1).join(' '));
}
