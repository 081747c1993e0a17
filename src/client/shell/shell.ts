import { type Mutable, NONE } from '../../lib/index.ts';
import type { Reply } from '../../model/index.ts';
import type { Destination, Program } from './program.ts';
import type { ProgramRun } from './run.ts';

/** A line that was typed, and what it comes to. */
export interface TypedLine {
  readonly line: string;
  readonly program: Program;
}

/** What the shell is busy with. */
export type Busy =
  /** Several requests, one after the other; `heard`: answers it has not been given yet. */
  | {
      readonly type: 'run';
      readonly line: string;
      readonly run: ProgramRun;
      readonly heard: readonly Reply[];
    }
  /** The session ends; then the process does (quit), or a new session begins (connect). */
  | {
      readonly type: 'ending';
      readonly line: string;
      readonly then: 'nothing' | 'exit' | Destination;
      /** A `redo` closes it: that looks at the session once more. */
      readonly redone: boolean;
    };

/** zkCli itself (ZooKeeperMain): what it keeps beside its session. Outlives sessions. */
export interface Shell {
  /** Lines carried out so far: the next one's number in the history. */
  readonly count: number;
  readonly printsWatches: boolean;
  /** AddWatchCommand keeps the mode that it was given last. Null: none yet. */
  readonly watchMode: number | null;
  /** The words that were read last; a line without any means them again. */
  readonly last: TypedLine | null;
  readonly busy: Busy | null;
  /** Typed ahead: they wait until what is under way is over. */
  readonly waiting: readonly TypedLine[];
}

export const NEW_SHELL: Shell = Object.freeze({
  count: 0,
  printsWatches: true,
  watchMode: null,
  last: null,
  busy: null,
  waiting: NONE,
});

/** A copy to write in, written out: each typed line makes one. */
export function draftShell(s: Shell): Mutable<Shell> {
  return {
    count: s.count,
    printsWatches: s.printsWatches,
    watchMode: s.watchMode,
    last: s.last,
    busy: s.busy,
    waiting: s.waiting,
  };
}

/** An answer to a command of several requests: it is given to it at the end of the step. */
export function heard(shell: Shell, reply: Reply): Shell {
  const { busy } = shell;
  if (busy?.type !== 'run') return shell;
  return { ...shell, busy: { ...busy, heard: [...busy.heard, reply] } };
}

/** The process is gone: nothing of what it was about to do is left. */
export function ended(shell: Shell): Shell {
  return { ...shell, busy: null, waiting: NONE };
}

/** Whether there is something to go on with at the end of a step. */
export function hasMore({ busy, waiting }: Shell): boolean {
  return busy !== null || waiting.length > 0;
}
