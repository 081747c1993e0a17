import { polygonHull } from 'd3';
import type { ServerId } from '../../model/index.ts';
import type { CardPlaces } from './card-places.ts';
import type { ClientPlaces } from './client-places.ts';
import type { Box, Point } from './geometry.ts';

/** Where everything stands: the cards by the space there is, the clients around them. */
export interface StagePlaces extends CardPlaces, ClientPlaces {}

/** Letters between a card and the wall around it. */
const WALL_GAP = 0.8;

/** The wall around a group of servers behind a partition. */
export function wallPath(sids: readonly ServerId[], places: CardPlaces): string {
  const wall = wallOf(sids, places);
  return wall.length === 0 ? '' : `M${wall.map(({ x, y }) => `${x} ${y}`).join('L')}z`;
}

/** Its corners, in the order of `polygonHull`: what is outside lies to the right of each side. */
function wallOf(sids: readonly ServerId[], { cards, letter }: CardPlaces): readonly Point[] {
  const corners = sids.flatMap((sid): [number, number][] => {
    const card = cards.get(sid);
    if (card === undefined) return [];
    const { x, y, w, h } = card;
    const [dx, dy] = [w / 2 + WALL_GAP * letter, h / 2 + WALL_GAP * letter];
    return [
      [x - dx, y - dy],
      [x + dx, y - dy],
      [x + dx, y + dy],
      [x - dx, y + dy],
    ];
  });
  return (polygonHull(corners) ?? []).map(([x, y]) => ({ x, y }));
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
  const walls = groups.map((sids) => ({ sids, wall: wallOf(sids, places) }));
  const others = new Map<ServerId, readonly (readonly Point[])[]>();
  for (const [sid, card] of places.cards) {
    // Where groups are mixed on the ring, a card may stand behind the wall of others.
    const apart = walls.filter(({ sids, wall }) => !sids.includes(sid) && !isWithin(card, wall));
    others.set(
      sid,
      apart.map(({ wall }) => wall),
    );
  }
  return (box, server) => others.get(server)?.some((wall) => isWithin(box, wall)) === true;
}
