/**
 * What is due, as a persistent pairing heap ordered by (at, seq): some lines that are as fast as
 * calendars and arrays, and every earlier agenda stays valid. A root has no sibling.
 */
interface HeapNode<T> {
  readonly at: number;
  readonly seq: number;
  readonly item: T;
  readonly child: HeapNode<T> | null;
  readonly sibling: HeapNode<T> | null;
}
export type Agenda<T> = HeapNode<T> | null;
/** A node that nobody else has seen yet. */
type FreshNode<T> = { -readonly [K in keyof HeapNode<T>]: HeapNode<T>[K] };

export interface Entry<T> {
  readonly at: number;
  readonly seq: number;
  readonly item: T;
}

function node<T>(
  at: number,
  seq: number,
  item: T,
  child: Agenda<T>,
  sibling: Agenda<T>,
): FreshNode<T> {
  return { at, seq, item, child, sibling };
}

function isBefore<T>(a: HeapNode<T>, b: HeapNode<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.seq < b.seq);
}

/** The earlier of two as a root with the later one below it; both stay as they were. */
function meld<T>(a: HeapNode<T>, b: HeapNode<T>): FreshNode<T> {
  const aFirst = isBefore(a, b);
  const first = aFirst ? a : b;
  const second = aFirst ? b : a;
  const below = node(second.at, second.seq, second.item, second.child, first.child);
  return node(first.at, first.seq, first.item, below, null);
}

/** The same of two fresh roots, which need no copies. */
function meldFresh<T>(a: FreshNode<T>, b: FreshNode<T>): FreshNode<T> {
  const aFirst = isBefore(a, b);
  const first = aFirst ? a : b;
  const second = aFirst ? b : a;
  second.sibling = first.child;
  first.child = second;
  return first;
}

/** The agenda with one thing more; `seq` must be unique in it. */
export function push<T>(agenda: Agenda<T>, at: number, seq: number, item: T): Agenda<T> {
  if (agenda === null) return node(at, seq, item, null, null);
  if (agenda.at < at || (agenda.at === at && agenda.seq < seq)) {
    const below = node(at, seq, item, null, agenda.child);
    return node(agenda.at, agenda.seq, agenda.item, below, null);
  }
  return node(at, seq, item, agenda, null);
}

/** The same, of an agenda whose first node nobody else has seen yet. */
export function pushInto<T>(agenda: Agenda<T>, at: number, seq: number, item: T): Agenda<T> {
  const entry = node(at, seq, item, null, null);
  // A cast: only the caller knows that the node is its own.
  return agenda === null ? entry : meldFresh(agenda as FreshNode<T>, entry);
}

/** The earliest entry, or null. */
export function min<T>(agenda: Agenda<T>): Entry<T> | null {
  return agenda;
}

/** The agenda without its earliest entry. Its first node is a new one. */
export function pop<T>(agenda: Agenda<T>): Agenda<T> {
  if (agenda === null) return null;
  // Two passes, without recursion: pair left to right, then meld right to left. The pairs are
  // chained by their siblings, the last one first.
  let pairs: FreshNode<T> | null = null;
  let one = agenda.child;
  while (one !== null) {
    const next: Agenda<T> = one.sibling;
    const pair: FreshNode<T> =
      next === null ? node(one.at, one.seq, one.item, one.child, null) : meld(one, next);
    pair.sibling = pairs;
    pairs = pair;
    one = next === null ? null : next.sibling;
  }
  if (pairs === null) return null;
  // Casts: every sibling in this chain is a pair, and each pair was made above.
  let rest = pairs;
  let left = pairs.sibling as FreshNode<T> | null;
  rest.sibling = null;
  while (left !== null) {
    const further = left.sibling as FreshNode<T> | null;
    left.sibling = null;
    rest = meldFresh(left, rest);
    left = further;
  }
  return rest;
}

/** Every entry, in no particular order. Cost grows with the agenda: for views and faults only. */
export function entries<T>(agenda: Agenda<T>): Entry<T>[] {
  const found: Entry<T>[] = [];
  const open: HeapNode<T>[] = agenda ? [agenda] : [];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    found.push(node);
    if (node.child) open.push(node.child);
    if (node.sibling) open.push(node.sibling);
  }
  return found;
}

/** The agenda without the entries for which `drop` holds. */
export function without<T>(agenda: Agenda<T>, drop: (item: T) => boolean): Agenda<T> {
  let kept: Agenda<T> = null;
  for (const entry of entries(agenda)) {
    if (!drop(entry.item)) kept = push(kept, entry.at, entry.seq, entry.item);
  }
  return kept;
}
