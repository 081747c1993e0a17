import { append, emptyLog, itemAt, searchLog, sliceLog, takeLog } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import { isActivity } from './activity.ts';
import { beatsUntil, NO_BEATS, takeBeats, withBeat } from './beats.ts';
import { FIRST_STRIDE, MAX_KEPT, MAX_TURNS } from './limits.ts';
import { type Marks, marksUntil, NO_MARKS, withStep } from './marks.ts';
import { type Plan, stepOnce } from './point.ts';
import { noteStep, remembered } from './remembered.ts';
import type { JudgedTurn, RunPoint, Track } from './types.ts';

/** The track of a run that has not begun. */
export function newTrack(first: RunPoint): Track {
  return {
    kept: append(emptyLog<RunPoint>(), first),
    stride: FIRST_STRIDE,
    tip: first,
    beats: NO_BEATS,
    marks: NO_MARKS.marks,
    reigning: NO_MARKS.reigning,
  };
}

/**
 * The track with everything carried out that is due at or before `at`; less where MAX_TURNS ends
 * it. Keeps one moment each `stride` turns, and every second of them when they become too many:
 * keeping all of them is what costs, not that they are immutable. `first`: the first step, where it
 * is known.
 */
export function grow(plan: Plan, track: Track, at: Micros, first: JudgedTurn | null = null): Track {
  let { kept, stride, tip, beats } = track;
  let marks: Marks = { marks: track.marks, reigning: track.reigning };
  let segment = remembered(itemAt(kept, kept.length - 1) as RunPoint, plan.commands);
  while (tip.turns < MAX_TURNS) {
    const step = first?.before === tip ? first : stepOnce(plan, tip, true, at);
    if (step === null) break;
    tip = step.after;
    plan.engine.told?.(step);
    noteStep(segment, step);
    marks = withStep(marks, step);
    if (step.turn.events.some(isActivity)) beats = withBeat(beats, tip.world.now);
    if (tip.turns - segment.from.turns < stride) continue;
    kept = append(kept, tip);
    if (kept.length >= MAX_KEPT) {
      stride *= 2;
      kept = everySecond(kept);
    }
    segment = remembered(itemAt(kept, kept.length - 1) as RunPoint, plan.commands);
  }
  if (tip === track.tip) return track;
  return { kept, stride, tip, beats, marks: marks.marks, reigning: marks.reigning };
}

function everySecond(kept: Track['kept']): Track['kept'] {
  let half: Track['kept'] = emptyLog();
  sliceLog(kept, 0).forEach((point, i) => {
    if (i % 2 === 0) half = append(half, point);
  });
  return half;
}

/** The index of the last kept moment at or before a time. */
export function keptBefore(track: Track, at: Micros): number {
  return Math.max(0, searchLog(track.kept, (point) => point.world.now > at) - 1);
}

/** The track as it was at a time; `tip` is the point there. The cost does not grow with the run. */
export function trimmed(track: Track, at: Micros, tip: RunPoint): Track {
  const marks = marksUntil(track.marks, at);
  return {
    kept: takeLog(track.kept, keptBefore(track, at) + 1),
    stride: track.stride,
    tip,
    beats: takeBeats(track.beats, beatsUntil(track.beats, at)),
    marks: marks.marks,
    reigning: marks.reigning,
  };
}

/** Whether a run of so many turns may not go on. */
export function isFullTrack(turns: number): boolean {
  return turns >= MAX_TURNS;
}
