import { expect, test } from 'vitest';
import {
  begin,
  extendTo,
  isMistake,
  nextTurnAfter,
  openingOf,
  worldAt,
} from '../../../src/timeline/index.ts';
import { stageTokens } from '../../../src/views/stage/model.ts';
import { lanesOf, placedIn, type TokenLane } from '../../../src/views/stage/token-places.ts';
import { placedTokens } from './stage-drawing.ts';

const BOX = { w: 120, h: 70 };
/** Servers in a row; clients below. */
const scene = {
  ...{ letter: 13, middle: { x: 400, y: 100 }, servers: 3, width: 900, height: 500 },
  labelsOf: ({ type }: { readonly type: string }) => [type, type.slice(0, 3)],
  boxesOf: (from: number | string, to: number | string) => {
    const box = (end: number | string) =>
      typeof end === 'number'
        ? { ...BOX, x: end * 250, y: 100 }
        : { ...BOX, x: 100 + end.length * 60, y: 400 };
    return [box(from), box(to)] as const;
  },
};

/** Two ends with room for many messages between them. */
const AT_ONCE = { ...BOX, x: 100, y: 100 };
const FAR_OFF = { ...BOX, x: 800, y: 100 };

test('lanes that go on from turn to turn are those that are laid anew', () => {
  const opening = openingOf('hospital');
  if (isMistake(opening)) throw new Error('the hospital opens');
  const end = 5_000_000;
  const timeline = extendTo(begin(opening, 1), end);
  let lanes: ReadonlyMap<string, TokenLane> = new Map();
  let kept = 0;
  let laid = 0;
  for (let at = 0; ; ) {
    const next = nextTurnAfter(timeline, at);
    if (next === null || next > end) break;
    const tokens = stageTokens(worldAt(timeline, at), true);
    const before = lanes;
    lanes = lanesOf(tokens, scene, at, before);
    for (const [key, lane] of lanes) {
      if (before.get(key) === lane) kept++;
      else laid++;
    }
    for (const now of [at, Math.floor((at + next) / 2)]) {
      if ([...lanes.values()].some(({ placesAt }) => placesAt(now) === null)) {
        lanes = lanesOf(tokens, scene, now, lanes);
      }
      expect(placedIn(lanes.values(), now)).toEqual(placedTokens(tokens, { ...scene, now }));
    }
    at = next;
  }
  expect(kept).toBeGreaterThan(50);
  expect(laid).toBeGreaterThan(50);
});

test('one that passes another in their lane is seen', () => {
  const token = (id: number, sentAt: number, arrivesAt: number) =>
    ({ id, from: 1, to: 2, type: 'ACK', form: 'square', waits: null, sentAt, arrivesAt }) as never;
  const tokens = [token(1, 0, 100), token(2, 10, 50)];
  const lanes = lanesOf(tokens, scene, 12);
  const [lane] = lanes.values();
  expect(lane?.courses.map(({ key }) => key)).toEqual(['1', '2']);
  expect(lane?.placesAt(12)).toHaveLength(2);
  expect(lane?.placesAt(40)).toBe(null);
  const [anew] = lanesOf(tokens, scene, 40, lanes).values();
  expect(anew?.courses.map(({ key }) => key)).toEqual(['2', '1']);
  expect(anew?.placesAt(40)).toHaveLength(2);
});

test('votes that stand still are one thing to see in a large ensemble', () => {
  const vote = (id: number) =>
    ({ id, from: 1, to: 2, type: 'VOTE', form: 'envelope', waits: id, arrivesAt: null }) as never;
  const held = [0, 1, 2, 3, 4].map(vote);
  const far = { ...scene, boxesOf: () => [AT_ONCE, FAR_OFF] as const };
  const drawn = (servers: number, tokens: readonly never[]) =>
    placedIn(lanesOf(tokens, { ...far, servers }, 0).values(), 0).map(({ label }) => label);
  expect(drawn(3, held)).toEqual(['VOTE', 'VOTE', 'VOTE +2']);
  expect(drawn(5, held)).toEqual(['VOTE +4']);
  // What is no vote is not hidden behind one.
  const ack = { id: 9, from: 1, to: 2, type: 'ACK', form: 'square', waits: 5, arrivesAt: null };
  expect(drawn(5, [...held.slice(0, 2), ack as never])).toHaveLength(3);
});

const queued = (id: number, waits: number | null, sentAt = 0) =>
  ({
    ...{ id, from: 1, to: 2, type: 'PROPOSAL', form: 'pill', waits, sentAt },
    arrivesAt: waits === null ? sentAt + 10 : null,
  }) as never;

test('none is ahead of one that stands still in its stream', () => {
  const tokens = [queued(1, 0), queued(2, 1), queued(3, null)];
  const far = { ...scene, boxesOf: () => [AT_ONCE, FAR_OFF] as const };
  for (const now of [0, 5, 9]) {
    const placed = placedIn(lanesOf(tokens, far, now).values(), now);
    const [first = 0, second = 0, third = 0] = placed.map(({ at }) => at.x);
    expect(first).toBeGreaterThan(second);
    expect(second).toBeGreaterThan(third);
  }
});

test('of those that stand still as many are drawn as their way is long for', () => {
  const tokens = [0, 1, 2, 3].map((waits) => queued(waits, waits));
  for (const gap of [40, 130, 200, 400, 900]) {
    const boxes = [AT_ONCE, { ...AT_ONCE, x: AT_ONCE.x + BOX.w + gap }] as const;
    const on = { ...scene, width: 2000, boxesOf: () => boxes };
    const placed = placedIn(lanesOf(tokens, on, 0).values(), 0);
    const counted = Number(/ \+(\d)$/.exec(placed.at(-1)?.label ?? '')?.[1] ?? 0);
    expect(placed.length + counted).toBe(4);
    placed.forEach((one, i) => {
      const next = placed[i + 1];
      if (next) expect(one.at.x - next.at.x).toBeGreaterThanOrEqual((one.w + next.w) / 2);
    });
  }
});
