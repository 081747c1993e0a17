/** What a student is offered in a lesson: what it takes, and nothing that disturbs it. */
import { parseScriptLine, verbOf } from '../script/index.ts';
import type { Lesson, Step } from './lesson.ts';
import type { Progress } from './progress-state.ts';
import { solutionOf } from './ways.ts';

/** The verbs of lines, but for those that only let time pass. */
function verbsOf(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => (parseScriptLine(line).type === 'command' ? verbOf(line) : []));
}

/** All that a lesson has to do with: to be tried before anything is asked. */
export function controlsOf({ steps }: Lesson): readonly string[] {
  const verbs = steps.flatMap((step) => {
    const { lines } = solutionOf(step);
    return [...step.look.controls, ...verbsOf([...step.run, ...lines])];
  });
  return [...new Set(verbs)];
}

/** The task is done by acting on the run, and is under way. */
const isByHand = ({ way, solution }: Step): boolean => way.type === 'free' && solution.length > 0;

/**
 * The verbs of what menus, keys and palette offer now. A run that is still to be shown, or has just
 * been, is not to be disturbed: the next step goes on from it.
 */
export function controlsNow(lesson: Lesson, progress: Progress): ReadonlySet<string> {
  const step = lesson.steps[progress.step];
  if (step === undefined) return new Set(controlsOf(lesson));
  const isUnderWay = progress.steps[progress.step]?.leaf === 'checking';
  if (!isUnderWay || !isByHand(step)) return new Set();
  return new Set([...step.look.controls, ...verbsOf(step.solution)]);
}
