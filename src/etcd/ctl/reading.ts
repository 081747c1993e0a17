import type { Bytes } from '../../model/index.ts';
import { type LeaseId, NO_LEASE } from '../requests.ts';
import { OUTPUT_FORMATS, type OutputFormat, type Showing, type Task } from '../tasks.ts';
import {
  type FlagKinds,
  firstArgument,
  type Given,
  isSet,
  readFlags,
  readInt,
  type ShortFlags,
} from './flags.ts';
import { readDuration } from './go-text.ts';

/** etcdctl's exit codes (command.ExitWithError). */
export const EXITS = {
  done: 0,
  error: 1,
  badConnection: 2,
  panic: 2,
  invalidInput: 3,
  badFeature: 4,
  interrupted: 5,
  badArgs: 128,
} as const;

/** What etcdctl prints in the end: to its two outputs, and how it exits. */
export interface CtlOutput {
  readonly out: readonly string[];
  readonly err: readonly string[];
  readonly exit: number;
}

/** What a line comes to. */
export type CtlReading =
  | { readonly type: 'task'; readonly task: Task }
  /** A ^C: the newest program that still runs ends. */
  | { readonly type: 'interrupt' }
  /** etcdctl asks nobody: it prints this. */
  | { readonly type: 'printed'; readonly output: CtlOutput }
  /** etcdctl has it, and this cluster does not. */
  | { readonly type: 'unmodelled'; readonly what: string }
  | { readonly type: 'blank' };

export function taskOf(task: Task): CtlReading {
  return { type: 'task', task };
}

/** etcdctl refuses by itself. */
export function refusal(text: string, exit: number = EXITS.badArgs): CtlReading {
  return { type: 'printed', output: { out: [], err: [`Error: ${text}`], exit } };
}

/**
 * What is wrong with a command or its options is said twice, by cobra and by etcdctl; the help that
 * etcdctl prints with it is left out.
 */
export function saidTwice(text: string, between: string): CtlReading {
  const err = [`Error: ${text}`, between, `Error: ${text}`];
  return { type: 'printed', output: { out: [], err, exit: EXITS.error } };
}

/** What etcdctl prints of itself. */
export const HELP: CtlReading = { type: 'unmodelled', what: 'help' };

/** The word of a command, and those around it; a group prints its help for one that it lacks. */
export function subcommandIn(
  words: readonly string[],
): readonly [string | undefined, readonly string[]] {
  const at = firstArgument(words);
  return at < 0 ? [undefined, words] : [words[at], words.filter((_, i) => i !== at)];
}

/** What a command does with its words, when its options are read. */
export type ReadGiven = (given: Given, rest: CtlContext) => CtlReading;

/** What stands around a command's own words. */
export interface CtlContext {
  /** --command-timeout, in microseconds. */
  readonly limit: number;
  /** Its standard input; null: there is none. */
  readonly input: string | null;
}
/** --command-timeout where nobody says another. */
export const LIMIT = 5_000_000;

/** Reads a command's options, its own and those of all, and goes on. */
export function withFlags(
  words: readonly string[],
  kinds: FlagKinds,
  rest: CtlContext,
  read: ReadGiven,
  shorts: ShortFlags = {},
): CtlReading {
  const given = readFlags(words, kinds, shorts);
  if (typeof given === 'string') return saidTwice(given, '');
  if (isSet(given, 'help')) return HELP;
  if (given.flags.has('endpoints')) return { type: 'unmodelled', what: '--endpoints' };
  const limit = readDuration(given.flags.get('command-timeout') ?? '5s');
  const reading = read(given, { ...rest, limit: typeof limit === 'number' ? limit : LIMIT });
  return reading.type === 'task' ? shownAs(reading.task, given) : reading;
}

const isFormat = (text: string): text is OutputFormat =>
  (OUTPUT_FORMATS as readonly string[]).includes(text);

/** A task whose outcome is printed as `--write-out` and `--hex` say. */
function shownAs(task: Task, given: Given): CtlReading {
  const format = given.flags.get('write-out') ?? 'simple';
  if (format === 'protobuf') return { type: 'unmodelled', what: '-w protobuf' };
  if (!isFormat(format)) return refusal('unsupported output format', EXITS.badFeature);
  const hex = isSet(given, 'hex');
  if (format === 'simple' && !hex) return taskOf(task);
  const as: Showing = { format, hex };
  if (task.type === 'ask') return taskOf({ ...task, show: { ...task.show, ...as } });
  if (task.type === 'watch') return taskOf({ ...task, show: as });
  return { type: 'unmodelled', what: format === 'simple' ? '--hex' : `-w ${format}` };
}

/** A revision or another number of an option that was read already. */
export function numberIn({ flags }: Given, name: string): number {
  return Number(flags.get(name) ?? 0);
}

/** A lease's id from hexadecimal digits; the refusal's text: it is none. */
export function leaseIn(text: string): { readonly id: LeaseId } | { readonly fault: string } {
  const read = readInt(text, 16);
  if (typeof read === 'string') return { fault: read };
  return { id: read === 0n ? NO_LEASE : read.toString(16) };
}

/** Sixteen hexadecimal digits, as tools print ids (%016x). */
export function hex16(id: Bytes): string {
  return id.startsWith('-') ? `-${id.slice(1).padStart(15, '0')}` : id.padStart(16, '0');
}
