import { expect, test } from 'vitest';
import { SIM } from '../../../src/timeline/index.ts';
import { type Course, Trial } from '../../../src/tutor/course.ts';
import { type Lesson, parseLesson, proveLesson, textJudges } from '../../../src/tutor/index.ts';

/** A task with lines of zoo.cfg is played in another run than what its step asks and changes. */
const FILE = `---
title: T
minutes: 5
servers: 3
seed: 1
---

## Setup

\`\`\`
start 1 2 3
run until leader
run 1000
\`\`\`

## Simplified

Nothing.

## Nap

Text.

### Run

\`\`\`
freeze 3
run 8000
resume 3
run 1000
\`\`\`

### Task: A leader that is missed late

- It leads: \`leader is 3 and server 2 is down\`

### Fill

\`\`\`zoo.cfg
syncLimit={2|*30}
\`\`\`

\`\`\`
freeze 3
run 14000
crash 2
resume 3
run 100
\`\`\`

### Change: And fourteen seconds?

- [x] Another leads: \`leader is not 3\`
  Yes.
- [ ] It leads: \`leader is 3\`
  No.

\`\`\`
freeze 3
run 14000
\`\`\`

## Remember

- Nothing.
`;

function read() {
  const { lesson, faults, places } = parseLesson(FILE, '4-medical/09-t', textJudges('en'));
  expect(faults).toEqual([]);
  return { lesson: lesson as Lesson, places };
}

test('what a step changes is judged in its own run, its task in the one begun anew', () => {
  const { lesson, places } = read();
  const [course] = [...new Trial(SIM, lesson, places, 'en').courses()] as [Course];
  expect(course.start.timeline).not.toBe(course.end.timeline);
  expect(course.ran.timeline.opening).toBe(course.start.timeline.opening);
  const proof = proveLesson(SIM, lesson, places, 'en');
  let said = proof.next();
  while (said.done !== true) said = proof.next();
  expect(said.value.map(({ what }) => what.key)).toEqual([]);
});
