import { expect, test } from 'vitest';
import {
  NEW_SESSION,
  readSession,
  type SpentStep,
} from '../../../../src/app/present/kept-session.ts';
import { reportOf } from '../../../../src/app/present/report.ts';
import { lateStretches, stepsOf, withSpent } from '../../../../src/app/present/spent.ts';
import { translate } from '../../../../src/i18n/index.ts';

const ALONE = { lesson: 'c1', step: 0, title: 'C1 · Alone', plannedMs: 120_000 };
const AGAIN = { lesson: 'c1', step: 1, title: 'C1 · Again', plannedMs: 60_000 };

/** A session in which these were on, for so many seconds each, as the clock ticks. */
function session(...stints: readonly (readonly [typeof ALONE, number])[]): readonly SpentStep[] {
  let spent: readonly SpentStep[] = [];
  for (const [at, seconds] of stints) {
    for (let second = 0; second < seconds; second++) spent = withSpent(spent, at, 1000);
  }
  return spent;
}

test('time is added up step by step, also where one comes back', () => {
  const spent = session([ALONE, 100], [AGAIN, 30], [ALONE, 50]);
  expect(spent.map(({ step, spentMs }) => [step, spentMs])).toEqual([
    [0, 100_000],
    [1, 30_000],
    [0, 50_000],
  ]);
  expect(stepsOf(spent).map(({ step, spentMs }) => [step, spentMs])).toEqual([
    [0, 150_000],
    [1, 30_000],
  ]);
  expect(readSession(JSON.stringify({ ...NEW_SESSION, spent })).spent).toEqual(spent);
});

test.each<readonly [string, readonly SpentStep[], readonly (readonly number[])[]]>([
  ['within the plan', session([ALONE, 120], [AGAIN, 60]), []],
  ['a step that goes on too long', session([ALONE, 200]), [[3, 4, 80]]],
  // From 2:00 to 2:10 the first, then a minute that is as planned, and from 3:10 the second.
  [
    'two steps',
    session([ALONE, 130], [AGAIN, 75]),
    [
      [3, 3, 10],
      [4, 4, 15],
    ],
  ],
  ['in one minute', session([ALONE, 125], [AGAIN, 60], [ALONE, 5]), [[3, 4, 10]]],
  // What is left of the plan is used up first, also after something else.
  ['a step that comes back', session([ALONE, 90], [AGAIN, 30], [ALONE, 45]), [[3, 3, 15]]],
])('minutes that overran: %s', (_, spent, late) => {
  expect(lateStretches(spent).map(({ n, to, overMs }) => [n, to, overMs / 1000])).toEqual(late);
});

test('a late minute names each step that was late in it, once', () => {
  const spent = session([ALONE, 122], [{ ...AGAIN, plannedMs: 5000 }, 10], [ALONE, 3]);
  expect(lateStretches(spent)).toEqual([
    { n: 3, to: 3, overMs: 10_000, titles: ['C1 · Alone', 'C1 · Again'] },
  ]);
});

test('the report has the times of the session and its rehearsal, and late minutes', () => {
  const spent = session([ALONE, 120], [AGAIN, 90]);
  const rehearsed = session([ALONE, 185]);
  const [, now = '', before = ''] = reportOf(
    { ...NEW_SESSION, spent, rehearsed },
    'Monday',
    translate('en'),
  ).split('## ');
  expect(now).toContain('- C1 · Again: planned 1.0 min, took 1.5 min');
  expect(now).toContain('- minute 4 overran by 0:30, in C1 · Again');
  expect(before).toMatch(/^Rehearsal/);
  // What overran for longer is told once.
  expect(before).toContain('- minutes 3 to 4 overran by 1:05, in C1 · Alone');
  const inTime = reportOf({ ...NEW_SESSION, spent: session([ALONE, 9]) }, '周一', translate('zh'));
  expect(inTime).toContain('- 没有哪一分钟超时');
  expect(inTime).not.toContain('## 排练');
});
