import type { Micros } from '../model/index.ts';
import { eventsBetween, type Timeline } from '../timeline/index.ts';
import type { TimedEvent } from '../views/index.ts';

/** Events that a moment brings along. */
const WINDOW = 400;

/**
 * What happened last up to a place of a run, found when somebody reads it: turns are carried out
 * again for it, and neither the first frame nor a hand on the timeline has time for that.
 */
export class LatestEvents {
  readonly #timeline: Timeline;
  readonly #at: Micros;
  #found: readonly TimedEvent[] | null;

  constructor(timeline: Timeline, at: Micros, found: readonly TimedEvent[] | null = null) {
    this.#timeline = timeline;
    this.#at = at;
    this.#found = found;
  }

  get all(): readonly TimedEvent[] {
    this.#found ??= eventsBetween(this.#timeline, 0, this.#at, WINDOW);
    return this.#found;
  }

  /** Those of a later place of the same run, `more` being what has happened meanwhile. */
  grown(timeline: Timeline, at: Micros, more: readonly TimedEvent[]): LatestEvents {
    const found = this.#found && [...this.#found, ...more].slice(-WINDOW);
    return new LatestEvents(timeline, at, found);
  }
}

/** What happened between the places, as much of it as a moment brings along. */
export function eventsSince(timeline: Timeline, from: Micros, to: Micros): readonly TimedEvent[] {
  return eventsBetween(timeline, from + 1, to, WINDOW);
}
