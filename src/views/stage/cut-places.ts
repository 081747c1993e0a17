import { cheapest } from './cheapest.ts';
import { along, type Box, linkEnds, overlap } from './geometry.ts';
import { countBoxes } from './later-places.ts';
import type { StagePlaces } from './layout.ts';
import type { LinkShape } from './model.ts';

/** Where the mark of a cut stands on its link: its share of the way, its size, and its box. */
export interface CutPlace extends Box {
  readonly share: number;
  /** Less than 1 where there is no room for a whole one. */
  readonly size: number;
}

/** Shares of a link at which its mark may stand, the best first. */
const SHARES = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86] as const;
const SIZES = [1, 0.75, 0.55] as const;
/** Letters that a mark takes across, and along its link: more where only one way is cut. */
const ACROSS = 2.3;
const ALONG = { both: 1.7, one: 3.6 } as const;
/** What it costs to stand off the middle, by share, in covered letters by letters. */
const OFF = 0.5;
/** And to be smaller, by size: whoever looks for what is cut looks for marks of one size. */
const SMALLER = 1;

type CutLink = Pick<LinkShape, 'key' | 'a' | 'b' | 'cutAB' | 'cutBA'>;

/** Found once as long as the same links are cut: messages are laid by it. */
const FOUND = new WeakMap<StagePlaces, { key: string; marks: ReadonlyMap<string, CutPlace> }>();

/** By the links' keys: where each mark covers the least of cards, marks, counts and other cuts. */
export function cutPlaces(
  links: readonly CutLink[],
  places: StagePlaces,
  corners: readonly Box[],
): ReadonlyMap<string, CutPlace> {
  const cut = links.filter(({ cutAB, cutBA }) => cutAB || cutBA);
  const key = JSON.stringify([corners, ...cut.map(({ key, cutAB, cutBA }) => [key, cutAB, cutBA])]);
  const known = FOUND.get(places);
  if (known?.key === key) return known.marks;
  const marks = placed(cut, places, corners);
  FOUND.set(places, { key, marks });
  return marks;
}

/** Marks choose in turn, and once more when they know where the others stand. */
const ROUNDS = 3;

function placed(
  cut: readonly CutLink[],
  places: StagePlaces,
  corners: readonly Box[],
): ReadonlyMap<string, CutPlace> {
  const { cards, clients, letter } = places;
  const found = new Map<string, CutPlace>();
  const still = [...cards.values(), ...clients.values(), ...countBoxes(places, letter), ...corners];
  for (let round = 0; round < ROUNDS; round++) {
    for (const link of cut) {
      found.delete(link.key);
      const taken = [...still, ...found.values()];
      const best = cheapest(marksOn(link, places), (mark) => {
        const over = taken.reduce((sum, other) => sum + overlap(mark, other), 0);
        const off = OFF * Math.abs(mark.share - 0.5) + SMALLER * (1 - mark.size);
        return over / (letter * letter) + off;
      });
      if (best !== null) found.set(link.key, best);
    }
  }
  return found;
}

/** Where the mark of a cut may stand. */
function marksOn(
  { a, b, cutAB, cutBA }: CutLink,
  { cards, letter }: StagePlaces,
): readonly CutPlace[] {
  const [from, to] = [cards.get(a), cards.get(b)];
  if (!from || !to) return [];
  const ends = linkEnds(from, to);
  const reach = letter * (cutAB && cutBA ? ALONG.both : ALONG.one);
  const wide = letter * ACROSS;
  const angle = Math.atan2(ends[1].y - ends[0].y, ends[1].x - ends[0].x);
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return SIZES.flatMap((size) => {
    const [w, h] = [size * (reach * cos + wide * sin), size * (reach * sin + wide * cos)];
    return SHARES.map((share) => ({ ...along(...ends, share), w, h, share, size }));
  });
}
