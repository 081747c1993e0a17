import { cheapest } from './cheapest.ts';
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
  const wide = things.map((thing) => {
    return { ...thing, w: thing.w + 2 * ROUNDED, h: thing.h + 2 * ROUNDED };
  });
  const pile = new Pile(
    placed.map((course): Heap => {
      const [w, h] = [Math.max(LEAST, course.w), Math.max(LEAST, course.h)];
      const [x, y] = [Math.round(course.at.x), Math.round(course.at.y)];
      let box = { x, y, w, h };
      for (const thing of wide) if (areNear(box, thing)) box = beyond(box, thing);
      return { courses: [course], box };
    }),
  );
  /** Those of which enough is left, as long as nothing that covers them grows. */
  const settled = new Set<number>();
  for (let at = 0; at < placed.length; ) {
    const heap = settled.has(at) ? null : pile.at(at);
    const above = heap === null ? [] : pile.over(heap.box).filter((one) => one > at);
    if (heap === null || hasRoom(heap.box, above.map(pile.boxAt))) {
      settled.add(at);
      at++;
      continue;
    }
    const nearest = cheapest(above, (one) => -overlap(pile.boxAt(one), heap.box)) as number;
    const joined = pile.join(at, nearest);
    // Together they are larger, and may cover what could be touched before.
    const covered = pile.over(joined.box);
    for (const one of covered) settled.delete(one);
    at = Math.min(at, ...covered);
  }
  return pile.all();
}

/** Pixels of a square of the stage in which heaps are looked up: as large as most of them. */
const SQUARE = 64;

/** Heaps from the lowest to the top one; the squares there say which of them lie somewhere. */
class Pile {
  readonly #heaps: (Heap | null)[];
  readonly #squares = new Map<number, number[]>();

  constructor(heaps: readonly Heap[]) {
    this.#heaps = [...heaps];
    heaps.forEach(({ box }, at) => {
      this.#put(at, box);
    });
  }

  /** Null: it has gone into another one. */
  at(at: number): Heap | null {
    return this.#heaps[at] ?? null;
  }

  boxAt = (at: number): Box => (this.#heaps[at] as Heap).box;

  /** Those that lie over a box or under it, the lowest first. */
  over(box: Box): readonly number[] {
    const found = new Set<number>();
    for (const square of squaresOf(box)) {
      for (const at of this.#squares.get(square) ?? []) {
        const heap = this.#heaps[at];
        if (heap && areNear(heap.box, box)) found.add(at);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /** Both are one, in the place of the upper one. */
  join(lower: number, upper: number): Heap {
    const [one, other] = [this.#heaps[lower] as Heap, this.#heaps[upper] as Heap];
    const [first, ...more] = one.courses;
    const joined: Heap = {
      courses: [first, ...more, ...other.courses],
      box: around(one.box, other.box),
    };
    this.#heaps[lower] = null;
    this.#heaps[upper] = joined;
    this.#put(upper, joined.box);
    return joined;
  }

  all(): readonly Heap[] {
    return this.#heaps.filter((heap) => heap !== null);
  }

  #put(at: number, box: Box): void {
    for (const square of squaresOf(box)) {
      const there = this.#squares.get(square);
      if (there === undefined) this.#squares.set(square, [at]);
      else there.push(at);
    }
  }
}

/** Whether two boxes share anything: asked far more often than how much they share. */
function areNear(a: Box, b: Box): boolean {
  return 2 * Math.abs(a.x - b.x) < a.w + b.w && 2 * Math.abs(a.y - b.y) < a.h + b.h;
}

/** A box that reaches so far beyond a thing that stands over it that enough of it is left. */
function beyond(box: Box, thing: Box): Box {
  const shared = overlap(box, thing);
  const isHidden = box.w * box.h - shared < 1;
  if (shared === 0 || isHidden || beside(box, thing).length > 0) return box;
  const over = edgesOf(thing);
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
function hasRoom(box: Box, above: readonly Box[]): boolean {
  let parts: readonly Box[] = [box];
  for (const cover of above) {
    parts = parts.flatMap((part) => beside(part, cover));
    if (parts.length === 0) return false;
  }
  return true;
}

/** By number; two that are far apart may share one, which only costs a look. */
function squaresOf(box: Box): readonly number[] {
  const { left, right, top, bottom } = edgesOf(box);
  const squares: number[] = [];
  for (let row = Math.floor(top / SQUARE); row * SQUARE < bottom; row++) {
    for (let column = Math.floor(left / SQUARE); column * SQUARE < right; column++) {
      squares.push(row * 4096 + column);
    }
  }
  return squares;
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
