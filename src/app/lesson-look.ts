import {
  askedNow,
  type Lesson,
  type LessonThing,
  type Progress,
  printThing,
} from '../tutor/index.ts';
import { type LessonSignal, NO_SIGNAL } from './lesson-signal.ts';

/** What is lit is what the step is about and what has been pointed at. */
export function signalOf(
  lesson: Lesson | null,
  progress: Progress | null,
  pointed: LessonThing | null,
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
  };
}
