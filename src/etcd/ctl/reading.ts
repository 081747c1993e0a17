import type { Bytes } from '../../model/index.ts';
import { type LeaseId, NO_LEASE } from '../requests.ts';
import type { Task } from '../tasks.ts';
import { type FlagKinds, type Given, readFlags, readInt } from './flags.ts';

/** etcdctl's exit codes (command.ExitWithError). */
export const EXITS = {
  done: 0,
  error: 1,
  badConnection: 2,
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

/** What a command does with its words, when its options are read. */
export type ReadGiven = (given: Given, rest: CtlContext) => CtlReading;

/** What stands around a command's own words. */
export interface CtlContext {
  /** --command-timeout. */
  readonly limit: number;
  /** Its standard input; null: there is none. */
  readonly input: string | null;
}

/** Reads a command's options and goes on. */
export function withFlags(
  words: readonly string[],
  kinds: FlagKinds,
  rest: CtlContext,
  read: ReadGiven,
  short: Readonly<Record<string, string>> = {},
): CtlReading {
  const given = readFlags(words, kinds, short);
  return typeof given === 'string' ? refusal(given) : read(given, rest);
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
