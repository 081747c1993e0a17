import type { Op, Reply } from '../../model/index.ts';
import type { CommandLine } from './options.ts';

/** What a console prints, line by line: on standard output and on standard error. */
export interface Printed {
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** What zkCli makes of a line that was typed. */
export type ZkCliLine =
  /** It asks the server this; `err` was printed before it asked (deprecations, a bad acl entry). */
  | { readonly type: 'op'; readonly op: Op; readonly err: readonly string[] }
  /** The shell answers by itself: a usage line, a path it refuses, an unknown command. */
  | ({ readonly type: 'local' } & Printed)
  /** The real shell has this; the simulator does not. */
  | { readonly type: 'unmodelled'; readonly command: string };

/** One command of zkCli (a class of org.apache.zookeeper.cli). */
export interface CliCommand {
  readonly name: string;
  /** What follows the name in the usage line. */
  readonly usage: string;
  /** Its options' letters, a colon after one with an argument. Null: it reads the words itself. */
  readonly options: string | null;
  /** Words it needs at least, its name included. */
  readonly least: number;
  readonly parse: (line: CommandLine, words: readonly string[]) => ZkCliLine;
  /** What it prints when the server answered without an error. */
  readonly success: (line: CommandLine, reply: Reply, op: Op) => Printed;
}

export const NOTHING: Printed = { out: [], err: [] };

export function out(...lines: readonly string[]): Printed {
  return { out: lines, err: [] };
}

/** The shell refuses by itself, with these lines on standard error. */
export function refuse(...err: readonly string[]): ZkCliLine {
  return { type: 'local', out: [], err };
}

export function asks(op: Op, err: readonly string[] = []): ZkCliLine {
  return { type: 'op', op, err };
}

export function usageOf(command: CliCommand): string {
  return `${command.name} ${command.usage}`;
}

/** The shell dies of a number that is none: Integer.parseInt is not guarded there (zkCli 3.8). */
export function dies(text: string): ZkCliLine {
  const what = 'java.lang.NumberFormatException: For input string:';
  return refuse(`Exception in thread "main" ${what} "${text}"`);
}

/** A Java int, or null. */
export function parseJavaInt(text: string): number | null {
  if (!/^[+-]?\d{1,10}$/.test(text)) return null;
  const number = Number(text);
  return number >= -2147483648 && number <= 2147483647 ? number + 0 : null;
}
