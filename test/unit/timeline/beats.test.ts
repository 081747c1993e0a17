/** Times by the million in little room: each is found as if they stood in an array. */
import { expect, test } from 'vitest';
import { nextRandom, seeded } from '../../../src/lib/index.ts';
import {
  beatAt,
  beatsUntil,
  NO_BEATS,
  takeBeats,
  timesOf,
  withBeat,
} from '../../../src/timeline/beats.ts';

/** So many times, some of them equal, `apart` at most between two. */
function timesApart(count: number, apart: number): readonly number[] {
  let chance = seeded(count);
  let at = 0;
  return Array.from({ length: count }, () => {
    chance = nextRandom(chance);
    const gap = chance >>> 8;
    at += gap % 3 === 0 ? 0 : gap % apart;
    return at;
  });
}

// A busy run; and one that is so silent that a block of it lasts longer than an hour.
test.each([700, 20_000_000])('what was put in is found, by number and by time (%i)', (apart) => {
  const times = timesApart(3500, apart);
  const beats = times.reduce(withBeat, NO_BEATS);
  expect(timesOf(beats)).toEqual(times);
  expect([beatAt(beats, -1), beatAt(beats, times.length)]).toEqual([undefined, undefined]);
  const asked = [...times.flatMap((at) => [at - 1, at, at + 1]), 0, 1e12];
  const until = asked.map((at) => times.filter((time) => time <= at).length);
  expect(asked.map((at) => beatsUntil(beats, at))).toEqual(until);
});

test('the first of them go on in another way, and the older ones stay what they were', () => {
  const times = timesApart(2500, 700);
  const beats = times.reduce(withBeat, NO_BEATS);
  for (const length of [0, 1, 1023, 1024, 1025, 2048, 2499, 2500, 9999]) {
    const first = takeBeats(beats, length);
    expect(timesOf(first)).toEqual(times.slice(0, length));
    const other = Array.from({ length: 1500 }, () => 1e9).reduce(withBeat, first);
    expect(timesOf(other).slice(0, first.length)).toEqual(times.slice(0, length));
    expect(other.length).toBe(first.length + 1500);
  }
  expect(timesOf(beats)).toEqual(times);
});

test('a full block keeps four bytes of each', () => {
  const beats = timesApart(5000, 700).reduce(withBeat, NO_BEATS);
  expect(beats.full.tail.map(({ after }) => after.byteLength)).toEqual([4096, 4096, 4096, 4096]);
});
