import { type Box, overlap } from './geometry.ts';
import type { PlacedToken } from './token-places.ts';

/**
 * Messages as something to touch. Where one lies so far under others that too little of it is left
 * for a finger, they are one button, which opens what lies there.
 */
export interface Heap {
  /** The one on top last; a message that can be touched by itself is alone. */
  readonly courses: readonly [PlacedToken, ...PlacedToken[]];
  readonly box: Box;
}

/** Pixels, across and down: what WCAG 2.2 asks for (2.5.8). */
const LEAST = 24;
/** Things are put on whole pixels of their own. */
const ROUNDED = 1;

/**
 * What can be touched of each message, in the order in which they are drawn; `things` stand over
 * all of them.
 */
export function heapsOf(placed: readonly PlacedToken[], things: readonly Box[]): readonly Heap[] {
  const heaps = placed.map((course): Heap => {
    const [w, h] = [Math.max(LEAST, course.w), Math.max(LEAST, course.h)];
    const [x, y] = [Math.round(course.at.x), Math.round(course.at.y)];
    return { courses: [course], box: things.reduce(beyond, { x, y, w, h }) };
  });
  for (let i = 0; i < heaps.length; ) {
    const { courses, box } = heaps[i] as Heap;
    const above = heaps.slice(i + 1).filter((one) => overlap(one.box, box) > 0);
    if (hasRoom(box, above)) {
      i++;
      continue;
    }
    const shared = above.map((one) => overlap(one.box, box));
    const nearest = above[shared.indexOf(Math.max(...shared))] as Heap;
    const joined = around(box, nearest.box);
    heaps[heaps.indexOf(nearest)] = { courses: [...courses, ...nearest.courses], box: joined };
    heaps.splice(i, 1);
    // Together they are larger, and may cover what could be touched before.
    const covered = heaps.findIndex((one, at) => at < i && overlap(one.box, joined) > 0);
    if (covered >= 0) i = covered;
  }
  return heaps;
}

/** A box that reaches so far beyond a thing that stands over it that enough of it is left. */
function beyond(box: Box, thing: Box): Box {
  const wide = { ...thing, w: thing.w + 2 * ROUNDED, h: thing.h + 2 * ROUNDED };
  const shared = overlap(box, wide);
  const isHidden = box.w * box.h - shared < 1;
  if (shared === 0 || isHidden || beside(box, wide).length > 0) return box;
  const over = edgesOf(wide);
  const { left, right, top, bottom } = edgesOf(box);
  const ways = [
    { by: over.left - left, edges: { left: over.left - LEAST } },
    { by: right - over.right, edges: { right: over.right + LEAST } },
    { by: over.top - top, edges: { top: over.top - LEAST } },
    { by: bottom - over.bottom, edges: { bottom: over.bottom + LEAST } },
  ];
  const [most] = ways.sort((a, b) => b.by - a.by);
  const grown = { left, right, top, bottom, ...most?.edges };
  return boxIn(grown.left, grown.right, grown.top, grown.bottom);
}

/** Whether enough of a box is left beside what lies over it. */
function hasRoom(box: Box, above: readonly Heap[]): boolean {
  let parts: readonly Box[] = [box];
  for (const { box: cover } of above) parts = parts.flatMap((part) => beside(part, cover));
  return parts.length > 0;
}

/** What a cover leaves of a box, as far as it can be touched: parts that may share a corner. */
function beside(box: Box, cover: Box): readonly Box[] {
  if (overlap(box, cover) === 0) return [box];
  const { left, right, top, bottom } = edgesOf(box);
  const over = edgesOf(cover);
  return [
    boxIn(left, over.left, top, bottom),
    boxIn(over.right, right, top, bottom),
    boxIn(left, right, top, over.top),
    boxIn(left, right, over.bottom, bottom),
  ].filter(({ w, h }) => w >= LEAST && h >= LEAST);
}

function edgesOf({ x, y, w, h }: Box) {
  return { left: x - w / 2, right: x + w / 2, top: y - h / 2, bottom: y + h / 2 };
}

function boxIn(left: number, right: number, top: number, bottom: number): Box {
  return { x: (left + right) / 2, y: (top + bottom) / 2, w: right - left, h: bottom - top };
}

function around(a: Box, b: Box): Box {
  const [one, other] = [edgesOf(a), edgesOf(b)];
  return boxIn(
    Math.min(one.left, other.left),
    Math.max(one.right, other.right),
    Math.min(one.top, other.top),
    Math.max(one.bottom, other.bottom),
  );
}
