/** What every pure machine answers: the next state, and its effects in the order they happen. */
export interface Outcome<S, E> {
  readonly next: S;
  readonly effects: readonly E[];
}

/** The one empty effect list; machines answer with it when nothing is to be done. */
export const NONE: readonly never[] = Object.freeze([]);
