import { append, assert, type ChunkedLog, emptyLog, itemAt } from '../../lib/index.ts';
import type { Op, Reply } from '../../model/index.ts';
import type { Program, ShellResult } from './program.ts';
import { type Steps, WAIT } from './steps.ts';

/** The programs that ask more than one request. */
export type Lengthy = Extract<
  Program,
  {
    readonly type: 'ls-tree' | 'deleteall' | 'acl-tree' | 'setquota' | 'listquota' | 'delquota';
  }
>;

/** A command under way: its program and all it has heard, which is all that it depends on. */
export interface ProgramRun {
  readonly program: Lengthy;
  readonly replies: ChunkedLog<Reply>;
}

/** What a command wants asked now, in this order; and, when it is over, what came of it. */
export interface Advance {
  readonly run: ProgramRun;
  readonly asks: readonly Op[];
  readonly result: ShellResult | null;
}

let carrier: ((program: Lengthy) => Steps<ShellResult>) | null = null;

/**
 * Says how lengthy programs are carried out (`lengthy.ts`): a page begins without, and nobody has
 * typed before it is there. Module-level state, but the same wherever it comes from.
 */
export function provideLengthy(stepsOf: NonNullable<typeof carrier>): void {
  carrier = stepsOf;
}

function stepsOf(program: Lengthy): Steps<ShellResult> {
  assert(carrier !== null, 'lengthy programs are provided by client/all.ts');
  return carrier(program);
}

/**
 * Where a run stands, kept so that a reply need not begin it anew. Only a memo: it is taken out by
 * the first that goes on from there, and made again from the replies for any other (a fork, a
 * recording).
 */
const standing = new WeakMap<ProgramRun, Steps<ShellResult>>();

export function beginRun(program: Lengthy): Advance {
  return goOn({ program, replies: emptyLog() }, stepsOf(program), null);
}

/** The run with one more answer: the oldest it was owed. */
export function continueRun(run: ProgramRun, reply: Reply): Advance {
  const steps = standing.get(run) ?? again(run);
  standing.delete(run);
  return goOn({ program: run.program, replies: append(run.replies, reply) }, steps, reply);
}

function again(run: ProgramRun): Steps<ShellResult> {
  const steps = stepsOf(run.program);
  toWait(steps, null);
  for (let i = 0; i < run.replies.length; i++) toWait(steps, itemAt(run.replies, i) as Reply);
  return steps;
}

function goOn(run: ProgramRun, steps: Steps<ShellResult>, reply: Reply | null): Advance {
  const { asks, result } = toWait(steps, reply);
  if (result === null) standing.set(run, steps);
  return { run, asks, result };
}

/** Runs to the next WAIT, or to the end. */
function toWait(
  steps: Steps<ShellResult>,
  reply: Reply | null,
): { readonly asks: readonly Op[]; readonly result: ShellResult | null } {
  const asks: Op[] = [];
  // The first `next` of a generator takes no value.
  let step = reply === null ? steps.next() : steps.next(reply);
  while (!step.done && step.value !== WAIT) {
    asks.push(step.value);
    step = steps.next();
  }
  return { asks, result: step.done ? step.value : null };
}
