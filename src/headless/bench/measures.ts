import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { MS } from '../../model/index.ts';
import { eventsBetween, extendTo, worldAt } from '../../timeline/index.ts';
import { judgedLight } from './judged.ts';
import { judgedSaturated, treeSizes } from './pipelining.ts';
import { sideCost } from './sides.ts';
import { readyWorld, writeFor, writingTimeline } from './workloads.ts';

/** A measured figure; `more` is better or not decides which of the repeats counts. */
export interface Figure {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  readonly better: 'more' | 'less';
}

const now = () => performance.now();

/** Seeks, fixed in number and place so that two runs of the bench do the same. */
const SEEKS = 2000;

/** Half a minute of one write each 100 ms; the same with a write each 5 ms for the turns. */
function speed(): readonly Figure[] {
  const start = readyWorld();
  const began = now();
  writeFor(start, 300, 100, false);
  const light = (now() - began) / 1000;
  const busyBegan = now();
  const turns = writeFor(start, 20, 5, false);
  const busy = (now() - busyBegan) / 1000;
  const recordedBegan = now();
  const recorded = writeFor(start, 20, 5, true);
  const busyRecorded = (now() - recordedBegan) / 1000;
  return [
    {
      name: 'five servers, a write each 100 ms',
      figure: 300 / light,
      unit: 'sim-s/s',
      better: 'more',
    },
    {
      name: 'five servers, a write each 5 ms',
      figure: turns / busy,
      unit: 'turns/s',
      better: 'more',
    },
    {
      name: 'the same with events',
      figure: recorded / busyRecorded,
      unit: 'turns/s',
      better: 'more',
    },
  ];
}

/** Jumps about in five minutes of 100 writes a second. */
function seek(): readonly Figure[] {
  const end = 300_000 * MS;
  const began = now();
  const timeline = extendTo(writingTimeline(5, 10), end);
  const computing = (now() - began) / 1000;
  const times: number[] = [];
  let seen = 0;
  for (let i = 0; i < SEEKS; i++) {
    const at = Math.floor((((i * 7919) % SEEKS) / SEEKS) * end);
    const from = now();
    seen += worldAt(timeline, at).hosts.length;
    times.push(now() - from);
  }
  const eventTimes: number[] = [];
  for (let i = 0; i < SEEKS / 10; i++) {
    const at = Math.floor((((i * 7919) % SEEKS) / SEEKS) * end);
    const from = now();
    seen += eventsBetween(timeline, at - 1000 * MS, at, 300).length;
    eventTimes.push(now() - from);
  }
  if (seen === 0) throw new Error('nothing was seen');
  const of = (sorted: readonly number[], share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  times.sort((a, b) => a - b);
  eventTimes.sort((a, b) => a - b);
  const what = 'seek in five minutes of 100 writes/s';
  return [
    {
      name: 'computing those five minutes',
      figure: 300 / computing,
      unit: 'sim-s/s',
      better: 'more',
    },
    { name: `${what}, p50`, figure: of(times, 0.5), unit: 'ms', better: 'less' },
    { name: `${what}, p95`, figure: of(times, 0.95), unit: 'ms', better: 'less' },
    { name: `${what}, max`, figure: of(times, 1), unit: 'ms', better: 'less' },
    {
      name: 'the last 300 events anywhere, p95',
      figure: of(eventTimes, 0.95),
      unit: 'ms',
      better: 'less',
    },
  ];
}

/** What ten minutes of 100 writes a second keep. */
function heap(): readonly Figure[] {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (collect === undefined) throw new Error('run with --expose-gc');
  // Typed arrays have their numbers outside of the heap.
  const used = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  const timeline = extendTo(writingTimeline(10, 10), 600_000 * MS);
  const after = used();
  if (timeline.branches.length === 0) throw new Error('it is gone');
  const figure = (after - before) / 1e6;
  return [{ name: 'heap of ten minutes of 100 writes/s', figure, unit: 'MB', better: 'less' }];
}

/** What a reader of the page downloads; nothing where it is not built. */
export function scriptBytes(dist: string): readonly Figure[] {
  let files: readonly string[];
  try {
    files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  const scripts = files.filter((file) => file.endsWith('.js'));
  const figure = scripts.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length,
    0,
  );
  return [{ name: 'script of the page, gzipped', figure, unit: 'bytes', better: 'less' }];
}

/**
 * A loop that has nothing to do with the simulator: allocates, compares, adds. Figures of two
 * machines, or of one machine on two days, are compared by their ratio to this.
 */
export function calibrate(): number {
  let best = 0;
  for (let repeat = 0; repeat < 5; repeat++) {
    const began = now();
    let sum = 0;
    let last = { a: 0, b: 0, c: 0, d: null as unknown };
    for (let i = 0; i < 5_000_000; i++) {
      last = { a: i, b: last.a ^ i, c: (last.c + i) | 0, d: last.d === null ? last.b : null };
      sum = (sum + last.b) | 0;
    }
    if (sum === 0.5) throw new Error('unreachable');
    best = Math.max(best, 5_000_000 / ((now() - began) / 1000));
  }
  return best / 1e6;
}

/**
 * What can be measured, each in a process of its own, and how often after a warm-up. Once: it needs
 * none, or has a best of five of its own.
 */
export const MEASURES = {
  speed: { measure: speed, repeats: 5 },
  judgedLight: { measure: judgedLight, repeats: 5 },
  judgedSaturated: { measure: judgedSaturated, repeats: 5 },
  treeSizes: { measure: treeSizes, repeats: 1 },
  seek: { measure: seek, repeats: 5 },
  heap: { measure: heap, repeats: 1 },
} as const;

/** What is measured by turns, each time in a process of its own: one beside the other. */
export const BY_TURNS = {
  zabAlone: { measure: () => sideCost('zab'), repeats: 1 },
  raftAlone: { measure: () => sideCost('raft'), repeats: 1 },
  sideBySide: { measure: () => sideCost('both'), repeats: 1 },
} as const;
