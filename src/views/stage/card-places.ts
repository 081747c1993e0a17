import type { ServerId } from '../../model/index.ts';
import { plusBox } from './corners.ts';
import { type Box, isCrossed, overlap, type Point } from './geometry.ts';
import { ring } from './ring.ts';

/**
 * How much a card says: all; no labels; number, role and the last cells; number and role. `far`: as
 * much as the last row of a room can read.
 */
export type CardSize = 'full' | 'far' | 'compact' | 'small' | 'tiny';

/** Cards in letters: everything on the stage is as large as its smallest words allow. */
export const CARD_SIZES: Readonly<Record<CardSize, { readonly w: number; readonly h: number }>> = {
  full: { w: 17.85, h: 9.4 },
  far: { w: 12.4, h: 6.3 },
  compact: { w: 11.8, h: 7.5 },
  small: { w: 8.4, h: 5.1 },
  tiny: { w: 5.2, h: 2.5 },
};

/** A client's mark, in letters; `least`: on a phone, in a crowd; `slim`: for a room's few words. */
export const MARK = { wide: 12.5, narrow: 9.3, least: 8.5, slim: 7, h: 3.1 } as const;

/** Pixels of a letter (the stage's smallest words) between which the stage chooses. */
const LEAST = 13;
const MOST = 30;
/** From the last row of a room words of this size can still be read. */
const FAR = 18;

/** Room between cards, in letters, for messages to travel; the later ones when there is less. */
const ROOMS = [
  { x: 10, y: 5 },
  { x: 7.2, y: 2.6 },
  { x: 4.2, y: 2.6 },
  { x: 3.2, y: 2.1 },
] as const;
interface Room {
  readonly x: number;
  readonly y: number;
}

const SQUARENESS = [0, 0.25, 0.4, 0.55, 0.7] as const;

export interface Field {
  readonly width: number;
  readonly height: number;
  readonly servers: readonly ServerId[];
  /** It is looked at from across a room: few words, and large ones. */
  readonly far?: boolean;
}

export interface CardPlaces {
  readonly size: CardSize;
  /** Pixels of the smallest words on the stage; everything else is in proportion. */
  readonly letter: number;
  readonly cards: ReadonlyMap<ServerId, Box>;
}

/** The smallest words that a stage of this size may have: 18 pixels on a projector. */
export function leastLetter({ width, height }: Pick<Field, 'width' | 'height'>): number {
  return Math.max(LEAST, Math.min(FAR, width / 52, height / 34));
}

/** Letters between a card and the mark of a client below it; less where the stage is low. */
export function belowGap({ height, far }: Pick<Field, 'height' | 'far'>, letter: number): number {
  if (height / letter >= 31) return 3.8;
  return far ? 1.8 : 2.6;
}

function placed(field: Field, size: CardSize, letter: number, squareness: number): Box[] {
  const { width, height, servers } = field;
  const w = CARD_SIZES[size].w * letter;
  const h = CARD_SIZES[size].h * letter;
  const margin = letter;
  // Room for clients is kept before there are any: nothing moves when the first one comes.
  const below = height > 300 ? (MARK.h + belowGap(field, letter)) * letter : 0;
  const rx = Math.max(0, (width - w) / 2 - margin);
  const top = margin + h / 2;
  const bottom = Math.max(top, height - margin / 2 - below - h / 2);
  return ring(servers.length, squareness).map(({ x, y }) => ({
    x: width / 2 + x * rx,
    y: (top + bottom) / 2 + (y * (bottom - top)) / 2,
    w,
    h,
  }));
}

/** Whether cards are inside the stage, clear of its button, with this room between any two. */
function fits(boxes: readonly Box[], field: Field, room: Room, letter: number): boolean {
  const plus = plusBox(field.width, boxes.length, field.far);
  return boxes.every((box, i) => {
    if (overlap(box, plus) > 0) return false;
    if (box.w > field.width || box.y + box.h / 2 > field.height) return false;
    return boxes
      .slice(i + 1)
      .every(
        (other) =>
          Math.abs(box.x - other.x) >= box.w + room.x * letter ||
          Math.abs(box.y - other.y) >= box.h + room.y * letter,
      );
  });
}

/** How many links pass behind a card that is not at their end. */
function crossings(boxes: readonly Box[]): number {
  let count = 0;
  boxes.forEach((a, i) => {
    boxes.slice(i + 1).forEach((b) => {
      for (const c of boxes) if (c !== a && c !== b && isCrossed(c, a, b)) count++;
    });
  });
  return count;
}

interface Found {
  readonly letter: number;
  readonly boxes: readonly Box[];
}

/** The largest letter at which cards leave a room between them; null: not even at `least`. */
function largest(field: Field, size: CardSize, room: Room, least: number): Found | null {
  let best: Found | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const squareness of SQUARENESS) {
    const at = (letter: number): Found | null => {
      const boxes = placed(field, size, letter, squareness);
      return fits(boxes, field, room, letter) ? { letter, boxes } : null;
    };
    let found = at(least);
    if (found === null) continue;
    // In halves of a pixel: finer steps would only blur the words.
    const most = Math.min(MOST, Math.max(FAR, field.height / (field.far ? 20 : 26)));
    for (let letter = least + 0.5; letter <= most; letter += 0.5) {
      const next = at(letter);
      if (next === null) break;
      found = next;
    }
    const crossed = crossings(found.boxes);
    const larger = best === null || found.letter > best.letter;
    if (crossed < fewest || (crossed === fewest && larger)) {
      best = found;
      fewest = crossed;
    }
  }
  return best;
}

const [WIDE, USUAL, NARROW, LITTLE] = ROOMS;
const ORDER: readonly (readonly [CardSize, Room, number?])[] = [
  ['full', WIDE],
  ['full', USUAL],
  ['compact', WIDE],
  ['compact', USUAL],
  ['compact', NARROW],
  ['small', WIDE],
  ['small', USUAL],
  ['small', LITTLE],
  ['tiny', USUAL],
  ['tiny', LITTLE],
];

/**
 * The same from afar, with the least letters for each, in the pixels of a window that is drawn 1.4
 * times as large: there they come first, and then what a card says.
 */
const FAR_ORDER: readonly (readonly [CardSize, Room, number])[] = [16, 15, 14, LEAST].flatMap(
  (least) => [
    ...[WIDE, USUAL, NARROW, LITTLE].map((room) => ['far', room, least] as const),
    // Letters that are nearly as large are worth less than what they say.
    ...(least === 16
      ? []
      : (['small', 'tiny'] as const).flatMap((size) =>
          [USUAL, LITTLE].map((room) => [size, room, least] as const),
        )),
  ],
);

/**
 * Where the servers stand, and how large everything is: the cards that say the most at the size
 * of words that the stage asks for, and of these the largest. Clients have no say in it, so
 * nothing moves when they come and go.
 */
export function cardPlaces(field: Field): CardPlaces {
  const named = (size: CardSize, { letter, boxes }: Found): CardPlaces => ({
    size,
    letter,
    cards: new Map(field.servers.map((sid, i) => [sid, boxes[i] as Box])),
  });
  const least = Math.floor(leastLetter(field) * 2) / 2;
  for (const [size, room, letter = least] of field.far ? FAR_ORDER : ORDER) {
    const found = largest(field, size, room, letter);
    if (found !== null) return named(size, found);
  }
  // A sliver of a stage: words that are small are better than none.
  for (let letter = least; letter > 4; letter--) {
    const boxes = placed(field, 'tiny', letter, 0);
    if (fits(boxes, field, { x: 0.5, y: 0.5 }, letter)) {
      return named('tiny', { letter, boxes });
    }
  }
  return named('tiny', { letter: 4, boxes: placed(field, 'tiny', 4, 0) });
}

/** The middle of all cards. */
export function middleOf(cards: ReadonlyMap<ServerId, Box>): Point {
  const boxes = [...cards.values()];
  const sum = boxes.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / Math.max(1, boxes.length), y: sum.y / Math.max(1, boxes.length) };
}
