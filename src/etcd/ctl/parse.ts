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
import { printed } from './print.ts';
import {
  type CtlContext,
  type CtlReading,
  HELP,
  LIMIT,
  refusal,
  saidTwice,
  subcommandIn,
  taskOf,
  withFlags,
} from './reading.ts';
import { readElect, readLock, readWatch, WATCH_FLAGS } from './recipes.ts';
import { shellWords } from './shell-words.ts';
import { readTxn } from './txn.ts';

/** What etcdctl has, and this cluster has nothing for. */
const UNMODELLED: readonly string[] = [
  ...['auth', 'check', 'make-mirror', 'migrate', 'role', 'snapshot', 'user'],
  ...['help', 'completion'],
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
    withFlags(words, PUT_FLAGS, rest, (given, how) => asked(readPut(given, how.input), how)),
  get: (words, rest) =>
    withFlags(words, GET_FLAGS, rest, (given, how) => asked(readGet(given), how)),
  del: (words, rest) =>
    withFlags(words, DEL_FLAGS, rest, (given, how) => asked(readDel(given), how)),
  txn: (words, rest) =>
    withFlags(words, { interactive: 'bool' }, rest, readTxn, { i: 'interactive' }),
  lease: readLease,
  watch: (words, rest) => withFlags(words, WATCH_FLAGS, rest, readWatch, { i: 'interactive' }),
  lock: (words, rest) => withFlags(words, { ttl: 'int64' }, rest, readLock),
  elect: (words, rest) => withFlags(words, { listen: 'bool' }, rest, readElect, { l: 'listen' }),
  endpoint: readEndpoint,
  member: readMember,
  alarm: readAlarm,
  defrag: (words, rest) => withFlags(words, { cluster: 'bool' }, rest, readDefrag),
  compaction: (words, rest) => withFlags(words, { physical: 'bool' }, rest, readCompaction),
  version: (words, rest) =>
    withFlags(words, {}, rest, () => ({ type: 'printed', output: VERSION })),
  'move-leader': (words, rest) => withFlags(words, {}, rest, readMoveLeader),
};

const VERSION = printed(['etcdctl version: 3.4.23', 'API version: 3.4']);

/** How many letters have to be changed, added or left out to make one word of another. */
function lettersApart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, its] of [...other].entries()) {
      const changed = (row[j] ?? 0) + (letter === its ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Commands in the order in which etcdctl was given them. */
const IN_ORDER: readonly string[] = [
  ...['get', 'put', 'del', 'txn', 'compaction', 'alarm', 'defrag', 'endpoint', 'move-leader'],
  ...['watch', 'version', 'lease', 'member', 'snapshot', 'make-mirror', 'migrate', 'lock', 'elect'],
  ...['auth', 'user', 'role', 'check', 'help', 'completion'],
];

/** What cobra says to a command that there is none of: with those that may be meant. */
function unknownCommand(word: string): CtlReading {
  const typed = word.toLowerCase();
  const meant = IN_ORDER.filter(
    (name) => lettersApart(typed, name) <= 2 || name.startsWith(typed),
  ).map((name) => `\t${name}\n`);
  const asked = meant.length === 0 ? '' : `\n\nDid you mean this?\n${meant.join('')}`;
  const text = `unknown command ${JSON.stringify(word)} for "etcdctl"${asked}`;
  return saidTwice(text, "Run 'etcdctl --help' for usage.");
}

/** The words of an etcdctl, as a shell has given them to it, and its standard input. */
export function readCtlWords(all: readonly string[], input: string | null): CtlReading {
  const [command, rest] = subcommandIn(all);
  if (command === undefined) return HELP;
  const read = COMMANDS[command];
  if (read !== undefined) return read(rest, { limit: LIMIT, input });
  if (UNMODELLED.includes(command)) return { type: 'unmodelled', what: command };
  return unknownCommand(command);
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
  if (first === undefined) return { type: 'blank' };
  const own = first === 'etcdctl' ? words.slice(1) : words;
  const at = own.indexOf('<<<');
  if (at < 0) return readCtlWords(own, null);
  return readCtlWords(own.slice(0, at), own.slice(at + 1).join(' '));
}
