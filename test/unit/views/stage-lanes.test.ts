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
  const drawn = (servers: number, tokens: readonly never[]) =>
    placedIn(lanesOf(tokens, { ...scene, servers }, 0).values(), 0).map(({ label }) => label);
  expect(drawn(3, held)).toEqual(['VOTE', 'VOTE', 'VOTE +2']);
  expect(drawn(5, held)).toEqual(['VOTE +4']);
  // What is no vote is not hidden behind one.
  const ack = { id: 9, from: 1, to: 2, type: 'ACK', form: 'square', waits: 5, arrivesAt: null };
  expect(drawn(5, [...held.slice(0, 2), ack as never])).toHaveLength(3);
});
