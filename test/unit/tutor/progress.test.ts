import { describe, expect, test } from 'vitest';
import {
  fitProgress,
  INTRODUCTION,
  type Lesson,
  linesBefore,
  linesThrough,
  newProgress,
  type Progress,
  type ProgressEffect,
  type ProgressInput,
  parseLesson,
  printProgress,
  readProgress,
  referenceAttempt,
  tell,
  textJudges,
  twinFaults,
  UNSURE,
  withProgress,
} from '../../../src/tutor/index.ts';

const FILE = `---
title: T
minutes: 5
scenario: hospital
seed: 1
---

## Setup

\`\`\`
run 1
\`\`\`

## Asks

Text.

### Predict: What?

- [x] This
  Yes.
- [ ] That
  No.

### Run

\`\`\`
run 2
run 3
\`\`\`

### Task

- Down: \`server 3 is down\`

### Hint

H.

### Solution

\`\`\`
crash 3
\`\`\`

## Does

Text.

### Run

\`\`\`
run 4
\`\`\`

## Says

Text.

## Simplified

None.
`;

function lessonOf(text: string): Lesson {
  const { lesson, faults } = parseLesson(text, '4-medical/09-t', textJudges('en'));
  if (lesson === null) throw new Error(JSON.stringify(faults));
  return lesson;
}

const lesson = lessonOf(FILE);

/** The first step begins in a world of its own, whatever was tried before it. */
const BEGUN: ProgressEffect = { type: 'rewind', step: 0, zooCfg: [] };

type Say = ProgressInput['type'] | ProgressInput;

/** Tells inputs one after the other; what comes back is the progress and all effects. */
function following(...says: readonly Say[]): { progress: Progress; effects: ProgressEffect[] } {
  let progress = newProgress(lesson);
  const effects: ProgressEffect[] = [];
  for (const say of says) {
    const input = typeof say === 'string' ? ({ type: say } as ProgressInput) : say;
    const told = tell(lesson, progress, input);
    progress = told.next;
    effects.push(...told.effects);
  }
  return { progress, effects };
}

const pick = (option: number): ProgressInput => ({
  type: 'choose',
  answer: option === UNSURE ? { type: 'unsure' } : { type: 'choice', option },
});
const go = (step: number, freely = true): ProgressInput => ({ type: 'go', step, freely });
const leafAfter = (...says: readonly Say[]) => {
  const { progress } = following(...says);
  return progress.steps[progress.step]?.leaf;
};
const PREDICTED: readonly Say[] = ['next', pick(1), 'commit'];
const DONE: readonly Say[] = [...PREDICTED, 'run', 'ran', 'met'];

describe('a step', () => {
  test.each<[what: string, says: readonly Say[], leaf: string]>([
    ['is read first', ['next'], 'reading'],
    ['is not run before a prediction', ['next', 'run'], 'reading'],
    ['nor before it is committed', ['next', pick(0), 'run'], 'predicting'],
    ['is not committed before one is picked', ['next', 'commit'], 'reading'],
    ['is predicted', PREDICTED, 'predicted'],
    ['the prediction stands', [...PREDICTED, pick(0)], 'predicted'],
    ['is run', [...PREDICTED, 'run'], 'running'],
    ['is checked', [...PREDICTED, 'run', 'ran'], 'checking'],
    ['goals met too early mean nothing', [...PREDICTED, 'met', 'run', 'met'], 'running'],
    ['is done', DONE, 'done'],
    ['that asks nothing is run at once', [...DONE, 'next', 'run'], 'running'],
    ['without goals is done when it has run', [...DONE, 'next', 'run', 'ran'], 'done'],
    ['without lines is done at once', [...DONE, 'next', 'run', 'ran', 'next', 'run'], 'done'],
    ['begins again', [...DONE, 'again'], 'reading'],
    ['begins again while it runs', [...PREDICTED, 'run', 'again'], 'reading'],
  ])('%s', (_, says, leaf) => {
    expect(leafAfter(...says)).toBe(leaf);
  });

  test('what is predicted is remembered, through new attempts', () => {
    const { progress } = following(...DONE, 'again', pick(0), pick(UNSURE), 'commit');
    expect(progress.steps[0]).toMatchObject({ chosen: UNSURE, predictions: [1, UNSURE] });
  });

  test.each([-2, 2, 0.5, Number.NaN])('there is no option %s', (option) => {
    expect(leafAfter('next', pick(option))).toBe('reading');
  });

  test('running performs the lines, once', () => {
    const perform = { type: 'perform', lines: ['run 2', 'run 3'] };
    expect(following(...PREDICTED, 'run', 'run').effects).toEqual([BEGUN, perform]);
  });

  test('hints open one by one, and no more than there are', () => {
    expect(following('next', 'hint').progress.steps[0]?.hints).toBe(1);
    expect(following('next', 'hint', 'hint').progress.steps[0]?.hints).toBe(1);
    expect(following('next', 'solution').progress.steps[0]?.solutionShown).toBe(true);
  });

  test('the solution is done for whoever is stuck, and for nobody else', () => {
    const { progress, effects } = following(...PREDICTED, 'solve', 'run', 'ran', 'solve', 'ran');
    // From the step's beginning, whatever has been done since.
    expect(effects.slice(2)).toEqual([
      { type: 'rewind', step: 0, zooCfg: [] },
      { type: 'perform', lines: ['run 2', 'run 3', 'crash 3'] },
    ]);
    expect(progress.steps[0]?.leaf).toBe('checking');
  });

  test('what the solution puts together stands where the student would have put it', () => {
    const [first, ...rest] = lesson.steps;
    if (first === undefined) throw new Error('no step');
    const way = { type: 'arrange', lines: ['crash 3', 'run 1'], spare: ['crash 2'] } as const;
    const arranged = { ...lesson, steps: [{ ...first, prediction: null, run: [], way }, ...rest] };
    const begun = tell(arranged, newProgress(arranged), { type: 'next' }).next;
    const checking = tell(arranged, begun, { type: 'run' }).next;
    const { next, effects } = tell(arranged, checking, { type: 'solve' });
    expect(next.steps[0]?.attempt).toEqual(referenceAttempt(way));
    expect(effects.at(-1)).toEqual({ type: 'perform', lines: way.lines });
  });
});

describe('the way through the steps', () => {
  test('begins with the introduction and ends with the last step', () => {
    expect(following().progress.step).toBe(INTRODUCTION);
    expect(following('back').progress.step).toBe(INTRODUCTION);
    expect(following(go(2), 'next').progress.step).toBe(2);
    expect(following(go(3)).progress.step).toBe(INTRODUCTION);
  });

  test('a step that follows goes on in the same world; one that is jumped to gets its own', () => {
    expect(following(...DONE, 'next').effects.filter((e) => e.type === 'rewind')).toEqual([BEGUN]);
    const anew = (step: number) => [{ type: 'rewind', step, zooCfg: [] }];
    expect(following('next', go(1)).effects).toEqual([BEGUN, ...anew(1)]);
    expect(following(go(2)).effects).toEqual(anew(2));
  });

  test('a step is unlocked by finishing the one before, and not by asking for it', () => {
    expect(following('next', 'next').progress.step).toBe(0);
    expect(following('next', go(1, false)).progress.step).toBe(0);
    expect(following(...DONE, go(1, false)).progress.step).toBe(1);
    expect(following(...DONE, go(2, false)).progress.step).toBe(0);
  });

  test('whoever came by a link to a step goes on from there', () => {
    const asked = { ...lesson, recall: [lesson.steps[0]?.prediction] as typeof lesson.recall };
    for (const [of, step] of [
      [lesson, 1],
      [asked, 0],
      [asked, 1],
    ] as const) {
      let progress = tell(of, newProgress(of), go(step)).next;
      expect(progress.step).toBe(step);
      progress = tell(of, progress, { type: 'next' }).next;
      expect(progress.step, 'not before it is done').toBe(step);
      const steps = progress.steps.map((one, n) =>
        n === step ? { ...one, leaf: 'done' as const } : one,
      );
      expect(tell(of, { ...progress, steps }, { type: 'next' }).next.step).toBe(step + 1);
    }
  });

  test('looking back changes nothing; beginning again does, and later steps are open again', () => {
    expect(following(...DONE, 'next', 'back').progress).toMatchObject({ step: 0, reached: 1 });
    const { progress, effects } = following(...DONE, 'next', 'run', 'ran', 'back', 'again');
    expect(effects.at(-1)).toEqual({ type: 'rewind', step: 0, zooCfg: [] });
    expect(progress.reached).toBe(0);
    expect(progress.steps.map((step) => step.leaf)).toEqual(['reading', 'reading', 'reading']);
  });

  test('the lines before a step are the setup and what every earlier step does', () => {
    expect(linesBefore(lesson, INTRODUCTION)).toEqual(['run 1']);
    expect(linesBefore(lesson, 0)).toEqual(['run 1']);
    expect(linesBefore(lesson, 2)).toEqual(['run 1', 'run 2', 'run 3', 'crash 3', 'run 4']);
  });

  test('telling changes no older progress', () => {
    const frozen = Object.freeze(newProgress(lesson));
    tell(lesson, frozen, { type: 'next' });
    expect(frozen).toEqual(newProgress(lesson));
  });
});

describe('stored progress', () => {
  const { progress } = following(...DONE, 'next', 'hint');

  test('comes back as it was', () => {
    expect(readProgress(printProgress([progress]))).toEqual({ lessons: [progress], refused: null });
    expect(readProgress(null)).toEqual({ lessons: [], refused: null });
  });

  test('of the first version is read, as if what it did not know were untouched', () => {
    const { recalled: _, ...rest } = progress;
    const steps = progress.steps.map(({ leaf, chosen, predictions, hints, solutionShown }) => ({
      ...{ leaf, chosen, predictions, hints, solutionShown },
    }));
    const old = JSON.stringify({ version: 1, lessons: [{ ...rest, steps }] });
    const { given } = newProgress(lesson).steps[0] as Progress['steps'][0];
    const known = { ...progress, steps: progress.steps.map((one) => ({ ...one, given })) };
    expect(readProgress(old)).toEqual({ lessons: [known], refused: null });
  });

  const broken = (change: (value: Record<string, unknown>) => void) => {
    const value = JSON.parse(printProgress([progress]));
    change(value);
    return JSON.stringify(value);
  };

  test.each<[what: string, text: string, key: string, facts: object]>([
    ['no JSON', '{', 'tutor.stored.json', {}],
    ['nothing', 'null', 'tutor.stored.shape', { path: '{}' }],
    ['another version', broken((v) => (v.version = 3)), 'tutor.stored.version', { known: 2 }],
    ['no lessons', broken((v) => delete v.lessons), 'tutor.stored.shape', { path: 'lessons' }],
    [
      'a strange leaf',
      printProgress([progress]).replace('"done"', '"won"'),
      'tutor.stored.shape',
      { path: 'lessons.0.steps.0.leaf' },
    ],
    [
      'a strange step',
      printProgress([{ ...progress, step: 1.5 }]),
      'tutor.stored.shape',
      { path: 'lessons.0.step' },
    ],
    ['too much', ' '.repeat(1_000_001), 'tutor.stored.long', {}],
  ])('%s is refused with a sentence', (_, text, key, facts) => {
    expect(readProgress(text)).toEqual({ lessons: [], refused: { key, facts } });
  });

  test('one lesson’s progress takes the place of its older one', () => {
    const other = { ...progress, slug: '4-medical/10-u' };
    const newer = { ...progress, step: 0 };
    expect(withProgress([progress, other], newer)).toEqual([other, newer]);
  });

  test('fits the lesson as it is today', () => {
    const fewer: Lesson = { ...lesson, steps: lesson.steps.slice(0, 1) };
    expect(fitProgress(fewer, progress)).toMatchObject({ step: 0, reached: 0, steps: [{}] });
    expect(fitProgress(lesson, fitProgress(fewer, progress)).steps).toHaveLength(3);
    const running = following(...PREDICTED, 'run').progress;
    expect(fitProgress(lesson, running).steps[0]).toMatchObject({ leaf: 'reading', chosen: null });
    const [first, ...rest] = lesson.steps;
    const unasked: Lesson = { ...lesson, steps: [{ ...first!, prediction: null }, ...rest] };
    expect(fitProgress(unasked, progress).steps[0]).toMatchObject({
      leaf: 'reading',
      predictions: [1],
    });
  });
});

describe('two languages', () => {
  const theirs = (find: string, put: string) =>
    twinFaults(lesson, lessonOf(FILE.replace(find, put)), 'x.zh.md');

  test('other words are no difference', () => {
    expect(theirs('Text.', 'Words.')).toEqual([]);
  });

  test.each([
    ['minutes: 5', 'minutes: 6', 'minutes'],
    ['run 2', 'run 3', 'step 1: run'],
    ['crash 3', 'crash 2', 'step 1: solution'],
    ['server 3 is down', 'server 2 is down', 'step 1: goals'],
    [
      '- [x] This\n  Yes.\n- [ ] That',
      '- [ ] This\n  Yes.\n- [x] That',
      'step 1: prediction: right option',
    ],
    ['- [ ] That\n', '- [ ] That\n  No.\n- [ ] Or\n', 'step 1: prediction: options'],
    ['### Hint\n\nH.\n', '', 'step 1: hints'],
    ['## Says\n\nText.\n', '', 'steps'],
  ])('%s against %s', (find, put, what) => {
    const faults = theirs(find, put);
    expect(faults.map((fault) => fault.what.facts.what)).toContain(what);
  });
});

describe('a lesson of two sides', () => {
  const both = lessonOf(FILE.replace('seed: 1', 'seed: 1\nsides: both'));

  test('begins each step anew with the setup', () => {
    expect(linesBefore(both, 2)).toEqual(['run 1']);
    expect(linesThrough(both, 0)).toEqual(['run 1', 'run 2', 'run 3', 'crash 3']);
    expect(linesThrough(lesson, 1)).toEqual(linesBefore(lesson, 2));
    let progress = newProgress(both);
    const told = [...DONE, 'next' as const].flatMap((say) => {
      const input = typeof say === 'string' ? ({ type: say } as ProgressInput) : say;
      const { next, effects } = tell(both, progress, input);
      progress = next;
      return effects;
    });
    expect(told.at(-1)).toEqual({ type: 'rewind', step: 1, zooCfg: [] });
  });

  test('is not the same lesson with one side', () => {
    const faults = twinFaults(both, lesson, 'x.zh.md');
    expect(faults.map(({ what }) => what.facts)).toMatchObject([{ what: 'sides' }]);
  });
});
