import type { Micros } from '../../model/index.ts';
import type { Endpoint } from '../../sim/index.ts';
import { cheapest } from './cheapest.ts';
import { plusBox } from './corners.ts';
import { type Box, distance, edgeOf, overlap, type Point } from './geometry.ts';
import { progressOf, type TokenShape } from './messages.ts';
import { onWay, TOKEN } from './token-path.ts';
import {
  degrees,
  grouped,
  type LaneScene,
  stackKey,
  type TokenLane,
  tokenWidth,
} from './token-places.ts';
import { inRow, inside, wayOf } from './token-rows.ts';

/** Equal votes of one server, drawn as one: the page begins with too few servers for that. */

interface StackWay {
  readonly start: Point;
  readonly end: Point;
}

type Size = Omit<Box, keyof Point>;

/** Degrees by which a way may lead past the middle, and how far towards it it may go. */
const TURNS = [0, 30, -30, 60, -60, 90, -90, 120, -120] as const;
const REACHES = [0.55, 0.4, 0.25, 0.1, 0] as const;
/** What is lost, in covered letters by letters: by each degree, and by each share of the way. */
const TURNED = 0.03;
const SHORTENED = 6;
/** What a covered letter by letter of a card costs, of another server's stacks, and of a mark. */
const COSTS = { card: 8, stack: 6, mark: 1 } as const;
/** And what each letter costs by which a stack would be cut. */
const CUT = 100;
const SAMPLES = [0, 0.5, 1] as const;

/** Found once for what stands on the stage. */
const WAYS = new WeakMap<object, ReadonlyMap<Endpoint, StackWay>>();

/** Cards so small that the envelope alone says that it is a vote. */
const isTiny = (card: Box, letter: number): boolean => card.h < 3 * letter;

/** As large as a server's stacks become: `sample` is a vote of the election. */
function largest(sample: TokenShape, card: Box, { labelsOf, letter }: LaneScene) {
  const label = `${labelsOf(sample)[isTiny(card, letter) ? 1 : 0] ?? ''} ×4 +9`;
  return { w: tokenWidth(label, letter), h: TOKEN.h * letter };
}

/** From a card's edge towards the middle of the ring, turned, as far as it is said. */
function wayTo(card: Box, size: Size, middle: Point, turn: number): StackWay {
  const angle = (turn * Math.PI) / 180;
  const [dx, dy] = [middle.x - card.x, middle.y - card.y];
  const end = {
    x: card.x + dx * Math.cos(angle) - dy * Math.sin(angle),
    y: card.y + dx * Math.sin(angle) + dy * Math.cos(angle),
  };
  const start = edgeOf({ ...card, w: card.w + size.w + 2, h: card.h + size.h + 2 }, end);
  return { start, end };
}

const shortened = ({ start, end }: StackWay, reach: number): StackWay => ({
  start,
  end: onWay({ start, end, bend: 0 }, reach),
});

/** Servers choose in turn, and once more when they know what the others have chosen. */
const ROUNDS = 3;

/** Where each server's stacks go: over no card and, if there is such a way, over no other's. */
function stackWays(sample: TokenShape, scene: LaneScene): ReadonlyMap<Endpoint, StackWay> {
  const { things = new Map<Endpoint, Box>() } = scene;
  const known = WAYS.get(things);
  if (known !== undefined) return known;
  const ways = new Map<Endpoint, StackWay>();
  const boxes = new Map<Endpoint, readonly Box[]>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [sid, card] of things) {
      if (typeof sid !== 'number') continue;
      boxes.delete(sid);
      const size = largest(sample, card, scene);
      const way = bestWay(card, size, [...boxes.values()].flat(), scene);
      ways.set(sid, way);
      boxes.set(sid, boxesOn(way, size));
    }
  }
  WAYS.set(things, ways);
  return ways;
}

function boxesOn(way: StackWay, size: Size): readonly Box[] {
  return SAMPLES.map((share) => ({ ...onWay({ ...way, bend: 0 }, share), ...size }));
}

/** From a card the way that costs the least; `taken`: where the stacks of others are. */
function bestWay(card: Box, size: Size, taken: readonly Box[], scene: LaneScene): StackWay {
  const { things = new Map<Endpoint, Box>(), letter, middle, width, height, servers } = scene;
  const others = [plusBox(width, servers), ...taken];
  const costOf = (box: Box): number => {
    const right = Math.min(0, width / 2 - Math.abs(box.x - width / 2) - size.w / 2);
    const down = Math.min(0, height / 2 - Math.abs(box.y - height / 2) - size.h / 2);
    let cost = -CUT * letter * (right + down);
    for (const other of others) cost += COSTS.stack * overlap(box, other);
    for (const [end, thing] of things) {
      cost += (typeof end === 'number' ? COSTS.card : COSTS.mark) * overlap(box, thing);
    }
    return cost / (letter * letter);
  };
  const ways = TURNS.flatMap((turn) => {
    const whole = wayTo(card, size, middle, turn);
    return REACHES.map((reach) => {
      const lost = TURNED * Math.abs(turn) + SHORTENED * (REACHES[0] - reach);
      return { ...shortened(whole, reach), lost };
    });
  });
  return cheapest(ways, (way) =>
    boxesOn(way, size).reduce((sum, box) => sum + costOf(box), way.lost),
  ) as StackWay;
}

/**
 * Votes of one server to many, on their way towards the middle of the ring: a stack for each vote,
 * one behind the other, or where there is no room for all of them, the newest, and how many are
 * with it.
 */
export function stackLane(
  votes: readonly TokenShape[],
  scene: LaneScene,
  at: Micros,
): TokenLane | null {
  const [first] = votes;
  const boxes = first && scene.boxesOf(first.from, first.to);
  if (!first || !boxes) return null;
  const { letter, middle, width } = scene;
  const [from] = boxes;
  const tiny = isTiny(from, letter);
  const shareOf = (stack: readonly TokenShape[], now: Micros): number =>
    stack.reduce((sum, one) => sum + progressOf(one, now), 0) / stack.length;
  const all = [...grouped(votes, stackKey).values()].sort(
    (a, b) => shareOf(b, at) - shareOf(a, at),
  );
  const course =
    stackWays(first, scene).get(first.from) ??
    shortened(wayTo(from, largest(first, from, scene), middle, 0), REACHES[0]);
  const heading =
    distance(course.start, course.end) === 0
      ? degrees(from, course.start)
      : degrees(course.start, course.end);
  const drawn = (stack: readonly TokenShape[], behind = 0) => {
    const token = stack[0] as TokenShape;
    const count = stack.length > 1 ? ` ×${stack.length}` : '';
    const more = behind > 0 ? ` +${behind}` : '';
    const label = `${scene.labelsOf(token)[tiny ? 1 : 0] ?? ''}${count}${more}`;
    const [w, h] = [tokenWidth(label, letter), TOKEN.h * letter];
    return { key: stackKey(token), token, stack, behind, label, w, h, heading };
  };
  const newest = all.at(-1) as readonly TokenShape[];
  let stacks = all.map((stack) => drawn(stack));
  // All of them as far apart as the widest asks for.
  const widest = Math.max(...stacks.map(({ w }) => w));
  const way = wayOf({ ...course, bend: 0 }, widest, TOKEN.h * letter);
  const isCrowd = way.apart * (all.length - 1) > way.length;
  if (isCrowd) stacks = [drawn(newest, votes.length - newest.length)];
  return {
    tokens: votes,
    courses: stacks,
    placesAt: (now) => {
      const shares = all.map((stack) => shareOf(stack, now));
      if (shares.some((share, i) => share > (shares[i - 1] ?? 1))) return null;
      const ways = stacks.map(() => way);
      return inRow(ways, shares.slice(all.length - stacks.length), 1).map((point, i) =>
        inside(point, stacks[i]?.w ?? 0, width),
      );
    },
  };
}
