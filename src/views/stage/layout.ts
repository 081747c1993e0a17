import { polygonHull } from 'd3';
import type { ServerId } from '../../model/index.ts';
import type { CardPlaces } from './card-places.ts';
import type { ClientPlaces } from './client-places.ts';
import { along, type Box, type Point } from './geometry.ts';

/** Where everything stands: the cards by the space there is, the clients around them. */
export interface StagePlaces extends CardPlaces, ClientPlaces {}

/** Letters between a card and the wall around it, and the one around others. */
const WALL_GAP = 0.8;
const DENT_GAP = 1.2;

/** The wall around a group of servers behind a partition. */
export function wallPath(sids: readonly ServerId[], places: CardPlaces): string {
  const { wall } = dentedWall(wallOf(sids, places), sids, places);
  return wall.length === 0 ? '' : `M${wall.map(({ x, y }) => `${x} ${y}`).join('L')}z`;
}

/** Its corners, in the order of `polygonHull`: what is outside lies to the right of each side. */
function wallOf(sids: readonly ServerId[], { cards, letter }: CardPlaces): readonly Point[] {
  const corners = sids.flatMap((sid): [number, number][] => {
    const card = cards.get(sid);
    return card === undefined ? [] : cornersOf(card, WALL_GAP * letter).map(({ x, y }) => [x, y]);
  });
  return (polygonHull(corners) ?? []).map(([x, y]) => ({ x, y }));
}

/** The corners of a card with the room that a wall leaves around it. */
function cornersOf({ x, y, w, h }: Box, gap: number): readonly Point[] {
  const [dx, dy] = [w / 2 + gap, h / 2 + gap];
  return [
    { x: x - dx, y: y - dy },
    { x: x + dx, y: y - dy },
    { x: x + dx, y: y + dy },
    { x: x - dx, y: y + dy },
  ];
}

/** A wall that goes around what others' cards reach behind it; `around`: whose they are. */
function dentedWall(
  hull: readonly Point[],
  sids: readonly ServerId[],
  { cards, letter }: CardPlaces,
): { readonly wall: readonly Point[]; readonly around: ReadonlySet<ServerId> } {
  let wall = hull;
  const around = new Set<ServerId>();
  for (const [sid, card] of cards) {
    const dented = sids.includes(sid) ? null : dentedBy(cornersOf(card, DENT_GAP * letter), wall);
    if (dented === null) continue;
    wall = dented;
    around.add(sid);
  }
  return { wall, around };
}

/** A wall without what a box takes of one side; null: nothing, or the wall would fall in two. */
function dentedBy(corners: readonly Point[], wall: readonly Point[]): readonly Point[] | null {
  const [least, , most] = corners as [Point, Point, Point, Point];
  const crossed = wall.flatMap((from, i) => {
    const to = wall[(i + 1) % wall.length] as Point;
    const [byX, byY] = [
      sharesBetween(least.x, most.x, from.x, to.x),
      sharesBetween(least.y, most.y, from.y, to.y),
    ];
    const [enter, leave] = [Math.max(0, byX[0], byY[0]), Math.min(1, byX[1], byY[1])];
    return enter < leave ? [{ i, from, to, enter, leave }] : [];
  });
  const [only] = crossed;
  if (only === undefined || crossed.length > 1) return null;
  const { i, from, to, enter, leave } = only;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const inner = corners
    .filter(({ x, y }) => (x - from.x) * dy > (y - from.y) * dx)
    .sort((a, b) => (a.x - b.x) * dx + (a.y - b.y) * dy);
  const way = [along(from, to, enter), ...inner, along(from, to, leave)];
  return [...wall.slice(0, i + 1), ...way, ...wall.slice(i + 1)];
}

/** The shares of a way from `a` to `b` that lie between two bounds. */
function sharesBetween(
  least: number,
  most: number,
  a: number,
  b: number,
): readonly [number, number] {
  if (a === b) return least < a && a < most ? [0, 1] : [1, 0];
  const shares = [(least - a) / (b - a), (most - a) / (b - a)] as const;
  return [Math.min(...shares), Math.max(...shares)];
}

/** Whether a box lies within an outline without dents, or across it: nothing keeps them apart. */
function isWithin(box: Box, wall: readonly Point[]): boolean {
  const isBeyond = (a: Point, b: Point): boolean => {
    const [x, y] = [a.y - b.y, b.x - a.x];
    const reach = (Math.abs(x) * box.w + Math.abs(y) * box.h) / 2;
    return (box.x - a.x) * x + (box.y - a.y) * y >= reach;
  };
  const [xs, ys] = [wall.map(({ x }) => x), wall.map(({ y }) => y)];
  return (
    box.x + box.w / 2 > Math.min(...xs) &&
    box.x - box.w / 2 < Math.max(...xs) &&
    box.y + box.h / 2 > Math.min(...ys) &&
    box.y - box.h / 2 < Math.max(...ys) &&
    !wall.some((corner, i) => isBeyond(corner, wall[(i + 1) % wall.length] as Point))
  );
}

/**
 * Says of a box whether it lies behind a wall that a server is not behind: no client of that server
 * stands there. `groups`: those that walls part; undefined: there are none.
 */
export function walledOff(
  groups: readonly (readonly ServerId[])[],
  places: CardPlaces,
): ((box: Box, server: ServerId) => boolean) | undefined {
  if (groups.length === 0) return undefined;
  const walls = groups.map((sids) => {
    const wall = wallOf(sids, places);
    return { sids, wall, around: dentedWall(wall, sids, places).around };
  });
  const others = new Map<ServerId, readonly (readonly Point[])[]>();
  for (const [sid, card] of places.cards) {
    // Where groups are mixed on the ring, a card may stand behind the wall of others.
    const apart = walls.filter(
      ({ sids, wall, around }) => !sids.includes(sid) && (around.has(sid) || !isWithin(card, wall)),
    );
    others.set(
      sid,
      apart.map(({ wall }) => wall),
    );
  }
  return (box, server) => others.get(server)?.some((wall) => isWithin(box, wall)) === true;
}
