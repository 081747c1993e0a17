import { itemAt } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import type { World } from '../sim/index.ts';
import { type Plan, stepOnce } from './point.ts';
import { noteStep, type Past, remembered, type Segment } from './remembered.ts';
import { keptBefore } from './track.ts';
import type { RunPoint, TimedCommand, Track } from './types.ts';

/** Where somebody looked: the world there, and what it follows from. */
interface Look {
  readonly from: RunPoint;
  readonly commands: readonly TimedCommand[];
  readonly at: Micros;
  readonly point: RunPoint;
}

const KEPT_LOOKS = 8;

/*
 * What was looked at last: so that scrubbing forward goes on from where it was, and a moment is the
 * same pointer each time a picture asks for it. Module-level state, but only a memory of what
 * follows from its keys (a point and the commands after it).
 */
const looks: Look[] = [];

/** The turns of the track's segment number `index`, with every one at or before `at`. */
function segmentOf(plan: Plan, track: Track, index: number, at: Micros): Segment {
  const from = itemAt(track.kept, index) as RunPoint;
  const end = (itemAt(track.kept, index + 1) ?? track.tip).turns;
  const segment = remembered(from, plan.commands);
  while (segment.last.turns < end) {
    const step = stepOnce(plan, segment.last, true, at);
    if (step === null) break;
    noteStep(segment, step);
  }
  return segment;
}

/** How many of a segment's turns are at or before a time. */
function turnsUntil(segment: Segment, at: Micros): number {
  let low = 0;
  let high = segment.turns.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segment.turns[middle] as Past).at > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The point of a run after everything due at or before `at`, which is at or before the tip. It is
 * re-executed with records, so that it can be gone on from.
 */
export function pointAt(plan: Plan, track: Track, at: Micros): RunPoint {
  if (at >= track.tip.world.now) return track.tip;
  return reach(plan, itemAt(track.kept, keptBefore(track, at)) as RunPoint, at, true);
}

/**
 * The world of that point, to be looked at only: faster, since it is re-executed without records
 * and without the checker.
 */
export function lookAt(plan: Plan, track: Track, at: Micros): World {
  if (at >= track.tip.world.now) return track.tip.world;
  const from = itemAt(track.kept, keptBefore(track, at)) as RunPoint;
  let nearest: Look | null = null;
  for (const look of looks) {
    if (look.from !== from || look.commands !== plan.commands || look.at > at) continue;
    if (nearest === null || look.at > nearest.at) nearest = look;
  }
  const unjudged: Plan = { ...plan, judge: null };
  const point = reach(unjudged, nearest?.point ?? from, at, false);
  if (nearest?.at !== at) looks.unshift({ from, commands: plan.commands, at, point });
  looks.length = Math.min(looks.length, KEPT_LOOKS);
  return point.world;
}

function reach(plan: Plan, from: RunPoint, at: Micros, record: boolean): RunPoint {
  let point = from;
  for (;;) {
    const step = stepOnce(plan, point, record, at);
    if (step === null) return point;
    point = step.after;
  }
}

/** Visits what was done at or before `at`, latest first, until `visit` answers false. */
export function visitBack(
  plan: Plan,
  track: Track,
  at: Micros,
  visit: (past: Past) => boolean,
): void {
  for (let index = keptBefore(track, at); index >= 0; index--) {
    const segment = segmentOf(plan, track, index, at);
    for (let i = turnsUntil(segment, at) - 1; i >= 0; i--) {
      if (!visit(segment.turns[i] as Past)) return;
    }
  }
}
