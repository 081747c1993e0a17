/** What the panel shows of a step, and what it keeps back until it has been predicted and seen. */
import type { Translate } from '../../i18n/index.ts';
import {
  BACK_THERE,
  type ExpectedBreach,
  FROM_HERE,
  type Inline,
  isRevealed,
  type Lesson,
  type Progress,
  type Prose,
  type Step,
  type StepLeaf,
  type StepProgress,
  solutionOf,
  unlocked,
} from '../../tutor/index.ts';
import { type QuestionView, questionView } from './question.ts';
import { type WayView, wayView } from './way.ts';

/** A way to a lesson. */
export interface LessonLink {
  readonly code: string;
  readonly title: string;
  readonly href: string;
}

export interface GoalView {
  readonly text: readonly Inline[];
  readonly met: boolean;
}

/** One way to do it, as it is read: its comments are for people, in their language. */
export function solutionText(lines: readonly string[], t: Translate): string {
  const said = (line: string): string => {
    if (line === FROM_HERE) return t('tutor.solution.here');
    return line === BACK_THERE ? t('tutor.solution.back') : line;
  };
  return lines.map(said).join('\n');
}

export interface DotView {
  readonly step: number;
  readonly title: readonly Inline[];
  readonly state: 'done' | 'now' | 'open' | 'locked';
}

export interface StepView {
  /** From 1. */
  readonly n: number;
  readonly of: number;
  readonly leaf: StepLeaf;
  readonly title: readonly Inline[];
  readonly narration: Prose;
  readonly prediction: QuestionView | null;
  /** Asked once the run has been seen. */
  readonly recap: QuestionView | null;
  /** Asked once the step is done: the same run with one thing changed. */
  readonly change: QuestionView | null;
  /** The changed run has been seen, and can be seen again. */
  readonly canRepeatChange: boolean;
  /** Lines that Run performs; shown only once the prediction stands. */
  readonly run: readonly string[];
  readonly canRun: boolean;
  /** The run does nothing by itself: the student does. */
  readonly byHand: boolean;
  readonly canRestart: boolean;
  readonly task: Prose;
  /** Verbs of commands that the task takes. */
  readonly controls: readonly string[];
  readonly goals: readonly GoalView[];
  /** How the task is put together, where it is not by acting on the run. */
  readonly way: WayView | null;
  /** Over how many other seeds the student's way is played. */
  readonly seeds: number;
  readonly afterwards: Prose;
  /** What the step broke on purpose; told once it is through. */
  readonly breach: ExpectedBreach | null;
  /** In what a real ensemble differs from what has just been seen. */
  readonly simplified: Prose;
  /** For whoever presents the lesson. */
  readonly notes: Prose;
  readonly hints: readonly Prose[];
  readonly moreHints: boolean;
  readonly solution: readonly string[];
  readonly solutionHidden: boolean;
  readonly next: readonly Inline[] | null;
  readonly isLast: boolean;
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
  const { leaf } = been;
  const seeks = leaf === 'checking' || leaf === 'done';
  const asks = step.prediction !== null;
  const committed = leaf !== 'reading' && leaf !== 'predicting';
  const solves = step.solution.length > 0 || step.way.type !== 'free';
  return {
    n: progress.step + 1,
    of: lesson.steps.length,
    leaf,
    title: step.title,
    narration: step.narration,
    prediction: predictionView(step, been),
    recap: recapView(step, been),
    change: changeView(step, been),
    canRepeatChange: leaf === 'done' && been.changeSeen,
    run: committed || !asks ? step.run : [],
    canRun: leaf === 'predicted' || (leaf === 'reading' && !asks),
    byHand: step.run.length === 0,
    canRestart: committed && leaf !== 'predicted',
    task: seeks ? step.task : [],
    controls: seeks ? step.look.controls : [],
    goals: seeks ? goalViews(step.goals, met, leaf) : [],
    way: seeks ? wayView(step.way, been.attempt) : null,
    seeds: step.seeds,
    afterwards: leaf === 'done' ? step.afterwards : [],
    breach: leaf === 'done' ? step.breach : null,
    simplified: seeks ? step.simplified : [],
    notes: step.notes,
    hints: seeks ? step.hints.slice(0, been.hints) : [],
    moreHints: leaf === 'checking' && been.hints < step.hints.length,
    solution: seeks && been.solutionShown ? shownSolution(step) : [],
    solutionHidden: leaf === 'checking' && solves && !been.solutionShown,
    next: lesson.steps[progress.step + 1]?.title ?? null,
    isLast: progress.step === lesson.steps.length - 1,
  };
}

function shownSolution(step: Step): readonly string[] {
  const { lines, zooCfg } = solutionOf(step);
  return [...zooCfg, ...lines];
}

function predictionView(step: Step, been: StepProgress): QuestionView | null {
  const { leaf, chosen } = been;
  if (step.prediction === null) return null;
  const choosing = leaf === 'reading' || leaf === 'predicting';
  const { prediction: given } = been.given;
  const revealed = isRevealed(step, been);
  return questionView(step.prediction, { chosen, given, choosing, revealed });
}

function recapView(step: Step, { leaf, recapped, given }: StepProgress): QuestionView | null {
  if (step.recap === null || !['recapping', 'checking', 'done'].includes(leaf)) return null;
  const choosing = leaf === 'recapping';
  const answer = { chosen: recapped, given: given.recap };
  return questionView(step.recap, { ...answer, choosing, revealed: !choosing });
}

function changeView(step: Step, been: StepProgress): QuestionView | null {
  const { leaf, changed: chosen, given, changeSeen: revealed } = been;
  if (step.change === null || leaf !== 'done') return null;
  const answer = { chosen, given: given.change };
  return questionView(step.change.question, { ...answer, choosing: !revealed, revealed });
}

function goalViews(
  goals: Lesson['steps'][number]['goals'],
  met: readonly boolean[],
  leaf: StepLeaf,
): readonly GoalView[] {
  return goals.map((goal, n) => ({ text: goal.text, met: leaf === 'done' || met[n] === true }));
}

/** The dots at the foot: one a step; `freely`: no step is locked. */
export function dotViews(lesson: Lesson, progress: Progress, freely = false): readonly DotView[] {
  const most = freely ? lesson.steps.length : unlocked(progress);
  return lesson.steps.map((step, n) => {
    const done = progress.steps[n]?.leaf === 'done';
    const state = n === progress.step ? 'now' : done ? 'done' : n <= most ? 'open' : 'locked';
    return { step: n, title: step.title, state };
  });
}
