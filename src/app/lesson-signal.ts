import type { Moment } from '../views/index.ts';

/** What a lesson points at: what is lit, and whether the rules behind events are kept back. */
export type LessonSignal = Required<Pick<Moment, 'lit' | 'quiet'>>;

/** No lesson is open. */
export const NO_SIGNAL: LessonSignal = { lit: new Set(), quiet: false };
