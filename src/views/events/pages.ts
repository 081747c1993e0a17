import type { Micros } from '../../model/index.ts';
import { type Past, pastBetween, type Timeline } from '../../timeline/index.ts';
import type { TimedEvent } from '../props.ts';
import { type EventFilter, MOST_ROWS, passes } from './model.ts';

/** Events that are taken out of a run at a time, and how many are looked through for one page. */
const CHUNK = 1500;
const MOST_LOOKED_AT = 60_000;

/** A part of a run as the list shows it. */
export interface EventPage {
  /** Oldest first, at most MOST_ROWS of those that the filter lets through. */
  readonly events: readonly TimedEvent[];
  /** How many were looked through and did not pass. */
  readonly hidden: number;
  /** Where one may look further back; null: the run begins here. */
  readonly earlier: Micros | null;
}

function timed({ at, n, events }: Past): readonly TimedEvent[] {
  return events.map((event, i) => ({ n: n + i, at, event }));
}

/** The page that ends with a time: the latest events at or before it that pass. */
export function pageBefore(timeline: Timeline, until: Micros, filter: EventFilter): EventPage {
  const found: TimedEvent[] = [];
  let looked = 0;
  let hidden = 0;
  let cut = false;
  let to = until;
  let limit = CHUNK;
  for (;;) {
    const turns = pastBetween(timeline, 0, to, limit);
    const first = turns[0];
    if (first === undefined || first.n === 0) {
      take(turns);
      return { events: found, hidden, earlier: cut ? (found[0]?.at ?? 1) - 1 : null };
    }
    // Of the first time in a chunk some turns may be missing: they come with the next chunk.
    const whole = turns.filter(({ at }) => at > first.at);
    if (whole.length === 0) {
      limit *= 4;
      continue;
    }
    take(whole);
    to = first.at;
    if (found.length >= MOST_ROWS || looked >= MOST_LOOKED_AT) {
      return { events: found, hidden, earlier: (found[0]?.at ?? first.at + 1) - 1 };
    }
  }

  function take(turns: readonly Past[]): void {
    const events = turns.flatMap(timed);
    const passed = events.filter((one) => passes(one, filter));
    looked += events.length;
    hidden += events.length - passed.length;
    found.unshift(...passed);
    cut = found.length > MOST_ROWS;
    if (cut) found.splice(0, firstOfLatest(found));
  }
}

/** The index from which the latest MOST_ROWS begin, with a turn's events kept together. */
function firstOfLatest(events: readonly TimedEvent[]): number {
  let index = events.length - MOST_ROWS;
  const at = events[index]?.at;
  if (events[index - 1]?.at === at) while (events[index]?.at === at) index += 1;
  return index;
}

/** Where the page that begins after a time ends: at `most` at the latest. */
export function endOfPageAfter(
  timeline: Timeline,
  after: Micros,
  most: Micros,
  filter: EventFilter,
): Micros {
  let to = after;
  for (let span = 250_000; to < most; span *= 2) {
    to = Math.min(most, after + span);
    const passed = pastBetween(timeline, after + 1, to, Number.POSITIVE_INFINITY)
      .flatMap(timed)
      .filter((one) => passes(one, filter));
    const [last, next] = [passed[MOST_ROWS - 1], passed[MOST_ROWS]];
    if (last === undefined) continue;
    // An instant is shown whole: with this page if it has room, else with the next.
    if (next?.at !== last.at) return last.at;
    return passed.filter(({ at }) => at < last.at).at(-1)?.at ?? last.at;
  }
  return most;
}
