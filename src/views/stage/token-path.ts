import type { Endpoint } from '../../sim/index.ts';
import { along, type Box, overlap, type Point } from './geometry.ts';

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
export function tokenPath(
  from: Box,
  to: Box,
  size: { readonly w: number; readonly h: number },
  side = 1,
) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const dir = { x: dx / length, y: dy / length };
  const aside = side * ((Math.abs(dir.y) * size.w + Math.abs(dir.x) * size.h) / 2 + 1);
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

/** A way that goes round what stands beside the line between its ends. */
export interface BentWay {
  readonly start: Point;
  readonly end: Point;
  /** Pixels by which its middle is off the straight line, to the right of its direction. */
  readonly bend: number;
}

/** Bends that are tried, in letters: the least that helps is taken. */
const BENDS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 8, -8] as const;
/** Letters that a way strays from its line at most. */
const FARTHEST = Math.max(...BENDS);
const SAMPLES = [0.02, 0.12, 0.22, 0.32, 0.42, 0.5, 0.58, 0.68, 0.78, 0.88, 0.98] as const;
/** What a letter of a bend costs, as so many covered letters by letters at one of the samples. */
const BENT = 0.1;
/** Right of the line, on it, left of it: only where there is no room on the right. */
const SIDES = [1, 0, -1] as const;
/** What it costs to come where the other direction goes. */
const ASTRAY = 1;
/** What is behind a card is not seen at all. */
const CARD = 8;

/** The point at `share` of a way. */
export function onWay({ start, end, bend }: BentWay, share: number): Point {
  return along(start, end, share, bend * 4 * share * (1 - share));
}

/** The way between two boxes on which a token of this size covers the least of what is there. */
export function bentWay(
  from: Box,
  to: Box,
  size: { readonly w: number; readonly h: number },
  things: Iterable<readonly [Endpoint, Box]>,
  {
    letter,
    width,
    height,
  }: { readonly letter: number; readonly width: number; readonly height: number },
): BentWay {
  let best: BentWay = { ...tokenPath(from, to, size), bend: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (const side of SIDES) {
    if (ASTRAY * (1 - side) >= least) break;
    const path = tokenPath(from, to, size, side);
    const near = nearOf(path, size, things, FARTHEST * letter);
    for (const off of BENDS) {
      let cost = BENT * Math.abs(off) + ASTRAY * (1 - side);
      if (cost >= least) continue;
      const way = { ...path, bend: off * letter };
      for (const share of SAMPLES) {
        const { x, y } = onWay(way, share);
        const [inX, inY] = [
          width / 2 - Math.abs(x - width / 2),
          height / 2 - Math.abs(y - height / 2),
        ];
        cost += (CARD * Math.max(0, size.w / 2 - inX, size.h / 2 - inY)) / letter;
        const box = { x, y, w: size.w, h: size.h };
        for (const { thing, weight } of near) {
          cost += (weight * overlap(box, thing)) / (letter * letter);
        }
        if (cost >= least) break;
      }
      if (cost >= least) continue;
      best = way;
      least = cost;
    }
  }
  return best;
}

/** What a token can touch on its way, however that is bent: there are many things, and few near. */
function nearOf(
  { start, end }: Pick<BentWay, 'start' | 'end'>,
  { w, h }: { readonly w: number; readonly h: number },
  things: Iterable<readonly [Endpoint, Box]>,
  bend: number,
): readonly { readonly thing: Box; readonly weight: number }[] {
  const swept = {
    x: (start.x + end.x) / 2,
    y: (start.y + end.y) / 2,
    w: Math.abs(start.x - end.x) + w + 2 * bend,
    h: Math.abs(start.y - end.y) + h + 2 * bend,
  };
  const near: { thing: Box; weight: number }[] = [];
  for (const [of, thing] of things) {
    if (overlap(swept, thing) > 0) near.push({ thing, weight: typeof of === 'number' ? CARD : 1 });
  }
  return near;
}
