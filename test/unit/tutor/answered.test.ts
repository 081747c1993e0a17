import { describe, expect, test } from 'vitest';
import { SIM } from '../../../src/timeline/index.ts';
import {
  answerRun,
  type Lesson,
  newProgress,
  type Option,
  type Progress,
  type ProgressInput,
  parseLesson,
  plainText,
  proveLesson,
  type QuestionAt,
  tell,
  textJudges,
  unanswered,
} from '../../../src/tutor/index.ts';

const AFTER_RECAP = `### Recap: What happened?

- [x] It leads: \`leader is 3\`
  Yes.
- [ ] (X5) Nothing
  No.
  \`\`\`refute
  crash 3
  # from here
  run until leader
  # shows: Server 2 leads: \`leader is 2\`
  \`\`\`
- [ ] (X5, words) Something
  No.
`;

const FILE = `---
title: T
minutes: 5
servers: 3
seed: 1
---

## Recall

### Ask: What?

- [x] This
  Yes.
- [ ] That: \`leader is 1\`
  No.
- [ ] The other
  No.
  \`\`\`refute
  start 1 2 3
  # from here
  run until leader
  # shows: One *leads*: \`leader is 3\`
  \`\`\`

## Setup

\`\`\`
run 10
\`\`\`

## Asks

Text.

### Predict by pointing: Who leads?

- [ ] \`server 1\`: \`leader is 1\`
  No.
- [ ] \`server 2\`
  No.
- [x] \`server 3\`: \`leader is 3\`
  Yes.
- [ ] other
  No.

### Run

\`\`\`
start 1 2 3
run until leader
\`\`\`

${AFTER_RECAP}
### Change: And otherwise?

- [x] Server 2: \`leader is 2\`
  Yes.
- [ ] Server 1: \`leader is 1\`
  No.

\`\`\`
start 1 2
run until leader
\`\`\`

## Simplified

None.
`;

function read(text: string) {
  const { lesson, faults, places } = parseLesson(text, '4-medical/09-t', textJudges('en'));
  return { lesson: lesson as Lesson, faults: faults.map(({ what }) => what.key), places };
}

const { lesson, faults } = read(FILE);
const RUN = ['start 1 2 3', 'run until leader'];
const NOTHING = { before: [], zooCfg: [] };

test('it is read', () => {
  expect(faults).toEqual([]);
});

describe('the run that answers a wrong option', () => {
  test.each<[what: string, asked: QuestionAt, option: number, run: object | null]>([
    [
      'the question’s own, in which its claim is false',
      'prediction',
      0,
      { ...NOTHING, lines: RUN },
    ],
    ['none: it claims nothing, and nothing refutes it', 'prediction', 1, null],
    ['none: it is the right one', 'prediction', 2, null],
    ['what the right one claims: it is any other', 'prediction', 3, { ...NOTHING, lines: RUN }],
    [
      'one that refutes it, from where the step’s run has ended',
      'recap',
      1,
      { before: [...RUN, 'crash 3'], lines: ['run until leader'], zooCfg: [] },
    ],
    ['none: words answer it', 'recap', 2, null],
    ['the changed run', 'change', 1, { ...NOTHING, lines: ['start 1 2', 'run until leader'] }],
    ['none: nothing has run of which its claim could be false', 0, 1, null],
    [
      'one that refutes it, from the setup on',
      0,
      2,
      { before: ['start 1 2 3'], lines: ['run until leader'], zooCfg: [] },
    ],
  ])('%s', (_, asked, option, run) => {
    expect(answerRun(lesson, typeof asked === 'number' ? -1 : 0, asked, option)).toEqual(run);
  });

  test('a recap’s may begin where its step does', () => {
    const anew = read(FILE.replace(AFTER_RECAP, AFTER_RECAP.replace('refute', 'refute-anew')));
    expect(answerRun(anew.lesson, 0, 'recap', 1)?.before).toEqual(['crash 3']);
  });

  test('what it shows is said in words, too', () => {
    const words = lesson.recall[0]?.options[2]?.refutation?.shows.text ?? [];
    expect(plainText(words)).toBe('One leads');
    expect(read(FILE.replace('One *leads*: ', '')).faults).toEqual(['tutor.fault.refute']);
  });
});

test('what is answered by nothing is found, and what is marked for nothing', () => {
  const said = ({ text }: Option) => plainText(text);
  expect(unanswered(lesson).map(({ option }) => said(option))).toEqual(['That', 'server 2']);
  const marked = read(FILE.replace('- [ ] Server 1', '- [ ] (words) Server 1')).lesson;
  expect(unanswered(marked).at(-1)).toMatchObject({ n: 0, isNeedless: true });
});

/** What a lesson is told of options that nothing answers. */
const OPEN = ['tutor.proof.unanswered'];

describe('a run that refutes is played by the test', () => {
  function proved(text: string): readonly string[] {
    const { lesson: one, places } = read(text);
    const proof = proveLesson(SIM, one, places, 'en');
    for (;;) {
      const { done, value } = proof.next();
      if (done === true) return [...new Set(value.map(({ what }) => what.key))];
    }
  }
  test.each([
    [
      'a recap’s misses',
      'Server 2 leads: `leader is 2`',
      'Server 1 leads: `leader is 1`',
      'Missed',
    ],
    [
      'a recap’s shows nothing new',
      'Server 2 leads: `leader is 2`',
      'Up: `server 1 is up`',
      'Early',
    ],
    ['a recalled one misses', 'One *leads*: `leader is 3`', 'So: `leader is 2`', 'Missed'],
  ])('%s', (_, was, is, kind) => {
    expect(proved(FILE)).toEqual(OPEN);
    expect(proved(FILE.replace(was, is))).toEqual([...OPEN, `tutor.proof.refute${kind}`]);
  });
});

describe('a student asks for it', () => {
  function after(...inputs: readonly ProgressInput[]) {
    let progress: Progress = newProgress(lesson);
    let last: readonly object[] = [];
    for (const input of inputs) {
      const { next, effects } = tell(lesson, progress, input);
      [progress, last] = [next, effects];
    }
    return last.map((effect) => ('answers' in effect ? effect.answers : effect));
  }
  const refute = (asked: QuestionAt, option: number): ProgressInput => ({
    type: 'refute',
    ...{ asked, option },
  });
  const unsure = { type: 'unsure' } as const;
  const choose: ProgressInput = { type: 'choose', answer: unsure };
  const recall: ProgressInput = { type: 'recall', question: 0, answer: unsure };
  const RAN: readonly ProgressInput[] = [
    ...[recall, { type: 'next' } as const, choose, { type: 'commit' } as const],
    ...[{ type: 'run' } as const, { type: 'ran' } as const],
  ];
  const DONE: readonly ProgressInput[] = [...RAN, choose, { type: 'commit' }];

  test.each<
    [what: string, inputs: readonly ProgressInput[], asked: QuestionAt, option: number, is: boolean]
  >([
    ['of what is recalled once it is answered', [recall], 0, 2, true],
    ['and not before', [], 0, 2, false],
    ['nor in a later step', RAN, 0, 2, false],
    ['of the prediction once it has run', RAN, 'prediction', 0, true],
    ['and not before', RAN.slice(0, 4), 'prediction', 0, false],
    ['of the recap once it stands', DONE, 'recap', 1, true],
    ['and not before', RAN, 'recap', 1, false],
    [
      'of the changed run once it was seen',
      [...DONE, choose, { type: 'changeRan' }],
      'change',
      1,
      true,
    ],
    ['and not before', [...DONE, choose], 'change', 1, false],
    ['never of the right one', RAN, 'prediction', 2, false],
  ])('%s', (_, inputs, asked, option, is) => {
    expect(after(...inputs, refute(asked, option))).toEqual(is ? [{ asked, option }] : []);
  });
});
