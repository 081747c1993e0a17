/** Two accounts of the same student's lessons made one, of which nothing is lost. */
import { MOST_PREDICTIONS, type Progress, type StepProgress } from './progress-state.ts';
import { STEP_LEAVES } from './step-chart.ts';

/** Ours, with what only theirs knows; merging the same once more changes nothing. */
export function mergeProgress(
  ours: readonly Progress[],
  theirs: readonly Progress[],
): readonly Progress[] {
  const find = (list: readonly Progress[], slug: string) => list.find((one) => one.slug === slug);
  const both = ours.map((own) => {
    const other = find(theirs, own.slug);
    return other === undefined ? own : mergeLesson(own, other);
  });
  // What was done here last stays last.
  return [...theirs.filter(({ slug }) => find(ours, slug) === undefined), ...both];
}

function mergeLesson(own: Progress, other: Progress): Progress {
  const longest = (a: number, b: number) => Array.from({ length: Math.max(a, b) }, (_, n) => n);
  return {
    slug: own.slug,
    step: own.step,
    reached: Math.max(own.reached, other.reached),
    recalled: longest(own.recalled.length, other.recalled.length).map(
      (n) => own.recalled[n] ?? other.recalled[n] ?? null,
    ),
    steps: longest(own.steps.length, other.steps.length).flatMap((n) => {
      const [a, b] = [own.steps[n], other.steps[n]];
      if (a === undefined) return b === undefined ? [] : [b];
      return [b === undefined ? a : mergeStep(a, b)];
    }),
  };
}

function mergeStep(own: StepProgress, other: StepProgress): StepProgress {
  const rank = ({ leaf }: StepProgress) => STEP_LEAVES.indexOf(leaf);
  const [further, nearer] = rank(other) > rank(own) ? [other, own] : [own, other];
  return {
    ...further,
    changed: further.changed ?? nearer.changed,
    changeSeen: own.changeSeen || other.changeSeen,
    given: { ...further.given, change: further.given.change ?? nearer.given.change },
    predictions: united(own.predictions, other.predictions),
    hints: Math.max(own.hints, other.hints),
    solutionShown: own.solutionShown || other.solutionShown,
    attempt: further.attempt ?? nearer.attempt,
    spentMs: Math.max(own.spentMs, other.spentMs),
  };
}

/** The longer one if it holds the other; else both, one after the other. */
function united(a: readonly number[], b: readonly number[]): readonly number[] {
  if (holds(a, b)) return a;
  return holds(b, a) ? b : [...a, ...b].slice(-MOST_PREDICTIONS);
}

function holds(whole: readonly number[], part: readonly number[]): boolean {
  return whole.some((_, at) => part.every((one, n) => whole[at + n] === one)) || part.length === 0;
}
