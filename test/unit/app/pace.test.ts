import { describe, expect, test } from 'vitest';
import { followingRate, restAfter, silence } from '../../../src/app/pace.ts';
import { push } from '../../../src/sim/agenda.ts';
import type { Due, Host } from '../../../src/sim/index.ts';
import { begin, extendTo, isMistake, openingOf, worldAt } from '../../../src/timeline/index.ts';

function worldOf(at: number) {
  const opening = openingOf('default');
  if (isMistake(opening)) throw new Error('the default opens');
  return worldAt(extendTo(begin(opening, 1), at), at);
}

describe('at the tempo auto', () => {
  test('a vote on its way takes about 0.6 s on screen', () => {
    const rate = followingRate(worldOf(1000));
    if (rate === null) throw new Error('votes are on their way');
    // A LAN message takes 0.3 to 2 ms.
    expect(600 / rate).toBeGreaterThan(0.2);
    expect(600 / rate).toBeLessThan(1.3);
  });

  test('nothing but pings is silence', () => {
    expect(followingRate(worldOf(900_000))).toBeNull();
  });

  test('a silence passes in less than a second, and a long one is said', () => {
    const short = silence(1000, 6000);
    expect((6000 - 1000) / short.rate).toBeLessThan(0.2);
    expect(short.said).toBe(false);
    const long = silence(0, 3_800_000);
    expect(3_800_000 / long.rate).toBeLessThan(1);
    expect(long.said).toBe(true);
  });

  test('a silence that is felt takes half of its time, and nothing is said to be skipped', () => {
    const felt = silence(0, 8_000_000, true);
    expect(8_000_000 / felt.rate).toBe(4);
    expect(felt.said).toBe(false);
    expect(silence(1000, 6000, true)).toEqual(silence(1000, 6000));
  });

  test('where nothing comes any more, time passes as it is', () => {
    expect(silence(5, null)).toMatchObject({ to: null, rate: 1_000_000, said: false });
  });
});

test('the clock rests where people would stop, the longest rest of all', () => {
  const events = (...types: readonly string[]) =>
    types.map((type) => ({ event: { type } as never }));
  expect(restAfter(events('messageSent'))).toBe(0);
  const both = restAfter(events('committed', 'leaderEstablished'));
  expect(both).toBe(restAfter(events('leaderEstablished')));
  expect(both).toBeGreaterThan(restAfter(events('committed')));
});

test('a slow disk is followed as slowly as it is, and only that one', () => {
  const world = worldOf(900_000);
  const [first, ...others] = world.hosts;
  const flushing = (fsyncMs: number, other: number) => ({
    ...world,
    hosts: [{ ...(first as Host), fsyncMs }, ...others.map((one) => ({ ...one, fsyncMs: other }))],
    agenda: push<Due>(null, 900_100, 1, {
      type: 'flushed',
      server: 1,
      boot: 1,
      ticket: { count: 1 },
    }),
  });
  const usual = followingRate(flushing(0, 0)) ?? 0;
  expect((followingRate(flushing(900, 0)) ?? 0) / usual).toBeCloseTo(300, 5);
  expect(followingRate(flushing(0, 900))).toBe(usual);
});

test.each([
  ['leaderEstablished', 1.6],
  ['sessionExpired', 1],
  ['messageHeld', 1],
  ['applied', 0],
])('after %s it rests %d s', (type, seconds) => {
  expect(restAfter([{ event: { type } as never }])).toBe(seconds);
});
