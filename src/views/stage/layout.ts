import { polygonHull } from 'd3';
import type { CardPlaces } from './card-places.ts';
import type { ClientPlaces } from './client-places.ts';
import { type Box, edgeOf, type Point } from './geometry.ts';

/** Where everything stands: the cards by the space there is, the clients around them. */
export interface StagePlaces extends CardPlaces, ClientPlaces {}

/** The two ends of a link, at the edges of its boxes. */
export function linkEnds(a: Box, b: Box, gap = 4): readonly [Point, Point] {
  return [edgeOf(a, b, gap), edgeOf(b, a, gap)];
}

/** An outline around boxes: the servers that still hear each other behind a partition. */
export function wallPath(boxes: readonly Box[], gap = 12): string {
  const corners = boxes.flatMap(({ x, y, w, h }): [number, number][] => {
    const [dx, dy] = [w / 2 + gap, h / 2 + gap];
    return [
      [x - dx, y - dy],
      [x + dx, y - dy],
      [x + dx, y + dy],
      [x - dx, y + dy],
    ];
  });
  const hull = polygonHull(corners);
  return hull === null ? '' : `M${hull.map((point) => point.join(' ')).join('L')}z`;
}
