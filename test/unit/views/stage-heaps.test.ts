/** Messages as something to touch: each by itself, or with what hides it, and none too small. */
import { describe, expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import { nextRandom, randomBetween, seeded } from '../../../src/lib/index.ts';
import {
  extendTo,
  isMistake,
  replay,
  type Timeline,
  worldAt,
  zooCfgFor,
} from '../../../src/timeline/index.ts';
import { type Box, overlap } from '../../../src/views/stage/geometry.ts';
import { heapsOf } from '../../../src/views/stage/heaps.ts';
import { courseName } from '../../../src/views/stage/later-words.ts';
import { stageModel, stageTokens } from '../../../src/views/stage/model.ts';
import { menuOf } from '../../../src/views/stage/open-menu.ts';
import { pointedAt } from '../../../src/views/stage/pointing.ts';
import type { DrawnToken, PlacedToken } from '../../../src/views/stage/token-places.ts';
import { drawingOf, STAGES } from './stage-drawing.ts';

const FINGER = 24;

/** Whether a square of the least size is somewhere in a box, and under none of the others. */
function isFree(box: Box, over: readonly Box[]): boolean {
  const [left, right] = [box.x - (box.w - FINGER) / 2, box.x + (box.w - FINGER) / 2];
  const [top, bottom] = [box.y - (box.h - FINGER) / 2, box.y + (box.h - FINGER) / 2];
  for (let x = left; x <= right + 1e-9; x += Math.max(1e-3, Math.min(1, right - x))) {
    for (let y = top; y <= bottom + 1e-9; y += Math.max(1e-3, Math.min(1, bottom - y))) {
      const square = { x, y, w: FINGER, h: FINGER };
      if (over.every((other) => overlap(square, other) < 1e-6)) return true;
    }
  }
  return false;
}

const token = (id: number, x: number, y: number, w = 50, h = 25): PlacedToken =>
  ({ key: String(id), at: { x, y }, w, h, stack: [], behind: 0, token: { id } }) as never;
const keysOf = (...tokens: readonly PlacedToken[]) =>
  heapsOf(tokens, []).map(({ courses }) => courses.map(({ key }) => key).join(' '));

test('what can be touched by itself is alone, though another lies over a part of it', () => {
  expect(keysOf(token(1, 100, 100), token(2, 200, 100))).toEqual(['1', '2']);
  expect(keysOf(token(1, 100, 100), token(2, 125, 110))).toEqual(['1', '2']);
  expect(keysOf(token(1, 100, 100, 64, 24.96), token(2, 157, 104, 64, 24.96))).toEqual(['1', '2']);
});

test('what cannot is one with what hides it, and with all that this hides in turn', () => {
  expect(keysOf(token(1, 100, 100), token(2, 110, 110))).toEqual(['1 2']);
  expect(keysOf(token(1, 100, 100), token(2, 300, 100), token(3, 110, 100))).toEqual(['2', '1 3']);
  // Nothing is left of the first one between the two others.
  const both = [token(2, 75, 100), token(3, 125, 100)];
  expect(keysOf(token(1, 100, 100), ...both)).toHaveLength(2);
  // The third is hidden by the first two only when these are one.
  const wide = [token(1, 100, 100, 26), token(2, 128, 100, 30), token(3, 128, 110, 30)];
  expect(keysOf(...wide)).toEqual(['1', '2 3']);
});

test('the smallest is as large as a finger asks for', () => {
  const [dot] = heapsOf([token(1, 100, 100, 12, 12)], []);
  expect(dot?.box).toEqual({ x: 100, y: 100, w: FINGER, h: FINGER });
});

test('what stands over a message leaves enough of its button', () => {
  const things = [
    { x: 100, y: 70, w: 200, h: 48 },
    { x: 40, y: 200, w: 80, h: 80 },
    { x: 400, y: 100, w: 80, h: 80 },
  ];
  const [under, right, whole, hidden] = heapsOf(
    [token(1, 120, 100), token(2, 75, 200), token(3, 300, 100), token(4, 400, 100)],
    things,
  ).map(({ box }) => box);
  expect(under && isFree(under, things)).toBe(true);
  expect(right && isFree(right, things)).toBe(true);
  expect(whole).toEqual({ x: 300, y: 100, w: 50, h: 25 });
  // Nobody sees it.
  expect(hidden).toEqual({ x: 400, y: 100, w: 50, h: 25 });
});

interface Plain {
  readonly keys: readonly string[];
  readonly box: Box;
}

const edgesOf = ({ x, y, w, h }: Box) => [x - w / 2, x + w / 2, y - h / 2, y + h / 2] as const;

/** If a square is free anywhere, one is whose left and upper edges lean on something. */
function hasRoom(box: Box, above: readonly Box[]): boolean {
  const [left, right, top, bottom] = edgesOf(box);
  const covers = above.map(edgesOf);
  const xs = [left, ...covers.map(([, edge]) => edge)];
  const ys = [top, ...covers.map(([, , , edge]) => edge)];
  const isUnder = (x: number, y: number) =>
    covers.some(([l, r, t, b]) => l < x + FINGER && r > x && t < y + FINGER && b > y);
  return xs.some((x) =>
    ys.some(
      (y) =>
        Math.min(x - left, right - x - FINGER, y - top, bottom - y - FINGER) >= 0 && !isUnder(x, y),
    ),
  );
}

/** The same with all pairs, as it is said: from the lowest on, into what covers most of it. */
function plainly(placed: readonly PlacedToken[], things: readonly Box[]): readonly Plain[] {
  const heaps: Plain[] = placed.map((one) => {
    return { keys: [one.key], box: heapsOf([one], things)[0]?.box as Box };
  });
  for (;;) {
    const at = heaps.findIndex(
      ({ box }, i) =>
        !hasRoom(
          box,
          heaps.slice(i + 1).map((one) => one.box),
        ),
    );
    if (at < 0) return heaps;
    const lower = heaps[at] as Plain;
    const shared = heaps.map(({ box }, i) => (i > at ? overlap(box, lower.box) : 0));
    const nearest = shared.indexOf(Math.max(...shared));
    const upper = heaps[nearest] as Plain;
    const [a, b] = [edgesOf(lower.box), edgesOf(upper.box)];
    const [left, top] = [Math.min(a[0], b[0]), Math.min(a[2], b[2])];
    const [right, bottom] = [Math.max(a[1], b[1]), Math.max(a[3], b[3])];
    const around = {
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      w: right - left,
      h: bottom - top,
    };
    heaps[nearest] = { keys: [...lower.keys, ...upper.keys], box: around };
    heaps.splice(at, 1);
  }
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('a crowd is sorted as plainly as can be (%i)', (seed) => {
  let chance = seeded(seed);
  const whole = (most: number): number => {
    chance = nextRandom(chance);
    return randomBetween(chance, 0, most - 1);
  };
  const [w, h] = STAGES[seed % STAGES.length] as readonly [number, number];
  const crowd = Array.from({ length: 20 * seed }, (_, i) =>
    token(i, whole(w), whole(h), 24 + 2 * whole(30), 24 + 2 * whole(3)),
  );
  const things = Array.from({ length: seed % 4 }, () => {
    return { x: whole(w), y: whole(h), w: 60 + 2 * whole(40), h: 40 + 2 * whole(20) };
  });
  const heaps = heapsOf(crowd, things);
  expect(heaps.length).toBeLessThanOrEqual(crowd.length);
  expect(heaps.map(({ courses, box }) => ({ keys: courses.map(({ key }) => key), box }))).toEqual(
    plainly(crowd, things),
  );
});

function electionOf(count: number) {
  const start = `start ${Array.from({ length: count }, (_, i) => i + 1).join(' ')}`;
  const scenario = { zooCfg: zooCfgFor(count, 1), setup: [start] };
  const run = replay({ version: 1, scenario, seed: 1, commands: [], untilMs: 300 });
  if (isMistake(run)) throw new Error(JSON.stringify(run));
  return extendTo(run, 300_000);
}

test('votes that travel together are one line of a heap’s menu, and are counted one by one', () => {
  const now = 2000;
  const world = worldAt(electionOf(7), now);
  const { tokens, cards, marks } = drawingOf(world, now, 390, 410);
  const heaps = heapsOf(tokens, [...cards, ...marks]);
  const heap = heaps.find(
    ({ courses }) => courses.length > 1 && courses.some(({ stack }) => stack.length > 0),
  );
  if (heap === undefined) throw new Error('a stack lies in a heap');
  const picked: DrawnToken[] = [];
  const pick = (course: DrawnToken): void => void picked.push(course);
  const thing = { type: 'heap', heap: heap.courses, pick } as const;
  // A lesson that asks for a message is not answered by several.
  expect(pointedAt({ asks: new Set(['message']) } as never, thing)).toBeNull();
  const asked = { thing, at: { x: 0, y: 0 } };
  const {
    title,
    choices = [],
    offers,
  } = menuOf(asked, stageModel(world), world, translate('en'), new Set());
  expect(title).toBe('4 messages, one over another');
  const labels = choices.map(({ label }) => label);
  expect(labels).toEqual(['3 votes for 2 from 2', 'vote 3 from 3 to 1']);
  expect(offers).toEqual([]);
  for (const choice of choices) choice.run?.();
  expect(picked).toEqual(heap.courses);
  const [stack] = picked;
  const opened = drawingOf(world, now, 390, 410, new Set([stack?.key ?? ''])).tokens;
  const votes = opened.filter(({ token }) => stack?.stack.some(({ id }) => id === token.id));
  expect(votes.map((one) => one.stack.length)).toEqual([0, 0, 0]);
});

/** Many proposals wait behind one that is held. */
function heldRun(): Timeline {
  const made = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `@${5000 + n} radiology: create /n${n} x`);
  const commands = ['@5000 hold PROPOSAL 3 -> 1', ...made];
  const run = replay({ version: 1, scenario: 'hospital', seed: 1, commands, untilMs: 5200 });
  if (isMistake(run)) throw new Error(JSON.stringify(run));
  return extendTo(run, 5_200_000);
}

test.each([
  ['votes', electionOf(9), [1500, 2500, 3000, 4000, 5000, 206_500, 209_000]],
  ['proposals', heldRun(), [5_100_000, 5_150_000]],
] as const)('the name of %s says how many are behind them', (_, timeline, times) => {
  let crowds = 0;
  for (const [width, height] of STAGES) {
    for (const now of times) {
      const world = worldAt(timeline, now);
      let count = 0;
      for (const course of drawingOf(world, now, width, height).tokens) {
        const { label, stack, behind } = course;
        const [drawn = '', n = '0'] = / \+(\d+)$/.exec(label) ?? [];
        expect(behind).toBe(Number(n));
        const [en, zh] = [courseName(course, translate('en')), courseName(course, translate('zh'))];
        expect(en.endsWith(`, and ${n} more behind it`)).toBe(drawn !== '');
        expect(zh.endsWith(`，后面还有 ${n} 条`)).toBe(drawn !== '');
        crowds += behind > 0 ? 1 : 0;
        count += Math.max(1, stack.length) + behind;
      }
      // So each of them is drawn, or counted.
      expect(count).toBe(stageTokens(world, false).length);
    }
  }
  expect(crowds).toBeGreaterThan(0);
});

describe.each([3, 5, 7, 9])('an election of %i servers', (count) => {
  const timeline = electionOf(count);

  test.each(STAGES)('each message has its button, and each button room, at %i x %i', (w, h) => {
    let joined = 0;
    for (const now of [1500, 3000, 4000, 5000, 204_000, 206_500, 209_000, 213_000]) {
      const { tokens, cards, marks } = drawingOf(worldAt(timeline, now), now, w, h);
      const things = [...cards, ...marks];
      const heaps = heapsOf(tokens, things);
      const all = heaps.flatMap(({ courses }) => courses);
      expect(new Set(all)).toEqual(new Set(tokens));
      expect(all.length).toBe(tokens.length);
      joined += all.length - heaps.length;
      heaps.forEach(({ box, courses }, i) => {
        const over = [...heaps.slice(i + 1).map((heap) => heap.box), ...things];
        expect(isFree(box, over), courses.map(({ label }) => label).join(' ')).toBe(true);
        for (const { at } of courses) {
          expect(overlap(box, { ...at, w: 1, h: 1 })).toBeCloseTo(1);
        }
      });
    }
    if (count === 3) return;
    expect(joined).toBeLessThan(40);
  });
});
