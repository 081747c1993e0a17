import {
  type Answered,
  askedNow,
  controlsNow,
  type Lesson,
  type LessonThing,
  type Look,
  type Progress,
  type ProgressEffect,
  printThing,
  questionOf,
} from '../tutor/index.ts';
import type { Lab } from './lab.svelte.ts';
import { type LessonSignal, NO_SIGNAL } from './lesson-signal.ts';
import { readSettings } from './settings.ts';

/** Opens what a step is seen in. */
export function turnTo(lab: Lab, look: Look | undefined): void {
  // A tab that there is not is as if none were named.
  const { tab } = readSettings(JSON.stringify({ tab: look?.tab }), lab.settings);
  lab.set({ tab });
  if (look?.server != null) lab.observed = look.server;
}

/** Where a run that refutes an answer is looked at; null: none does, or the question’s own does. */
export function lookBeside(lesson: Lesson, step: number, answers: Answered | null): Look | null {
  if (answers === null) return null;
  const { asked, option } = answers;
  return questionOf(lesson, step, asked)?.options[option]?.refutation?.look ?? null;
}

/**
 * What is lit is what the step is about and what has been pointed at; beside a step's own run, what
 * that one shows.
 */
export function signalOf(
  lesson: Lesson | null,
  progress: Progress | null,
  pointed: LessonThing | null,
  /** Everything is offered, whatever the step takes. */
  free = false,
  answers: Answered | null = null,
): LessonSignal {
  if (lesson === null || progress === null) return NO_SIGNAL;
  const own = lesson.steps[progress.step]?.look.light ?? [];
  const beside = lookBeside(lesson, progress.step, answers)?.light ?? [];
  const about = beside.length > 0 ? beside : own;
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

/** Whether nothing of what runs now is passed over: how long it lasts is the point. */
export function isFelt(lesson: Lesson, { step }: Progress, answers: Answered | null): boolean {
  const own = lesson.steps[step]?.look.felt ?? false;
  return own || (lookBeside(lesson, step, answers)?.felt ?? false);
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
