/**
 * A student's way through a lesson: a chart for one step, and `tell`, which moves through the
 * steps. Pure: what is to be done to the world comes back as effects.
 */
import { setup, transition } from 'xstate';
import { NONE, type Outcome } from '../lib/index.ts';
import type { Lesson } from './lesson.ts';

/** Where the student is within a step. Running comes after a prediction, where one is asked. */
export type StepLeaf = 'reading' | 'predicting' | 'predicted' | 'running' | 'checking' | 'done';

export type StepControl =
  | 'CHOOSE' // an option is picked; another may be picked instead
  | 'COMMIT' // the prediction stands
  | 'RUN' // the step's lines begin
  | 'RUN_UNASKED' // the same in a step that asks nothing
  | 'RAN' // the lines are all carried out
  | 'MET' // the goals hold, or there are none
  | 'AGAIN'; // from the step's beginning, with a new prediction

const again = { AGAIN: 'reading' } as const;

/** One step of a lesson, as the student goes through it. */
export const stepChart = setup({
  types: { events: {} as { readonly type: StepControl } },
}).createMachine({
  id: 'lesson-step',
  initial: 'reading',
  states: {
    reading: { on: { CHOOSE: 'predicting', RUN_UNASKED: 'running' } },
    predicting: { on: { CHOOSE: 'predicting', COMMIT: 'predicted' } },
    predicted: { on: { RUN: 'running', ...again } },
    running: { on: { RAN: 'checking', ...again } },
    checking: { on: { MET: 'done', ...again } },
    done: { on: again },
  },
});

/** The leaf after a control; the same leaf when the chart does not allow it now. */
export function moveStep(leaf: StepLeaf, control: StepControl): StepLeaf {
  const snapshot = stepChart.resolveState({ value: leaf });
  if (!snapshot.can({ type: control })) return leaf;
  const [after] = transition(stepChart, snapshot, { type: control });
  return after.value as StepLeaf;
}

/** Chosen by whoever does not know: an answer like any other. */
export const UNSURE = -1;

/** The step before the first: what the lesson is about, and its terms. */
export const INTRODUCTION = -1;

/** Predictions that are remembered of a step; older ones are forgotten. */
export const MOST_PREDICTIONS = 20;

export interface StepProgress {
  readonly leaf: StepLeaf;
  /** Index of the option that is picked, UNSURE, or null before. */
  readonly chosen: number | null;
  /** Every prediction that was committed, oldest first: what somebody believed, and believes. */
  readonly predictions: readonly number[];
  /** How many hints are open. */
  readonly hints: number;
  readonly solutionShown: boolean;
}

/** Plain data, so that it can be stored. */
export interface Progress {
  readonly slug: string;
  /** The step that is shown; INTRODUCTION before the first. */
  readonly step: number;
  /** The furthest step begun. */
  readonly reached: number;
  readonly steps: readonly StepProgress[];
}

/** What the student does, and what the app reports of the world (`ran`, `met`). */
export type ProgressInput =
  | { readonly type: 'choose'; readonly option: number }
  | { readonly type: 'commit' | 'run' | 'again' | 'hint' | 'next' | 'back' }
  /** Shows one way to do it; does it. */
  | { readonly type: 'solution' | 'solve' }
  | { readonly type: 'ran' | 'met' }
  | { readonly type: 'go'; readonly step: number };

export type ProgressEffect =
  /** Perform these lines of script one after the other; then tell `ran`, whatever they were for. */
  | { readonly type: 'perform'; readonly lines: readonly string[] }
  /** Bring the world to where this step begins (`linesBefore`, from the lesson's scenario). */
  | { readonly type: 'rewind'; readonly step: number };

const FRESH: StepProgress = {
  leaf: 'reading',
  chosen: null,
  predictions: [],
  hints: 0,
  solutionShown: false,
};

/** Progress of somebody who has just opened the lesson. */
export function newProgress(lesson: Lesson): Progress {
  const steps = lesson.steps.map(() => FRESH);
  return { slug: lesson.slug, step: INTRODUCTION, reached: INTRODUCTION, steps };
}

function changed(progress: Progress, change: Partial<StepProgress>): Progress {
  const steps = progress.steps.map((one, n) => (n === progress.step ? { ...one, ...change } : one));
  return { ...progress, steps };
}

function at(progress: Progress): StepProgress {
  return progress.steps[progress.step] ?? FRESH;
}

function moved(progress: Progress, control: StepControl): Progress {
  return changed(progress, { leaf: moveStep(at(progress).leaf, control) });
}

type Told = Outcome<Progress, ProgressEffect>;

const only = (next: Progress): Told => ({ next, effects: NONE });

function run(lesson: Lesson, progress: Progress): Told {
  const step = lesson.steps[progress.step];
  if (step === undefined) return only(progress);
  const next = moved(progress, step.prediction === null ? 'RUN_UNASKED' : 'RUN');
  if (at(next).leaf !== 'running' || at(progress).leaf === 'running') return only(progress);
  if (step.run.length === 0) return ran(lesson, next);
  return { next, effects: [{ type: 'perform', lines: step.run }] };
}

function ran(lesson: Lesson, progress: Progress): Told {
  const next = moved(progress, 'RAN');
  const nothingToSeek = lesson.steps[next.step]?.goals.length === 0;
  return only(nothingToSeek ? moved(next, 'MET') : next);
}

function choose(lesson: Lesson, progress: Progress, option: number): Told {
  const options = lesson.steps[progress.step]?.prediction?.options.length ?? 0;
  const isOne = Number.isInteger(option) && option >= UNSURE && option < options && options > 0;
  const leaf = moveStep(at(progress).leaf, 'CHOOSE');
  if (!isOne || leaf !== 'predicting') return only(progress);
  return only(changed(progress, { leaf, chosen: option }));
}

function commit(progress: Progress): Told {
  const { leaf, chosen, predictions } = at(progress);
  const next = moveStep(leaf, 'COMMIT');
  if (next === leaf || chosen === null) return only(progress);
  const kept = [...predictions, chosen].slice(-MOST_PREDICTIONS);
  return only(changed(progress, { leaf: next, predictions: kept }));
}

/** The step from its beginning; later ones are to be done anew, since the world is another. */
function restart(progress: Progress): Told {
  const { step } = progress;
  const leaf = moveStep(at(progress).leaf, 'AGAIN');
  if (leaf === at(progress).leaf) return only(progress);
  const steps = progress.steps.map((one, n) => {
    if (n < step) return one;
    return { ...FRESH, predictions: one.predictions };
  });
  return {
    next: { ...progress, reached: step, steps },
    effects: [{ type: 'rewind', step }],
  };
}

/** Shows a step. One that was not reached from the step before gets its world made for it. */
function go(progress: Progress, step: number): Told {
  if (!Number.isInteger(step) || step < INTRODUCTION || step >= progress.steps.length) {
    return only(progress);
  }
  const { reached } = progress;
  const next = { ...progress, step, reached: Math.max(reached, step) };
  if (step <= reached) return only(next);
  const before = progress.steps[step - 1];
  const follows = step === reached + 1 && (before === undefined || before.leaf === 'done');
  return { next, effects: follows ? NONE : [{ type: 'rewind', step }] };
}

function hint(lesson: Lesson, progress: Progress): Told {
  const most = lesson.steps[progress.step]?.hints.length ?? 0;
  return only(changed(progress, { hints: Math.min(most, at(progress).hints + 1) }));
}

/** The rescue within a step: what the solution says is done. */
function solve(lesson: Lesson, progress: Progress): Told {
  const lines = lesson.steps[progress.step]?.solution ?? [];
  if (at(progress).leaf !== 'checking' || lines.length === 0) return only(progress);
  return { next: progress, effects: [{ type: 'perform', lines }] };
}

/** The progress after an input. One that does not fit now changes nothing. */
export function tell(lesson: Lesson, progress: Progress, input: ProgressInput): Told {
  switch (input.type) {
    case 'choose':
      return choose(lesson, progress, input.option);
    case 'commit':
      return commit(progress);
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
    case 'next':
      return go(progress, progress.step + 1);
    case 'back':
      return go(progress, progress.step - 1);
    case 'go':
      return go(progress, input.step);
  }
}

/**
 * The lines that lead from the lesson's scenario to where a step begins: the setup, then run and
 * solution of every step before it. Performing them is the rescue when somebody is lost.
 */
export function linesBefore(lesson: Lesson, step: number): readonly string[] {
  const earlier = lesson.steps.slice(0, Math.max(0, step));
  return [...lesson.setup, ...earlier.flatMap((one) => [...one.run, ...one.solution])];
}

/**
 * Stored progress made to fit the lesson as it is today: steps that are new are fresh, steps that
 * are gone are left out, and what was picked among options that are no more is open again.
 */
export function fitProgress(lesson: Lesson, stored: Progress): Progress {
  const steps = lesson.steps.map((step, n) => {
    const one = stored.steps[n] ?? FRESH;
    const options = step.prediction?.options.length ?? 0;
    const gone = one.chosen !== null && one.chosen >= options;
    // A run that was under way died with the page.
    const cut = one.leaf === 'running' || (one.leaf !== 'reading' && gone);
    return cut ? { ...FRESH, predictions: one.predictions } : one;
  });
  const most = steps.length - 1;
  return {
    slug: lesson.slug,
    step: Math.min(stored.step, most),
    reached: Math.min(stored.reached, most),
    steps,
  };
}
