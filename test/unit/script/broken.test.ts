import { expect, test } from 'vitest';
import { describe as told } from '../../../src/script/index.ts';
import type { EventOf } from '../../../src/sim/index.ts';
import { eventsBetween } from '../../../src/timeline/index.ts';
import { Run } from '../views/hospital-run.ts';

/** Who ended a connection and how, after lines that are given at 5 s. */
function broken(...lines: readonly string[]): readonly EventOf<'connectionBroken'>[] {
  const run = new Run().to(5_000_000);
  for (const line of lines) run.say(line);
  run.to(40_000_000);
  const events = eventsBetween(run.timeline, 5_000_000, run.at, 50_000);
  return events.flatMap(({ event }) => (event.type === 'connectionBroken' ? event : []));
}

test.each([
  ['crash 3', { by: 3, how: 'died' }, /^Server 3’s process has ended/],
  ['break 1 3', { how: 'hand' }, /^Somebody has broken it by hand/],
  ['isolate 3', { by: 1, how: 'gaveUp' }, /^Server 1 gives it up: it has heard nothing/],
  ['client emergency close', { by: 'emergency' }, /^emergency /],
  ['partition 1 | 2 3', { by: 1, how: 'gaveUp' }, /^Server 1 gives it up/],
] as const)('%s: the reason is who ended it, and how', (line, what, words) => {
  const all = broken(line);
  expect(all).toContainEqual(expect.objectContaining(what));
  const one = all.find((event) =>
    Object.entries(what).every(([key, is]) => event[key as 'by'] === is),
  );
  expect(one && told(one, 'en').why).toMatch(words);
});
