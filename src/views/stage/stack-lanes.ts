import type { Micros } from '../../model/index.ts';
import type { Endpoint } from '../../sim/index.ts';
import { cheapest } from './cheapest.ts';
import { plusBox } from './corners.ts';
import { type Box, distance, edgeOf, overlap, type Point } from './geometry.ts';
import { progressOf, type TokenShape } from './messages.ts';
import { onWay, TOKEN } from './token-path.ts';
import {
  type AddLane,
  type DrawnToken,
  degrees,
  grouped,
  type LaneScene,
  MANY,
  type TokenLane,
  tokenWidth,
} from './token-places.ts';
import { inRow, inside, wayOf } from './token-rows.ts';

/** Equal votes of one server, drawn as one: the page begins with too few servers for that. */

/** From so many on they are one stack, wherever they are sent. */
const STACKED = 3;
/** In an ensemble of so many, those that fly crowd each other. */
const CROWDED = 5;
/** Letters of height below which a card says so little that there is less room around it, too. */
const SMALL = 7;

const isVote = ({ form }: TokenShape): boolean => form === 'envelope';
const stackKey = ({ from, detail }: TokenShape): string => `${from} votes ${detail}`;
/** The votes of a server that stand still are opened, and drawn, all at once. */
const standingKey = ({ from }: TokenShape): string => `${from} votes that stand`;

/**
 * A server tells all others the same: that is one thing to see, not one for each of them, whether
 * it flies or stands still. Lays what is drawn as stacks, and says which messages those are.
 */
export function stackVotes(
  tokens: readonly TokenShape[],
  scene: LaneScene,
  now: Micros,
  add: AddLane,
): ReadonlySet<TokenShape> {
  const stacked = new Set<TokenShape>();
  const votes = tokens.filter(isVote);
  const flying = votes.filter(({ waits }) => waits === null && scene.servers >= CROWDED);
  for (const [key, said] of grouped(flying, ({ from }) => `${from} votes`)) {
    const all = [...grouped(said, stackKey)].flatMap(([stack, group]) =>
      scene.opened?.has(stack) === true ? [] : [group],
    );
    // What it tells single ones beside that is behind the stacks.
    if (!all.some(({ length }) => length >= STACKED)) continue;
    for (const one of all.flat()) stacked.add(one);
    add(key, all.flat(), (group) => flyingLane(group, scene, now));
  }
  const standing = votes.filter(({ waits }) => waits !== null && scene.servers >= MANY);
  for (const [key, said] of grouped(standing, standingKey)) {
    if (scene.opened?.has(key) === true || mostOf(said).length < leastOf(said, scene)) continue;
    for (const one of said) stacked.add(one);
    add(key, said, (group) => standingLane(group, scene));
  }
  return stacked;
}

interface StackWay {
  readonly start: Point;
  readonly end: Point;
}

/** The same from its card. */
interface Course extends StackWay {
  readonly card: Box;
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

/** Links on which a server's votes stand still that are too many to be drawn one by one. */
function leastOf([vote]: readonly TokenShape[], { things, letter }: LaneScene): number {
  const card = vote && things?.get(vote.from);
  return card && card.h < SMALL * letter ? STACKED - 1 : STACKED;
}

/** Of what stands first on each of its links, the vote that is there most often. */
function mostOf(votes: readonly TokenShape[]): readonly TokenShape[] {
  const first = votes.filter(({ waits }) => waits === 0);
  return [...grouped(first, stackKey).values()].reduce(
    (most, one) => (one.length > most.length ? one : most),
    [],
  );
}

/**
 * Votes of one server to many, on their way towards the middle of the ring: a stack for each vote,
 * one behind the other, or where there is no room for all of them, the newest, and how many are
 * with it.
 */
function flyingLane(votes: readonly TokenShape[], scene: LaneScene, at: Micros): TokenLane | null {
  const [first] = votes;
  const course = first && courseOf(first, scene);
  if (!course) return null;
  const { letter, width } = scene;
  const shareOf = (stack: readonly TokenShape[], now: Micros): number =>
    stack.reduce((sum, one) => sum + progressOf(one, now), 0) / stack.length;
  const all = [...grouped(votes, stackKey).values()].sort(
    (a, b) => shareOf(b, at) - shareOf(a, at),
  );
  const drawn = (stack: readonly TokenShape[], behind = 0) =>
    drawnStack(stackKey(stack[0] as TokenShape), stack, behind, course, scene);
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

/** Votes of one server that stand still on any links: what stops there, and the rest behind. */
function standingLane(votes: readonly TokenShape[], scene: LaneScene): TokenLane | null {
  const most = mostOf(votes);
  const [first] = most;
  const course = first && courseOf(first, scene);
  if (!course) return null;
  const stack = drawnStack(standingKey(first), most, votes.length - most.length, course, scene);
  const at = inside(course.start, stack.w, scene.width);
  return { tokens: votes, courses: [stack], placesAt: () => [at] };
}

/** The way of a server's stacks. */
function courseOf(vote: TokenShape, scene: LaneScene): Course | null {
  const boxes = scene.boxesOf(vote.from, vote.to);
  if (!boxes) return null;
  const [card] = boxes;
  const way =
    stackWays(vote, scene).get(vote.from) ??
    shortened(wayTo(card, largest(vote, card, scene), scene.middle, 0), REACHES[0]);
  return { ...way, card };
}

function drawnStack(
  key: string,
  stack: readonly TokenShape[],
  behind: number,
  { card, start, end }: Course,
  { labelsOf, letter }: LaneScene,
): DrawnToken {
  const token = stack[0] as TokenShape;
  const count = stack.length > 1 ? ` ×${stack.length}` : '';
  const more = behind > 0 ? ` +${behind}` : '';
  const label = `${labelsOf(token)[isTiny(card, letter) ? 1 : 0] ?? ''}${count}${more}`;
  const [w, h] = [tokenWidth(label, letter), TOKEN.h * letter];
  const heading = distance(start, end) === 0 ? degrees(card, start) : degrees(start, end);
  return { key, token, stack, behind, label, w, h, heading };
}
