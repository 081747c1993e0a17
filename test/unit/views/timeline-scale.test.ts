/** How a run is laid out along a line: by time or event by event, magnified, moved, folded. */
import { describe, expect, test } from 'vitest';
import { nextRandom, seeded } from '../../../src/lib/index.ts';
import { type BeatLog, NO_BEATS, withBeat } from '../../../src/timeline/index.ts';
import { eventAxis, timeAxis } from '../../../src/views/timeline/axis.ts';
import { keySpan, Pinch, wheelSpan } from '../../../src/views/timeline/gestures.ts';
import {
  foldsOf,
  grouped,
  panned,
  scaleFor,
  showing,
  tickShift,
  ticksOf,
  tickTexts,
  timeAt,
  xOf,
  zoomed,
} from '../../../src/views/timeline/layout.ts';

function beatsAt(...times: readonly number[]): BeatLog {
  return times.reduce(withBeat, NO_BEATS);
}

/** So many turns at random times, some of them at once and some after a long silence. */
function randomBeats(count: number, seed: number): BeatLog {
  let chance = seeded(seed);
  let at = 0;
  let beats = NO_BEATS;
  for (let i = 0; i < count; i++) {
    chance = nextRandom(chance);
    const gap = (chance >>> 8) % 7;
    at += gap === 0 ? 0 : gap === 1 ? 4_000_000 : gap * 311;
    beats = withBeat(beats, at);
  }
  return beats;
}

describe('by time', () => {
  const scale = scaleFor(timeAxis(10_000_000), 1000);
  test('a pixel leads to its time and back', () => {
    expect(timeAt(scale, xOf(scale, 4_321_000))).toBe(4_321_000);
    expect(xOf(scale, -5)).toBe(0);
    expect(xOf(scale, 1e12)).toBeGreaterThan(1000);
    expect(timeAt(scaleFor(timeAxis(0), 0), 5)).toBe(0);
  });

  test('ticks are round, and not too many', () => {
    for (const end of [1, 500_000, 9_000_000, 77_000_000, 3_600_000_000]) {
      const ticks = ticksOf(scaleFor(timeAxis(end), 900), 10);
      expect(ticks.length).toBeLessThanOrEqual(11);
      expect(ticks.length).toBeGreaterThan(2);
      const [first, second] = ticks;
      expect(String((second?.at ?? 0) - (first?.at ?? 0))).toMatch(/^[125]0*$/);
    }
  });

  test('ticks of a millisecond say so many decimals', () => {
    const near = scaleFor(timeAxis(9e6), 900, { from: 1_000_000, to: 1_010_000 });
    expect(tickTexts(near, ticksOf(near, 10)).slice(0, 2)).toEqual(['1.000', '1.001']);
    const whole = scaleFor(timeAxis(9e6), 900);
    expect(tickTexts(whole, ticksOf(whole, 10)).slice(0, 2)).toEqual(['0', '1']);
  });

  test('what a tick says is cut at neither edge', () => {
    for (const [end, width] of [
      [9.5e6, 370],
      [5.7e6, 358],
      [5.7e6, 1244],
      [19.6e6, 684],
    ] as const) {
      const scale = scaleFor(timeAxis(end), width);
      const ticks = ticksOf(scale, Math.max(4, width / 90));
      const texts = tickTexts(scale, ticks);
      for (const [i, { x }] of ticks.entries()) {
        const text = texts[i] ?? '';
        const wide = text.length * 7.4;
        const left = x + (wide * Number.parseInt(tickShift(x, text, width), 10)) / 100;
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + wide).toBeLessThanOrEqual(width);
      }
    }
    expect(tickShift(500, '5.0', 1000)).toBe('-50%');
  });
});

describe('event by event', () => {
  const beats = beatsAt(1000, 2000, 3000, 9_000_000, 9_000_000, 9_001_000);
  const axis = eventAxis(beats, 9_500_000);

  test('every turn has the same room, and so has a silence', () => {
    expect([1000, 2000, 3000, 9_001_000].map(axis.placeOf)).toEqual([1, 2, 3, 6]);
    expect(axis.placeOf(4_501_500)).toBeCloseTo(3.5, 3);
    expect(axis.placeOf(9_500_000)).toBe(7);
    // Of two turns at one time the later one decides.
    expect(axis.placeOf(9_000_000)).toBe(5);
  });

  test('a silence is told where it is folded', () => {
    const folds = foldsOf(scaleFor(axis, 800), beats, 60);
    expect(folds.map(({ from, to }) => [from, to])).toEqual([[3000, 9_000_000]]);
    expect(foldsOf(scaleFor(timeAxis(9e6), 800), beats, 60)).toEqual([]);
  });

  test('random runs: places rise with time, and lead back to it', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const run = randomBeats(300, seed);
      const end = 2_000_000_000;
      const one = eventAxis(run, end);
      let last = -1;
      for (let at = 0; at < 300_000_000; at += 1_234_567) {
        const place = one.placeOf(at);
        expect(place).toBeGreaterThanOrEqual(last);
        expect(Math.abs(one.timeOf(place) - at)).toBeLessThanOrEqual(1);
        last = place;
      }
    }
  });

  test('folds that are shown stand apart', () => {
    const run = randomBeats(400, 3);
    const scale = scaleFor(eventAxis(run, 0), 1200);
    const folds = foldsOf(scale, run, 70);
    expect(folds.length).toBeGreaterThan(3);
    for (const a of folds) {
      for (const b of folds) if (a !== b) expect(Math.abs(a.x - b.x)).toBeGreaterThanOrEqual(70);
    }
  });

  test('ticks of turns that are microseconds apart are told apart', () => {
    const near = scaleFor(eventAxis(beatsAt(5_000_000, 5_000_040, 5_000_090), 6e6), 900, {
      from: 0,
      to: 4,
    });
    const texts = tickTexts(near, ticksOf(near, 4));
    expect(texts).toEqual(['0.00000', '5.00000', '5.00004', '5.00009', '6.00000']);
  });
});

describe('magnified', () => {
  const axis = timeAxis(100_000_000);
  const whole = scaleFor(axis, 1000);

  test('what is under the pointer stays there', () => {
    let scale = whole;
    for (const x of [300, 350, 800, 10]) {
      const at = timeAt(scale, x);
      scale = scaleFor(axis, 1000, zoomed(scale, 2.5, x));
      expect(Math.abs(timeAt(scale, x) - at)).toBeLessThanOrEqual(1);
    }
    expect(scale.to - scale.from).toBeCloseTo((whole.to - whole.from) / 2.5 ** 4, 0);
  });

  test('there is an end to it, both ways', () => {
    let scale = whole;
    for (let i = 0; i < 60; i++) scale = scaleFor(axis, 1000, zoomed(scale, 3, 500));
    expect(scale.to - scale.from).toBe(axis.least);
    expect(zoomed(whole, 0.5, 400)).toBeNull();
    const near = scaleFor(axis, 1000, zoomed(whole, 4, 0));
    expect(panned(near, -500)?.from).toBe(0);
    expect(panned(near, 1e9)?.to).toBe(whole.to);
    expect(panned(whole, 10)).toBeNull();
  });

  test('it goes on with a time that leaves it', () => {
    const near = scaleFor(axis, 1000, { from: 20_000_000, to: 30_000_000 });
    expect(showing(near, 25_000_000)).toEqual({ from: 20_000_000, to: 30_000_000 });
    for (const at of [31_000_000, 3_000_000]) {
      const { from, to } = showing(near, at);
      expect(to - from).toBe(10_000_000);
      expect(at > from && at < to).toBe(true);
    }
  });

  test('by wheel, by key and by two fingers', () => {
    const wheel = { deltaX: 0, deltaY: -400, deltaMode: 0, shiftKey: false };
    const nearer = scaleFor(axis, 1000, wheelSpan(whole, wheel, 500));
    expect(nearer.to - nearer.from).toBeLessThan((whole.to - whole.from) / 1.5);
    const aside = wheelSpan(nearer, { ...wheel, deltaX: 90, deltaY: 3 }, 500);
    expect(aside?.from).toBeGreaterThan(nearer.from);
    expect(wheelSpan(nearer, { ...wheel, deltaY: -90, shiftKey: true }, 500)?.from).toBeLessThan(
      nearer.from,
    );
    expect(keySpan(nearer, '+', 10)?.to).toBeLessThan(nearer.to);
    expect(keySpan(nearer, '0', 10)).toBeNull();
    expect(keySpan(nearer, 'x', 10)).toBeUndefined();

    const pinch = new Pinch();
    pinch.down(1, 400);
    expect(pinch.move(1, 410, nearer)).toBeUndefined();
    pinch.down(2, 510);
    const apart = pinch.move(2, 610, nearer);
    expect((apart?.to ?? 0) - (apart?.from ?? 0)).toBeCloseTo((nearer.to - nearer.from) / 2, 0);
    pinch.up(1);
    expect(pinch.move(2, 620, nearer)).toBeUndefined();
    expect(pinch.alone(2)).toBeNull();
  });

  test('what lies under two fingers stays there, whatever order they are heard in', () => {
    const whole = scaleFor(timeAxis(20e6), 1000);
    for (const order of [[1, 2] as const, [2, 1] as const]) {
      const pinch = new Pinch();
      pinch.down(1, 400);
      expect(pinch.alone(1)).toEqual({ drags: false });
      pinch.down(2, 500);
      let scale = whole;
      const at = { 1: 400, 2: 500 };
      for (const [to1, to2] of [
        [350, 550],
        [300, 600],
        [500, 800],
        [640, 690],
      ] as const) {
        for (const id of order) {
          at[id] = id === 1 ? to1 : to2;
          scale = scaleFor(whole.axis, 1000, pinch.move(id, at[id], scale) ?? null);
        }
        if (to2 - to1 < 100) continue;
        expect(timeAt(scale, to1)).toBeCloseTo(timeAt(whole, 400), -2);
        expect(timeAt(scale, to2)).toBeCloseTo(timeAt(whole, 500), -2);
      }
      expect([scale.from, scale.to]).toEqual([whole.from, whole.to]);
      pinch.up(1);
      expect([pinch.alone(2), pinch.used]).toEqual([null, true]);
      pinch.up(2);
      pinch.down(1, 400);
      pinch.move(1, 404, scale);
      expect(pinch.alone(1)).toEqual({ drags: true });
    }
  });
});

describe('what has no room of its own', () => {
  test('of silences that are close the longest is said', () => {
    const beats = beatsAt(1_000_000, 1_400_000, 4_400_000, 5_000_000);
    const folds = foldsOf(scaleFor(eventAxis(beats, 5e6), 100), beats, 90);
    expect(folds.map(({ from, to }) => [from, to])).toEqual([[1_400_000, 4_400_000]]);
    const early = beatsAt(3_000_000, 3_400_000, 4_000_000);
    const [first, ...others] = foldsOf(scaleFor(eventAxis(early, 5e6), 100), early, 90);
    expect([first?.from, first?.to, others.length]).toEqual([0, 3_000_000, 0]);
  });

  test('things closer than that are one group, counted from its first', () => {
    const scale = scaleFor(timeAxis(100_000_000), 1060);
    const things = [50, 50.5, 51, 52, 60].map((second) => ({ at: second * 1e6 }));
    const groups = grouped(scale, things, 15);
    expect(groups.map((group) => group.length)).toEqual([3, 1, 1]);
  });

  test('a time at either edge is shown as it is', () => {
    const scale = scaleFor(timeAxis(100e6), 1000, { from: 10e6, to: 20e6 });
    for (const at of [10e6, 15e6, 20e6]) {
      expect(showing(scale, at)).toEqual({ from: scale.from, to: scale.to });
    }
    expect(showing(scale, 21e6).to).toBeGreaterThan(21e6);
  });
});
