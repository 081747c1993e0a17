import { itemAt } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import { type Plan, stepOnce } from './point.ts';
import { keptBefore } from './track.ts';
import type { Point, Step, TimedCommand, Track } from './types.ts';

/** The steps between two kept moments, re-derived as far as somebody asked. */
export interface Segment {
  readonly from: Point;
  readonly commands: readonly TimedCommand[];
  readonly steps: Step[];
}

const KEPT_SEGMENTS = 4;

/**
 * The segments looked at last: so that scrubbing within one costs nothing, and the same moment is
 * the same pointer each time a picture asks for it. Module-level state, but only a memory of what
 * follows from its keys (a point and the commands after it).
 */
const recent: Segment[] = [];

/** The track's segment number `index`, with every step at or before `at`. */
export function segmentOf(plan: Plan, track: Track, index: number, at: Micros): Segment {
  const from = itemAt(track.kept, index) as Point;
  const end = (itemAt(track.kept, index + 1) ?? track.tip).turns;
  const segment = remembered(from, plan.commands);
  let last = segment.steps.at(-1)?.after ?? from;
  while (last.turns < end) {
    const step = stepOnce(plan, last, true, at);
    if (step === null) break;
    segment.steps.push(step);
    last = step.after;
  }
  return segment;
}

function remembered(from: Point, commands: readonly TimedCommand[]): Segment {
  const at = recent.findIndex((s) => s.from === from && s.commands === commands);
  const [known] = at < 0 ? [] : recent.splice(at, 1);
  const segment = known ?? { from, commands, steps: [] };
  recent.unshift(segment);
  recent.length = Math.min(recent.length, KEPT_SEGMENTS);
  return segment;
}

/** How many of a segment's steps are at or before a time. */
export function stepsUntil(segment: Segment, at: Micros): number {
  let low = 0;
  let high = segment.steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segment.steps[middle] as Step).after.world.now > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The point of a run after everything due at or before `at`, which is at or before the tip. */
export function pointAt(plan: Plan, track: Track, at: Micros): Point {
  if (at >= track.tip.world.now) return track.tip;
  const segment = segmentOf(plan, track, keptBefore(track, at), at);
  const count = stepsUntil(segment, at);
  return count === 0 ? segment.from : (segment.steps[count - 1] as Step).after;
}

/** Visits the steps at or before `at`, latest first, until `visit` answers false. */
export function visitBack(
  plan: Plan,
  track: Track,
  at: Micros,
  visit: (step: Step) => boolean,
): void {
  for (let index = keptBefore(track, at); index >= 0; index--) {
    const segment = segmentOf(plan, track, index, at);
    for (let i = stepsUntil(segment, at) - 1; i >= 0; i--) {
      if (!visit(segment.steps[i] as Step)) return;
    }
  }
}
