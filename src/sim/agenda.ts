/**
 * What is due, as a persistent pairing heap ordered by (at, seq): ten lines that are as fast as
 * calendars and arrays (reference: performance.md), and every earlier agenda stays valid.
 */
interface HeapNode<T> {
  readonly at: number;
  readonly seq: number;
  readonly item: T;
  readonly child: HeapNode<T> | null;
  readonly sibling: HeapNode<T> | null;
}
export type Agenda<T> = HeapNode<T> | null;

export interface Entry<T> {
  readonly at: number;
  readonly seq: number;
  readonly item: T;
}

function meld<T>(a: Agenda<T>, b: Agenda<T>): Agenda<T> {
  if (a === null) return b;
  if (b === null) return a;
  const aFirst = a.at < b.at || (a.at === b.at && a.seq < b.seq);
  const first = aFirst ? a : b;
  const second = aFirst ? b : a;
  return {
    at: first.at,
    seq: first.seq,
    item: first.item,
    child: {
      at: second.at,
      seq: second.seq,
      item: second.item,
      child: second.child,
      sibling: first.child,
    },
    sibling: null,
  };
}

/** The agenda with one thing more; `seq` must be unique in it. */
export function push<T>(agenda: Agenda<T>, at: number, seq: number, item: T): Agenda<T> {
  return meld(agenda, { at, seq, item, child: null, sibling: null });
}

/** The earliest entry, or null. */
export function min<T>(agenda: Agenda<T>): Entry<T> | null {
  return agenda;
}

/** The agenda without its earliest entry. */
export function pop<T>(agenda: Agenda<T>): Agenda<T> {
  if (agenda === null) return null;
  // Two passes, without recursion: pair left to right, then meld right to left.
  const pairs: Agenda<T>[] = [];
  let node = agenda.child;
  while (node !== null) {
    const next: Agenda<T> = node.sibling;
    if (next === null) {
      pairs.push(node);
      break;
    }
    pairs.push(meld(node, next));
    node = next.sibling;
  }
  let rest: Agenda<T> = null;
  for (let i = pairs.length - 1; i >= 0; i--) rest = meld(pairs[i] as Agenda<T>, rest);
  return rest;
}

/** Every entry, in no particular order. Cost grows with the agenda: for views and faults only. */
export function entries<T>(agenda: Agenda<T>): Entry<T>[] {
  const found: Entry<T>[] = [];
  const open: HeapNode<T>[] = agenda ? [agenda] : [];
  while (open.length > 0) {
    const node = open.pop() as HeapNode<T>;
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
