import { expect, test } from 'vitest';
import {
  attempted,
  offered,
  parseLesson,
  referenceAttempt,
  type Step,
  textJudges,
} from '../../../src/tutor/index.ts';

const LESSON = (step: string) => `---
title: T
minutes: 5
scenario: hospital
seed: 1
---

## A step

Text.

${step}

## Simplified

None.
`;

function stepOf(text: string): Step {
  const { lesson, faults } = parseLesson(LESSON(text), '4-medical/09-t', textJudges('en'));
  expect(faults).toEqual([]);
  return lesson?.steps[0] as Step;
}

test('what only lets time pass goes along with the line before it', () => {
  const { way } = stepOf(`### Task: Do it

- Down: \`server 3 is down\`

### Arrange

\`\`\`
crash 2
run 100
start 2
crash 3
run 200
run until quiet
crash 1 # spare
\`\`\``);
  expect([...offered(way)].sort()).toEqual([
    'crash 1',
    'crash 2\nrun 100',
    'crash 3\nrun 200\nrun until quiet',
    'start 2',
  ]);
  const lines = ['crash 2', 'run 100', 'start 2', 'crash 3', 'run 200', 'run until quiet'];
  expect(attempted(way, referenceAttempt(way)).lines).toEqual(lines);
});

test('what is pointed at may have a claim, and alone it is none', () => {
  const { prediction } = stepOf(`### Predict by pointing: Who leads?

- [x] \`server 3\`: \`leader is 3\`
  Yes.
- [ ] server 1: \`leader is 1\`
  No.
- [ ] \`server 2\`
  No.
- [ ] other
  No.

### Run

\`\`\`
run 1
\`\`\``);
  const options = prediction?.options.map(({ thing, claim }) => [thing, claim?.source ?? null]);
  expect(options).toEqual([
    [{ type: 'server', sid: 3 }, 'leader is 3'],
    [{ type: 'server', sid: 1 }, 'leader is 1'],
    [{ type: 'server', sid: 2 }, null],
    [null, null],
  ]);
});
