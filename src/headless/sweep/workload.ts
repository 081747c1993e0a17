import type { Dice } from '../../lib/index.ts';
import type { ServerId } from '../../model/index.ts';
import { isParseError, parseScriptLine } from '../../script/index.ts';
import type { Command, World } from '../../sim/index.ts';

/** What the clients of a run do, beside its disasters. */
export interface Workload {
  /** Until the next piece of work, in ms. */
  pauseMs(): number;
  /** What one of them does now. */
  work(world: World): readonly Command[];
}

/** A run's clients, with the dice that its disasters have, and the servers that they may ask. */
export type WorkloadOf = (dice: Dice, sids: readonly ServerId[]) => Workload;

/** The command of a line of script, which must be one. */
export function commandOf(line: string): Command {
  const read = parseScriptLine(line);
  if (isParseError(read) || read.type !== 'command') throw new Error(`not a command: ${line}`);
  return read.command;
}
