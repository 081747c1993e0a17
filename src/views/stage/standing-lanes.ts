import type { Micros } from '../../model/index.ts';
import { cheapest } from './cheapest.ts';
import { plusBox } from './corners.ts';
import { type Box, distance, overlap, type Point } from './geometry.ts';
import { countBoxes } from './later-places.ts';
import type { TokenShape } from './messages.ts';
import type { LaneScene, TokenLane } from './token-places.ts';

/**
 * Messages that stand still go out of each other's way and off the mark of the cut that stops them:
 * the page begins without any.
 */

/** How far, in letters: along the link, and beside it. */
const ALONG = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -8, 8, -10, 10] as const;
const ASIDE = [0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2, -2, 2.5, -2.5, 3, -3, 4, -4, 5, -5] as const;
/** What a letter of it costs, as so many covered letters by letters. */
const MOVED = 0.15;
/** The nearest first: where one of them is free, no other is looked at. */
const SHIFTS = ALONG.flatMap((along) =>
  ASIDE.map((aside) => {
    return { along, aside, lost: MOVED * (Math.abs(along) + 2 * Math.abs(aside)) };
  }),
).sort((a, b) => a.lost - b.lost);
/** No shift is longer, in letters. */
const MOST = 12;
/** So many are tried, of all lanes together. */
const TRIED = 3000;
/** What a covered letter by letter of each costs. */
const COSTS = { card: 30, client: 8, cut: 8, message: 8, edge: 100 } as const;
/** What stands behind the mark of the cut seems to have passed it. */
const BEYOND = 30;
/** Letters at either side of such a message: its bars. */
export const BARS = 1.2;
/** Lanes choose in turn, and twice more when they know what the others have chosen. */
const ROUNDS = 3;

type Shift = (typeof SHIFTS)[number];
const NONE: Shift = { along: 0, aside: 0, lost: 0 };

interface Standing {
  readonly lane: TokenLane;
  /** Its messages, where nothing is in their way, with half of their bars: two may share one. */
  readonly boxes: readonly Box[];
  /** Where they stand; null: some of them move. */
  readonly places: readonly Point[] | null;
  /** Along its link, a letter long. */
  readonly dir: Point;
  /** The mark of the cut of its link. */
  readonly mark: Box | undefined;
}

type Costly = readonly [box: Box, cost: number];

/** Found once as long as the same ones stand. */
const APART = new WeakMap<LaneScene, { lanes: readonly TokenLane[]; moved: Moved }>();
type Moved = ReadonlyMap<TokenLane, TokenLane>;

export function standApart(
  lanes: readonly TokenLane[],
  scene: LaneScene,
  now: Micros,
): readonly TokenLane[] {
  const still = lanes.filter(({ courses }) => courses.some(({ token }) => token.waits !== null));
  if (still.length === 0) return lanes;
  const known = APART.get(scene);
  const isSame =
    known?.lanes.length === still.length && still.every((lane, i) => lane === known.lanes[i]);
  const moved = isSame ? known.moved : movedApart(still, scene, now);
  APART.set(scene, { lanes: still, moved });
  return lanes.map((lane) => moved.get(lane) ?? lane);
}

function movedApart(lanes: readonly TokenLane[], scene: LaneScene, now: Micros): Moved {
  const fixed = costlyOf(scene);
  const all = lanes.map((lane) => standingOf(lane, scene, now));
  const shifts: Shift[] = all.map(() => NONE);
  for (let round = 0; round < ROUNDS; round++) {
    all.forEach((one, i) => {
      const others = all.flatMap((other, k): readonly Costly[] => {
        if (k === i || (round === 0 && k > i)) return [];
        return boxesAt(other, shifts[k] as Shift).map((box) => [box, COSTS.message]);
      });
      const tried = [shifts[i] as Shift, ...SHIFTS.slice(0, TRIED / all.length)];
      shifts[i] = bestShift(one, tried, [...fixed, ...others], scene);
    });
  }
  return new Map(all.map((one, i) => [one.lane, laneAt(one, shifts[i] as Shift)]));
}

/** What stands on the stage whatever stands still. */
function costlyOf({
  things,
  cuts,
  more = [],
  width,
  servers,
  letter,
}: LaneScene): readonly Costly[] {
  const fixed: Costly[] = [[plusBox(width, servers), COSTS.card]];
  for (const [end, box] of things ?? []) {
    fixed.push([box, typeof end === 'number' ? COSTS.card : COSTS.client]);
  }
  for (const box of cuts?.values() ?? []) fixed.push([box, COSTS.cut]);
  for (const box of countBoxes({ more }, letter)) fixed.push([box, COSTS.client]);
  return fixed;
}

function standingOf(lane: TokenLane, scene: LaneScene, now: Micros): Standing {
  const { letter, cuts } = scene;
  const { from, to } = lane.tokens[0] as TokenShape;
  const [a, b] = scene.boxesOf(from, to) as readonly [Box, Box];
  const length = (distance(a, b) || 1) / letter;
  const mark = cuts?.get(`${from}-${to}`) ?? cuts?.get(`${to}-${from}`);
  const dir = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  const places = rowOf(lane, dir, scene, now);
  const boxes = places.flatMap((at, i) => {
    const course = lane.courses[i];
    if (course === undefined || course.token.waits === null) return [];
    return [{ ...at, w: course.w + BARS * letter, h: course.h }];
  });
  const isStill = lane.courses.length === boxes.length;
  return { lane, boxes, mark, dir, places: isStill ? places : null };
}

/** Where its messages are; if all of them stand, in a straight row: a bend has no room for that. */
function rowOf(
  { courses, placesAt }: TokenLane,
  dir: Point,
  { letter }: LaneScene,
  now: Micros,
): readonly Point[] {
  const places = placesAt(now) ?? [];
  const [first] = places;
  if (first === undefined || courses.some(({ token }) => token.waits === null)) return places;
  let back = 0;
  return courses.map(({ w, h }, i) => {
    if (i > 0) {
      const across = (w + BARS * letter) / Math.max(0.01, Math.abs(dir.x));
      back += Math.min(across, (h + 4) / Math.max(0.01, Math.abs(dir.y)));
    }
    return { x: first.x - back * dir.x, y: first.y - back * dir.y };
  });
}

/** How far a shift leads from where nothing is in the way. */
function offOf({ dir }: Standing, { along, aside }: Shift): Point {
  return { x: along * dir.x - aside * dir.y, y: along * dir.y + aside * dir.x };
}

function boxesAt(one: Standing, shift: Shift): readonly Box[] {
  const off = offOf(one, shift);
  return one.boxes.map((box) => ({ ...box, x: box.x + off.x, y: box.y + off.y }));
}

function bestShift(
  one: Standing,
  tried: readonly Shift[],
  all: readonly Costly[],
  scene: LaneScene,
): Shift {
  const { letter } = scene;
  const { boxes, mark, dir } = one;
  const reach = 2 * MOST * letter;
  const wide = boxes.map((box) => ({ ...box, w: box.w + reach, h: box.h + reach }));
  const near = all.filter(([other]) => wide.some((box) => overlap(box, other) > 0));
  const best = cheapest(tried, (shift, least) => {
    let cost = shift.lost;
    if (cost >= least) return cost;
    for (const box of boxesAt(one, shift)) {
      if (mark && (box.x - mark.x) * dir.x + (box.y - mark.y) * dir.y > 0) cost += BEYOND;
      cost += (COSTS.edge * outside(box, scene)) / letter;
      if (cost >= least) return cost;
      for (const [other, each] of near) cost += (each * overlap(box, other)) / (letter * letter);
    }
    return cost;
  });
  return best ?? NONE;
}

/** Pixels by which a box is cut, or its bars. */
function outside({ x, y, w, h }: Box, { width, height, letter }: LaneScene): number {
  const right = Math.abs(x - width / 2) + (w + BARS * letter) / 2;
  const down = Math.abs(y - height / 2) + h / 2;
  return Math.max(0, right - width / 2) + Math.max(0, down - height / 2);
}

function laneAt(one: Standing, shift: Shift): TokenLane {
  const { lane, places } = one;
  const off = offOf(one, shift);
  const moved = ({ x, y }: Point): Point => ({ x: x + off.x, y: y + off.y });
  return { ...lane, placesAt: (now) => (places ?? lane.placesAt(now))?.map(moved) ?? null };
}
