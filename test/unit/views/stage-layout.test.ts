import { describe, expect, test } from 'vitest';
import { captionPlace } from '../../../src/views/stage/caption-place.ts';
import { along, type Box, edgeOf, overlap } from '../../../src/views/stage/geometry.ts';
import {
  doorOf,
  ring,
  type StageInput,
  stagePlaces,
  tokenPlaces,
} from '../../../src/views/stage/layout.ts';

const servers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const clients = (count: number, ensemble: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `c${i}`, server: (i % ensemble) + 1 }));

function input(width: number, height: number, count: number, guests = 0): StageInput {
  return { width, height, servers: servers(count), clients: clients(guests, count) };
}

describe('the ring', () => {
  test.each([1, 2, 3, 4, 5, 7, 9])('%i servers stand within -1 and 1, each in a place', (count) => {
    const places = ring(count);
    const keys = places.map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`);
    expect(new Set(keys).size).toBe(count);
    for (const { x, y } of places) {
      expect(Math.abs(x)).toBeLessThanOrEqual(1.0001);
      expect(Math.abs(y)).toBeLessThanOrEqual(1.0001);
    }
  });

  test('the highest of three is on top, 1 on the left, 2 on the right', () => {
    const [one, two, three] = ring(3);
    expect(three?.y).toBeCloseTo(-1);
    expect(one?.x).toBeCloseTo(-1);
    expect(two?.x).toBeCloseTo(1);
    expect(one?.y).toBeCloseTo(two?.y ?? 0);
  });
});

const SCREENS = [
  [718, 560],
  [640, 430],
  [390, 410],
] as const;

describe.each(SCREENS)('on a stage of %i by %i', (width, height) => {
  test.each([1, 2, 3, 4, 5])('%i cards are inside and apart', (count) => {
    const { cards } = stagePlaces(input(width, height, count));
    const boxes = [...cards.values()];
    expect(boxes).toHaveLength(count);
    for (const [i, box] of boxes.entries()) {
      expect(box.x - box.w / 2).toBeGreaterThanOrEqual(0);
      expect(box.x + box.w / 2).toBeLessThanOrEqual(width);
      expect(box.y + box.h / 2).toBeLessThanOrEqual(height);
      for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(0);
    }
  });

  test.each([3, 5])('clients of %i servers cover nothing, and none is forgotten', (count) => {
    const places = stagePlaces(input(width, height, count, 14));
    const boxes = [...places.clients.values()];
    const all = [...places.cards.values(), ...boxes];
    for (const [i, box] of all.entries()) {
      for (const other of all.slice(i + 1)) expect(overlap(box, other)).toBe(0);
    }
    const uncounted = places.more.reduce((sum, { count: n }) => sum + n, 0);
    expect(boxes.length + uncounted).toBe(14);
  });
});

test('servers keep their place when clients come and go', () => {
  const before = stagePlaces(input(718, 560, 3));
  const after = stagePlaces(input(718, 560, 3, 6));
  expect([...after.cards]).toEqual([...before.cards]);
});

test('a client that finds no place beside its server stands elsewhere', () => {
  const crowd = Array.from({ length: 8 }, (_, i) => ({ name: `c${i}`, server: 1 }));
  const places = stagePlaces({ width: 718, height: 560, servers: [1, 2, 3], clients: crowd });
  expect(places.clients.size).toBe(8);
});

const A: Box = { x: 100, y: 100, w: 80, h: 40 };
const B: Box = { x: 500, y: 100, w: 80, h: 40 };

describe('messages', () => {
  test('stand at their share of the way between the edges', () => {
    const [start, middle, end] = [0, 0.5, 1].map((share) => tokenPlaces(A, B, [share])[0]);
    expect(start?.x).toBeCloseTo(142);
    expect(middle?.x).toBeCloseTo(300);
    expect(end?.x).toBeCloseTo(458);
  });

  test('of the two directions pass each other', () => {
    const there = tokenPlaces(A, B, [0.5])[0];
    const back = tokenPlaces(B, A, [0.5])[0];
    expect(there?.y).toBeGreaterThan(100);
    expect(back?.y).toBeLessThan(100);
  });

  test('never overtake one another, and never leave the link, however many they are', () => {
    const shares = Array.from({ length: 12 }, (_, i) => 0.9 - i * 0.001);
    const xs = tokenPlaces(A, B, shares).map((point) => point.x);
    for (const [i, x] of xs.entries()) {
      if (i > 0) expect(x).toBeLessThan(xs[i - 1] as number);
      expect(x).toBeGreaterThanOrEqual(141);
    }
  });
});

test('a line leaves a box at its edge', () => {
  expect(edgeOf(A, B)).toEqual({ x: 140, y: 100 });
  expect(edgeOf(A, { x: 100, y: 500 })).toEqual({ x: 100, y: 120 });
  expect(along({ x: 0, y: 0 }, { x: 10, y: 0 }, 0.5, 3)).toEqual({ x: 5, y: 3 });
});

test('a client below its server is tied straight up', () => {
  const door = doorOf(A, { x: 110, y: 200, w: 34, h: 34 });
  expect(door.x).toBe(110);
});

describe('a sentence', () => {
  const room = { width: 700, height: 500, w: 280, h: 60, lines: [] };

  test('stands inside the stage and off its thing', () => {
    for (const about of [A, B, { ...A, y: 480 }, { ...B, x: 680 }]) {
      const place = captionPlace({ ...room, about, avoid: [] });
      expect(overlap(place, about)).toBe(0);
      expect(place.x - place.w / 2).toBeGreaterThanOrEqual(0);
      expect(place.y + place.h / 2).toBeLessThanOrEqual(500);
    }
  });

  test('covers nothing else where there is room', () => {
    const other = { ...A, y: 190 };
    const place = captionPlace({ ...room, about: A, avoid: [other] });
    expect(overlap(place, other)).toBe(0);
  });
});
