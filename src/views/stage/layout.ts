import { polygonHull } from 'd3';
import type { ClientName, ServerId } from '../../model/index.ts';
import { along, type Box, distance, edgeOf, overlap, type Point } from './geometry.ts';

/** How much a card says: everything; no labels; number, role and the last cells. */
export type CardSize = 'full' | 'compact' | 'small';

export const CARD_SIZES: Readonly<Record<CardSize, { readonly w: number; readonly h: number }>> = {
  full: { w: 232, h: 122 },
  compact: { w: 162, h: 98 },
  small: { w: 108, h: 66 },
};

const CLIENT_H = 40;
const MARGIN = 14;
const ROW = CLIENT_H + 4;

/** Marks are narrower where the stage is: the second line is then cut short. */
function clientWidth(input: StageInput): number {
  return input.width < 520 ? 110 : 162;
}
/** How far clients stand from their server, so that messages between them can be seen to travel. */
const BESIDE = 72;
const BELOW = 46;

function belowOf(input: StageInput): number {
  return input.height < 470 ? 14 : BELOW;
}

export interface StageInput {
  readonly width: number;
  readonly height: number;
  readonly servers: readonly ServerId[];
  readonly clients: readonly { readonly name: ClientName; readonly server: ServerId }[];
  /** Where something else stands already: no client stands there. */
  readonly taken?: readonly Box[];
}

export interface StagePlaces {
  readonly size: CardSize;
  readonly cards: ReadonlyMap<ServerId, Box>;
  readonly clients: ReadonlyMap<ClientName, Box>;
  /** Clients for which there is no room, counted at their server, and where the count stands. */
  readonly more: readonly {
    readonly server: ServerId;
    readonly count: number;
    readonly at: Point;
  }[];
}

/**
 * Places on a ring, -1 to 1 in both directions: the highest number on top, the others clockwise
 * down from it; an even ring stands on a flat side. It depends on the numbers alone, so that
 * servers keep their place whatever their roles.
 */
export function ring(count: number): readonly Point[] {
  if (count === 1) return [{ x: 0, y: 0 }];
  const offset = count % 2 === 0 ? Math.PI / count : 0;
  const points = Array.from({ length: count }, (_, i) => {
    // From the top, clockwise; index 0 (the lowest number) comes last.
    const angle = ((count - 1 - i) / count) * 2 * Math.PI + offset;
    return { x: Math.sin(angle), y: -Math.cos(angle) };
  });
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return points.map(({ x, y }) => ({ x: spread(x, xs), y: spread(y, ys) }));
}

/** `value` on a scale on which the least of all is -1 and the greatest 1. */
function spread(value: number, all: readonly number[]): number {
  const least = Math.min(...all);
  const most = Math.max(...all);
  return most - least < 1e-9 ? 0 : ((value - least) / (most - least)) * 2 - 1;
}

function cardsOf(input: StageInput, size: CardSize, below: number): ReadonlyMap<ServerId, Box> {
  const { w, h } = CARD_SIZES[size];
  const rx = Math.max(0, (input.width - w) / 2 - MARGIN);
  const top = MARGIN + h / 2;
  const bottom = Math.max(top, input.height - MARGIN - below - h / 2);
  const places = ring(input.servers.length);
  const cards = new Map<ServerId, Box>();
  input.servers.forEach((sid, i) => {
    const { x, y } = places[i] as Point;
    cards.set(sid, {
      x: input.width / 2 + x * rx,
      y: (top + bottom) / 2 + (y * (bottom - top)) / 2,
      w,
      h,
    });
  });
  return cards;
}

function fits(cards: ReadonlyMap<ServerId, Box>): boolean {
  const boxes = [...cards.values()].map((box) => ({ ...box, w: box.w + 28, h: box.h + 16 }));
  return boxes.every((box, i) => boxes.slice(i + 1).every((other) => overlap(box, other) === 0));
}

/** Which of the places beside a server its clients take, in this order. */
function slotsOf(sid: ServerId, cards: ReadonlyMap<ServerId, Box>, input: StageInput): Box[] {
  const card = cards.get(sid) as Box;
  const w = clientWidth(input);
  const h = CLIENT_H;
  const slots: Box[] = [];
  const push = (x: number, y: number): void => {
    slots.push({ x, y, w, h });
  };
  const others = [...cards].filter(([other]) => other !== sid).map(([, box]) => box);
  const alone = others.every((box) => Math.abs(box.y - card.y) > (box.h + card.h) / 2 - 8);
  if (alone && others.length > 0 && card.y < input.height / 2) {
    const room = (input.width - card.w) / 2 - w - 4;
    const aside = Math.max(4, Math.min(BESIDE, room));
    for (const side of [1, -1]) {
      for (let row = 0; row * ROW < card.h - 20; row++) {
        push(card.x + side * (card.w / 2 + aside + w / 2), card.y - card.h / 2 + h / 2 + row * ROW);
      }
    }
  }
  const left = Math.max(
    0,
    ...others.filter((o) => near(o, card) && o.x < card.x).map((o) => (o.x + card.x) / 2),
  );
  const right = Math.min(
    input.width,
    ...others.filter((o) => near(o, card) && o.x > card.x).map((o) => (o.x + card.x) / 2),
  );
  const columns = Math.max(1, Math.floor((right - left - 8) / (w + 6)));
  const span = columns * (w + 6);
  const from = Math.max(left + 4, Math.min(card.x - span / 2, right - span - 4));
  const offset = (column: number): number =>
    Math.abs(from + (column + 0.5) * (w + 6) - card.x + 0.01);
  // The place next to the card's own axis first.
  const order = Array.from({ length: columns }, (_, i) => i).sort((a, b) => offset(a) - offset(b));
  for (let row = 0; row < 2; row++) {
    for (const column of order) {
      push(
        from + 3 + w / 2 + column * (w + 6),
        card.y + card.h / 2 + belowOf(input) + h / 2 + row * ROW,
      );
    }
  }
  return slots;
}

/** Side by side, more or less: they share the room below them. */
function near(a: Box, b: Box): boolean {
  return Math.abs(a.y - b.y) < (a.h + b.h) / 2;
}

function insideStage(box: Box, input: StageInput): boolean {
  return (
    box.x - box.w / 2 >= 0 &&
    box.x + box.w / 2 <= input.width &&
    box.y - box.h / 2 >= 0 &&
    box.y + box.h / 2 <= input.height
  );
}

/**
 * Clients beside their servers, each server's own first; who finds no place there stands at the
 * nearest free one elsewhere, and who finds none at all is counted.
 */
function clientsOf(
  input: StageInput,
  cards: ReadonlyMap<ServerId, Box>,
): Pick<StagePlaces, 'clients' | 'more'> {
  const clients = new Map<ClientName, Box>();
  const taken: Box[] = [...cards.values(), ...(input.taken ?? [])];
  const isFree = (slot: Box): boolean =>
    insideStage(slot, input) && taken.every((box) => overlap(slot, box) === 0);
  const place = (name: ClientName, slots: readonly Box[]): boolean => {
    const slot = slots.find(isFree);
    if (slot === undefined) return false;
    clients.set(name, slot);
    taken.push(slot);
    return true;
  };
  const slots = new Map(input.servers.map((sid) => [sid, slotsOf(sid, cards, input)]));
  const guests = input.clients.filter((one) => !place(one.name, slots.get(one.server) ?? []));
  const counts = new Map<ServerId, number>();
  for (const { name, server } of guests) {
    const card = cards.get(server);
    if (card === undefined) continue;
    const elsewhere = [...slots.values()]
      .flat()
      .sort((a, b) => distance(a, card) - distance(b, card));
    if (!place(name, elsewhere)) counts.set(server, (counts.get(server) ?? 0) + 1);
  }
  const more = [...counts].map(([server, count]) => {
    const card = cards.get(server) as Box;
    return { server, count, at: { x: card.x, y: card.y + card.h / 2 + 10 } };
  });
  return { clients, more };
}

/** Where everything stands: the largest cards that leave room between them. */
export function stagePlaces(input: StageInput): StagePlaces {
  // Room for clients is kept before there are any: nothing moves when the first one comes.
  const below = input.height > 300 ? ROW + belowOf(input) : 0;
  for (const size of ['full', 'compact', 'small'] as const) {
    const cards = cardsOf(input, size, below);
    if (!fits(cards) && size !== 'small') continue;
    return { size, cards, ...clientsOf(input, cards) };
  }
  throw new Error('the last size is always taken');
}

/** The two ends of a link, at the edges of its boxes. */
export function linkEnds(a: Box, b: Box, gap = 4): readonly [Point, Point] {
  return [edgeOf(a, b, gap), edgeOf(b, a, gap)];
}

const ASIDE = 10;
/** Tokens are wider than high: side by side they need more room than one below the other. */
const APART = { x: 66, y: 30 };

/**
 * Where the messages of one direction of a link stand: each at its share of the way, and a little
 * to the right, so that the two directions pass each other. Later ones keep behind earlier ones, as
 * far as the link is long.
 */
export function tokenPlaces(from: Box, to: Box, shares: readonly number[]): readonly Point[] {
  const [start, end] = linkEnds(from, to, 2);
  const length = distance(start, end);
  const across = length === 0 ? 0 : Math.abs(end.x - start.x) / length;
  const wanted = across * APART.x + (1 - across) * APART.y;
  const apart = Math.min(wanted, length / Math.max(1, shares.length));
  let last = Number.POSITIVE_INFINITY;
  return shares.map((share, i) => {
    const least = (shares.length - 1 - i) * apart * 0.5;
    const pixels = Math.max(
      Math.min(share * length, last - apart),
      Math.min(least, share * length),
    );
    last = pixels;
    return along(start, end, pixels / (length || 1), ASIDE);
  });
}

/** A client's end of its connection: the ring, at the left of its mark. */
export function ringBox(mark: Box): Box {
  return { x: mark.x - mark.w / 2 + 20, y: mark.y, w: 34, h: 34 };
}

/** Where a client's connection meets its server: the nearest point of the card's edge. */
export function doorOf(card: Box, ring: Box): Box {
  const inset = 16;
  const x = Math.max(card.x - card.w / 2 + inset, Math.min(ring.x, card.x + card.w / 2 - inset));
  const y = Math.max(card.y - card.h / 2 + inset, Math.min(ring.y, card.y + card.h / 2 - inset));
  const below = Math.abs(ring.y - card.y) > card.h / 2;
  return below ? { x, y: card.y, w: 2, h: card.h } : { x: card.x, y, w: card.w, h: 2 };
}

/** An outline around boxes: the servers that still hear each other behind a partition. */
export function wallPath(boxes: readonly Box[], gap = 12): string {
  const corners = boxes.flatMap(({ x, y, w, h }): [number, number][] => {
    const [dx, dy] = [w / 2 + gap, h / 2 + gap];
    return [
      [x - dx, y - dy],
      [x + dx, y - dy],
      [x + dx, y + dy],
      [x - dx, y + dy],
    ];
  });
  const hull = polygonHull(corners);
  return hull === null ? '' : `M${hull.map((point) => point.join(' ')).join('L')}z`;
}
