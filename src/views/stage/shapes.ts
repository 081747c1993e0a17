import type { FactTexts, Key } from '../../i18n/index.ts';
import { MOVES_ROOM } from './corners.ts';
import type { Shape } from './free-place.ts';
import { LATIN, lineWidth } from './line-width.ts';

/**
 * How large words will be: laid out by what is known of the letters, so that a place is found
 * before they are there. Rather too much than too little.
 */

/**
 * A line breaks after a space, anywhere in Chinese but before its marks, and within a word that is
 * longer than a line.
 */
const BREAKS = /(?<=\s)|(?:(?=[⺀-￿])|(?<=[，。：；！？、]))(?![，。：；！？、）」』》])/;

/** The lines that a text takes in a width, the longest of them, and its widest word. */
function wrapped(
  text: string,
  width: number,
): {
  readonly lines: number;
  readonly longest: number;
  readonly widest: number;
  readonly isTorn: boolean;
} {
  let lines = 1;
  let longest = 0;
  let line = 0;
  let widest = 0;
  let isTorn = false;
  for (const word of text.split(BREAKS)) {
    let rest = lineWidth(word);
    widest = Math.max(widest, rest);
    if (line > 0 && line + rest > width + LATIN) {
      lines++;
      line = 0;
    }
    while (rest > width) {
      lines++;
      longest = width;
      rest -= width;
      isTorn = true;
    }
    line += rest;
    longest = Math.max(longest, Math.min(line, width));
  }
  return { lines, longest, widest, isTorn };
}

/** A sentence with or without its reason. */
export interface SentenceShape extends Shape {
  readonly hasReason: boolean;
}

/** A sentence's size of letters, in those of the stage; its box around it, in its own. */
export const CAPTION = { size: 1.06, line: 1.35, padX: 0.9, padY: 0.6 } as const;
/** Widths of a sentence, in its letters, and what a narrow one loses. */
const WIDTHS = [
  { most: 22, loses: 0 },
  { most: 15, loses: 300 },
  { most: 11, loses: 700 },
] as const;
/** A reason that is left out is found in the list of events; a card that is covered is not. */
const NO_REASON = 1800;
/** A word that is broken within is hard to read. */
const TORN = 900;
/** As wide as its widest word, where that is broken in the narrowest. */
const WORD_WIDE = 500;

/** The ways in which a sentence may stand on a stage. `letter`: pixels of the smallest words. */
export function sentenceShapes(
  text: string,
  why: string,
  letter: number,
): readonly SentenceShape[] {
  const em = CAPTION.size * letter;
  const [{ most: widestBox }] = WIDTHS;
  return (why === '' ? [false] : [true, false]).flatMap((hasReason) => {
    const said = hasReason ? [text, why] : [text];
    const words = said.map((one) => wrapped(one, widestBox));
    const word = Math.max(...words.map(({ widest }) => widest)) + 2 * CAPTION.padX;
    const narrowest = Math.min(...WIDTHS.map(({ most }) => most));
    const own = word > narrowest && word < widestBox ? [{ most: word, loses: WORD_WIDE }] : [];
    return [...WIDTHS, ...own].map(({ most, loses }) => {
      const inner = most - 2 * CAPTION.padX;
      const parts = said.map((one) => wrapped(one, inner));
      const lines = parts.reduce((sum, part) => sum + part.lines, 0);
      const longest = Math.max(...parts.map((part) => part.longest));
      const w = Math.ceil((Math.min(inner, longest + 0.6) + 2 * CAPTION.padX) * em);
      const h = Math.ceil((lines * CAPTION.line + 2 * CAPTION.padY) * em);
      const torn = parts.some((part) => part.isTorn) ? TORN : 0;
      const unsaid = why !== '' && !hasReason ? NO_REASON : 0;
      return { w, h, hasReason, loses: loses + torn + unsaid };
    });
  });
}

/** The meter in one line, or in two or three. */
export interface MeterShape extends Shape {
  readonly rows: 1 | 2 | 3;
}

/** `begin`: what is counted, in its longer words; `ends`: what is said of it. So it never moves. */
export function meterShapes(
  begin: string,
  ends: readonly string[],
  seats: number,
  letter: number,
): readonly MeterShape[] {
  const [first, last] = [lineWidth(begin), Math.max(...ends.map(lineWidth)) * 1.08];
  const seated = seats * 1.92;
  const size = (width: number, rows: 1 | 2 | 3, loses: number): MeterShape => ({
    ...{ rows, loses },
    w: Math.ceil((width + 1.3) * letter),
    h: Math.ceil((0.2 + 1.6 * rows) * letter),
  });
  return [
    size(first + seated + last, 1, 0),
    size(Math.max(first, seated + last), 2, 250),
    size(Math.max(first, seated, last), 3, 500),
  ];
}

/** What one could do, as a column of cards or as a row. */
export interface MovesShape extends Shape {
  readonly layout: 'column' | 'row';
  /**
   * What a card will do stands on each, or once, below them, of the one that is pointed at, or is
   * read out. `named`: little cards with their names; `bare`: why time stands is said in short.
   */
  readonly says: 'each' | 'once' | 'unsaid' | 'named' | 'bare';
}

/** Why time stands, and what one could do. */
export interface MovesAsked extends Said<'why'> {
  readonly moves: readonly Said<'key'>[];
}
type Said<K extends string> = { readonly [key in K]: Key } & { readonly facts: FactTexts };

/** The same in words. */
export interface AskedMoves {
  readonly why: string;
  /** Why, in a word or two. */
  readonly short: string;
  readonly names: readonly string[];
}

/** Bold letters are wider. */
const BOLD = 1.1;
/** Around a name that stands alone, in letters, and least of all in pixels: it is pointed at. */
const NAMED = { x: 1.4, y: 0.8, gap: 0.3, least: 26, off: 24 } as const;

/** Letters that the cards take; `why` stands above them. */
export function movesShapes(
  { why, short, names }: AskedMoves,
  letter: number,
): readonly MovesShape[] {
  const moves = names.length;
  const sized = (
    layout: MovesShape['layout'],
    says: MovesShape['says'],
    card: number,
    loses: number,
  ) => {
    const width = layout === 'row' ? moves * (card + 0.6) : card;
    const above = wrapped(why, width / BOLD).lines * 1.3;
    const each = (says === 'each' ? 3 : 1) * 1.3 + 1.1;
    const below = says === 'once' ? (layout === 'row' ? 1.8 : 3.9) : 0;
    const cards = layout === 'row' ? each + (says === 'each' ? 1.3 : 0) : moves * (each + 0.5);
    const [w, h] = [Math.ceil(width * letter), Math.ceil((above + 0.5 + cards + below) * letter)];
    return { layout, says, loses, w, h };
  };
  const longest = Math.max(...names.map(lineWidth)) * BOLD + NAMED.x;
  const little = (
    layout: MovesShape['layout'],
    says: 'named' | 'bare',
    card: number,
    loses: number,
  ): MovesShape => {
    const heights = names.map((name) => {
      const { lines } = wrapped(name, (card - NAMED.x) / BOLD);
      return Math.max(NAMED.least / letter, lines * 1.25 + NAMED.y) + NAMED.gap;
    });
    const isRow = layout === 'row';
    const width = isRow ? moves * (card + NAMED.gap) : card;
    const below = isRow ? Math.max(...heights) : heights.reduce((sum, one) => sum + one, 0);
    const isNamed = says === 'named';
    const room = width - (isNamed ? NAMED.off / letter : 0);
    const above = wrapped(isNamed ? why : short, room / BOLD).lines * 1.25 + NAMED.gap;
    const [w, h] = [Math.ceil(width * letter), Math.ceil((above + below) * letter)];
    return { layout, says, loses, w, h };
  };
  return [
    sized('column', 'each', 17, 0),
    sized('row', 'each', 14, 200),
    sized('column', 'once', MOVES_ROOM.w, 600),
    sized('row', 'once', 12.5, 800),
    sized('column', 'unsaid', 14, 4000),
    sized('row', 'unsaid', 12.5, 4000),
    little('column', 'named', 15.4, 5000),
    little('row', 'named', longest, 5000),
    little('column', 'bare', longest, 8000),
    little('row', 'bare', longest, 8000),
    little('column', 'bare', 0.7 * longest, 9000),
    little('row', 'bare', 0.7 * longest, 9000),
  ];
}
