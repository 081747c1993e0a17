import type { Op, Reply } from '../../model/index.ts';
import type { Answer } from './program.ts';

/** Yielded by a command that wants the oldest answer still owed to it. */
export const WAIT = 'wait';

/**
 * A command of several requests, written down as it goes: it yields what it asks, and WAIT for
 * each answer. Everything it knows comes from its program and its answers, so that it can be
 * brought to any point again by giving it the same answers (run.ts).
 */
export type Steps<R> = Generator<Op | typeof WAIT, R, Reply>;

/** Asks and waits for the answer. */
export function* asked(op: Op): Steps<Answer> {
  yield op;
  const reply = yield WAIT;
  return { op, reply };
}

export function isOk(answer: Answer): boolean {
  return answer.reply.code === 'OK';
}

/** The names in an answer to getChildren. */
export function childrenOf({ reply }: Answer): readonly string[] {
  return reply.body?.type === 'children' ? reply.body.children : [];
}

/** The data in an answer to getData. */
export function dataOf({ reply }: Answer): string | null {
  return reply.body?.type === 'data' ? reply.body.data : null;
}
