/** What is known of a student's way through a lesson, as plain data, and what may be told of it. */
import { type StudentAnswer, UNSURE } from './answer.ts';
import type { AnswerRun, QuestionAt } from './answered.ts';
import type { Lesson, Question, Step } from './lesson.ts';
import type { StepLeaf } from './step-chart.ts';
import { type Attempt, solutionOf } from './ways.ts';

/** The step before the first: what the lesson is about, its terms, and what it recalls. */
export const INTRODUCTION = -1;

/** Predictions that are remembered of a step; older ones are forgotten. */
export const MOST_PREDICTIONS = 20;

/** A step's questions: before the run, after it, and about the changed run. */
export type StepQuestion = 'prediction' | 'recap' | 'change';

export type GivenAnswers = Readonly<Record<StepQuestion, StudentAnswer | null>>;

export interface StepProgress {
  readonly leaf: StepLeaf;
  /** Index of the option that the prediction leads to, UNSURE, or null before. */
  readonly chosen: number | null;
  /** The same of the question after the run, and of the one about a changed run. */
  readonly recapped: number | null;
  readonly changed: number | null;
  /** The changed run has been seen to its end: its question may be judged. */
  readonly changeSeen: boolean;
  /** What was answered to each of the three, word for word; null: nothing yet. */
  readonly given: GivenAnswers;
  /** Every prediction that was committed, oldest first: what somebody believed, and believes. */
  readonly predictions: readonly number[];
  /** How many hints are open. */
  readonly hints: number;
  readonly solutionShown: boolean;
  /** What was put together to solve the task; null: nothing yet. */
  readonly attempt: Attempt | null;
  /** How long the step was on the screen, milliseconds. */
  readonly spentMs: number;
}

/** Plain data, so that it can be stored. */
export interface Progress {
  readonly slug: string;
  /** The step that is shown; INTRODUCTION before the first. */
  readonly step: number;
  /** The furthest step begun. */
  readonly reached: number;
  /** Answers to what the lesson recalls; null: still open. */
  readonly recalled: readonly (number | null)[];
  readonly steps: readonly StepProgress[];
}

/** What the student does, and what the app reports of the world (`ran`, `met`) and its clock. */
export type ProgressInput =
  /** An answer to what is asked now: the prediction, the recap, or the changed run. */
  | { readonly type: 'choose'; readonly answer: StudentAnswer }
  | { readonly type: 'recall'; readonly question: number; readonly answer: StudentAnswer }
  | { readonly type: 'commit' | 'run' | 'again' | 'hint' | 'next' | 'back' }
  /** Shows one way to do it; does it. */
  | { readonly type: 'solution' | 'solve' }
  /** What is put together so far; performs it. */
  | { readonly type: 'attempt' | 'try'; readonly attempt: Attempt }
  /** Shows the run that answers a wrong option; the run that is changed. */
  | { readonly type: 'refute'; readonly asked: QuestionAt; readonly option: number }
  | { readonly type: 'change' }
  | { readonly type: 'ran' | 'met' }
  /** The changed run is over. */
  | { readonly type: 'changeRan' }
  | { readonly type: 'spent'; readonly ms: number }
  /** `freely`: steps that are not unlocked, too, for a teacher. */
  | { readonly type: 'go'; readonly step: number; readonly freely?: boolean };

export type ProgressEffect =
  /** Perform these lines of script one after the other; then tell `ran`, whatever they were for. */
  | { readonly type: 'perform'; readonly lines: readonly string[] }
  /**
   * Bring the world to where this step begins (`linesBefore`, from the lesson's scenario), with
   * these lines put behind its zoo.cfg.
   */
  | { readonly type: 'rewind'; readonly step: number; readonly zooCfg: readonly string[] }
  /**
   * Perform these lines from where this step began, in a run beside the student's own; then tell
   * `tells`, if it is not null.
   */
  | {
      readonly type: 'aside';
      readonly run: AnswerRun;
      /** The wrong option that it answers; null: it is the changed run. */
      readonly answers: Answered | null;
      readonly tells: 'changeRan' | null;
    };

/** An option of a question. */
export interface Answered {
  readonly asked: QuestionAt;
  readonly option: number;
}

/** A step that nobody has touched. */
export const FRESH: StepProgress = {
  leaf: 'reading',
  chosen: null,
  recapped: null,
  changed: null,
  changeSeen: false,
  given: { prediction: null, recap: null, change: null },
  predictions: [],
  hints: 0,
  solutionShown: false,
  attempt: null,
  spentMs: 0,
};

/** Progress of somebody who has just opened the lesson. */
export function newProgress(lesson: Lesson): Progress {
  return {
    slug: lesson.slug,
    step: INTRODUCTION,
    reached: INTRODUCTION,
    recalled: lesson.recall.map(() => null),
    steps: lesson.steps.map(() => FRESH),
  };
}

/**
 * The lines that lead from the lesson's scenario to where a step begins: the setup, then run and
 * solution of every step before it, where it goes on from them. Performing them is the rescue when
 * somebody is lost.
 */
export function linesBefore(lesson: Lesson, step: number): readonly string[] {
  const earlier = lesson.both ? [] : lesson.steps.slice(0, Math.max(0, step));
  return [...lesson.setup, ...earlier.flatMap(linesOf)];
}

/** The same up to where a step is done. */
export function linesThrough(lesson: Lesson, step: number): readonly string[] {
  return [...linesBefore(lesson, step), ...lesson.steps.slice(step, step + 1).flatMap(linesOf)];
}

const linesOf = (step: Step): readonly string[] => [...step.run, ...solutionOf(step).lines];

/** Whether an index is still one of a question's options. */
function fits(question: Question | null | undefined, option: number | null): boolean {
  if (option === null) return true;
  return question != null && option >= UNSURE && option < question.options.length;
}

/**
 * Stored progress made to fit the lesson as it is today: steps that are new are fresh, steps that
 * are gone are left out, and what was picked among options that are no more is open again.
 * `goesOn`: what was under way goes on; else it died with the page, and its step begins anew.
 */
export function fitProgress(lesson: Lesson, stored: Progress, goesOn = false): Progress {
  const steps = lesson.steps.map((step, n) => {
    const one = stored.steps[n] ?? FRESH;
    const isGone =
      !fits(step.prediction, one.chosen) ||
      !fits(step.recap, one.recapped) ||
      !fits(step.change?.question, one.changed);
    const isCut = one.leaf === 'running' ? !goesOn || isGone : one.leaf !== 'reading' && isGone;
    const { predictions, spentMs } = one;
    return isCut ? { ...FRESH, predictions, spentMs } : one;
  });
  const recalled = lesson.recall.map((question, n) => {
    const option = stored.recalled[n] ?? null;
    return fits(question, option) ? option : null;
  });
  const most = steps.length - 1;
  return {
    slug: lesson.slug,
    step: Math.min(stored.step, most),
    reached: Math.min(stored.reached, most),
    recalled,
    steps,
  };
}
