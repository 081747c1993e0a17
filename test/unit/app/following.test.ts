import { expect, test } from 'vitest';
import { type Followed, Following, MOST_SECONDS } from '../../../src/app/following.ts';

/** A run in which something is always on its way, a virtual second each second. */
function steady(): Followed & { now: number } {
  const run = {
    now: 0,
    isPassing: () => true,
    rate: () => 1e6,
    nextTurn: () => Infinity,
    nextEvent: () => null,
    most: () => Infinity,
    silenceTo: () => null,
    advanceTo: (at: number) => {
      run.now = at;
      return [];
    },
  };
  return run;
}

test('a tab that slept does not leap', () => {
  const run = steady();
  new Following().follow(run, MOST_SECONDS / 2, () => 0);
  expect(run.now).toBeCloseTo((MOST_SECONDS / 2) * 1e6);
  new Following().follow(run, 3600, () => 0);
  expect(run.now).toBeCloseTo(1.5 * MOST_SECONDS * 1e6);
});
