import {
  append,
  type ChunkedLog,
  emptyLog,
  itemAt,
  searchLog,
  sliceLog,
  takeLog,
} from '../lib/index.ts';
import type { Micros } from '../model/index.ts';

/** Times in one block, once it is full: each as what came after the first of them. */
interface Block {
  readonly first: Micros;
  readonly after: Uint32Array | Float64Array;
}

/**
 * Times of a run in order, some of them equal: more than a million in ten busy minutes. So all but
 * the latest stand in blocks of plain numbers, four bytes each. Immutable.
 */
export interface BeatLog {
  readonly length: number;
  readonly full: ChunkedLog<Block>;
  readonly latest: ChunkedLog<Micros>;
}

/** A block is large beside what an array of plain numbers costs by itself, some 300 bytes. */
const BLOCK = 1024;

export const NO_BEATS: BeatLog = { length: 0, full: emptyLog(), latest: emptyLog() };

function packed(times: readonly Micros[]): Block {
  const first = times[0] as Micros;
  const after = times.map((at) => at - first);
  const fits = (after.at(-1) as Micros) <= 0xffffffff; // 71 minutes
  return { first, after: fits ? Uint32Array.from(after) : Float64Array.from(after) };
}

/** The beats with one more, which is not before the last. */
export function withBeat({ length, full, latest }: BeatLog, at: Micros): BeatLog {
  const more = append(latest, at);
  if (more.length < BLOCK) return { length: length + 1, full, latest: more };
  return { length: length + 1, full: append(full, packed(sliceLog(more, 0))), latest: emptyLog() };
}

/** Beat number `index`, 0 to length - 1; undefined outside. */
export function beatAt({ full, latest }: BeatLog, index: number): Micros | undefined {
  if (index < 0) return undefined;
  const block = itemAt(full, Math.floor(index / BLOCK));
  if (block === undefined) return itemAt(latest, index - full.length * BLOCK);
  return block.first + (block.after[index % BLOCK] as number);
}

/** All of them, oldest first. */
export function timesOf(beats: BeatLog): Micros[] {
  return Array.from({ length: beats.length }, (_, i) => beatAt(beats, i) as Micros);
}

/** How many beats are at or before a time. */
export function beatsUntil(beats: BeatLog, at: Micros): number {
  const { full, latest } = beats;
  const inLatest = searchLog(latest, (beat) => beat > at);
  if (inLatest > 0) return full.length * BLOCK + inLatest;
  const index = searchLog(full, ({ first }) => first > at) - 1;
  const block = itemAt(full, index);
  if (block === undefined) return 0;
  let [low, high] = [0, BLOCK];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (block.first + (block.after[middle] as number) > at) high = middle;
    else low = middle + 1;
  }
  return index * BLOCK + low;
}

/** The first so many beats. */
export function takeBeats(beats: BeatLog, length: number): BeatLog {
  if (length >= beats.length) return beats;
  const whole = Math.floor(length / BLOCK);
  let latest = emptyLog<Micros>();
  for (let i = whole * BLOCK; i < length; i++) latest = append(latest, beatAt(beats, i) as Micros);
  return { length, full: takeLog(beats.full, whole), latest };
}
