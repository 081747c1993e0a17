import type { Translate } from '../../i18n/index.ts';
import { leastLetter } from './card-places.ts';
import type { Corners } from './corners.ts';
import { clearPlace, type FreePlace, freePlace } from './free-place.ts';
import { type Box, distance, insideOf, linkEnds, overlap } from './geometry.ts';
import { countBoxes, HALF_TOKEN, laneOf, lanesBetween, type TokenWay } from './later-places.ts';
import type { StagePlaces } from './layout.ts';
import type { LinkShape } from './model.ts';
import {
  type AskedMoves,
  type MeterShape,
  type MovesShape,
  meterShapes,
  movesShapes,
  type SentenceShape,
  sentenceShapes,
} from './shapes.ts';

/** Where what is said on the stage stands: over no card, no mark and no other words. */

/** Letters by letters of a mark's box that may be touched: its words do not fill it. */
const TOUCHED = 1;

/** Half of what a request takes, in letters: wider than most messages. */
const WIDE_TOKEN = 4;

/** Letters of messages' ways that the meter may cover: more of them, and it is not worth it. */
const MOST_CROSSED = 16;

/** Cards that say what one could do are read beside panels, too. */
const LEAST_MOVES = 14;

/** A stage on which something is to be said. */
export interface SaidScene {
  readonly width: number;
  readonly height: number;
  readonly places: StagePlaces;
  readonly corners: Corners;
  /** Something is said in the corner of the stage. */
  readonly noted: boolean;
  readonly links: readonly Pick<LinkShape, 'a' | 'b'>[];
  /** Where clients and their servers talk. */
  readonly ties?: readonly TokenWay[];
  /** What is said at links. */
  readonly troubles: readonly Box[];
  readonly t: Translate;
}

/** What is on the stage for words to stand clear of. */
export interface SaidGround {
  readonly scene: SaidScene;
  readonly letter: number;
  /** Cards, and what the corners say: nothing ever covers them. */
  readonly spare: readonly Box[];
  /** Marks, counts, and words at links: covered only by what has to be on the stage. */
  readonly things: readonly Box[];
  readonly lines: readonly TokenWay[];
}

export function groundOf(scene: SaidScene): SaidGround {
  const { places, corners, noted, links, troubles } = scene;
  const { letter, cards } = places;
  const lines = links.flatMap((link): TokenWay[] => {
    const [from, to] = [cards.get(link.a), cards.get(link.b)];
    return from && to ? [linkEnds(from, to)] : [];
  });
  const spare = [...cards.values(), ...(noted ? corners.taken : corners.taken.slice(0, 1))];
  const things = [...places.clients.values(), ...countBoxes(places, letter), ...troubles];
  return { scene, letter, spare, things, lines };
}

/** How much of a box lies over others, in letters by letters. */
export function covered(box: Box, others: readonly Box[], letter: number): number {
  return others.reduce((sum, other) => sum + overlap(box, other), 0) / (letter * letter);
}

/** The ways of what travels between two ends; `pairs`: `from to`, a line for each. */
export function waysOf(
  pairs: string,
  places: StagePlaces,
  field: Pick<SaidScene, 'width' | 'height'>,
): readonly TokenWay[] {
  return pairs.split('\n').flatMap((pair) => {
    const [from = '', to = ''] = pair
      .split(' ')
      .map((end) => (/^\d+$/.test(end) ? Number(end) : end));
    return pair === '' ? [] : laneOf(from, to, places, field);
  });
}

/** The ways between clients and their servers, of both directions; `guests`: a line for each. */
export function tiesOf(
  guests: string,
  places: StagePlaces,
  field: Pick<SaidScene, 'width' | 'height'>,
): readonly TokenWay[] {
  const turned = guests.split('\n').map((line) => line.split(' ').reverse().join(' '));
  return [guests, ...turned].flatMap((pairs) => waysOf(pairs, places, field));
}

/** What the meter is made of: its leader, its seats, and the zxid that is counted. */
export interface Metered {
  readonly leader: number;
  readonly seats: number;
  readonly zxid: string;
}

/**
 * Null: a small stage of many servers has no room for it; the log says the same. `held`: messages
 * that stand still; it stands over none of them.
 */
export function meterPlace(
  ground: SaidGround,
  metered: Metered,
  held: readonly Box[] = [],
): FreePlace<MeterShape> | null {
  const { scene, letter, spare, things, lines } = ground;
  const { places, corners, width, height, t } = scene;
  const about = places.cards.get(metered.leader);
  if (about === undefined) return null;
  const { seats, zxid } = metered;
  const ends = [
    t('stage.quorum.committed'),
    t('stage.quorum.quorum'),
    t('stage.quorum.lacks', { n: Math.ceil(seats / 2) }),
  ];
  const shapes = meterShapes(t('stage.quorum.acked', { zxid }), ends, seats, letter);
  const ways = (scene.ties ?? []).concat(
    scene.links.flatMap(({ a, b }) => {
      const isOurs = a === metered.leader || b === metered.leader;
      return isOurs ? lanesBetween(a, b, places, scene) : [];
    }),
  );
  const avoid = [...things, ...corners.taken.slice(1)];
  // Now and then a message passes behind it: worse would be a meter far from its leader.
  const [wayWidth, wayHeight] = [WIDE_TOKEN * letter, HALF_TOKEN.h * letter];
  const way = { ways, wayWidth, wayHeight, wayCost: 60 };
  const input = { width, height, shapes, about, spare, lines, ...way };
  let place = clearPlace({ ...input, avoid });
  // It keeps its place as long as it is not covered there.
  if (place !== null && covered(place, held, letter) > 0) {
    place = clearPlace({ ...input, avoid: [...avoid, ...held] });
  }
  if (place === null) return null;
  const wide = { ...place, w: place.w + 2 * wayWidth, h: place.h + 2 * wayHeight };
  const crossed = ways.reduce((sum, [a, b]) => sum + insideOf(wide, a, b) * distance(a, b), 0);
  return crossed > MOST_CROSSED * letter ? null : place;
}

/**
 * Null: there is no room for it; it is read out, and stands in the list of events. `messages`:
 * where they are while time stands; it covers them only where there is no other way. What is asked
 * is said as long as it is, whatever it covers.
 */
export function sentencePlace(
  ground: SaidGround,
  said: {
    readonly text: string;
    readonly why: string;
    readonly about: Box;
    readonly asked?: boolean;
  },
  ways: readonly TokenWay[],
  meter: Box | null,
  marks: readonly Box[],
  messages: readonly Box[] = [],
): FreePlace<SentenceShape> | null {
  const { scene, letter, lines } = ground;
  const { width, height } = scene;
  const spare = [...ground.spare, ...(meter ? [meter] : [])];
  const things = [...ground.things, ...marks];
  const avoid = [...things, ...messages];
  const shapes = sentenceShapes(said.text, said.why, letter);
  const way = { ways, wayWidth: HALF_TOKEN.w * letter, wayHeight: letter, wayCost: 200 };
  const { about } = said;
  const place = freePlace({ width, height, shapes, about, avoid, spare, lines, ...way });
  if (said.asked) return place;
  if (covered(place, spare, letter) > 0) return null;
  return covered(place, things, letter) > TOUCHED ? null : place;
}

/** Cards in their own letters: on a stage of few servers they need not be as large as it. */
export interface PlacedMoves extends FreePlace<MovesShape> {
  readonly letter: number;
}

/** Where the cards lie that say what one could do; `standing`: where the messages are. */
export function movesPlace(
  ground: SaidGround,
  moves: AskedMoves,
  standing: readonly Box[],
  meter: Box | null,
): PlacedMoves {
  const { scene, things, lines } = ground;
  const { width, height, places } = scene;
  // They speak of servers and of clients.
  const spare = [...ground.spare, ...places.clients.values()];
  const letter = Math.min(ground.letter, Math.max(LEAST_MOVES, leastLetter(scene)));
  const shapes = movesShapes(moves, letter);
  const about = { x: width / 2, y: height / 2, w: 0, h: 0 };
  const avoid = [...things, ...standing, ...(meter ? [meter] : [])];
  const way = { ways: [], wayHeight: letter, wayCost: 0 };
  const place = freePlace({ width, height, shapes, about, avoid, spare, lines, ...way });
  return { ...place, letter };
}
