import type { Place } from '../../checker/index.ts';
import type { Translate } from '../../i18n/index.ts';
import { zxidShort } from '../../model/index.ts';
import type { Endpoint } from '../../sim/index.ts';
import { endOfPlace } from '../inspector/breach.ts';
import { cheapest } from './cheapest.ts';
import { along, type Box, linkEnds, overlap, type Point } from './geometry.ts';
import type { StagePlaces } from './layout.ts';
import { lineWidth } from './line-width.ts';
import type { PlacedToken } from './token-places.ts';

/** One end that disagrees. */
export interface BreachMark {
  readonly box: Box;
  /** What is said of it, and where. */
  readonly text: string;
  readonly tag: Box;
}

export interface BreachShape {
  readonly marks: readonly BreachMark[];
  /** From the first to the second; null: they are at one end, or the second is nobody's. */
  readonly between: readonly [Point, Point] | null;
  /** The sign between them. */
  readonly middle: Box | null;
  /** What no sentence should cover. */
  readonly boxes: readonly Box[];
}

/** A stage on which something disagrees. */
export interface BreachScene {
  readonly places: StagePlaces;
  readonly width: number;
  readonly height: number;
  /** Where the messages are. */
  readonly tokens: readonly PlacedToken[];
  readonly t: Translate;
}

/** The outline stands so far outside of its box. */
const OUT = 5;
const SIGN = 34;
/** Letters of a card's edge, or of a mark's, in which nothing is said. */
const EDGE = 0.7;
/** What a pixel of anything else costs, beside one of the card itself. */
const FOREIGN = 20;
/** Where on its link the sign may stand, and where on the outline what is said, the best first. */
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74] as const;
const SPOTS = [0, 0.6, -0.6, 1, -1, 0.3, -0.3].flatMap((x) => [
  { x, y: 1 },
  { x, y: -1 },
]);

/** The first of the boxes that covers the least of what is there, and then of what it is about. */
function leastCovering(boxes: readonly Box[], taken: readonly Box[], own?: Box): Box | null {
  return cheapest(boxes, (box) => {
    const over = taken.reduce((sum, other) => sum + overlap(box, other), 0);
    return FOREIGN * over + (own ? overlap(box, own) : 0);
  });
}

/** Where something is said of a box: on its outline or beside it, and inside of the stage. */
function tagsOn(box: Box, text: string, { places, width, height }: BreachScene): readonly Box[] {
  const { letter } = places;
  const [w, h] = [Math.min(20, lineWidth(text) * 1.08 + 1.4) * letter, 1.6 * letter + 3];
  const inside = (at: number, half: number, most: number) =>
    Math.max(half + 1, Math.min(at, most - half - 1));
  const beside = (box.w + w) / 2 + OUT;
  const spots = [
    ...SPOTS.map(({ x, y }) => ({ x: (x * (box.w - w)) / 2, y: y * (box.h / 2 + OUT) })),
    ...[0, 0.25, -0.25].flatMap((y) => [-beside, beside].map((x) => ({ x, y: y * box.h }))),
  ];
  return spots.map(({ x, y }) => ({
    x: inside(box.x + x, w / 2, width),
    y: inside(box.y + y, h / 2, height),
    ...{ w, h },
  }));
}

/** What a box says: all but its edge. */
export function wordsIn(box: Box, letter: number): Box {
  return { ...box, w: box.w - 2 * EDGE * letter, h: box.h - 2 * EDGE * letter };
}

/** The outline around a box: what covers it covers what is pointed at. */
function outlineOf({ x, y, w, h }: Box): readonly Box[] {
  const [right, down] = [(w + OUT) / 2, (h + OUT) / 2];
  const [wide, high] = [w + 3 * OUT, h + 3 * OUT];
  return [
    ...[-down, down].map((off) => ({ x, y: y + off, w: wide, h: 2 * OUT })),
    ...[-right, right].map((off) => ({ x: x + off, y, w: 2 * OUT, h: high })),
  ];
}

/** How the stage points at what disagrees: each end once, and what stands between two. */
export function breachMarks(
  broken: readonly Place[],
  boxOf: (end: Endpoint) => Box | undefined,
  scene: BreachScene,
): BreachShape {
  const { places, t } = scene;
  const { letter } = places;
  const found = new Map<Endpoint, { readonly box: Box; readonly what: string }>();
  for (const place of broken) {
    const end = endOfPlace(place);
    const box = end === null ? undefined : boxOf(end);
    if (end === null || box === undefined) continue;
    const what = 'zxid' in place ? zxidShort(place.zxid) : 'path' in place ? place.path : '';
    if (what !== '' || !found.has(end)) found.set(end, { box, what });
  }
  const ends = [...found.values()];
  const [a, b] = ends;
  const between = a && b ? linkEnds(a.box, b.box, 8) : null;
  const taken: Box[] = scene.tokens.map(({ at, w, h }) => ({ ...at, w, h }));
  const signs = between
    ? SHARES.map((share): Box => ({ ...along(...between, share), w: SIGN, h: SIGN }))
    : [];
  const middle = leastCovering(signs, [...taken, ...places.cards.values()]);
  if (middle !== null) taken.push(middle);
  const marks = ends.map(({ box, what }): BreachMark => {
    const text = what === '' ? t('stage.breach') : t('stage.breach.what', { what });
    const others = [...places.cards.values(), ...places.clients.values()];
    const clear = [...taken, ...others.filter((other) => other !== box)];
    const spots = tagsOn(box, text, scene);
    const tag = leastCovering(spots, clear, wordsIn(box, letter)) as Box;
    taken.push(tag);
    return { box, text, tag };
  });
  const boxes = marks.flatMap(({ tag, box }) => [tag, ...outlineOf(box)]);
  return { marks, between, middle, boxes: middle === null ? boxes : [...boxes, middle] };
}
