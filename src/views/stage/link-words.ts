import type { Translate } from '../../i18n/index.ts';
import { along, type Box, isCrossed, linkEnds, overlap, type Point } from './geometry.ts';
import { countBoxes, HALF_TOKEN, lanesBetween } from './later-places.ts';
import { shortTrouble } from './later-words.ts';
import type { StagePlaces } from './layout.ts';
import { lineWidth } from './line-width.ts';
import type { LinkShape } from './model.ts';
import { BARS } from './standing-lanes.ts';
import type { PlacedToken } from './token-places.ts';
import { linkTrouble } from './words.ts';

/** A line of words at a link; `x` and `y` are its centre. */
export interface LinkWord extends Box {
  /** The link's key. */
  readonly link: string;
  readonly text: string;
}

/** Where along a link words may stand, and how far from it, in letters: below, above, beside. */
const PARTS = [0.5, 0.36, 0.64, 0.24, 0.76] as const;
const OFFS = [1.9, -1.7, 3.2, -3, 4.5, -4.3] as const;
/** How far words may be moved along their line, in shares of it. */
const SHIFTS = [0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1, -1] as const;
const FAR_OFFS = [...OFFS, 5.8, -5.6, 7.1, -6.9] as const;
const ASIDE = [1, 3, 6] as const;
const LINE = 1.25;

interface Room {
  readonly width: number;
  readonly height: number;
  /** What stands in the corners. */
  readonly corners?: readonly Box[];
  /** The marks of cuts. */
  readonly cuts?: ReadonlyMap<string, Box> | undefined;
}

/** The boxes of messages that are held: as a text, since it is asked for every frame. */
export function heldIn(tokens: readonly PlacedToken[], letter: number): string {
  return standingIn(
    tokens.filter(({ token }) => token.waits !== null),
    letter,
    false,
  );
}

/** The same of those that stand still: of all, while time does. */
export function standingIn(
  tokens: readonly PlacedToken[],
  letter: number,
  playing: boolean,
): string {
  if (playing) return heldIn(tokens, letter);
  const boxes = tokens.map(({ token, at, w, h }): Box => {
    return { ...at, w: token.waits === null ? w : w + 2 * BARS * letter, h };
  });
  return JSON.stringify(boxes);
}

/** What words stand clear of, and where they may. */
interface Ground extends Room {
  readonly taken: readonly Box[];
  /** Messages that stand still: over none of them if there is any room. */
  readonly held: readonly Box[];
  /** Where messages pass: beside these if there is any room. */
  readonly lanes: readonly (readonly [Point, Point])[];
  readonly letter: number;
}

/**
 * What is the matter with links, where it covers no card, no mark, no other words, and, if there is
 * such a place, no message, least of all one that stands still (`standing`, from `standingIn`): in
 * full, or short, or, where there is no room for that either, in the link's own name alone.
 */
export function linkWords(
  links: readonly LinkShape[],
  places: StagePlaces,
  { width, height, corners = [], cuts }: Room,
  walled: boolean,
  t: Translate,
  standing = '[]',
): readonly LinkWord[] {
  const { cards, clients, letter } = places;
  const held = JSON.parse(standing) as Box[];
  const counts = countBoxes(places, letter);
  const marks = [...clients.values(), ...(cuts?.values() ?? [])];
  const taken: Box[] = [...cards.values(), ...marks, ...counts, ...corners];
  const found: LinkWord[] = [];
  const busy = links.filter((link) => link.kind === 'quorum' || isTroubled(link));
  const lanes = busy.flatMap(({ a, b }) => {
    return lanesBetween(a, b, places, { width, height });
  });
  for (const link of links) {
    const [from, to] = [cards.get(link.a), cards.get(link.b)];
    if (!from || !to || !isTroubled(link)) continue;
    const full = linkTrouble(link, t);
    const short = shortTrouble(link);
    // A wall stands there already: the cut need not be said again.
    const first = walled && link.cutAB && link.cutBA ? 1 : 0;
    const ends = linkEnds(from, to);
    for (let i = first; i < full.length; i++) {
      const texts = [full[i] as string, short[i] ?? ''];
      const word = placed(link.key, texts, ends, i - first, {
        ...{ taken, held, lanes, width, height, letter },
      });
      if (word === null) continue;
      found.push(word);
      taken.push(word);
    }
  }
  return found;
}

function isTroubled({ cutAB, cutBA, delayAB, delayBA, holds }: LinkShape): boolean {
  return cutAB || cutBA || delayAB > 0 || delayBA > 0 || holds.length > 0;
}

function placed(
  link: string,
  texts: readonly string[],
  [a, b]: readonly [Point, Point],
  row: number,
  { taken, held, lanes, width, height, letter }: Ground,
): LinkWord | null {
  let next: LinkWord | null = null;
  let last: LinkWord | null = null;
  for (const text of texts) {
    if (text === '') continue;
    const [w, h] = [lineWidth(text) * letter, LINE * letter];
    for (const at of PARTS.flatMap((part) => around(along(a, b, part), w, row, letter))) {
      const word = { link, text, ...at, w, h };
      if (at.x - w / 2 < 0 || at.x + w / 2 > width) continue;
      if (at.y - h / 2 < 0 || at.y + h / 2 > height) continue;
      if (taken.some((other) => overlap(word, other) > 0)) continue;
      last ??= word;
      if (held.some((other) => overlap(word, other) > 0)) continue;
      const wide = {
        ...word,
        w: w + 2 * HALF_TOKEN.w * letter,
        h: h + 2 * HALF_TOKEN.h * letter,
      };
      if (!lanes.some(([from, to]) => isCrossed(wide, from, to))) return word;
      next ??= word;
    }
  }
  return next ?? last;
}

/** Places at a point of a link, the nearest first. */
function around({ x, y }: Point, w: number, row: number, letter: number): readonly Point[] {
  const line = row * LINE;
  return [
    ...OFFS.map((off) => ({ x, y: y + Math.sign(off) * (Math.abs(off) + line) * letter })),
    ...ASIDE.flatMap((aside) =>
      [1, -1].map((side) => ({
        x: x + side * (w / 2 + (HALF_TOKEN.w + aside) * letter),
        y: y + line * letter,
      })),
    ),
    ...SHIFTS.flatMap((shift) =>
      FAR_OFFS.map((off) => ({
        x: x + shift * w,
        y: y + Math.sign(off) * (Math.abs(off) + line) * letter,
      })),
    ),
  ];
}
