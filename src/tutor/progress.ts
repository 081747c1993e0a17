/**
 * A student's way through a lesson: `tell` moves through the questions and steps. Pure: what is to
 * be done to the world comes back as effects.
 */
import { NONE, type Outcome } from '../lib/index.ts';
import { answerOf, type StudentAnswer } from './answer.ts';
import { answerRun, type QuestionAt } from './answered.ts';
import type { Lesson, Question, Step } from './lesson.ts';
import {
  type Answered,
  FRESH,
  INTRODUCTION,
  MOST_PREDICTIONS,
  type Progress,
  type ProgressEffect,
  type ProgressInput,
  type StepProgress,
  type StepQuestion,
} from './progress-state.ts';
import { moveStep, type StepControl } from './step-chart.ts';
import { type Attempt, attempted, referenceAttempt, solutionOf } from './ways.ts';

function at(progress: Progress): StepProgress {
  return progress.steps[progress.step] ?? FRESH;
}

function changed(progress: Progress, change: Partial<StepProgress>): Progress {
  const steps = progress.steps.map((one, n) => (n === progress.step ? { ...one, ...change } : one));
  return { ...progress, steps };
}

function moved(progress: Progress, control: StepControl): Progress {
  return changed(progress, { leaf: moveStep(at(progress).leaf, control) });
}

type Told = Outcome<Progress, ProgressEffect>;

const only = (next: Progress): Told => ({ next, effects: NONE });

const stepOf = (lesson: Lesson, progress: Progress): Step | undefined =>
  lesson.steps[progress.step];

// ---- questions ---------------------------------------------------------------------------------

function choose(lesson: Lesson, progress: Progress, answer: StudentAnswer): Told {
  const step = stepOf(lesson, progress);
  const { leaf } = at(progress);
  const asks = (question: Question | null | undefined) =>
    question == null ? null : answerOf(question, answer);
  const given = (asked: StepQuestion) => ({ ...at(progress).given, [asked]: answer });
  if (leaf === 'done') {
    const option = asks(step?.change?.question);
    if (option === null || at(progress).changeSeen) return only(progress);
    return only(changed(progress, { changed: option, given: given('change') }));
  }
  const next = moveStep(leaf, 'CHOOSE');
  if (next === 'recapping') {
    const option = asks(step?.recap);
    if (option === null) return only(progress);
    return only(changed(progress, { recapped: option, given: given('recap') }));
  }
  const option = asks(step?.prediction);
  if (option === null || next !== 'predicting') return only(progress);
  return only(changed(progress, { leaf: next, chosen: option, given: given('prediction') }));
}

function commit(lesson: Lesson, progress: Progress): Told {
  const { leaf, chosen, recapped, predictions } = at(progress);
  const next = moveStep(leaf, 'COMMIT');
  if (next === leaf) return only(progress);
  if (leaf === 'recapping') {
    return only(recapped === null ? progress : sought(lesson, changed(progress, { leaf: next })));
  }
  if (chosen === null) return only(progress);
  const kept = [...predictions, chosen].slice(-MOST_PREDICTIONS);
  return only(changed(progress, { leaf: next, predictions: kept }));
}

function recall(lesson: Lesson, progress: Progress, n: number, answer: StudentAnswer): Told {
  const question = lesson.recall[n];
  const option = question === undefined ? null : answerOf(question, answer);
  if (option === null) return only(progress);
  const recalled = progress.recalled.map((one, i) => (i === n ? option : one));
  return only({ ...progress, recalled });
}

// ---- the run -----------------------------------------------------------------------------------

function run(lesson: Lesson, progress: Progress): Told {
  const step = stepOf(lesson, progress);
  if (step === undefined) return only(progress);
  const next = moved(progress, step.prediction === null ? 'RUN_UNASKED' : 'RUN');
  if (at(next).leaf !== 'running' || at(progress).leaf === 'running') return only(progress);
  if (step.run.length === 0) return ran(lesson, next);
  return { next, effects: [{ type: 'perform', lines: step.run }] };
}

function ran(lesson: Lesson, progress: Progress): Told {
  const asks = stepOf(lesson, progress)?.recap !== null;
  const next = moved(progress, asks ? 'RAN_ASKING' : 'RAN');
  return only(sought(lesson, next));
}

/** A step that seeks nothing is done as soon as it has been seen. */
function sought(lesson: Lesson, progress: Progress): Progress {
  const seeks = stepOf(lesson, progress)?.goals.length !== 0;
  return seeks || at(progress).leaf !== 'checking' ? progress : moved(progress, 'MET');
}

/** The step from its beginning; later ones are to be done anew, since the world is another. */
function restart(progress: Progress): Told {
  const { step } = progress;
  const leaf = moveStep(at(progress).leaf, 'AGAIN');
  if (leaf === at(progress).leaf) return only(progress);
  const steps = progress.steps.map((one, n) => {
    if (n < step) return one;
    return { ...FRESH, predictions: one.predictions, spentMs: one.spentMs };
  });
  return {
    next: { ...progress, reached: step, steps },
    effects: [{ type: 'rewind', step, zooCfg: [] }],
  };
}

// ---- the task ----------------------------------------------------------------------------------

function hint(lesson: Lesson, progress: Progress): Told {
  const most = stepOf(lesson, progress)?.hints.length ?? 0;
  return only(changed(progress, { hints: Math.min(most, at(progress).hints + 1) }));
}

/** From the step's beginning, whatever has been done since: its run, then these lines. */
function anew(
  step: Step,
  progress: Progress,
  { lines, zooCfg }: ReturnType<typeof solutionOf>,
): Told {
  return {
    next: progress,
    effects: [
      { type: 'rewind', step: progress.step, zooCfg },
      { type: 'perform', lines: [...step.run, ...lines] },
    ],
  };
}

/** The rescue within a step: what the solution says is done. */
function solve(lesson: Lesson, progress: Progress): Told {
  const step = stepOf(lesson, progress);
  if (step === undefined || at(progress).leaf !== 'checking') return only(progress);
  const solution = solutionOf(step);
  if (solution.lines.length === 0 && solution.zooCfg.length === 0) return only(progress);
  // What is put together on the page is then what is done.
  const shown =
    step.way.type === 'free'
      ? progress
      : changed(progress, { attempt: referenceAttempt(step.way) });
  return anew(step, shown, solution);
}

function tryOut(lesson: Lesson, progress: Progress, attempt: Attempt): Told {
  const step = stepOf(lesson, progress);
  if (step === undefined || at(progress).leaf !== 'checking') return only(progress);
  return anew(step, changed(progress, { attempt }), attempted(step.way, attempt));
}

// ---- beside the run ----------------------------------------------------------------------------

/** Whether the truth about the prediction may be told: the run has been seen, or all is done. */
export function isRevealed(step: Step, { leaf }: StepProgress): boolean {
  return leaf === 'done' || ((leaf === 'recapping' || leaf === 'checking') && step.run.length > 0);
}

/** Whether the answers to a question may be judged now. */
function isJudged(lesson: Lesson, progress: Progress, asked: QuestionAt): boolean {
  const been = at(progress);
  if (typeof asked === 'number') {
    return progress.step === INTRODUCTION && progress.recalled[asked] != null;
  }
  if (asked === 'change') return been.changeSeen;
  if (asked === 'recap') return been.leaf === 'checking' || been.leaf === 'done';
  const step = stepOf(lesson, progress);
  return step !== undefined && isRevealed(step, been);
}

function refute(lesson: Lesson, progress: Progress, { asked, option }: Answered): Told {
  const run = answerRun(lesson, progress.step, asked, option);
  if (run === null || !isJudged(lesson, progress, asked)) return only(progress);
  return {
    next: progress,
    effects: [{ type: 'aside', run, answers: { asked, option }, tells: null }],
  };
}

function runChanged(lesson: Lesson, progress: Progress): Told {
  const change = stepOf(lesson, progress)?.change;
  const { leaf, changed: chosen } = at(progress);
  if (change == null || leaf !== 'done' || chosen === null) return only(progress);
  const run = { before: [], lines: change.lines, zooCfg: [] };
  return {
    next: progress,
    effects: [{ type: 'aside', run, answers: null, tells: 'changeRan' }],
  };
}

/** The question that is asked just now, and may still be answered otherwise; null: none. */
export function askedNow(lesson: Lesson, progress: Progress): Question | null {
  const step = stepOf(lesson, progress);
  const { leaf, changed: chosen } = at(progress);
  if (leaf === 'reading' || leaf === 'predicting') return step?.prediction ?? null;
  if (leaf === 'recapping') return step?.recap ?? null;
  return leaf === 'done' && chosen === null ? (step?.change?.question ?? null) : null;
}

// ---- from step to step -------------------------------------------------------------------------

/**
 * The furthest step that may be shown: one is unlocked by finishing the one before, and the first
 * by the questions of earlier lessons. Whoever was led further by a link goes on from there.
 */
export function unlocked({ recalled, reached, steps }: Progress): number {
  if (reached === INTRODUCTION) return recalled.includes(null) ? INTRODUCTION : 0;
  return steps[reached]?.leaf === 'done' ? Math.min(reached + 1, steps.length - 1) : reached;
}

/** Shows a step. One that was not reached from the step before gets its world made for it. */
function go(lesson: Lesson, progress: Progress, step: number, freely: boolean): Told {
  const most = freely ? progress.steps.length - 1 : unlocked(progress);
  if (!Number.isInteger(step) || step < INTRODUCTION || step > most) return only(progress);
  const { reached } = progress;
  const next = { ...progress, step, reached: Math.max(reached, step) };
  if (step <= reached) return only(next);
  const before = progress.steps[step - 1];
  // What was tried before the first step is forgotten when it begins.
  const follows = step === reached + 1 && before?.leaf === 'done';
  const way = lesson.steps[step - 1]?.way;
  const isOtherWorld = lesson.both || (way?.type === 'fill' && way.zooCfg.length > 0);
  return {
    next,
    effects: follows && !isOtherWorld ? NONE : [{ type: 'rewind', step, zooCfg: [] }],
  };
}

/** The progress after an input. One that does not fit now changes nothing. */
export function tell(lesson: Lesson, progress: Progress, input: ProgressInput): Told {
  switch (input.type) {
    case 'choose':
      return choose(lesson, progress, input.answer);
    case 'recall':
      return recall(lesson, progress, input.question, input.answer);
    case 'commit':
      return commit(lesson, progress);
    case 'run':
      return run(lesson, progress);
    case 'ran':
      return at(progress).leaf === 'running' ? ran(lesson, progress) : only(progress);
    case 'met':
      return only(moved(progress, 'MET'));
    case 'again':
      return restart(progress);
    case 'hint':
      return hint(lesson, progress);
    case 'solution':
      return only(changed(progress, { solutionShown: true }));
    case 'solve':
      return solve(lesson, progress);
    case 'attempt':
      return only(changed(progress, { attempt: input.attempt }));
    case 'try':
      return tryOut(lesson, progress, input.attempt);
    case 'refute':
      return refute(lesson, progress, input);
    case 'change':
      return runChanged(lesson, progress);
    case 'changeRan':
      return only(
        at(progress).changed === null ? progress : changed(progress, { changeSeen: true }),
      );
    case 'spent':
      return only(changed(progress, { spentMs: at(progress).spentMs + Math.max(0, input.ms) }));
    case 'next':
      return go(lesson, progress, progress.step + 1, false);
    case 'back':
      return go(lesson, progress, progress.step - 1, false);
    case 'go':
      return go(lesson, progress, input.step, input.freely ?? false);
  }
}
