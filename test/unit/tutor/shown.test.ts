/** What a run that refutes lights, and what it is seen in. */
import { describe, expect, test } from 'vitest';
import { isFelt, lookBeside, signalOf } from '../../../src/app/lesson-look.ts';
import { SIM } from '../../../src/timeline/index.ts';
import {
  type Goal,
  type Lesson,
  newProgress,
  parseLesson,
  proveLesson,
  tell,
  textJudges,
} from '../../../src/tutor/index.ts';

const FILE = `---
title: T
minutes: 5
servers: 3
seed: 1
---

## Setup

\`\`\`
start 1 2 3
run 4000
\`\`\`

## Asks

Text.

### Look

- light: server 2

### Predict: Who leads?

- [ ] Server 1
  No.
  \`\`\`refute
  # tab: votes
  crash 3
  run until leader
  # shows: Server 2 leads: \`leader is 2\`
  \`\`\`
- [ ] Nobody: \`leader is none\`
  No.
- [x] Server 3: \`leader is 3\`
  Yes.

### Run

\`\`\`
run 100
\`\`\`

## Simplified

None.
`;

function read(text: string) {
  const { lesson, faults, places } = parseLesson(text, '4-medical/09-t', textJudges('en'));
  return { lesson: lesson as Lesson, faults: faults.map(({ what }) => what.key), places };
}

function lookOf(shows: string, comments = '') {
  const text = FILE.replace('leader is 2', shows).replace('# tab: votes', comments);
  return read(text).lesson.steps[0]?.prediction?.options[0]?.refutation?.look;
}

describe('what a predicate speaks of is lit, and opened', () => {
  test.each<[shows: string, tab: string | null, server: number | null, light: readonly string[]]>([
    ['leader is 2', null, 2, ['server 2']],
    ['leader is not 2', null, null, ['server 2']],
    ['leader is none', null, null, []],
    ['data of /bed is free', 'tree', null, ['znode /bed']],
    [
      'data of /bed on 2 is free and leader is 3',
      'tree',
      2,
      ['server 2', 'znode /bed', 'server 3'],
    ],
    ['log of 3 has 1:3 and client a is CONNECTED', 'log', 3, ['cell 3 1:3', 'client a']],
    ['deliveries of ACK from 1 to 3 are 1', null, null, ['message ACK 1 -> 3']],
    ['deliveries of ACK from 1 are 1', null, null, ['server 1']],
    ['cuts of a are 1', null, null, ['client a']],
    ['holder of /lock is nobody', 'tree', null, ['znode /lock']],
    ['a waits for b and a waits for c', null, null, ['client a', 'client b', 'client c']],
    ['a last read free and leader is 2', 'console', 2, ['client a', 'server 2']],
    ['events to a are 0', 'console', null, ['client a']],
    ['answers of OK are 1', null, null, []],
    ['vote of 1 is for 3', null, null, ['server 1', 'server 3']],
  ])('%s', (shows, tab, server, light) => {
    const look = lookOf(shows);
    expect(look).toMatchObject({ tab, server });
    expect(look?.light).toEqual(light.map((text) => expect.objectContaining(thing(text))));
  });
});

function thing(text: string) {
  const [type = '', a = '', b = ''] = text.split(' ');
  if (type === 'server') return { type, sid: Number(a) };
  if (type === 'znode') return { type, path: a };
  if (type === 'cell') return { type, sid: Number(a), zxid: b };
  return type === 'client' ? { type, name: a } : { type, message: a };
}

test('unless its author says otherwise', () => {
  const said = '# tab: state\n  # server: 1\n  # light: client a, server 3\n  # pace: felt';
  expect(lookOf('data of /bed on 2 is free', said)).toMatchObject({
    ...{ tab: 'state', server: 1, felt: true },
    light: [
      { type: 'client', name: 'a' },
      { type: 'server', sid: 3 },
    ],
  });
  expect(read(FILE.replace('# tab: votes', '# light: nothing')).faults).toEqual([
    'tutor.fault.notThing',
  ]);
  expect(read(FILE.replace('# tab: votes', '# server: x')).faults).toEqual(['tutor.fault.look']);
});

test('what is to be lit is there', () => {
  const proved = (text: string) => {
    const { lesson, places } = read(text);
    const proof = proveLesson(SIM, lesson, places, 'en');
    for (;;) {
      const { done, value } = proof.next();
      if (done === true) return value.map(({ what }) => what.key);
    }
  };
  expect(proved(FILE)).toEqual([]);
  const nobody = FILE.replace('# tab: votes', '# light: client nobody');
  expect(proved(nobody)).toEqual(['tutor.proof.unlit']);
});

test('it is lit while that run is on the screen, and nothing else is', () => {
  const { lesson } = read(FILE);
  const { next } = tell(lesson, newProgress(lesson), { type: 'go', step: 0, freely: true });
  const lit = (option: number | null) => {
    const answers = option === null ? null : ({ asked: 'prediction', option } as const);
    return [...signalOf(lesson, next, null, false, answers).lit];
  };
  expect(lit(null)).toEqual(['server 2']);
  // The step's own run, once more.
  expect(lit(1)).toEqual(['server 2']);
  const of = (one: Goal['source']) => {
    const text = FILE.replace('leader is 2', one);
    const other = read(text).lesson;
    return [...signalOf(other, next, null, false, { asked: 'prediction', option: 0 }).lit];
  };
  expect(of('leader is 1')).toEqual(['server 1']);
  // What speaks of nothing on the screen leaves the step's own light on.
  expect(of('leader is none')).toEqual(['server 2']);
  expect(lookBeside(lesson, 0, { asked: 'prediction', option: 0 })).toMatchObject({ tab: 'votes' });
  expect(isFelt(lesson, next, { asked: 'prediction', option: 0 })).toBe(false);
});
