import type { Op, Reply } from '../../model/index.ts';
import type { Program, ShellResult } from '../../sim/index.ts';
import type { CommandLine } from './options.ts';

/** What a console prints, line by line: on standard output and on standard error. */
export interface Printed {
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/**
 * What zkCli makes of a line that was typed: what it does, and what it prints before that
 * (deprecations, a bad acl entry) or, if it does nothing, instead.
 */
export interface ZkCliLine extends Printed {
  readonly program: Program;
  /** The exit status of a shell that is given only this line and asks nobody. */
  readonly status: number;
}

/** One command of zkCli (a class of org.apache.zookeeper.cli). */
export interface CliCommand {
  readonly name: string;
  /** What follows the name in the usage line. */
  readonly usage: string;
  /** Its options (OptionSpec). Null: it reads the words itself. */
  readonly options: string | null;
  readonly onlyOne?: true | undefined;
  /** Words it needs at least, its name included. */
  readonly least: number;
  readonly parse: (line: CommandLine, words: readonly string[]) => ZkCliLine;
  /** What it prints when the server answered its one request without an error. */
  readonly success: (line: CommandLine, reply: Reply, op: Op) => Printed;
  /** What it prints when it is more than one request. */
  readonly result?: (line: CommandLine, result: ShellResult) => Printed;
}

export const NOTHING: Printed = { out: [], err: [] };

export function out(...lines: readonly string[]): Printed {
  return { out: lines, err: [] };
}

export function err(...lines: readonly string[]): Printed {
  return { out: [], err: lines };
}

/** The command says this by itself. `status` is its exit status. */
export function say({ out: o, err: e }: Printed, status: number): ZkCliLine {
  return { program: { type: 'say', needsSession: true }, out: o, err: e, status };
}

/** The command refuses by itself, with these lines on standard error (a CliException). */
export function refuse(...lines: readonly string[]): ZkCliLine {
  return say(err(...lines), 1);
}

export function does(program: Program, before: readonly string[] = []): ZkCliLine {
  return { program, out: [], err: before, status: 0 };
}

export function asks(op: Op, before: readonly string[] = []): ZkCliLine {
  return does({ type: 'ask', op }, before);
}

export function usageOf(command: CliCommand): string {
  return `${command.name} ${command.usage}`;
}

/** The shell dies of an exception that is not guarded there (zkCli 3.8); ours lives. */
export function dies(exception: string): ZkCliLine {
  return refuse(`Exception in thread "main" ${exception}`);
}

/** Integer.parseInt's exception. */
export function diesOfNumber(text: string): ZkCliLine {
  return dies(`java.lang.NumberFormatException: For input string: "${text}"`);
}

/** A Java int, or null. */
export function parseJavaInt(text: string): number | null {
  if (!/^[+-]?\d+$/.test(text)) return null;
  const number = Number(text);
  return number >= -2147483648 && number <= 2147483647 ? number + 0 : null;
}

const LONG_MAX = 9223372036854775807n;

/** A Java long as exactly as a number can hold one; null: not a number. */
export function parseJavaLong(text: string): number | null {
  if (!/^[+-]?\d+$/.test(text)) return null;
  const long = BigInt(text.replace(/^\+/, ''));
  return long <= LONG_MAX && long >= -LONG_MAX - 1n ? Number(long) : null;
}
