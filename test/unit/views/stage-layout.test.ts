import { describe, expect, test } from 'vitest';
import {
  CARD_SIZES,
  cardPlaces,
  type Field,
  leastLetter,
} from '../../../src/views/stage/card-places.ts';
import {
  clientPlaces,
  doorOf,
  type Guests,
  type MarkBox,
  ringBox,
} from '../../../src/views/stage/client-places.ts';
import { cornersOf } from '../../../src/views/stage/corners.ts';
import { along, type Box, edgeOf, isCrossed, overlap } from '../../../src/views/stage/geometry.ts';
import { type StagePlaces, wallPath } from '../../../src/views/stage/layout.ts';
import { ring } from '../../../src/views/stage/ring.ts';
import { tokenPath, widthAllowed } from '../../../src/views/stage/token-path.ts';
import { STAGES } from './stage-drawing.ts';

type StageInput = Field & Guests;

function stagePlaces(input: StageInput): StagePlaces {
  const places = cardPlaces(input);
  return { ...places, ...clientPlaces(input, places) };
}

const servers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** A stage as the page lays it out: what the corners say is taken into account. */
function input(
  width: number,
  height: number,
  count: number,
  homes: readonly number[] = [],
): StageInput {
  const field = { width, height, servers: servers(count) };
  const { taken } = cornersOf(width, count, cardPlaces(field).letter);
  const clients = homes.map((server, i) => ({ name: `c${i}`, server }));
  return { ...field, clients, taken };
}

describe('the ring', () => {
  test.each([1, 2, 3, 4, 5, 7, 9])('%i servers stand within -1 and 1, each in a place', (count) => {
    const places = ring(count, 0.4);
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

const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Whose clients: all of one server, one each, and as chance has it, the same chance every time. */
function homesOf(count: number, round: number): readonly number[] {
  let chance = round * 2_654_435_761 + count;
  return Array.from({ length: 12 }, (_, i) => {
    if (round === 0) return 1;
    if (round === 1) return (i % count) + 1;
    chance = (chance * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (Math.floor(chance / 65_536) % count) + 1;
  });
}

/** Where a mark has its words: all of it beside its ring. */
function wordsOf(mark: MarkBox): Box {
  const ring = ringBox(mark);
  const reach = mark.w / 2 - Math.abs(ring.x - mark.x) + ring.w / 2;
  const x = mark.x + ((mark.mirrored ? -1 : 1) * reach) / 2;
  return { ...mark, x, w: mark.w - reach };
}

describe.each(STAGES)('on a stage of %i by %i', (width, height) => {
  test.each(COUNTS)('%i cards and 12 clients are inside, and nothing covers anything', (count) => {
    for (let round = 0; round < 6; round++) {
      const stage = input(width, height, count, homesOf(count, round));
      const { cards, clients, more } = stagePlaces(stage);
      expect(cards.size).toBe(count);
      const uncounted = more.reduce((sum, { count: n }) => sum + n, 0);
      expect(clients.size + uncounted).toBe(12);
      const all = [...cards.values(), ...clients.values(), ...(stage.taken ?? []).slice(0, 1)];
      for (const [i, box] of all.entries()) {
        expect(box.x - box.w / 2).toBeGreaterThanOrEqual(0);
        expect(box.x + box.w / 2).toBeLessThanOrEqual(width);
        expect(box.y - box.h / 2).toBeGreaterThanOrEqual(0);
        expect(box.y + box.h / 2).toBeLessThanOrEqual(height);
        for (const other of all.slice(i + 1)) expect(overlap(box, other)).toBe(0);
      }
    }
  });

  test.each(COUNTS)('no client of %i servers is tied across its own words', (count) => {
    for (let round = 0; round < 6; round++) {
      const { cards, clients } = stagePlaces(input(width, height, count, homesOf(count, round)));
      for (const [i, server] of homesOf(count, round).entries()) {
        const [mark, card] = [clients.get(`c${i}`), cards.get(server)];
        if (!mark || !card) continue;
        const ring = ringBox(mark);
        expect(isCrossed(wordsOf(mark), doorOf(card, ring), ring)).toBe(false);
      }
    }
  });

  test.each(COUNTS)('between any two of %i cards a token has its way', (count) => {
    const { cards, letter } = stagePlaces(input(width, height, count));
    const boxes = [...cards.values()];
    for (const from of boxes) {
      for (const to of boxes) {
        if (from === to) continue;
        const w = Math.min(7 * letter, widthAllowed(from, to, letter));
        const h = 1.92 * letter;
        const { start, end } = tokenPath(from, to, { w, h });
        for (const at of [start, end]) {
          expect(overlap({ ...at, w, h }, from)).toBe(0);
          expect(overlap({ ...at, w, h }, to)).toBe(0);
        }
      }
    }
  });
});

describe('words', () => {
  test.each(COUNTS)('on a projector are 18 pixels or more, with %i servers', (count) => {
    expect(stagePlaces(input(1280, 668, count)).letter).toBeGreaterThanOrEqual(18);
  });

  test.each(COUNTS)('beside the panels are 14 pixels or more, with %i servers', (count) => {
    expect(stagePlaces(input(742, 585, count)).letter).toBeGreaterThanOrEqual(14);
  });

  test('are never asked to be smaller than 13 pixels', () => {
    expect(leastLetter({ width: 320, height: 300 })).toBe(13);
  });

  test('of 3 servers say everything, wherever there is a window', () => {
    for (const [width, height] of STAGES.slice(0, 5)) {
      expect(stagePlaces(input(width, height, 3)).size).toBe('full');
    }
  });
});

test('servers keep their place when clients come and go', () => {
  const before = stagePlaces(input(718, 560, 3));
  const after = stagePlaces(input(718, 560, 3, [1, 2, 3, 1, 2, 3]));
  expect([...after.cards]).toEqual([...before.cards]);
});

test('twelve clients of three servers have places on a projector, 10 beside panels', () => {
  const homes = Array.from({ length: 12 }, (_, i) => (i % 3) + 1);
  const placed = ([width, height]: readonly [number, number]) =>
    stagePlaces(input(width, height, 3, homes)).clients.size;
  expect(placed(STAGES[0])).toBe(12);
  expect(placed(STAGES[2])).toBeGreaterThanOrEqual(10);
});

test('all cards are as large as they say', () => {
  const { cards, letter, size } = stagePlaces(input(742, 585, 5));
  for (const { w, h } of cards.values()) {
    expect([w, h]).toEqual([CARD_SIZES[size].w * letter, CARD_SIZES[size].h * letter]);
  }
});

const A: Box = { x: 100, y: 100, w: 80, h: 40 };
const B: Box = { x: 500, y: 100, w: 80, h: 40 };

describe('messages', () => {
  const size = { w: 60, h: 25 };

  test('stand clear of both ends', () => {
    const { start, end } = tokenPath(A, B, size);
    expect(start.x).toBeCloseTo(100 + 40 + 31);
    expect(end.x).toBeCloseTo(500 - 40 - 31);
  });

  test('of the two directions pass each other', () => {
    const there = tokenPath(A, B, size).start;
    const back = tokenPath(B, A, size).start;
    expect(there.y - back.y).toBeGreaterThanOrEqual(25);
    const down: Box = { ...A, y: 500 };
    const [one, other] = [tokenPath(A, down, size).start, tokenPath(down, A, size).start];
    expect(Math.abs(one.x - other.x)).toBeGreaterThanOrEqual(60);
  });

  test('between boxes that are too near stand still', () => {
    const { start, end } = tokenPath(A, { ...A, x: 190 }, size);
    expect(start).toEqual(end);
  });

  test('side by side may be no wider than their way; stacked as wide as they like', () => {
    expect(widthAllowed(A, { ...A, x: 240 }, 13)).toBeLessThan(60);
    expect(widthAllowed(A, { ...A, y: 240 }, 13)).toBe(11 * 13);
  });
});

test('a line leaves a box at its edge', () => {
  expect(edgeOf(A, B)).toEqual({ x: 140, y: 100 });
  expect(edgeOf(A, { x: 100, y: 500 })).toEqual({ x: 100, y: 120 });
  expect(along({ x: 0, y: 0 }, { x: 10, y: 0 }, 0.5, 3)).toEqual({ x: 5, y: 3 });
});

/** The six departments of the lesson about one scanner, in the order in which they come. */
const DEPARTMENTS = [1, 3, 2, 1, 2, 3];

/** Some of them beside a lesson. */
const SEEN: readonly (readonly [number, number])[] = [...STAGES, [742, 555], [718, 560]];

test.each(SEEN)(
  'on %i by %i no tie of six departments runs behind the words of another',
  (width, height) => {
    const { cards, clients } = stagePlaces(input(width, height, 3, DEPARTMENTS));
    for (const [i, server] of DEPARTMENTS.entries()) {
      const [mark, card] = [clients.get(`c${i}`), cards.get(server)];
      if (!mark || !card) continue;
      const ring = ringBox(mark);
      for (const other of clients.values()) {
        if (other !== mark) expect(isCrossed(other, doorOf(card, ring), ring)).toBe(false);
      }
    }
  },
);

test('a client below its server is tied straight up', () => {
  const door = doorOf(A, { x: 110, y: 200, w: 34, h: 34 });
  expect(door.x).toBe(110);
});

test('where not all clients find room, those that a lesson is about do', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];
  const clients = names.map((name) => ({ name, server: 1 }));
  const stage = { width: 530, height: 330, servers: [1, 2, 3], clients };
  const usual = stagePlaces(stage);
  const hidden = names.filter((name) => !usual.clients.has(name));
  expect(hidden.length).toBeGreaterThan(0);
  const wanted = new Set(hidden.slice(-1));
  const shown = stagePlaces({ ...stage, wanted });
  expect([...wanted].every((name) => shown.clients.has(name))).toBe(true);
  // Nobody moves who is not in the way of somebody wanted.
  expect(stagePlaces({ ...stage, wanted: new Set([...usual.clients.keys()]) })).toEqual(usual);
});

test('an outline stands around its cards, with some room', () => {
  const cards = new Map([
    [1, { x: 100, y: 100, w: 40, h: 20 }],
    [2, { x: 200, y: 150, w: 60, h: 30 }],
  ]);
  const path = wallPath([1, 2], { size: 'tiny', letter: 10, cards });
  const numbers = path.match(/-?[\d.]+/g)?.map(Number) ?? [];
  const xs = numbers.filter((_, i) => i % 2 === 0);
  const ys = numbers.filter((_, i) => i % 2 === 1);
  expect([Math.min(...xs), Math.max(...xs)]).toEqual([72, 238]);
  expect([Math.min(...ys), Math.max(...ys)]).toEqual([82, 173]);
});

/**
 * The audience's window at 1280 by 720, in its own pixels (each is drawn as 1.4): alone, beside a
 * question, above the ward, and both.
 */
const SCREENS = [
  [914, 476],
  [621, 476],
  [914, 320],
  [621, 320],
] as const;

describe.each(SCREENS)('from the last row, on %i by %i', (width, height) => {
  const far = (count: number, homes: readonly number[] = []): StageInput => {
    const field = { width, height, servers: servers(count), far: true };
    const { taken } = cornersOf(width, count, cardPlaces(field).letter, true);
    return { ...field, taken, clients: homes.map((server, i) => ({ name: `c${i}`, server })) };
  };

  test('three servers say their epochs, in letters of 21 pixels or more', () => {
    const { size, letter } = stagePlaces(far(3));
    expect(size).toBe('far');
    expect(1.4 * letter).toBeGreaterThanOrEqual(21);
  });

  test.each(COUNTS)(
    'nothing of %i servers is below 18 pixels, and nothing covers anything',
    (n) => {
      const { cards, clients, letter } = stagePlaces(far(n, homesOf(n, 1)));
      expect(1.4 * letter).toBeGreaterThanOrEqual(18);
      const all = [...cards.values(), ...clients.values()];
      for (const [i, box] of all.entries()) {
        for (const other of all.slice(i + 1)) expect(overlap(box, other)).toBe(0);
      }
    },
  );

  test('a client at each of three servers has its place', () => {
    expect(stagePlaces(far(3, [1, 2, 3])).clients.size).toBe(3);
  });
});
