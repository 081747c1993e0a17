import type { Endpoint } from '../../sim/index.ts';
import { type ClientPlaces, wayOf } from './client-places.ts';
import type { Box, Point } from './geometry.ts';
import type { StagePlaces } from './layout.ts';
import { bentWay, onWay, TOKEN } from './token-path.ts';

/** What only words stand clear of: they come with the rest of the page. */

/** What the words about clients take for whom there is no room, in letters: a digit or two. */
const COUNT = { w: 5, wide: 5.6, h: 1.5 } as const;

/** The words about clients for whom there is no room. */
export function countBoxes({ more }: Pick<ClientPlaces, 'more'>, letter: number): readonly Box[] {
  return more.map(({ at, count }) => {
    return { ...at, w: (count > 9 ? COUNT.wide : COUNT.w) * letter, h: COUNT.h * letter };
  });
}

/** What most messages take, in letters. */
const USUAL = { w: 5, h: TOKEN.h } as const;
export const HALF_TOKEN = { w: USUAL.w / 2, h: USUAL.h / 2 } as const;

/** A piece of the way of messages' centres. */
export type TokenWay = readonly [Point, Point];

interface Field {
  readonly width: number;
  readonly height: number;
}

/** Found once for what stands on the stage. */
const LANES = new WeakMap<StagePlaces, Map<string, readonly TokenWay[]>>();

/** The way of a usual message from one end to the other, as it goes: in pieces where it bends. */
export function laneOf(
  from: Endpoint,
  to: Endpoint,
  places: StagePlaces,
  { width, height }: Field,
): readonly TokenWay[] {
  const { cards, clients, letter } = places;
  const known = LANES.get(places) ?? new Map<string, readonly TokenWay[]>();
  LANES.set(places, known);
  const key = `${from} ${to}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const boxes = wayOf(from, to, (end) =>
    typeof end === 'number' ? cards.get(end) : clients.get(end),
  );
  let lane: readonly TokenWay[] = [];
  if (boxes !== null) {
    const size = { w: USUAL.w * letter, h: USUAL.h * letter };
    const things = new Map<Endpoint, Box>([...cards, ...clients]);
    const way = bentWay(...boxes, size, things, { letter, width, height });
    const shares = way.bend === 0 ? [0, 1] : [0, 0.25, 0.5, 0.75, 1];
    const points = shares.map((share) => onWay(way, share));
    lane = points.slice(1).map((point, i) => [points[i] as Point, point]);
  }
  known.set(key, lane);
  return lane;
}

/** The ways of both directions between two ends. */
export function lanesBetween(
  a: Endpoint,
  b: Endpoint,
  places: StagePlaces,
  field: Field,
): readonly TokenWay[] {
  return [...laneOf(a, b, places, field), ...laneOf(b, a, places, field)];
}
