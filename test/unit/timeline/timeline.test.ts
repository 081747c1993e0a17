/** Moving about in a run: what any moment is does not depend on how one came to it. */
import { describe, expect, test } from 'vitest';
import { nextRandom, randomBetween, seeded, sliceLog } from '../../../src/lib/index.ts';
import { DEFAULT_PROTOCOL } from '../../../src/protocols/index.ts';
import type { Command } from '../../../src/sim/index.ts';
import {
  act,
  beatsOf,
  beginWith,
  branchOf,
  carriedOutBy,
  commandsOf,
  endOf,
  eventsBetween,
  extendTo,
  FIRST_STRIDE,
  isMistake,
  MAX_KEPT,
  type Mistake,
  nextAfter,
  nextTurnAfter,
  pastBetween,
  previousBefore,
  reigns,
  runUntil,
  switchTo,
  type TimedEvent,
  type Timeline,
  timesOf,
  worldAt,
} from '../../../src/timeline/index.ts';
import { TOY, TOY_OPENING } from './toy.ts';

const MS = 1000;
const crash: Command = { type: 'crash', servers: [1] };
const freeze: Command = { type: 'freeze', servers: [1] };
const begin = (seed = 1) => beginWith(TOY, TOY_OPENING, seed);

function done(answer: Timeline | Mistake): Timeline {
  if (isMistake(answer)) throw new Error(answer.what.key);
  return answer;
}

/** The run in one go, without a timeline: the definition of what a recording means. */
function straight(commands: readonly (readonly [at: number, command: Command])[], until: number) {
  const all = [
    ...TOY_OPENING.setup.map((c, i) => ({ ...c, order: i })),
    ...commands.map(([at, command], i) => ({ at, command, order: 100 + i })),
  ].sort((a, b) => a.at - b.at || a.order - b.order);
  let world = TOY.createWorld(DEFAULT_PROTOCOL, TOY_OPENING.scenario, 1);
  const events: TimedEvent[] = [];
  const run = (at: number) => {
    for (
      let turn = TOY.advance(world, true, at);
      turn !== null;
      turn = TOY.advance(world, true, at)
    ) {
      world = turn.world;
      for (const event of turn.events) events.push({ n: events.length, at: world.now, event });
    }
  };
  for (const { at, command } of all) {
    run(at);
    world = TOY.idleTo(world, Math.max(world.now, at));
    const turn = TOY.perform(world, command);
    world = turn.world;
    for (const event of turn.events) events.push({ n: events.length, at: world.now, event });
  }
  run(until);
  return { world, events };
}

describe('a run is its commands with their times', () => {
  const commands = [
    [3 * MS, crash],
    [3 * MS, freeze],
    [5 * MS, crash],
    [5500, freeze],
    [400 * MS, crash],
  ] as const;
  const acted = commands.reduce((t, [at, command]) => done(act(t, at, command)), begin());
  const expected = straight(commands, 2000 * MS);

  test('acting as it plays is the same as the plain run', () => {
    const timeline = extendTo(acted, 2000 * MS);
    expect(branchOf(timeline).id).toBe(1);
    expect(worldAt(timeline, 2000 * MS)).toEqual(expected.world);
    expect(eventsBetween(timeline, 0, 2000 * MS, 1e9)).toEqual(expected.events);
  });

  test('known from the beginning, and computed in other pieces', () => {
    const known = commands.map(([at, command]) => ({ at, command }));
    let timeline = beginWith(TOY, TOY_OPENING, 1, {}, known);
    for (const at of [0, 1, 2999, 3000, 5250, 399_999, 400_001, 2_000_000]) {
      timeline = extendTo(timeline, at);
      expect(endOf(timeline)).toBe(at);
    }
    expect(worldAt(timeline, 2000 * MS)).toEqual(expected.world);
    expect(eventsBetween(timeline, 0, 2000 * MS, 1e9)).toEqual(expected.events);
  });

  test('any moment, in any order', () => {
    const timeline = extendTo(acted, 2000 * MS);
    let chance = seeded(7);
    for (let i = 0; i < 200; i++) {
      chance = nextRandom(chance);
      const at = randomBetween(chance, 0, 2000 * MS);
      const plain = straight(
        commands.filter(([given]) => given <= at),
        at,
      );
      expect(worldAt(timeline, at)).toEqual(plain.world);
      const from = at - 30 * MS;
      expect(eventsBetween(timeline, from, at, 1e9)).toEqual(
        plain.events.filter((event) => event.at >= from),
      );
    }
  });

  test('the same moment is the same pointer while one stays near it', () => {
    const timeline = extendTo(acted, 2000 * MS);
    const world = worldAt(timeline, 700 * MS);
    worldAt(timeline, 701 * MS);
    expect(worldAt(timeline, 700 * MS)).toBe(world);
  });

  test('no more events than asked for: the latest', () => {
    const timeline = extendTo(acted, 2000 * MS);
    expect(eventsBetween(timeline, 0, 1000 * MS, 5)).toEqual(
      expected.events.filter((event) => event.at <= 1000 * MS).slice(-5),
    );
  });
});

describe('kept moments', () => {
  test('the stride doubles when they become too many, and every moment stays right', () => {
    const turns = FIRST_STRIDE * MAX_KEPT * 2 + 1000;
    const timeline = extendTo(begin(), turns * MS);
    const { track } = branchOf(timeline);
    expect(track.stride).toBe(FIRST_STRIDE * 4);
    expect(track.kept.length).toBeLessThan(MAX_KEPT);
    const gaps = sliceLog(track.kept, 0).map(
      (point, i, all) => point.turns - (all[i - 1]?.turns ?? 0),
    );
    expect(Math.max(...gaps)).toBeLessThanOrEqual(track.stride);
    expect(worldAt(timeline, 777 * MS)).toEqual(straight([], 777 * MS).world);
  });
});

describe('acting', () => {
  test('in the past starts a branch; both stay, each with its own course', () => {
    const old = extendTo(done(act(begin(), 100 * MS, crash)), 1000 * MS);
    const forked = extendTo(done(act(old, 600 * MS, freeze)), 1000 * MS);
    expect(forked.branches.map((b) => b.parent)).toEqual([null, { branch: 1, at: 600 * MS }]);
    expect(forked.current).toBe(2);
    const there = straight(
      [
        [100 * MS, crash],
        [600 * MS, freeze],
      ],
      1000 * MS,
    );
    expect(worldAt(forked, 1000 * MS)).toEqual(there.world);
    expect(eventsBetween(forked, 0, 1000 * MS, 1e9)).toEqual(there.events);
    const back = switchTo(forked, 1);
    expect(worldAt(back, 1000 * MS)).toEqual(straight([[100 * MS, crash]], 1000 * MS).world);
  });

  test('before a known command drops it from the new branch', () => {
    const old = done(act(done(act(begin(), 100 * MS, crash)), 900 * MS, crash));
    const forked = done(act(old, 600 * MS, freeze));
    expect(branchOf(forked).commands.map((c) => c.at)).toEqual([100 * MS, 600 * MS]);
    expect(branchOf(switchTo(forked, 1)).commands.map((c) => c.at)).toEqual([100 * MS, 900 * MS]);
  });

  test('where nothing has happened since goes on', () => {
    const timeline = extendTo(begin(), 10_900);
    const acted = done(act(timeline, 10_100, crash));
    expect(acted.branches.length).toBe(1);
    expect(endOf(acted)).toBe(10_100);
    expect(worldAt(extendTo(acted, 20 * MS), 20 * MS)).toEqual(
      straight([[10_100, crash]], 20 * MS).world,
    );
  });

  test('what the world refuses changes nothing, and its reason is told', () => {
    const timeline = extendTo(begin(), 1000 * MS);
    const answer = act(timeline, 1000 * MS, { type: 'wipe', servers: [1] });
    expect(answer).toMatchObject({ type: 'mistake', because: { rule: 'toy' } });
    expect(timeline.branches.length).toBe(1);
  });

  test.each([-1, 0.5, Number.NaN, 1e12])('at %s is a mistake', (at) => {
    expect(act(begin(), at, crash)).toMatchObject({ what: { key: 'recordings.time.outside' } });
  });
});

describe('stepping', () => {
  const timeline = extendTo(done(act(begin(), 10_500, crash)), 300 * MS);

  test('by turn, there and back', () => {
    const there: number[] = [];
    for (let at: number | null = 0; at !== null && at < 13 * MS; at = nextTurnAfter(timeline, at)) {
      there.push(at);
    }
    expect(there).toEqual([
      0,
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => n * MS),
      10_500,
      11_000,
      12_000,
    ]);
    const back: number[] = [];
    for (let at: number | null = 12 * MS; at !== null; at = previousBefore(timeline, at, 'turn')) {
      back.unshift(at);
    }
    expect(back).toEqual(there);
  });

  test.each(['event', 'hop', 'phase'] as const)('by %s: back is where it came from', (unit) => {
    const first = nextAfter(timeline, 20 * MS, unit);
    const second = nextAfter(timeline, first ?? 0, unit);
    expect(second).toBeGreaterThan(first ?? 0);
    expect(previousBefore(timeline, second ?? 0, unit)).toBe(first);
    const events = eventsBetween(timeline, first ?? 0, first ?? 0, 9);
    expect(events.length).toBeGreaterThan(0);
    expect(
      events.every(({ event }) => !('message' in event && event.message.type === 'PING')),
    ).toBe(true);
  });

  test('looks beyond the end without moving it', () => {
    expect(nextTurnAfter(timeline, 300 * MS)).toBe(301 * MS);
    expect(endOf(timeline)).toBe(300 * MS);
  });

  test('a run to which nothing more happens has no next turn', () => {
    const still = beginWith(TOY, { ...TOY_OPENING, setup: [] }, 1);
    expect(nextTurnAfter(still, 0)).toBeNull();
    expect(nextAfter(still, 0, 'hop')).toBeNull();
    expect(previousBefore(still, 0, 'turn')).toBeNull();
  });
});

describe('searching', () => {
  test('run until a leader is established', () => {
    const found = runUntil(begin(), 0, { type: 'until', until: 'leader' });
    expect(found.met).toBe(true);
    const [event] = eventsBetween(extendTo(begin(), found.at), found.at, found.at, 9);
    expect(event?.event.type).toBe('leaderEstablished');
  });

  test('what never comes is said so', () => {
    const found = runUntil(begin(), 0, { type: 'until', until: 'commit' });
    expect(found.met).toBe(false);
  });
});

describe('the picture of the timeline', () => {
  test('reigns and commands are marked, and a branch has its own marks', () => {
    const timeline = extendTo(done(act(begin(), 30 * MS, crash)), 200 * MS);
    const later = [30, 60].map((ms) => ({ at: ms * MS, command: crash }));
    const bands = reigns(timeline);
    expect(bands.length).toBe(2);
    expect(bands.map((band) => band.to === null)).toEqual([false, false]);
    expect(bands[0]?.to).toBeGreaterThan(bands[0]?.from ?? 0);
    expect(commandsOf(timeline)).toEqual([{ at: 30 * MS, command: crash }]);
    expect(commandsOf(extendTo(beginWith(TOY, TOY_OPENING, 1, {}, later), 50 * MS))).toEqual(
      later.slice(0, 1),
    );
    const inFirst = done(act(timeline, 40 * MS, freeze));
    expect(reigns(inFirst)).toEqual([{ ...bands[0], to: null }]);
    expect(reigns(extendTo(inFirst, 200 * MS)).length).toBe(2);
  });
});

describe('what happened, turn by turn', () => {
  const run = extendTo(done(act(extendTo(begin(), 30 * MS), 30 * MS, freeze)), 300 * MS);

  test('the turns of a stretch have its events, each with what it came of', () => {
    const past = pastBetween(run, 10 * MS, 200 * MS, Infinity);
    const events = past.flatMap((turn) => turn.events);
    expect(events).toEqual(eventsBetween(run, 10 * MS, 200 * MS, Infinity).map((e) => e.event));
    expect(past.filter(({ cause }) => cause === freeze).map(({ at }) => at)).toEqual([30 * MS]);
    expect(
      past.every(
        ({ n, events: own }, i) =>
          past[i + 1]?.n === undefined || past[i + 1]?.n === n + own.length,
      ),
    ).toBe(true);
  });

  test('of too many events the latest whole turns', () => {
    const past = pastBetween(run, 0, 200 * MS, 9);
    expect(past.flatMap((turn) => turn.events).length).toBeLessThanOrEqual(9);
    expect(past.at(-1)?.at).toBe(200 * MS);
    expect(past.length).toBeGreaterThan(3);
  });

  test('beats are the turns in which something other than a ping happened', () => {
    const active = pastBetween(run, 0, 300 * MS, Infinity).filter(({ events }) =>
      events.some((e) => e.type !== 'messageDelivered' || e.message.type !== 'PING'),
    );
    expect(timesOf(beatsOf(run))).toEqual(active.map(({ at }) => at));
  });

  test('a branch has the beats of its past and its own', () => {
    const branch = done(act(run, 100 * MS, crash));
    expect(timesOf(beatsOf(branch))).toEqual([
      ...timesOf(beatsOf(run)).filter((at) => at <= 100 * MS),
      100 * MS,
    ]);
  });
});

test('what has just happened is not carried out again to be told', () => {
  let carriedOut = 0;
  const counted: typeof TOY = {
    ...TOY,
    advance: (...asked) => {
      carriedOut += 1;
      return TOY.advance(...asked);
    },
  };
  let timeline = beginWith(counted, TOY_OPENING, 1);
  let last: readonly TimedEvent[] = [];
  for (const at of [900, 1300, 1310]) {
    timeline = done(act(extendTo(timeline, at * MS), at * MS, freeze));
    timeline = extendTo(timeline, at * MS + 5 * MS);
    const before = carriedOut;
    const told = eventsBetween(timeline, 0, at * MS, 100);
    expect(told.length).toBeGreaterThan(20);
    expect(carriedOut).toBe(before);
    last = told;
  }
  const apart = carriedOutBy(TOY, timeline);
  expect(last).toEqual(eventsBetween(apart, 0, 1310 * MS, 100));
});
