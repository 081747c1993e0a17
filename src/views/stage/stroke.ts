import type { ServerId } from '../../model/index.ts';
import type { Command, Endpoint } from '../../sim/index.ts';
import { doorOf, ringBox } from './client-places.ts';
import { type Box, distance, linkEnds, type Point } from './geometry.ts';
import type { StagePlaces } from './layout.ts';
import type { StageModel } from './model.ts';

/** What a stroke across the stage would do, and what of the picture it is about. */
export type StrokeDeed =
  /** It crosses links: they are cut. */
  | {
      readonly type: 'cut';
      readonly ways: readonly Way[];
      readonly commands: readonly Command[];
    }
  /** It goes round servers: they are parted from the others. */
  | {
      readonly type: 'part';
      readonly inside: readonly ServerId[];
      readonly outside: readonly ServerId[];
      readonly commands: readonly Command[];
    };

/** A line on the stage that can be cut: a link, or the connection of a client. */
interface Way {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly ends: readonly [Point, Point];
}

/** Pixels between the ends of a stroke that is taken for closed. */
const CLOSED = 60;
/** A shorter stroke goes round nothing. */
const ROUND = 200;

/** What a stroke means; null: nothing yet. */
export function deedOf(
  stroke: readonly Point[],
  model: StageModel,
  places: StagePlaces,
): StrokeDeed | null {
  const inside = isClosed(stroke) ? enclosed(stroke, places) : [];
  const outside = [...places.cards.keys()].filter((sid) => !inside.includes(sid));
  if (inside.length > 0 && outside.length > 0) {
    return {
      ...{ type: 'part', inside, outside },
      commands: [{ type: 'partition', groups: [inside, outside] }],
    };
  }
  const ways = waysOf(model, places).filter(({ ends: [a, b] }) =>
    stroke.some((to, i) => i > 0 && cross(stroke[i - 1] as Point, to, a, b)),
  );
  if (ways.length === 0) return null;
  const commands = ways.map(({ from, to }) => ({ type: 'cut', from, to, oneWay: false }) as const);
  return { type: 'cut', ways, commands };
}

function isClosed(stroke: readonly Point[]): boolean {
  const [first, last] = [stroke[0], stroke.at(-1)];
  if (first === undefined || last === undefined) return false;
  const length = stroke.reduce((sum, to, i) => sum + distance(stroke[i - 1] ?? to, to), 0);
  return length >= ROUND && distance(first, last) <= Math.max(CLOSED, length / 6);
}

/** The servers whose middle lies inside. */
function enclosed(stroke: readonly Point[], { cards }: StagePlaces): readonly ServerId[] {
  return [...cards].filter(([, box]) => isInside(stroke, box)).map(([sid]) => sid);
}

/** Whether a point lies inside: a ray from it crosses the closed line an odd number of times. */
function isInside(line: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  line.forEach((b, i) => {
    const a = line.at(i - 1) as Point;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  });
  return inside;
}

/** What is not cut yet. */
function waysOf({ links, clients }: StageModel, { cards, clients: marks }: StagePlaces): Way[] {
  const ways: Way[] = [];
  const add = (from: Endpoint, to: Endpoint, a: Box | undefined, b: Box | undefined, gap = 4) => {
    if (a !== undefined && b !== undefined) ways.push({ from, to, ends: linkEnds(a, b, gap) });
  };
  for (const { a, b, cutAB, cutBA } of links) {
    if (!cutAB || !cutBA) add(a, b, cards.get(a), cards.get(b));
  }
  for (const { name, server, connected } of clients) {
    const [mark, card] = [marks.get(name), cards.get(server)];
    if (!connected || mark === undefined || card === undefined) continue;
    const ring = ringBox(mark);
    add(name, server, ring, doorOf(card, ring), 0);
  }
  return ways;
}

/** Whether the line from a to b crosses that from c to d. */
function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point): number =>
    (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  return side(a, b, c) > 0 !== side(a, b, d) > 0 && side(c, d, a) > 0 !== side(c, d, b) > 0;
}
