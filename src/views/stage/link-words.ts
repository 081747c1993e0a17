import type { Translate } from '../../i18n/index.ts';
import { countBoxes } from './client-places.ts';
import { along, type Box, overlap, type Point } from './geometry.ts';
import { linkEnds, type StagePlaces } from './layout.ts';
import { lineWidth } from './line-width.ts';
import type { LinkShape } from './model.ts';
import { linkTrouble, shortTrouble } from './words.ts';

/** A line of words at a link; `x` and `y` are its centre. */
export interface LinkWord extends Box {
  /** The link's key. */
  readonly link: string;
  readonly text: string;
}

/** Where along a link its words may stand, and how far from it, in letters. */
const PARTS = [0.5, 0.36, 0.64, 0.24, 0.76] as const;
const OFFS = [1.9, -1.7] as const;
const LINE = 1.25;

/**
 * What is the matter with links, where it covers no card, no mark and no other words: in full, or
 * short, or, where there is no room for that either, in the link's own name alone.
 */
export function linkWords(
  links: readonly LinkShape[],
  places: StagePlaces,
  width: number,
  walled: boolean,
  t: Translate,
): readonly LinkWord[] {
  const { cards, clients, letter } = places;
  const taken: Box[] = [...cards.values(), ...clients.values(), ...countBoxes(places, letter)];
  const found: LinkWord[] = [];
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
      const word = placed(link.key, texts, ends, i - first, taken, width, letter);
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
  taken: readonly Box[],
  width: number,
  letter: number,
): LinkWord | null {
  for (const text of texts) {
    if (text === '') continue;
    const [w, h] = [lineWidth(text) * letter, LINE * letter];
    for (const part of PARTS) {
      const { x, y } = along(a, b, part);
      for (const off of OFFS) {
        const at = y + Math.sign(off) * (Math.abs(off) + row * LINE) * letter;
        const word = { link, text, x, y: at, w, h };
        if (x - w / 2 < 0 || x + w / 2 > width || at - h / 2 < 0) continue;
        if (taken.every((other) => overlap(word, other) === 0)) return word;
      }
    }
  }
  return null;
}
