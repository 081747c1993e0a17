import { type Box, distance, insideOf, isCrossed, overlap, type Point } from './geometry.ts';

/** How words may be laid out, and what they lose by it: as much as so many covered pixels. */
export interface Shape {
  readonly w: number;
  readonly h: number;
  readonly loses: number;
}

export interface PlaceInput<S extends Shape> {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly S[];
  /** What the words are about. */
  readonly about: Box;
  /** What they should not cover. */
  readonly avoid: readonly Box[];
  /** What they cover only where there is no other way at all. */
  readonly spare: readonly Box[];
  /** What they had better not cover: links on which nothing travels. */
  readonly lines: readonly (readonly [Point, Point])[];
  /** Ways of messages, and how high a message is: who covers them covers what happens. */
  readonly ways: readonly (readonly [Point, Point])[];
  readonly wayHeight: number;
  /** How far beside it a message reaches; as far as it is high if it is not said. */
  readonly wayWidth?: number;
  /** What each pixel of such a way costs. */
  readonly wayCost: number;
  /** They stand nowhere rather than over what they should not cover. */
  readonly clear?: boolean;
}

/** Where words stand, and how they are laid out there. */
export interface FreePlace<S extends Shape> extends Box {
  readonly shape: S;
}

/** What a pixel of a thing costs that is covered, and of one that is to be spared. */
const THING = 4;
const SPARED = 16;
const LINE = 4;
/** A line leads from words that stand apart from their thing; it is not to cross another. */
const ACROSS = 3000;
const MARGIN = 6;
const GAP = 12;
/** From so far on nobody sees what belongs together. */
const FAR = 200;
/** A place that costs no more is as good as any: no other is looked for. */
const GOOD = 300;
/** Pixels between two places that are tried. */
const STEP = 32;

/** Where words stand: beside their thing if they can, where they cover the least. */
export function freePlace<S extends Shape>(input: PlaceInput<S>): FreePlace<S> {
  return (bestPlace(input) as Costly<S>).place;
}

/** The same where they cover nothing at all of what is to be avoided or spared; null: nowhere. */
export function clearPlace<S extends Shape>(input: PlaceInput<S>): FreePlace<S> | null {
  return bestPlace({ ...input, clear: true })?.place ?? null;
}

function bestPlace<S extends Shape>(input: PlaceInput<S>): Costly<S> | null {
  const fitting = input.shapes.filter(
    ({ w, h }) => w <= input.width - 2 * MARGIN && h <= input.height - 2 * MARGIN,
  );
  const shapes = fitting.length > 0 ? fitting : input.shapes.slice(-1);
  const beside = bestOf(input, shapes, besideOf, null);
  // All over the stage only where it matters: there are many more places there.
  return beside !== null && beside.cost < GOOD ? beside : bestOf(input, shapes, allOver, beside);
}

interface Costly<S extends Shape> {
  readonly place: FreePlace<S>;
  readonly cost: number;
}

function bestOf<S extends Shape>(
  input: PlaceInput<S>,
  shapes: readonly S[],
  offersOf: (input: PlaceInput<S>, shape: S) => readonly Point[],
  so: Costly<S> | null,
): Costly<S> | null {
  let best = so;
  for (const shape of shapes) {
    const { w, h } = shape;
    for (const offer of offersOf(input, shape)) {
      const box = within(offer, w, h, input);
      const cost = costOf(box, shape.loses, input, best?.cost ?? Number.POSITIVE_INFINITY);
      if (cost !== null) best = { place: { ...box, shape }, cost };
    }
  }
  return best;
}

/** What a place costs; null: not less than `least`. The cheapest parts are counted first. */
function costOf(box: Box, loses: number, input: PlaceInput<Shape>, least: number): number | null {
  const { about, avoid, spare, lines, ways, wayHeight, wayWidth = wayHeight, wayCost } = input;
  const isTaken = (other: Box) => overlap(box, other) > 0;
  if (input.clear && (spare.some(isTaken) || avoid.some(isTaken))) return null;
  const gap = gapOf(box, about);
  let cost = loses + 8 * Math.max(0, gap - GAP) + 24 * Math.max(0, gap - FAR);
  if (cost >= least) return null;
  cost += 3 * overlap(box, about);
  for (const other of spare) {
    cost += SPARED * overlap(box, other);
    if (cost >= least) return null;
  }
  for (const other of avoid) {
    cost += THING * overlap(box, other);
    if (cost >= least) return null;
  }
  const wide = { x: box.x, y: box.y, w: box.w + 2 * wayWidth, h: box.h + 2 * wayHeight };
  for (const [a, b] of ways) {
    const part = insideOf(wide, a, b);
    if (part > 0) cost += wayCost * part * distance(a, b);
    if (cost >= least) return null;
  }
  for (const [a, b] of lines) {
    const part = insideOf(box, a, b);
    if (part > 0) cost += LINE * part * distance(a, b);
    if (cost >= least) return null;
  }
  if (gap > FAR / 4) {
    for (const things of [avoid, spare]) {
      for (const one of things) if (one !== about && isCrossed(one, box, about)) cost += ACROSS;
    }
  }
  return cost < least ? cost : null;
}

/** Beside the thing and at its corners. */
function besideOf({ about }: PlaceInput<Shape>, { w, h }: Shape): readonly Point[] {
  const [dx, dy] = [(about.w + w) / 2 + GAP, (about.h + h) / 2 + GAP];
  const offers: Point[] = [];
  for (const x of [0, (w - about.w) / 2, (about.w - w) / 2]) {
    offers.push({ x: about.x + x, y: about.y - dy }, { x: about.x + x, y: about.y + dy });
  }
  for (const y of [0, (about.h - h) / 2, (h - about.h) / 2]) {
    offers.push({ x: about.x + dx, y: about.y + y }, { x: about.x - dx, y: about.y + y });
  }
  return offers;
}

function allOver({ width, height }: PlaceInput<Shape>, { w, h }: Shape): readonly Point[] {
  const offers: Point[] = [];
  const [columns, rows] = [Math.ceil((width - w) / STEP), Math.ceil((height - h) / STEP)];
  for (let i = 0; i <= columns; i++) {
    for (let j = 0; j <= rows; j++) offers.push({ x: w / 2 + i * STEP, y: h / 2 + j * STEP });
  }
  return offers;
}

/** Pixels between the edges of two boxes. */
function gapOf(a: Box, b: Box): number {
  const dx = Math.max(0, Math.abs(a.x - b.x) - (a.w + b.w) / 2);
  const dy = Math.max(0, Math.abs(a.y - b.y) - (a.h + b.h) / 2);
  return Math.hypot(dx, dy);
}

function within(at: Point, w: number, h: number, { width, height }: PlaceInput<Shape>): Box {
  const x = Math.max(w / 2 + MARGIN, Math.min(at.x, width - w / 2 - MARGIN));
  const y = Math.max(h / 2 + MARGIN, Math.min(at.y, height - h / 2 - MARGIN));
  return { x, y, w, h };
}
