import type { Micros } from '../../model/index.ts';
import type { Endpoint } from '../../sim/index.ts';
import { along, type Box, distance, edgeOf, type Point } from './geometry.ts';
import { progressOf, type TokenShape } from './messages.ts';
import { TOKEN, tokenPath, widthAllowed } from './token-path.ts';

/** A message and where it is; of several that travel together, the first. */
export interface PlacedToken {
  /** Tells it apart as long as it is drawn. */
  readonly key: string;
  readonly token: TokenShape;
  /** Equal votes of one server, drawn as one; empty: a single message. */
  readonly stack: readonly TokenShape[];
  readonly label: string;
  readonly at: Point;
  readonly w: number;
  readonly h: number;
  /** Its direction in degrees, 0 being to the right; null: one ahead of it shows it already. */
  readonly heading: number | null;
}

export interface TokenScene {
  readonly now: Micros;
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
  /** Stacks that somebody has opened. */
  readonly opened?: ReadonlySet<string>;
  readonly width: number;
}

/** So many of a crowd are drawn one by one. */
const DRAWN = 3;
/** From so many on, equal votes of one server are one stack, in an ensemble of so many. */
const STACKED = 3;
const CROWDED = 5;

/** Pixels of a token with these words. Wide characters count double. */
export function tokenWidth(label: string, letter: number): number {
  let letters = TOKEN.pad;
  for (const one of label) letters += one > '⺀' ? TOKEN.wide : TOKEN.letter;
  return letters * letter;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
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

/** A server tells all others the same: that is one thing to see, not one for each of them. */
function stackKey({ form, waits, from, detail }: TokenShape): string | null {
  return form === 'envelope' && waits === null ? `${from} votes ${detail}` : null;
}

/** Where the messages are at `now`; those whose ends are not on the stage are left out. */
export function placedTokens(
  tokens: readonly TokenShape[],
  scene: TokenScene,
): readonly PlacedToken[] {
  const least = scene.servers < CROWDED ? Number.POSITIVE_INFINITY : STACKED;
  const stacks = [...grouped(tokens, stackKey)].filter(
    ([key, group]) => group.length >= least && scene.opened?.has(key) !== true,
  );
  const stacked = new Set(stacks.flatMap(([, group]) => group));
  const single = tokens.filter((token) => !stacked.has(token));
  const streams = grouped(single, (token) => `${token.from}>${token.to}`);
  const placed = [
    ...stacks.flatMap(([key, group]) => placedStack(key, group, scene)),
    ...[...streams.values()].flatMap((stream) => placedStream(stream, scene)),
  ];
  return placed.sort((a, b) => a.token.id - b.token.id);
}

function inside(at: Point, w: number, { width }: TokenScene): Point {
  return { x: Math.max(w / 2 + 2, Math.min(at.x, width - w / 2 - 2)), y: at.y };
}

/** Votes of one server to many, on their way to the middle of the ring. */
function placedStack(key: string, group: readonly TokenShape[], scene: TokenScene): PlacedToken[] {
  const [token] = group;
  const boxes = token && scene.boxesOf(token.from, token.to);
  if (!token || !boxes) return [];
  const { letter, middle } = scene;
  const label = `${scene.labelsOf(token)[0] ?? ''} ×${group.length}`;
  const [w, h] = [tokenWidth(label, letter), TOKEN.h * letter];
  const [from] = boxes;
  const start = edgeOf({ ...from, w: from.w + w + 2, h: from.h + h + 2 }, middle);
  const share = group.reduce((sum, one) => sum + progressOf(one, scene.now), 0) / group.length;
  // Not all the way: in the middle the stacks of all would lie on one heap.
  const at = along(start, middle, share * 0.55);
  const heading = degrees(from, middle);
  return [{ key, token, stack: group, label, at: inside(at, w, scene), w, h, heading }];
}

function degrees(from: Point, to: Point): number {
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
}

/** The messages of one direction of a link, each as short as its way asks for. */
function placedStream(stream: readonly TokenShape[], scene: TokenScene): PlacedToken[] {
  const { letter, now } = scene;
  const [first] = stream;
  const boxes = first && scene.boxesOf(first.from, first.to);
  if (!boxes) return [];
  const [from, to] = boxes;
  const all = stream
    .map((token) => ({ token, share: progressOf(token, now) }))
    .sort((a, b) => b.share - a.share || a.token.id - b.token.id);
  const crowd = all.length > DRAWN + 1 ? all.length - DRAWN : 0;
  const moving = crowd > 0 ? all.slice(0, DRAWN) : all;
  const room = widthAllowed(from, to, letter);
  const heading = degrees(from, to);
  const drawn = moving.map(({ token, share }, i) => {
    const behind = i === moving.length - 1 && crowd > 0 ? ` +${crowd}` : '';
    const labels = scene.labelsOf(token).map((label) => label + behind);
    const label = labels.find((one) => tokenWidth(one, letter) <= room) ?? labels.at(-1) ?? '';
    const h = TOKEN.h * letter;
    const w = token.form === 'dot' ? h / 2 : tokenWidth(label, letter);
    const path = tokenPath(from, to, { w, h: token.form === 'dot' ? h / 2 : h });
    return { token, share, label, w, h, path };
  });
  const places = inRow(drawn);
  return drawn.map(({ token, label, w, h }, i) => {
    const at = inside(places[i] as Point, w, scene);
    const way = i === 0 ? heading : null;
    return { key: String(token.id), token, stack: [], label, at, w, h, heading: way };
  });
}

interface Drawn {
  readonly share: number;
  readonly w: number;
  readonly h: number;
  readonly path: { readonly start: Point; readonly end: Point };
}

/**
 * Each at its share of the way; later ones keep behind earlier ones as far as the way is long, and
 * the first is never pushed back.
 */
function inRow(drawn: readonly Drawn[]): readonly Point[] {
  let last = Number.POSITIVE_INFINITY;
  return drawn.map(({ share, w, h, path: { start, end } }, i) => {
    const length = distance(start, end);
    const across = length === 0 ? 0 : Math.abs(end.x - start.x) / length;
    const down = length === 0 ? 0 : Math.abs(end.y - start.y) / length;
    // Side by side or one below the other, whichever is the shorter way apart.
    const wanted = Math.min((w + 4) / Math.max(across, 0.01), (h + 4) / Math.max(down, 0.01));
    const apart = Math.min(wanted, length / Math.max(1, drawn.length - 1));
    const least = (drawn.length - 1 - i) * apart * 0.5;
    const pixels = Math.max(
      Math.min(share * length, last - apart),
      Math.min(least, share * length),
    );
    last = pixels;
    return length === 0 ? start : along(start, end, pixels / length);
  });
}
