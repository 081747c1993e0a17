import { type Lesson, type Progress, plainText } from '../../tutor/index.ts';
import type { SpentStep } from './kept-session.ts';

/** The step that is on, and how long it should take: a lesson's minutes, shared out evenly. */
export function plannedStep(
  lesson: Lesson | null,
  progress: Progress | null,
): Omit<SpentStep, 'spentMs'> | null {
  if (lesson === null || progress === null || progress.step < 0) return null;
  const title = plainText(lesson.steps[progress.step]?.title ?? []);
  const plannedMs = (lesson.minutes * 60_000) / lesson.steps.length;
  return {
    lesson: lesson.slug,
    step: progress.step,
    title: `${lesson.code} · ${title}`,
    plannedMs,
  };
}
