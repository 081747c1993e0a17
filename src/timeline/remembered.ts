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
  commands: readonly TimedCommand[];
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
  const at = segments.findIndex((s) => s.from === from && isPastOf(s, commands));
  const [known] = at < 0 ? [] : segments.splice(at, 1);
  const segment = known ?? { from, commands, turns: [], last: from };
  segment.commands = commands;
  segments.unshift(segment);
  segments.length = Math.min(segments.length, KEPT_SEGMENTS);
  return segment;
}

/**
 * Whether a run with these commands, that came by the segment's first moment, too, has the same
 * turns so far: one was given after them, say. What was given before that moment is the same: it
 * is where that has led.
 */
function isPastOf({ from, commands, last }: Segment, others: readonly TimedCommand[]): boolean {
  if (commands === others) return true;
  const done = last.commandsDone;
  if (others.length < done || (others[done]?.at ?? last.world.now) < last.world.now) return false;
  for (let i = done - 1; i >= from.commandsDone; i--) {
    if (commands[i] !== others[i]) return false;
  }
  return true;
}

/** The segment goes on with a step, unless it is not yet there or knows it already. */
export function noteStep(segment: Segment, { before, turn, after }: JudgedTurn): void {
  if (segment.last.turns !== before.turns) return;
  const { cause, events } = turn;
  segment.turns.push({ at: after.world.now, n: before.events, cause, events });
  segment.last = after;
}
