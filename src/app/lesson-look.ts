import {
  askedNow,
  controlsNow,
  type Lesson,
  type LessonThing,
  type Progress,
  type ProgressEffect,
  printThing,
} from '../tutor/index.ts';
import { type LessonSignal, NO_SIGNAL } from './lesson-signal.ts';

/** What is lit is what the step is about and what has been pointed at. */
export function signalOf(
  lesson: Lesson | null,
  progress: Progress | null,
  pointed: LessonThing | null,
  /** Everything is offered, whatever the step takes. */
  free = false,
): LessonSignal {
  if (lesson === null || progress === null) return NO_SIGNAL;
  const about = lesson.steps[progress.step]?.look.light ?? [];
  const asked = askedNow(lesson, progress);
  const kinds =
    asked?.form === 'point' ? asked.options.flatMap((one) => one.thing?.type ?? []) : [];
  return {
    lit: new Set([...about, ...(pointed === null ? [] : [pointed])].map(printThing)),
    asks: new Set(kinds),
    quiet: progress.steps.some(({ leaf }) => leaf !== 'done'),
    offered: free ? null : controlsNow(lesson, progress),
  };
}

/** Whether a step, or its run, begins from the world as it is. */
export const goesOn = (
  before: Progress,
  next: Progress,
  effects: readonly ProgressEffect[],
): boolean =>
  next.reached > before.reached
    ? effects.length === 0
    : effects.length === 1 && effects[0]?.type === 'perform';
