import { bytesOf } from '../../lib/index.ts';
import { keysWith } from '../key-ranges.ts';
import type { LockedCommand } from '../tasks.ts';
import { type FlagKinds, type Given, isSet } from './flags.ts';
import { type CtlReading, numberIn, refusal, taskOf } from './reading.ts';
import { shellWords } from './shell-words.ts';

/* What goes on until it is interrupted: watch, lock, elect. */

/** Seconds: etcdctl's lock, and concurrency.NewSession. */
const LOCK_TTL = 10;
const SESSION_TTL = 60;

export const WATCH_FLAGS: FlagKinds = {
  ...{ interactive: 'bool', prefix: 'bool', rev: 'int64', 'prev-kv': 'bool' },
};

export function readWatch(given: Given): CtlReading {
  const { args, behind } = given;
  if (isSet(given, 'interactive')) return { type: 'unmodelled', what: 'watch -i' };
  if (behind !== null) return { type: 'unmodelled', what: 'watch … --' };
  const [key, end] = args;
  const prefix = isSet(given, 'prefix');
  if (key === undefined) return refusal('bad number of arguments');
  if (end !== undefined && prefix) {
    return refusal('`range_end` and `--prefix` are mutually exclusive');
  }
  const from = bytesOf(key);
  const range = prefix ? keysWith(from) : { key: from, rangeEnd: bytesOf(end ?? '') };
  const revision = numberIn(given, 'rev');
  return taskOf({ type: 'watch', range, revision, prevKv: isSet(given, 'prev-kv') });
}

/** Of programs that could run under a lock there are two: one that waits, and one that prints. */
function commandOf(words: readonly string[]): LockedCommand | null {
  const [program, ...args] = words;
  if (program === 'sh' && args[0] === '-c') return commandOf(shellWords(args[1] ?? '') ?? []);
  if (program === 'echo') return { type: 'echo', text: args.join(' ') };
  const [, seconds] = /^(\d+(?:\.\d{1,3})?)s?$/.exec(args[0] ?? '') ?? [];
  if (program !== 'sleep' || seconds === undefined) return null;
  return { type: 'sleep', forTime: Math.round(Number(seconds) * 1_000_000) };
}

export function readLock(given: Given): CtlReading {
  const { args, behind } = given;
  const [name, ...more] = args;
  if (name === undefined) {
    return refusal('lock takes a lock name argument and an optional command to execute');
  }
  const words = [...more, ...(behind ?? [])];
  const command = words.length === 0 ? null : commandOf(words);
  if (words.length > 0 && command === null) {
    return { type: 'unmodelled', what: `lock … ${words[0]}` };
  }
  const ttl = given.flags.has('ttl') ? numberIn(given, 'ttl') : LOCK_TTL;
  return taskOf({ type: 'lock', name: bytesOf(name), ttl, command });
}

export function readElect(given: Given): CtlReading {
  const { args } = given;
  const [name, value] = args;
  const listens = isSet(given, 'listen');
  if (name === undefined || args.length > 2) {
    return refusal('elect takes one election name argument and an optional proposal argument');
  }
  if (value === undefined) {
    if (!listens) return refusal('no proposal argument but -l not set');
    return taskOf({ type: 'listen', name: bytesOf(name) });
  }
  if (listens) return refusal('proposal given but -l is set');
  return taskOf({ type: 'elect', name: bytesOf(name), value: bytesOf(value), ttl: SESSION_TTL });
}
