import { expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import {
  BACK_THERE,
  FROM_HERE,
  type Lesson,
  newProgress,
  type Progress,
  type ProgressInput,
  parseLesson,
  tell,
  textJudges,
} from '../../../src/tutor/index.ts';
import { type StepView, solutionText, stepView } from '../../../src/views/index.ts';

const FILE = (run: string) => `---
title: T
minutes: 5
scenario: hospital
seed: 1
---

## Asks

Text.

### Predict: What?

- [ ] This
  No.
- [x] That
  Yes.

${run}
### Task: Do it

- Down: \`server 3 is down\`
- Up: \`server 2 is up\`

### Hint

H.

### Solution

\`\`\`
crash 3
\`\`\`

### Afterwards

So it is.

### Change: And with five?

- [x] Five
  Yes, five.
- [ ] Six
  No.

\`\`\`
run 5
\`\`\`

## Simplified

None.
`;

function viewAfter(run: string, inputs: readonly ProgressInput[], met: readonly boolean[] = []) {
  const lesson = parseLesson(FILE(run), '4-medical/09-t', textJudges('en')).lesson as Lesson;
  let progress: Progress = newProgress(lesson);
  for (const input of inputs) progress = tell(lesson, progress, input).next;
  return stepView(lesson, progress, met);
}

const RUN = '### Run\n\n```\nrun 1\n```\n';
const CHOSEN: readonly ProgressInput[] = [
  { type: 'next' },
  { type: 'choose', answer: { type: 'choice', option: 0 } },
];
const RUNNING: readonly ProgressInput[] = [...CHOSEN, { type: 'commit' }, { type: 'run' }];

/** Everything in a view that would give the answer away. */
function told(view: StepView | null) {
  const verdicts = view?.prediction?.options.map((option) => option.verdict) ?? [];
  const { goals, afterwards, hints, solution, task } = view as StepView;
  return { verdicts, shown: [goals, afterwards, hints, solution, task].map((list) => list.length) };
}

const NOTHING = { verdicts: [null, null, null], shown: [0, 0, 0, 0, 0] };

test('before the first step there is the introduction', () => {
  expect(viewAfter(RUN, [])).toBeNull();
});

test('nothing is told before the prediction stands and the run has spoken', () => {
  expect(told(viewAfter(RUN, CHOSEN))).toEqual(NOTHING);
  expect(viewAfter(RUN, CHOSEN)).toMatchObject({
    prediction: { canCommit: true },
    canRun: false,
    run: [],
  });
  expect(told(viewAfter(RUN, RUNNING.slice(0, 3)))).toEqual(NOTHING);
  expect(viewAfter(RUN, RUNNING.slice(0, 3))).toMatchObject({
    canRun: true,
    prediction: { choosing: false },
  });
  expect(told(viewAfter(RUN, RUNNING))).toEqual(NOTHING);
});

test('after the run the answers are told, and goals as they stand', () => {
  const view = viewAfter(RUN, [...RUNNING, { type: 'ran' }], [false, true]);
  expect(told(view)).toEqual({ verdicts: ['wrong', 'right', null], shown: [2, 0, 0, 0, 1] });
  expect(view?.goals.map((goal) => goal.met)).toEqual([false, true]);
  expect(view?.prediction?.options.map((option) => option.open)).toEqual([true, true, false]);
  expect(view).toMatchObject({ moreHints: true, solutionHidden: true, canRestart: true });
});

test('where the student acts, the answers wait until the goals are met', () => {
  expect(told(viewAfter('', RUNNING)).verdicts).toEqual([null, null, null]);
  expect(told(viewAfter('', RUNNING)).shown).toEqual([2, 0, 0, 0, 1]);
  const done = viewAfter('', [...RUNNING, { type: 'met' }], [false, false]);
  expect(told(done).verdicts).toEqual(['wrong', 'right', null]);
  // What was reached stays reached, whatever is done to the cluster afterwards.
  expect(done?.goals.map((goal) => goal.met)).toEqual([true, true]);
  expect(done?.afterwards).toHaveLength(1);
});

test('a changed run is judged when it has been seen, and only then', () => {
  const pickThat: ProgressInput = { type: 'choose', answer: { type: 'choice', option: 1 } };
  const tells = (...types: ('commit' | 'run' | 'ran' | 'met' | 'change' | 'changeRan')[]) =>
    types.map((type): ProgressInput => ({ type }));
  const done = [pickThat, ...tells('commit', 'run', 'ran', 'met')];
  const begun = viewAfter('', [{ type: 'next' }, ...done, pickThat, ...tells('change')]);
  expect(begun?.change).toMatchObject({ choosing: true, revealed: false, chosen: 1 });
  expect(begun?.canRepeatChange).toBe(false);
  const seen = viewAfter('', [
    { type: 'next' },
    ...done,
    pickThat,
    ...tells('change', 'changeRan'),
  ]);
  expect(seen?.change).toMatchObject({ choosing: false, revealed: true, chosen: 1 });
  expect(seen?.change?.options.map(({ verdict }) => verdict)).toEqual(['right', 'wrong', null]);
  expect(seen?.canRepeatChange).toBe(true);
  // Nothing was predicted: nothing is judged.
  expect(viewAfter('', [{ type: 'next' }, ...done, ...tells('changeRan')])?.change).toMatchObject({
    choosing: true,
    revealed: false,
  });
});

test('a hint that was the last one is not promised again, nor a solution that is shown', () => {
  const ran: readonly ProgressInput[] = [...RUNNING, { type: 'ran' }];
  expect(viewAfter(RUN, ran)).toMatchObject({ hints: [], moreHints: true, solutionHidden: true });
  const hinted = viewAfter(RUN, [...ran, { type: 'hint' }]);
  expect(hinted).toMatchObject({ moreHints: false, solutionHidden: true });
  expect(hinted?.hints).toHaveLength(1);
  const solved = viewAfter(RUN, [...ran, { type: 'hint' }, { type: 'solution' }]);
  expect(solved).toMatchObject({ solutionHidden: false });
  expect(solved?.solution).not.toEqual([]);
});

test('a solution of several branches says where each begins, in the language of its reader', () => {
  const lines = [FROM_HERE, 'run 10', BACK_THERE, 'crash 3'];
  expect(solutionText(lines, translate('en'))).toBe(
    '# from here\nrun 10\n# back there, and then\ncrash 3',
  );
  expect(solutionText(lines, translate('zh'))).toBe('# 从这里\nrun 10\n# 回到那里，然后\ncrash 3');
});
