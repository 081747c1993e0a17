import type { Micros } from '../../model/index.ts';
import { type BeatLog, beatAt, beatsUntil } from '../../timeline/index.ts';

/**
 * `time`: a second has the same room everywhere. `events`: every turn in which something happened
 * has the same room, and silence, however long, has the room of one.
 */
export type AxisKind = 'time' | 'events';

/** How time is laid out along a line, in places of its own: microseconds, or numbers of turns. */
export interface Axis {
  readonly kind: AxisKind;
  /** The place of the run's end. */
  readonly end: number;
  /** The smallest stretch that is worth looking at. */
  readonly least: number;
  readonly placeOf: (at: Micros) => number;
  /** In whole microseconds. */
  readonly timeOf: (place: number) => Micros;
}

/** A stretch of an axis, in its places. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const LEAST_TIME: Micros = 200;
const LEAST_EVENTS = 4;

export function timeAxis(end: Micros): Axis {
  return {
    kind: 'time',
    end,
    least: LEAST_TIME,
    placeOf: (at) => at,
    timeOf: (place) => Math.round(place),
  };
}

/**
 * Turn number n of those in which something happened stands at place n, the beginning of the run at
 * 0, its end one after the last. Times between two of them lie evenly between their places.
 */
export function eventAxis(beats: BeatLog, end: Micros): Axis {
  const last = beats.length;
  const timeAt = (index: number): Micros => {
    if (index <= 0) return 0;
    return index > last ? Math.max(end, timeAt(last)) : (beatAt(beats, index - 1) as Micros);
  };
  return {
    kind: 'events',
    end: last + 1,
    least: LEAST_EVENTS,
    placeOf: (at) => {
      const before = beatsUntil(beats, at);
      const [from, to] = [timeAt(before), timeAt(before + 1)];
      return before + (to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 0);
    },
    timeOf: (place) => {
      const before = Math.max(0, Math.min(last, Math.floor(place)));
      const [from, to] = [timeAt(before), timeAt(before + 1)];
      return Math.round(from + (to - from) * Math.min(1, Math.max(0, place - before)));
    },
  };
}

export function axisOf(kind: AxisKind, beats: BeatLog, end: Micros): Axis {
  return kind === 'time' ? timeAxis(end) : eventAxis(beats, end);
}
