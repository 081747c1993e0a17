import { describe, expect, test } from 'vitest';
import {
  codeOf,
  faultText,
  lessonFile,
  type ParsedLesson,
  parseLesson,
  readLessonFile,
  textJudges,
} from '../../../src/tutor/index.ts';

const GOOD = `---
title: Two at a door
minutes: 10
scenario: hospital
seed: 7
---

Before it begins.

## Terms

- **watch**: told once
  of one change

## Setup

\`\`\`
run 4500   # all are up
\`\`\`

## First

Say *this*.

### Predict: Who is in?

- [ ] Nobody
  Somebody is.
- [X] Radiology
  Yes.

### Run

\`\`\`
# a comment

crash 3
run until quiet
\`\`\`

### Task: Look

Somewhere.

- Server 3 is down: \`server 3 is down and leader is not 3\`

### Hint

One.

### Hint

Two.

### Solution

\`\`\`
run 1
\`\`\`

### Afterwards

Server {leader} leads.

## Second

Only text.

## Simplified

Nothing.
`;

const parse = (text: string): ParsedLesson =>
  parseLesson(text, '4-medical/02-door', {
    ...textJudges('en'),
    script: (line) => (line.includes('bad') ? 'no such word' : null),
  });

test('a lesson file becomes a lesson', () => {
  const { lesson, faults } = parse(GOOD);
  expect(faults).toEqual([]);
  expect(lesson).toMatchObject({
    slug: '4-medical/02-door',
    code: 'M2',
    title: 'Two at a door',
    minutes: 10,
    scenario: 'hospital',
    seed: 7,
    setup: ['run 4500'],
  });
  expect(lesson?.terms).toMatchObject([
    { word: 'watch', meaning: [{ of: [{ text: 'told once of one change' }] }] },
  ]);
  expect(lesson?.steps).toHaveLength(2);
  const [first, second] = lesson?.steps ?? [];
  expect(first?.prediction).toMatchObject({
    form: 'choice',
    text: [{ text: 'Who is in?' }],
    right: 1,
    options: [
      { text: [{ text: 'Nobody' }], feedback: [{ of: [{ text: 'Somebody is.' }] }] },
      { text: [{ text: 'Radiology' }] },
    ],
  });
  expect(first?.run).toEqual(['crash 3', 'run until quiet']);
  expect(first?.task).toMatchObject([{ of: [{ text: 'Look' }] }, { of: [{ text: 'Somewhere.' }] }]);
  expect(first?.goals).toMatchObject([
    {
      text: [{ text: 'Server 3 is down' }],
      source: 'server 3 is down and leader is not 3',
      conditions: [
        { kind: 'server', args: { server: '3', state: 'down' } },
        { kind: 'leader', args: { server: '3', not: 'not ' } },
      ],
    },
  ]);
  expect(first?.hints).toHaveLength(2);
  expect(first?.solution).toEqual(['run 1']);
  expect(second).toMatchObject({ prediction: null, run: [], goals: [], hints: [], solution: [] });
});

test('Windows line ends and a byte order mark change nothing', () => {
  expect(parse(`\ufeff${GOOD.replaceAll('\n', '\r\n')}`)).toEqual(parse(GOOD));
});

test('Chinese headings mean the same', () => {
  const zh = GOOD.replace('## Terms', '## 术语')
    .replace('## Setup', '## 准备')
    .replace('## Simplified', '## 简化之处')
    .replace('### Predict: Who', '### 预测：Who')
    .replace('### Run', '### 运行')
    .replace('### Task: Look', '### 任务：Look')
    .replaceAll('### Hint', '### 提示')
    .replace('### Solution', '### 解答')
    .replace('### Afterwards', '### 之后')
    .replace('down: `', 'down：`');
  expect(parse(zh)).toEqual(parse(GOOD));
});

/** A change to the good file, and the one sentence that it earns. */
const FAULTS: readonly (readonly [find: string | RegExp, put: string, says: string])[] = [
  [/^---\n/, '', '1: A lesson begins with its front matter'],
  ['seed: 7', 'seed 7', '5: “seed 7” is not of the form'],
  ['seed: 7', 'seed: many', '5: “seed” must be a whole number from 0 to 4294967295.'],
  ['minutes: 10', 'minutes: 999', '3: “minutes” must be a whole number from 0 to 240.'],
  ['minutes: 10', 'minutes: 10\nlevel: hard', '4: “level” is not known here'],
  ['title: Two at a door', 'title:', '1: The front matter lacks “title”.'],
  ['- **watch**:', '- watch:', '12: A term is a list item'],
  ['- **watch**: told', `${'- **a**: b\n'.repeat(6)}- **watch**: told`, '10: At most 6 terms'],
  ['run 4500', 'bad 4500', '18: “bad 4500” is not a line of the script language: no such word'],
  ['## Setup\n', '## Setup\n\nProse.\n', '17: Under “Setup” there may be nothing but'],
  ['run 4500   # all are up', '', '15: Under “Setup” a code block'],
  ['### Run', '#### Run', '32: The heading “Run” must begin with two hashes'],
  ['### Run', '### Rum', '32: “Rum” is not a part of a step'],
  ['### Afterwards', '### Run', '61: “Run” is there twice'],
  ['## Simplified', '## Setup', '69: “Setup” is there twice'],
  ['## First\n\nSay *this*.', '', '23: “Predict: Who is in?” belongs to no step'],
  ['Say *this*.', '', '21: This step says nothing'],
  ['- [ ] Nobody', '- Nobody', '27: An option begins with'],
  ['- [ ] Nobody', '- [x] Nobody', '25: Exactly one option'],
  ['- [X] Radiology', '- [ ] Radiology', '25: Exactly one option'],
  ['- [ ] Nobody\n  Somebody is.\n', '', '25: A prediction needs at least two options.'],
  ['  Somebody is.\n', '', '27: This option has no feedback'],
  ['Who is in?\n', 'Who is in?\n\nThink.\n', '27: Text between the question'],
  ['Predict: Who is in?', 'Predict', '25: The question is missing'],
  ['`server 3 is down and leader is not 3`', 'down', '45: A goal ends with its predicate'],
  ['leader is not 3', 'leader dances', '45: “leader dances” is not a goal'],
  ['Server 3 is down: `', '`', '45: A goal needs words'],
  ['- Server 3', 'Server 3', '41: A task needs at least one goal'],
  ['{leader}', '{loader}', '63: There is no fact “loader”'],
  ['{leader}', '{leader 3}', '63: There is no fact “leader 3”'],
  ['run 1\n```', 'run 1', '57: The code block that begins here is not closed'],
  ['## Simplified\n\nNothing.\n', '', '1: A part “Simplified” is missing'],
  [/## First[\s\S]*## Simplified/, '## Simplified', '1: The lesson has no steps'],
  ['## Second\n', `${'## More\n\nText.\n\n'.repeat(4)}## Second\n`, '81: A lesson has at most 5'],
  ['Nothing.', 'x'.repeat(100_001), '1: The file is longer than 100000 characters.'],
];

describe('what is wrong is said in one sentence, with its line', () => {
  test.each(FAULTS)('%s -> %s', (find, put, says) => {
    const changed = GOOD.replace(find, put);
    expect(changed).not.toBe(GOOD);
    const { lesson, faults } = parse(changed);
    expect(lesson).toBeNull();
    const said = faults.map((fault) => faultText(fault, 'x.md', 'en'));
    expect(said).toContainEqual(expect.stringContaining(`x.md:${says}`));
    expect(said[0]).not.toContain('{');
  });

  test('in Chinese, too', () => {
    const [fault] = parse(GOOD.replace('## Simplified\n\nNothing.\n', '')).faults;
    expect(fault && faultText(fault, 'x.md', 'zh')).toContain('x.md:1: 缺少“简化之处”');
  });

  test('all that is wrong is said at once, in the order of the file', () => {
    const { faults } = parse(GOOD.replace('seed: 7', 'seed: x').replace('{leader}', '{x}'));
    expect(faults.map((fault) => fault.line)).toEqual([5, 63]);
  });

  test.each([
    [
      'a step that asks and does nothing',
      /### Run[\s\S]*### Afterwards/,
      '### Afterwards',
      'happens',
    ],
    ['a solution to nothing', /### Task[\s\S]*?### Hint/, '### Hint', 'no goals that it meets'],
  ])('%s', (_, find, put, says) => {
    const said = parse(GOOD.replace(find, put)).faults.map((one) => faultText(one, 'x.md', 'en'));
    expect(said).toEqual([expect.stringContaining(says)]);
  });
});

test('no input makes the parser throw', () => {
  const pieces = GOOD.split('\n');
  for (let i = 0; i < pieces.length; i++) {
    const cut = parse(pieces.slice(0, i).join('\n'));
    const without = parse(pieces.filter((_, n) => n !== i).join('\n'));
    expect(cut.lesson === null).toBe(cut.faults.length > 0);
    expect(without.lesson === null).toBe(without.faults.length > 0);
  }
});

test('a file is a lesson by its path, and its lines are judged by the script language', () => {
  expect(lessonFile('/x/lessons/4-medical/02-door.zh.md')).toEqual({
    slug: '4-medical/02-door',
    language: 'zh',
  });
  expect(lessonFile('/x/lessons/README.md')).toBeNull();
  expect(codeOf('3-crash-recovery/10-x')).toBe('C10');
  expect(readLessonFile('lessons/README.md', GOOD)).toBeNull();
  expect(readLessonFile('lessons/4-medical/02-door.md', GOOD)?.faults).toEqual([]);
  const wrong = GOOD.replace('crash 3', 'crush 3');
  const [fault] = readLessonFile('lessons/4-medical/02-door.md', wrong)?.faults ?? [];
  expect(fault && faultText(fault, '02-door.md', 'en')).toContain('02-door.md:37: “crush 3”');
});

describe('a lesson of two sides', () => {
  const faultsOf = (text: string) =>
    parseLesson(text, '4-medical/01-t', textJudges('en')).faults.map(({ what }) => what.key);
  const asking = GOOD.replace('leader is not 3`', 'raft: leader is none`').replace(
    'leader is not 3`',
    'raft: leader is none`',
  );

  test('says so in its head, and then its goals may ask of Raft', () => {
    expect(faultsOf(asking)).toContain('tutor.fault.oneSide');
    const both = asking.replace('seed: 7', 'seed: 7\nsides: both');
    expect(faultsOf(both)).not.toContain('tutor.fault.oneSide');
    expect(faultsOf(both)).toEqual(faultsOf(GOOD));
    expect(faultsOf(GOOD.replace('seed: 7', 'seed: 7\nsides: three'))).toContain(
      'tutor.fault.sides',
    );
  });
});
