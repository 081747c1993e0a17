import type { Moment } from '../views/index.ts';

/**
 * What a lesson is about, what it asks for, whether the rules behind events are kept back, and what
 * it offers to do.
 */
export type LessonSignal = Required<Pick<Moment, 'lit' | 'asks' | 'quiet' | 'offered'>>;

/** No lesson is open. */
export const NO_SIGNAL: LessonSignal = {
  lit: new Set(),
  asks: new Set(),
  quiet: false,
  offered: null,
};
