import { expect, test } from 'vitest';
import { SIM } from '../../../src/timeline/index.ts';
import {
  beginStep,
  type Lesson,
  ownWay,
  parseLesson,
  playLines,
  playSeed,
  textJudges,
} from '../../../src/tutor/index.ts';

const FILE = `---
title: T
minutes: 5
scenario: hospital
seed: 1
---

## Setup

\`\`\`
run 5000
\`\`\`

## Does

Text.

### Task (3 seeds): Do it

- There: \`data of /a is x\`

### Solution

\`\`\`
radiology: create /a x
run 500
\`\`\`

## Simplified

None.
`;

const lesson = parseLesson(FILE, '4-medical/09-t', textJudges('en')).lesson as Lesson;

/** What a student did from the step's beginning on, by these lines. */
function wayOf(lines: readonly string[]) {
  const begun = beginStep(SIM, lesson, 0, lesson.seed);
  if (begun === null) throw new Error('the step does not begin');
  const played = playLines(begun, lines);
  if ('type' in played) throw new Error(played.line);
  return ownWay(played.timeline, begun.at, played.at);
}

test('a way holds in other seeds as it did in its own, or does not', () => {
  const good = wayOf(['radiology: create /a x', 'run 500']);
  const poor = wayOf(['radiology: create /a y', 'run 500']);
  expect(good).toMatchObject({ lasted: 500_000, commands: [{ at: 0 }] });
  for (const seed of [2, 3, 4]) {
    expect(playSeed(SIM, lesson, 0, good, seed)).toMatchObject({ seed, met: true });
    expect(playSeed(SIM, lesson, 0, poor, seed)).toMatchObject({ seed, met: false });
  }
});
