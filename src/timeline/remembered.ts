import type { Micros } from '../model/index.ts';
import type { SimEvent, Turn } from '../sim/index.ts';
import type { JudgedTurn, RunPoint, TimedCommand } from './types.ts';

/** What a turn did: when, what it came of, and its events, the first of which has number `n`. */
export interface Past {
  readonly at: Micros;
  readonly n: number;
  readonly cause: Turn['cause'];
  readonly events: readonly SimEvent[];
}

/** The turns between two kept moments, as far as they were carried out: not their worlds. */
export interface Segment {
  readonly from: RunPoint;
  readonly commands: readonly TimedCommand[];
  readonly turns: Past[];
  /** The point after the last of them. */
  last: RunPoint;
}

const KEPT_SEGMENTS = 4;

/*
 * What was carried out last, for the first time or again: so that events that have just happened
 * are there when a picture asks for them. Module-level state, but only a memory of what follows
 * from its keys (a point and the commands after it).
 */
const segments: Segment[] = [];

/** The segment that begins with a kept moment: what is known of it, or nothing yet. */
export function remembered(from: RunPoint, commands: readonly TimedCommand[]): Segment {
  const at = segments.findIndex((s) => s.from === from && s.commands === commands);
  const [known] = at < 0 ? [] : segments.splice(at, 1);
  const segment = known ?? { from, commands, turns: [], last: from };
  segments.unshift(segment);
  segments.length = Math.min(segments.length, KEPT_SEGMENTS);
  return segment;
}

/** The segment goes on with a step, unless it is not yet there or knows it already. */
export function noteStep(segment: Segment, { before, turn, after }: JudgedTurn): void {
  if (segment.last.turns !== before.turns) return;
  const { cause, events } = turn;
  segment.turns.push({ at: after.world.now, n: before.events, cause, events });
  segment.last = after;
}
