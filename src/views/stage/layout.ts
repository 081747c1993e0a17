import { polygonHull } from 'd3';
import type { ServerId } from '../../model/index.ts';
import type { CardPlaces } from './card-places.ts';
import type { ClientPlaces } from './client-places.ts';
import type { Box, Point } from './geometry.ts';

/** Where everything stands: the cards by the space there is, the clients around them. */
export interface StagePlaces extends CardPlaces, ClientPlaces {}

/** Letters between a card and the wall around it. */
const WALL_GAP = 0.8;

/** The corners of an outline around boxes: the servers that still hear each other. */
function wallAround(boxes: readonly Box[], gap: number): readonly Point[] {
  const corners = boxes.flatMap(({ x, y, w, h }): [number, number][] => {
    const [dx, dy] = [w / 2 + gap, h / 2 + gap];
    return [
      [x - dx, y - dy],
      [x + dx, y - dy],
      [x + dx, y + dy],
      [x - dx, y + dy],
    ];
  });
  return (polygonHull(corners) ?? []).map(([x, y]) => ({ x, y }));
}

/** The wall around a group of servers behind a partition. */
export function wallPath(sids: readonly ServerId[], { cards, letter }: CardPlaces): string {
  const wall = wallOf(sids, cards, letter);
  return wall.length === 0 ? '' : `M${wall.map(({ x, y }) => `${x} ${y}`).join('L')}z`;
}

function wallOf(
  sids: readonly ServerId[],
  cards: CardPlaces['cards'],
  letter: number,
): readonly Point[] {
  const boxes = sids.flatMap((sid) => cards.get(sid) ?? []);
  return wallAround(boxes, WALL_GAP * letter);
}

/** Whether a box lies within an outline without dents, or across it. */
function isWithin(box: Box, wall: readonly Point[]): boolean {
  const middle = centreOf(wall);
  const isBeyond = (a: Point, b: Point): boolean => {
    let [x, y] = [b.y - a.y, a.x - b.x];
    // Outwards, whichever way round the corners are told.
    if ((middle.x - a.x) * x + (middle.y - a.y) * y > 0) [x, y] = [-x, -y];
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

function centreOf(points: readonly Point[]): Point {
  const sum = (of: (point: Point) => number) => points.reduce((all, one) => all + of(one), 0);
  return { x: sum(({ x }) => x) / points.length, y: sum(({ y }) => y) / points.length };
}

/**
 * Says of a box whether it lies behind a wall that a server is not behind: no client of that server
 * stands there. `groups`: those that walls part; undefined: there are none.
 */
export function walledOff(
  groups: readonly (readonly ServerId[])[],
  { cards, letter }: CardPlaces,
): ((box: Box, server: ServerId) => boolean) | undefined {
  if (groups.length === 0) return undefined;
  const walls = groups.map((sids) => ({ sids, wall: wallOf(sids, cards, letter) }));
  const others = new Map<ServerId, readonly (readonly Point[])[]>();
  for (const [sid, card] of cards) {
    // Where groups are mixed on the ring, a card may stand behind the wall of others.
    const apart = walls.filter(({ sids, wall }) => !sids.includes(sid) && !isWithin(card, wall));
    others.set(
      sid,
      apart.map(({ wall }) => wall),
    );
  }
  return (box, server) => others.get(server)?.some((wall) => isWithin(box, wall)) === true;
}
