import type { ClientPlaces } from './client-places.ts';
import type { Box, Point } from './geometry.ts';
import { TOKEN, tokenPath } from './token-path.ts';

/** What only words stand clear of: they come with the rest of the page. */

/** The words about clients for whom there is no room. */
export function countBoxes({ more }: ClientPlaces, letter: number): readonly Box[] {
  return more.map(({ at }) => ({ ...at, w: 6 * letter, h: 1.5 * letter }));
}

/** What most messages take, in letters. */
const USUAL = { w: 5, h: TOKEN.h } as const;

/** The two ways between two boxes, of the centre of such a message; and half of its size. */
export function lanesBetween(a: Box, b: Box, letter: number): readonly (readonly [Point, Point])[] {
  const size = { w: USUAL.w * letter, h: USUAL.h * letter };
  return [tokenPath(a, b, size), tokenPath(b, a, size)].map(({ start, end }) => [start, end]);
}

export const HALF_TOKEN = { w: USUAL.w / 2, h: USUAL.h / 2 } as const;
