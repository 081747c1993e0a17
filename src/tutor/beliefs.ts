/** Where a student's misconceptions lie: what wrong answers in a lesson have in common. */
import type { Belief, Lesson, Question } from './lesson.ts';
import type { Progress } from './progress-state.ts';

/** A belief that answers spoke of, and how many of them. */
export interface HeldBelief {
  readonly belief: Belief;
  readonly times: number;
}

/** The beliefs behind the answers that were given, most often first; unsure answers hold none. */
export function beliefsHeld(lesson: Lesson, progress: Progress): readonly HeldBelief[] {
  const times = new Map<Belief, number>();
  const count = (question: Question | null | undefined, option: number | null) => {
    const belief = option === null ? null : question?.options[option]?.belief;
    if (belief != null) times.set(belief, (times.get(belief) ?? 0) + 1);
  };
  lesson.recall.forEach((question, n) => {
    count(question, progress.recalled[n] ?? null);
  });
  lesson.steps.forEach((step, n) => {
    const been = progress.steps[n];
    for (const option of been?.predictions ?? []) count(step.prediction, option);
    count(step.recap, been?.recapped ?? null);
    count(step.change?.question, been?.changed ?? null);
  });
  return [...times]
    .map(([belief, n]) => ({ belief, times: n }))
    .sort((a, b) => b.times - a.times || (a.belief < b.belief ? -1 : 1));
}
