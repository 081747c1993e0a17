import type { Box, Point } from './geometry.ts';

/** A token's size in letters; its words come on top of the width. */
export const TOKEN = { h: 1.92, pad: 1.3, letter: 0.6, wide: 1.04 } as const;

/** Letters of way that a token should have at least, so that it is seen to travel. */
const LEAST_WAY = 1.2;
const LEAST_WIDTH = 2.4;
const MOST_WIDTH = 11;

/** Pixels between the facing edges of two boxes, across and down; negative: they overlap there. */
function gaps(a: Box, b: Box): Point {
  return {
    x: Math.abs(a.x - b.x) - (a.w + b.w) / 2,
    y: Math.abs(a.y - b.y) - (a.h + b.h) / 2,
  };
}

/**
 * How wide a token may be, in pixels, that has to travel between two boxes without covering either:
 * where one is above the other it passes between them whatever its width.
 */
export function widthAllowed(from: Box, to: Box, letter: number): number {
  const gap = gaps(from, to);
  const most = MOST_WIDTH * letter;
  if (gap.y >= (TOKEN.h + LEAST_WAY / 2) * letter) return most;
  return Math.max(LEAST_WIDTH * letter, Math.min(most, gap.x - LEAST_WAY * letter));
}

/** Where the ray from a point inside a box leaves it, as a multiple of the direction. */
function leaves(box: Box, from: Point, dir: Point): number {
  const along = (at: number, step: number, centre: number, half: number): number =>
    Math.abs(step) < 1e-9
      ? Number.POSITIVE_INFINITY
      : (centre + Math.sign(step) * half - at) / step;
  return Math.max(
    0,
    Math.min(along(from.x, dir.x, box.x, box.w / 2), along(from.y, dir.y, box.y, box.h / 2)),
  );
}

/**
 * The way of a token's centre between two boxes: beside the line that joins them, to the right of
 * its direction, so that the two directions pass each other; and from where it has left the one to
 * where it would cover the other.
 */
export function tokenPath(from: Box, to: Box, size: { readonly w: number; readonly h: number }) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const dir = { x: dx / length, y: dy / length };
  const aside = (Math.abs(dir.y) * size.w + Math.abs(dir.x) * size.h) / 2 + 1;
  const shift = { x: -dir.y * aside, y: dir.x * aside };
  const grown = (box: Box): Box => ({ ...box, w: box.w + size.w + 2, h: box.h + size.h + 2 });
  const one = { x: from.x + shift.x, y: from.y + shift.y };
  const other = { x: to.x + shift.x, y: to.y + shift.y };
  const begins = leaves(grown(from), one, dir);
  const ends = length - leaves(grown(to), other, { x: -dir.x, y: -dir.y });
  const at = (way: number): Point => ({ x: one.x + dir.x * way, y: one.y + dir.y * way });
  // Boxes that are too near: it stands still between them.
  if (ends < begins) {
    const middle = at((begins + ends) / 2);
    return { start: middle, end: middle };
  }
  return { start: at(begins), end: at(ends) };
}
