import type { Micros } from '../../model/index.ts';
import type { Endpoint } from '../../sim/index.ts';
import type { ClientPlaces } from './client-places.ts';
import type { Box, Point } from './geometry.ts';
import { progressOf, type TokenShape } from './messages.ts';
import { type BentWay, bentWay, TOKEN, tokenPath, widthAllowed } from './token-path.ts';
import { inRow, inside, wayOf } from './token-rows.ts';

/** A message as it is drawn while it travels; of several that travel together, the first. */
export interface DrawnToken {
  /** Tells it apart as long as it is drawn. */
  readonly key: string;
  readonly token: TokenShape;
  /** Equal votes of one server, drawn as one; empty: a single message. */
  readonly stack: readonly TokenShape[];
  /** So many are behind it, and not drawn. */
  readonly behind: number;
  readonly label: string;
  readonly w: number;
  readonly h: number;
  /** Its direction in degrees, 0 being to the right; null: one ahead of it shows it already. */
  readonly heading: number | null;
}

/** A message and where it is. */
export interface PlacedToken extends DrawnToken {
  readonly at: Point;
}

/** All that travels one way together: what is drawn of it, which time does not change. */
export interface TokenLane {
  readonly tokens: readonly TokenShape[];
  readonly courses: readonly DrawnToken[];
  /** Where each of the courses is; null: one has passed another, and they are to be laid anew. */
  readonly placesAt: (now: Micros) => readonly Point[] | null;
}

type StandApart = (
  lanes: readonly TokenLane[],
  scene: LaneScene,
  now: Micros,
) => readonly TokenLane[];
/** Lays what travels one way together, unless the same has been laid already. */
export type AddLane = (
  key: string,
  group: readonly TokenShape[],
  lay: (group: readonly TokenShape[]) => TokenLane | null,
) => void;
type StackVotes = (
  tokens: readonly TokenShape[],
  scene: LaneScene,
  now: Micros,
  add: AddLane,
) => ReadonlySet<TokenShape>;

/** What lanes are laid by. */
export interface LaneScene {
  /** Pixels of the stage's smallest words. */
  readonly letter: number;
  /** The words of a token, the longest first. */
  readonly labelsOf: (token: TokenShape) => readonly string[];
  /** The two boxes between which a message travels; null: one is not on the stage. */
  readonly boxesOf: (from: Endpoint, to: Endpoint) => readonly [Box, Box] | null;
  /** Where stacks are heading: the middle of the servers. */
  readonly middle: Point;
  /** How many servers there are: a few do not crowd each other with votes. */
  readonly servers: number;
  /** Draws equal votes of one server as one; where it is missing, each is by itself. */
  readonly stackVotes?: StackVotes | undefined;
  /** How messages that stand still go out of each other's way. */
  readonly standApart?: StandApart | undefined;
  /** The marks of cuts. */
  readonly cuts?: ReadonlyMap<string, Box> | undefined;
  /** Clients for whom there is no room. */
  readonly more?: ClientPlaces['more'];
  /** Stacks that somebody has opened. */
  readonly opened?: ReadonlySet<string>;
  readonly width: number;
  readonly height: number;
  /** What stands on the stage: messages go round what is not at their ends. */
  readonly things?: ReadonlyMap<Endpoint, Box>;
}

/** So many of a crowd are drawn one by one. */
const DRAWN = 3;
/** What stands still may take so much of its way, so that it can be read. */
const STANDING = 0.9;
/** In an ensemble of so many, votes that stand still crowd each other. */
export const MANY = 4;

/** Pixels of a token with these words. Wide characters count double. */
export function tokenWidth(label: string, letter: number): number {
  let letters = TOKEN.pad;
  for (const one of label) letters += one > '⺀' ? TOKEN.wide : TOKEN.letter;
  return letters * letter;
}

export function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string | null,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/**
 * The lanes of the messages, in the order in which they are at `now`; those whose ends are not on
 * the stage are left out. Lanes of before that hold the very same messages are kept: so `before`
 * has to be of this scene.
 */
export function lanesOf(
  tokens: readonly TokenShape[],
  scene: LaneScene,
  now: Micros,
  before: ReadonlyMap<string, TokenLane> = new Map(),
): ReadonlyMap<string, TokenLane> {
  const lanes = new Map<string, TokenLane>();
  const add: AddLane = (key, group, lay) => {
    const known = before.get(key);
    const lane = known && isStill(known, group, now) ? known : askedOnce(lay(group));
    if (lane !== null) lanes.set(key, lane);
  };
  const stacked = scene.stackVotes?.(tokens, scene, now, add);
  const single = tokens.filter((token) => !stacked?.has(token));
  for (const [key, stream] of grouped(single, ({ from, to }) => `${from}>${to}`)) {
    add(key, stream, (all) => streamLane(all, scene, now));
  }
  return lanes;
}

/** A lane that is asked twice for one moment works it out once: it is laid, and then drawn. */
function askedOnce(lane: TokenLane | null): TokenLane | null {
  if (lane === null) return null;
  let [asked, places] = [Number.NaN, null as readonly Point[] | null];
  const placesAt = (now: Micros): readonly Point[] | null => {
    if (now !== asked) [asked, places] = [now, lane.placesAt(now)];
    return places;
  };
  return { ...lane, placesAt };
}

function isStill(
  { tokens, placesAt }: TokenLane,
  group: readonly TokenShape[],
  now: Micros,
): boolean {
  return (
    tokens.length === group.length &&
    group.every((token, i) => token === tokens[i]) &&
    placesAt(now) !== null
  );
}

/** Where the messages of lanes are at `now`, the one sent first first. */
export function placedIn(lanes: Iterable<TokenLane>, now: Micros): readonly PlacedToken[] {
  const placed: PlacedToken[] = [];
  for (const { courses, placesAt } of lanes) {
    placesAt(now)?.forEach((at, i) => {
      placed.push({ ...(courses[i] as DrawnToken), at });
    });
  }
  return placed.sort((a, b) => a.token.id - b.token.id);
}

const isStandingVote = ({ form, waits }: TokenShape): boolean =>
  form === 'envelope' && waits !== null;

export function degrees(from: Point, to: Point): number {
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
}

/**
 * How far along its link each of one direction's messages is: none is ahead of one that stands
 * still in its stream. Votes travel by themselves.
 */
function sharesOf(stream: readonly TokenShape[], now: Micros): (token: TokenShape) => number {
  let last = 1;
  for (const token of stream) {
    if (token.waits !== null && isQueued(token)) last = Math.min(last, progressOf(token, now));
  }
  return (token) => Math.min(progressOf(token, now), isQueued(token) ? last : 1);
}

const isQueued = ({ form }: TokenShape): boolean => form !== 'envelope';

/** The messages of one direction of a link, each as short as its way asks for. */
function streamLane(stream: readonly TokenShape[], scene: LaneScene, at: Micros): TokenLane | null {
  const { letter, width } = scene;
  const [first] = stream;
  const boxes = first && scene.boxesOf(first.from, first.to);
  if (!boxes) return null;
  const [from, to] = boxes;
  const shareAt = sharesOf(stream, at);
  const all = stream
    .map((token) => ({ token, share: shareAt(token) }))
    .sort((a, b) => b.share - a.share || a.token.id - b.token.id)
    .map(({ token }) => token);
  // Across a cut, each server tells each other the same again and again.
  const isSame = scene.servers >= MANY && all.every(isStandingVote);
  const stands = all[0]?.waits !== null;
  const room = widthAllowed(from, to, letter);
  const heading = degrees(from, to);
  /** So many of them one by one, and how many are behind these. */
  const drawn = (count: number) =>
    all.slice(0, count).map((token, i) => {
      const behind = i === count - 1 ? all.length - count : 0;
      const more = behind > 0 ? ` +${behind}` : '';
      const labels = scene.labelsOf(token).map((label) => label + more);
      const label = labels.find((one) => tokenWidth(one, letter) <= room) ?? labels.at(-1) ?? '';
      const dot = token.form === 'dot';
      const h = TOKEN.h * letter;
      const w = dot ? h / 2 : tokenWidth(label, letter);
      const size = { w, h: dot ? h / 2 : h };
      return { token, label, w, h, behind, way: wayOf(wayIn(scene, token, boxes, size), w, h) };
    });
  let count = isSame ? 1 : all.length > DRAWN + 1 ? DRAWN : all.length;
  let some = drawn(count);
  // What stands still is read: as many as the way is long for.
  while (
    stands &&
    count > 1 &&
    some.some(({ way }) => way.apart * (count - 1) > STANDING * way.length)
  ) {
    some = drawn(--count);
  }
  const ways = some.map(({ way }) => way);
  return {
    tokens: stream,
    courses: some.map(({ way: _, ...course }, i) => {
      const key = String(course.token.id);
      return { ...course, key, stack: [], heading: i === 0 ? heading : null };
    }),
    placesAt: (now) => {
      const shares = all.map(sharesOf(stream, now));
      for (let i = 1; i < all.length; i++) {
        const [one, other] = [shares[i - 1] as number, shares[i] as number];
        const isLater = (all[i - 1] as TokenShape).id > (all[i] as TokenShape).id;
        if (one < other || (one === other && isLater)) return null;
      }
      return inRow(ways, shares, stands ? STANDING : 0.5).map((point, i) =>
        inside(point, ways[i]?.w ?? 0, width),
      );
    },
  };
}

/** Found once for what stands on the stage: there are many messages, and few ways. */
const WAYS = new WeakMap<object, Map<string, BentWay>>();

function wayIn(
  { things, ...field }: LaneScene,
  { from, to }: TokenShape,
  boxes: readonly [Box, Box],
  size: { readonly w: number; readonly h: number },
): BentWay {
  if (things === undefined) return { ...tokenPath(...boxes, size), bend: 0 };
  const known = WAYS.get(things) ?? new Map<string, BentWay>();
  WAYS.set(things, known);
  const key = `${from} ${to} ${size.w}`;
  const way = known.get(key) ?? bentWay(...boxes, size, things, field);
  known.set(key, way);
  return way;
}
