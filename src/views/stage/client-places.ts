import type { ClientName, ServerId } from '../../model/index.ts';
import type { Endpoint } from '../../sim/index.ts';
import { belowGap, type CardPlaces, MARK, middleOf } from './card-places.ts';
import { type Box, distance, edgeOf, isCrossed, overlap, type Point } from './geometry.ts';

export interface Guests {
  readonly width: number;
  readonly height: number;
  readonly far?: boolean;
  readonly clients: readonly { readonly name: ClientName; readonly server: ServerId }[];
  /** Where something else stands already: no client stands there. */
  readonly taken?: readonly Box[];
  /** Whether a box is behind a wall that parts it from its server: no client stands there. */
  readonly walled?: ((box: Box, server: ServerId) => boolean) | undefined;
  /** Where not all find room, these do before others. */
  readonly wanted?: ReadonlySet<ClientName>;
}

/** A client's mark: its ring at the left of its words, or, left of its server, at the right. */
export interface MarkBox extends Box {
  readonly mirrored?: boolean;
}

export interface ClientPlaces {
  readonly clients: ReadonlyMap<ClientName, MarkBox>;
  /** Clients for which there is no room, counted at their server, and where the count stands. */
  readonly more: readonly {
    readonly server: ServerId;
    readonly count: number;
    readonly at: Point;
  }[];
}

/** A client's end of its connection: the ring of its mark. */
export function ringBox(mark: MarkBox): Box {
  const side = mark.h * 0.82;
  const off = mark.w / 2 - side * 0.62;
  return { x: mark.x + (mark.mirrored ? off : -off), y: mark.y, w: side, h: side };
}

/** Where a client's connection meets its server: the nearest point of the card's edge. */
export function doorOf(card: Box, ring: Box): Box {
  const inset = Math.min(16, card.w / 4, card.h / 4);
  const x = Math.max(card.x - card.w / 2 + inset, Math.min(ring.x, card.x + card.w / 2 - inset));
  const y = Math.max(card.y - card.h / 2 + inset, Math.min(ring.y, card.y + card.h / 2 - inset));
  const below = Math.abs(ring.y - card.y) > card.h / 2;
  return below ? { x, y: card.y, w: 2, h: card.h } : { x: card.x, y, w: card.w, h: 2 };
}

/** The boxes between which a message travels: cards, or a client's ring and its server's edge. */
export function wayOf(
  from: Endpoint,
  to: Endpoint,
  boxOf: (end: Endpoint) => MarkBox | undefined,
): readonly [Box, Box] | null {
  const [a, b] = [boxOf(from), boxOf(to)];
  if (!a || !b) return null;
  if (typeof from === 'string') return [handOf(a), doorOf(b, ringBox(a))];
  if (typeof to === 'string') return [doorOf(a, ringBox(b)), handOf(b)];
  return [a, b];
}

/** The ring and the height of the mark: no message covers the words beside the ring. */
function handOf(mark: MarkBox): Box {
  return { ...ringBox(mark), h: mark.h };
}

/** Places for marks around a card, and, further off, all over the stage. */
function slotsOf(card: Box, w: number, guests: Guests, letter: number): readonly MarkBox[] {
  const { width, height } = guests;
  const h = MARK.h * letter;
  const gap = 0.4 * letter;
  const [down, aside] = [belowGap(guests, letter) * letter, 5.1 * letter];
  const slots: MarkBox[] = [];
  const push = (x: number, y: number): void => {
    // The ring is on the side of the card, so that the tie does not run behind the words.
    const mirrored = x < card.x - card.w / 4;
    const inside = x - w / 2 >= 0 && x + w / 2 <= width && y - h / 2 >= 0 && y + h / 2 <= height;
    if (inside) slots.push(mirrored ? { x, y, w, h, mirrored } : { x, y, w, h });
  };
  for (let column = -4; column <= 4; column++) {
    for (let row = 0; row < 3; row++) {
      const y = card.h / 2 + down + h / 2 + row * (h + gap);
      push(card.x + (column * (w + gap)) / 2, card.y + y);
      push(card.x + (column * (w + gap)) / 2, card.y - y);
    }
  }
  for (const side of [1, -1]) {
    for (let row = 0; row * (h + gap) < card.h; row++) {
      const x = card.w / 2 + aside + w / 2;
      const y = card.y - card.h / 2 + h / 2 + row * (h + gap);
      push(card.x + side * x, y);
    }
  }
  for (let y = h / 2; y + h / 2 <= height; y += h + gap) {
    for (let x = w / 2 + gap; x + w / 2 <= width; x += w + gap) push(x, y);
  }
  return slots;
}

/** A mark that has its place, and the door to which it is tied. */
type Tied = readonly [mark: MarkBox, door: Box];

/**
 * How far a mark is from where it should be: near its server, outside the ring, on no line. What is
 * not less than `most` is not counted to its end: hundreds of places are asked about.
 */
function costOf(
  slot: MarkBox,
  card: Box,
  cards: readonly Box[],
  ties: readonly Tied[],
  middle: Point,
  letter: number,
  most: number,
): number {
  const ring = ringBox(slot);
  const door = doorOf(card, ring);
  let cost = distance(edgeOf(door, ring), ring) + Math.abs(slot.x - card.x) * 0.05;
  // Inside the ring is where the servers talk to each other.
  if (distance(slot, middle) < distance(card, middle)) cost += 8 * letter;
  if (cost >= most) return cost;
  for (const [mark, other] of ties) {
    if (isCrossed(mark, door, ring)) cost += 16 * letter;
    if (isCrossed(slot, other, ringBox(mark))) cost += 16 * letter;
  }
  if (cost >= most) return cost;
  for (const other of cards) {
    if (other === card) continue;
    if (isCrossed(other, door, ring)) cost += 40 * letter;
  }
  if (cost >= most) return cost;
  // What travels between two servers needs as much room as it is large.
  const wide = { ...slot, w: slot.w + 11 * letter, h: slot.h + 4 * letter };
  cards.forEach((a, i) => {
    for (const b of cards.slice(i + 1)) if (isCrossed(wide, a, b)) cost += 16 * letter;
  });
  return cost;
}

/** Letters of way that a narrow mark has to save before it is worth the words that it loses. */
const WORTH = 9;

/** `widths`: what marks may have, in letters. */
function placed(guests: Guests, places: CardPlaces, widths: readonly number[]): ClientPlaces {
  const { letter, cards } = places;
  const boxes = [...cards.values()];
  const middle = middleOf(cards);
  const taken: Box[] = [...(guests.taken ?? [])];
  // Messages have to be seen between a mark and a card.
  const kept = boxes.map((box) => ({ ...box, w: box.w + letter, h: box.h + 3.6 * letter }));
  const down = (2 * belowGap(guests, letter) - 0.1) * letter;
  const clients = new Map<ClientName, MarkBox>();
  const ties: Tied[] = [];
  const counts = new Map<ServerId, number>();
  for (const { name, server } of guests.clients) {
    const card = cards.get(server);
    if (card === undefined) continue;
    let best: MarkBox | null = null;
    let least = Number.POSITIVE_INFINITY;
    const own = [
      { ...card, w: card.w + 10 * letter },
      { ...card, h: card.h + down },
    ];
    const barred = [...own, ...kept, ...taken];
    for (const slot of widths.flatMap((w) => slotsOf(card, w * letter, guests, letter))) {
      if (barred.some((box) => overlap(slot, box) > 0) || guests.walled?.(slot, server)) continue;
      const lost = slot.w < MARK.wide * letter ? WORTH * letter : 0;
      const most = least - lost - 1e-6;
      const cost = costOf(slot, card, boxes, ties, middle, letter, most);
      if (cost >= most) continue;
      best = slot;
      least = cost + lost;
    }
    if (best === null) {
      counts.set(server, (counts.get(server) ?? 0) + 1);
      continue;
    }
    clients.set(name, best);
    ties.push([best, doorOf(card, ringBox(best))]);
    taken.push({ ...best, w: best.w + 0.3 * letter, h: best.h + 0.2 * letter });
  }
  const more = [...counts].map(([server, count]) => {
    const card = cards.get(server) as Box;
    const [half, high] = [3 * letter, 0.75 * letter];
    const x = Math.max(half, Math.min(card.x, guests.width - half));
    const below = card.y + card.h / 2 + 0.8 * letter;
    const y = below + high > guests.height ? card.y - card.h / 2 - 0.8 * letter : below;
    return { server, count, at: { x, y } };
  });
  return { clients, more };
}

/**
 * Clients beside their servers, in the order in which they came. A mark is narrow where it finds no
 * good place otherwise, and all are where not all find one; who finds none even then is counted.
 */
export function clientPlaces(guests: Guests, places: CardPlaces): ClientPlaces {
  const usual = inOrder(guests, places);
  const wanted = (name: ClientName) => guests.wanted?.has(name) === true;
  const misses = guests.clients.some(({ name }) => wanted(name) && !usual.clients.has(name));
  if (usual.more.length === 0 || !misses) return usual;
  const first = guests.clients.filter(({ name }) => wanted(name));
  const then = guests.clients.filter(({ name }) => !wanted(name));
  return inOrder({ ...guests, clients: [...first, ...then] }, places);
}

function inOrder(guests: Guests, places: CardPlaces): ClientPlaces {
  const narrow = guests.width < 520 || guests.far ? MARK.least : MARK.narrow;
  const some = placed(guests, places, [MARK.wide, narrow]);
  if (some.more.length === 0) return some;
  const all = placed(guests, places, [guests.far ? MARK.slim : MARK.least]);
  return all.clients.size > some.clients.size ? all : some;
}
