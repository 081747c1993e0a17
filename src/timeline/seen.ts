import { hash32 } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import { eventsBetween } from './timeline.ts';
import type { Timeline } from './types.ts';

/** The last events that count; any that came before have moved their numbers. */
const LAST = 100;

/**
 * What was seen of the current branch by a time: how many events, and a digest of the last of them.
 * Of a recording that says it, a replay can tell whether it led to the same events. It goes by
 * numbers, times and types alone, so that a field more in an event is no difference.
 */
export function seenAt(timeline: Timeline, at: Micros): string {
  const events = eventsBetween(timeline, 0, at, LAST);
  const text = events.map((timed) => `${timed.n} ${timed.at} ${timed.event.type}`).join('\n');
  const count = (events.at(-1)?.n ?? -1) + 1;
  return `${count}-${hash32(text).toString(16).padStart(8, '0')}`;
}
