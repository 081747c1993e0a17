/** What the panel shows of a step, and what it keeps back until it has been predicted and seen. */
import {
  INTRODUCTION,
  type Inline,
  type Lesson,
  type Progress,
  type Prose,
  type StepLeaf,
  UNSURE,
} from '../../tutor/index.ts';

/** One answer in the card. `unsure` is always offered, after the author's. */
export interface OptionView {
  /** What is told when it is chosen. */
  readonly option: number;
  /** Null: "I don't know", whose words are the interface's. */
  readonly text: readonly Inline[] | null;
  readonly chosen: boolean;
  /** After the run: whether this is how it is; null before. */
  readonly verdict: 'right' | 'wrong' | null;
  readonly feedback: Prose;
  /** After the run: said openly for what was chosen and what is right; else behind "why not?". */
  readonly open: boolean;
}

export interface GoalView {
  readonly text: readonly Inline[];
  readonly met: boolean;
}

export interface DotView {
  readonly step: number;
  readonly title: readonly Inline[];
  readonly state: 'done' | 'now' | 'open';
}

export interface StepView {
  /** From 1. */
  readonly n: number;
  readonly of: number;
  readonly leaf: StepLeaf;
  readonly title: readonly Inline[];
  readonly narration: Prose;
  readonly question: readonly Inline[] | null;
  readonly options: readonly OptionView[];
  /** The prediction can still be changed. */
  readonly choosing: boolean;
  readonly canCommit: boolean;
  /** Lines that Run performs; shown only once the prediction stands. */
  readonly run: readonly string[];
  readonly canRun: boolean;
  /** The run does nothing by itself: the student does. */
  readonly byHand: boolean;
  readonly canRestart: boolean;
  readonly task: Prose;
  readonly goals: readonly GoalView[];
  readonly afterwards: Prose;
  readonly hints: readonly Prose[];
  readonly moreHints: boolean;
  readonly solution: readonly string[];
  readonly solutionHidden: boolean;
  readonly next: readonly Inline[] | null;
  readonly isLast: boolean;
}

/** Whether the truth may be told: the step is done, or what it asked about has been seen. */
function isRevealed(leaf: StepLeaf, runs: boolean): boolean {
  return leaf === 'done' || (leaf === 'checking' && runs);
}

/**
 * The step that is shown; null in the introduction. `met`: which of its goals hold now. A step that
 * is done has met them all, whatever has been done to the cluster since.
 */
export function stepView(
  lesson: Lesson,
  progress: Progress,
  met: readonly boolean[],
): StepView | null {
  const step = lesson.steps[progress.step];
  const been = progress.steps[progress.step];
  if (step === undefined || been === undefined) return null;
  const { leaf, chosen } = been;
  const seeks = leaf === 'checking' || leaf === 'done';
  const revealed = isRevealed(leaf, step.run.length > 0);
  const asks = step.prediction !== null;
  const committed = leaf !== 'reading' && leaf !== 'predicting';
  const right = step.prediction?.right ?? 0;
  const options = (step.prediction?.options ?? []).map((one, n): OptionView => {
    const open = n === chosen || n === right;
    const verdict = revealed ? (n === right ? 'right' : 'wrong') : null;
    return {
      option: n,
      text: one.text,
      chosen: n === chosen,
      verdict,
      feedback: one.feedback,
      open,
    };
  });
  const unsure = { option: UNSURE, text: null, chosen: chosen === UNSURE, verdict: null };
  return {
    n: progress.step + 1,
    of: lesson.steps.length,
    leaf,
    title: step.title,
    narration: step.narration,
    question: step.prediction?.question ?? null,
    options: asks ? [...options, { ...unsure, feedback: [], open: false }] : [],
    choosing: asks && !committed,
    canCommit: leaf === 'predicting' && chosen !== null,
    run: committed || !asks ? step.run : [],
    canRun: leaf === 'predicted' || (leaf === 'reading' && !asks),
    byHand: step.run.length === 0,
    canRestart: committed && leaf !== 'predicted',
    task: seeks ? step.task : [],
    goals: seeks ? goalViews(step.goals, met, leaf) : [],
    afterwards: leaf === 'done' ? step.afterwards : [],
    hints: seeks ? step.hints.slice(0, been.hints) : [],
    moreHints: leaf === 'checking' && been.hints < step.hints.length,
    solution: seeks && been.solutionShown ? step.solution : [],
    solutionHidden: leaf === 'checking' && step.solution.length > 0 && !been.solutionShown,
    next: lesson.steps[progress.step + 1]?.title ?? null,
    isLast: progress.step === lesson.steps.length - 1,
  };
}

function goalViews(
  goals: Lesson['steps'][number]['goals'],
  met: readonly boolean[],
  leaf: StepLeaf,
): readonly GoalView[] {
  return goals.map((goal, n) => ({ text: goal.text, met: leaf === 'done' || met[n] === true }));
}

/** The dots at the foot: one a step. */
export function dotViews(lesson: Lesson, progress: Progress): readonly DotView[] {
  return lesson.steps.map((step, n) => {
    const done = progress.steps[n]?.leaf === 'done';
    const state = n === progress.step ? 'now' : done ? 'done' : 'open';
    return { step: n, title: step.title, state };
  });
}

export function isIntroduction(progress: Progress): boolean {
  return progress.step === INTRODUCTION;
}
