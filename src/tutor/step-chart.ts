/** Where a student is within a step: the chart, which alone says what may come next. */
import { setup, transition } from 'xstate';

/** Running comes after a prediction, and a recap after running, where they are asked. */
export type StepLeaf =
  | 'reading'
  | 'predicting'
  | 'predicted'
  | 'running'
  | 'recapping'
  | 'checking'
  | 'done';

export const STEP_LEAVES: readonly StepLeaf[] = [
  'reading',
  'predicting',
  'predicted',
  'running',
  'recapping',
  'checking',
  'done',
];

export type StepControl =
  | 'CHOOSE' // an answer is picked; another may be picked instead
  | 'COMMIT' // the answer stands
  | 'RUN' // the step's lines begin
  | 'RUN_UNASKED' // the same in a step that asks nothing
  | 'RAN' // the lines are all carried out
  | 'RAN_ASKING' // the same in a step that asks what happened
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
    running: { on: { RAN: 'checking', RAN_ASKING: 'recapping', ...again } },
    recapping: { on: { CHOOSE: 'recapping', COMMIT: 'checking', ...again } },
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
