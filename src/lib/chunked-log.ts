/**
 * An append-only persistent log: a spine of full chunks and a growing tail. Appending to the newest
 * value costs one push; appending to an older one copies at most a chunk, so forking in the past is
 * cheap (a flat {array, length} log copies everything there: 280 ms were measured). Of 371: to so
 * many places V8 lengthens an array that began with one and grew by pushes (19, 46, 86, 146, 236),
 * so a full chunk has none to spare; 256 items had 115 more.
 */
const CHUNK = 371;

export interface ChunkedLog<T> {
  readonly length: number;
  readonly spine: readonly (readonly T[])[];
  /**
   * Shared with newer values: only the first `length % CHUNK` items (or CHUNK) are this value's.
   */
  readonly tail: readonly T[];
}

const EMPTY: ChunkedLog<never> = Object.freeze({ length: 0, spine: [], tail: [] });

export function emptyLog<T>(): ChunkedLog<T> {
  return EMPTY;
}

/**
 * The log with `item` at its end. O(1) on the newest value, O(CHUNK) on an older one. Who appends
 * to an older value what the newer one has there anyway shares it: the logs of all servers of a
 * quorum hold the same, and stand in the same chunks.
 */
export function append<T>(log: ChunkedLog<T>, item: T): ChunkedLog<T> {
  const used = log.length - log.spine.length * CHUNK;
  const tail = log.tail as T[];
  if (used === 0 || used === CHUNK) return branch(log, used, item);
  if (tail.length === used) tail.push(item);
  else if (tail[used] !== item) return branch(log, used, item);
  return { length: log.length + 1, spine: log.spine, tail };
}

/** A log that got a tail of its own, and what it went on from. */
interface NewTail {
  readonly from: readonly unknown[];
  readonly log: ChunkedLog<unknown>;
}

/**
 * The latest new tails: a log that goes on from the same place with the same item takes the one
 * that is there. A ring, so that they are forgotten; that costs memory and never correctness.
 */
const newTails: (NewTail | null)[] = new Array<NewTail | null>(32).fill(null);
let latestTail = 0;

/** The same with a tail of its own: a chunk begins, or a newer value has something else there. */
function branch<T>(log: ChunkedLog<T>, used: number, item: T): ChunkedLog<T> {
  const length = log.length + 1;
  for (const known of newTails) {
    if (known?.from !== log.tail || known.log.length !== length) continue;
    if (itemAt(known.log, length - 1) === item) return known.log as ChunkedLog<T>;
  }
  // Not by spreading, which leaves room to spare in each of the many spines that are kept.
  const spine = used === CHUNK ? log.spine.concat([log.tail]) : log.spine;
  const tail = used === CHUNK ? [item] : log.tail.slice(0, used);
  if (used < CHUNK) tail.push(item);
  const next: ChunkedLog<T> = { length, spine, tail };
  latestTail = (latestTail + 1) % newTails.length;
  newTails[latestTail] = { from: log.tail, log: next };
  return next;
}

/** The item at `index`, 0 to length - 1; undefined outside. */
export function itemAt<T>(log: ChunkedLog<T>, index: number): T | undefined {
  if (index < 0 || index >= log.length) return undefined;
  const chunk = (index / CHUNK) | 0;
  return chunk < log.spine.length
    ? (log.spine[chunk] as readonly T[])[index % CHUNK]
    : log.tail[index - log.spine.length * CHUNK];
}

export function lastItem<T>(log: ChunkedLog<T>): T | undefined {
  return itemAt(log, log.length - 1);
}

/** The first `length` items as a log of their own: shares all whole chunks. */
export function takeLog<T>(log: ChunkedLog<T>, length: number): ChunkedLog<T> {
  if (length >= log.length) return log;
  if (length <= 0) return EMPTY;
  const chunks = ((length - 1) / CHUNK) | 0;
  const source = chunks < log.spine.length ? (log.spine[chunks] as readonly T[]) : log.tail;
  return {
    length,
    spine: log.spine.slice(0, chunks),
    tail: source.slice(0, length - chunks * CHUNK),
  };
}

/** Items `from` to `to` (exclusive) as an array. */
export function sliceLog<T>(log: ChunkedLog<T>, from: number, to: number = log.length): T[] {
  const items: T[] = [];
  for (let i = Math.max(0, from); i < to && i < log.length; i++) items.push(itemAt(log, i) as T);
  return items;
}

/**
 * The first index in [from, length) for which `holds` is true of the item; length if none. `holds`
 * is monotone.
 */
export function searchLog<T>(log: ChunkedLog<T>, holds: (item: T) => boolean, from = 0): number {
  let low = from;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(itemAt(log, middle) as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
