import { describe, expect, test } from 'vitest';
import { printCommand } from '../../../src/script/index.ts';
import { cardPlaces } from '../../../src/views/stage/card-places.ts';
import { clientPlaces } from '../../../src/views/stage/client-places.ts';
import { along, type Point } from '../../../src/views/stage/geometry.ts';
import { stageModel } from '../../../src/views/stage/model.ts';
import { deedOf } from '../../../src/views/stage/stroke.ts';
import { Run } from './hospital-run.ts';

const [width, height] = [900, 640];

/** A stroke with a point every few pixels, as a hand makes it. */
const drawn = (...corners: readonly Point[]): Point[] =>
  corners.flatMap((to, i) => {
    const from = corners[i - 1];
    return from ? Array.from({ length: 12 }, (_, k) => along(from, to, (k + 1) / 12)) : [to];
  });

/** The stage of a run, and what a stroke on it says. */
function stageOf(run: Run) {
  const model = stageModel(run.world);
  const cards = cardPlaces({ width, height, servers: [1, 2, 3] });
  const clients = model.clients.map(({ name, server }) => ({ name, server }));
  const places = { ...cards, ...clientPlaces({ width, height, clients }, cards) };
  const at = (sid: number): Point => cards.cards.get(sid) as Point;
  const middle = (a: number, b: number): Point => along(at(a), at(b), 0.5);
  const round = (sid: number): Point[] => {
    const { x, y, w, h } = cards.cards.get(sid) as { x: number; y: number; w: number; h: number };
    const [left, right, top, foot] = [x - w / 2 - 8, x + w / 2 + 8, y - h / 2 - 8, y + h / 2 + 8];
    const corners = [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: foot },
      { x: left, y: foot },
    ];
    return drawn(...corners, { x: left, y: top + 20 });
  };
  const says = (stroke: readonly Point[]): readonly string[] =>
    (deedOf(stroke, model, places)?.commands ?? []).map(printCommand);
  return { at, middle, round, says };
}

const run = new Run().to(5_000_000);
const stage = stageOf(run);
const { at, middle, round, says } = stage;

/** Across the middle of a link, at right angles. */
const across = (a: number, b: number): Point[] => {
  const [m, to] = [middle(a, b), at(b)];
  const [dx, dy] = [(to.x - m.x) / 8, (to.y - m.y) / 8];
  return drawn({ x: m.x - dy, y: m.y + dx }, { x: m.x + dy, y: m.y - dx });
};

describe('a stroke', () => {
  test.each([
    [1, 2],
    [1, 3],
    [2, 3],
  ])('across the link of %i and %i cuts it', (a, b) => {
    expect(says(across(a, b))).toEqual([`cut ${a} ${b}`]);
  });

  test('across two links cuts both', () => {
    const stroke = drawn(middle(1, 3), middle(2, 3));
    const [first, last] = [stroke[0] as Point, stroke.at(-1) as Point];
    const longer = drawn({ x: first.x - 60, y: first.y }, { x: last.x + 60, y: last.y });
    expect(says(longer)).toEqual(['cut 1 3', 'cut 2 3']);
  });

  test.each([
    [1, 'partition 1 | 2 3'],
    [2, 'partition 2 | 1 3'],
    [3, 'partition 3 | 1 2'],
  ])('round server %i parts it from the others', (sid, line) => {
    expect(says(round(sid))).toEqual([line]);
    expect(says(round(sid).reverse())).toEqual([line]);
  });

  test('round all of them, or none, does nothing', () => {
    const edge = [
      { x: 2, y: 2 },
      { x: width - 2, y: 2 },
      { x: width - 2, y: height - 2 },
      { x: 2, y: height - 2 },
      { x: 2, y: 10 },
    ];
    expect(says(drawn(...edge))).toEqual([]);
    expect(says(drawn({ x: 2, y: 2 }, { x: 9, y: 2 }, { x: 9, y: 9 }))).toEqual([]);
  });

  test('across what is cut already does nothing', () => {
    const cut = stageOf(new Run().to(5_000_000).say('cut 1 2'));
    expect(cut.says(across(1, 2))).toEqual([]);
  });
});

test('every line that a stroke says can be carried out', () => {
  for (const stroke of [across(1, 2), across(2, 3), round(1), round(3)]) {
    const again = new Run().to(5_000_000);
    for (const line of says(stroke)) again.say(line);
    expect(again.world.linkRules.length).toBeGreaterThan(1);
  }
});
