import type { Micros } from '../../model/index.ts';
import type { SimEvent } from '../../sim/index.ts';
import { branchOf, type Past, pastBetween, type Timeline } from '../../timeline/index.ts';

/** So many events are looked at together at most: the latest of what is asked for. */
export const MOST_EVENTS = 10_000;

/**
 * The turns of a stretch of a run. It remembers those that were asked for last, and as a run grows
 * takes only what is new.
 */
export class Loader {
  #timeline: Timeline | null = null;
  #from: Micros = 0;
  #to: Micros = -1;
  #turns: readonly Past[] = [];

  /** At least the turns from `from` to `to`, or the latest of them. */
  turns(timeline: Timeline, from: Micros, to: Micros): readonly Past[] {
    const until = Math.min(to, branchOf(timeline).end);
    if (!this.#isSameRun(timeline) || from < this.#from || this.#events() > 2 * MOST_EVENTS) {
      const margin = Math.max(0, until - from) / 2;
      this.#from = Math.max(0, Math.floor(from - margin));
      this.#to = until;
      this.#turns = pastBetween(timeline, this.#from, until, MOST_EVENTS);
    } else if (until > this.#to) {
      const news = pastBetween(timeline, this.#to + 1, until, MOST_EVENTS);
      this.#to = until;
      if (news.length > 0) this.#turns = [...this.#turns, ...news];
    }
    this.#timeline = timeline;
    return this.#turns;
  }

  #events(): number {
    const [first, last] = [this.#turns[0], this.#turns.at(-1)];
    return first && last ? last.n - first.n : 0;
  }

  #isSameRun(timeline: Timeline): boolean {
    const before = this.#timeline;
    if (before === null || before.opening !== timeline.opening || before.seed !== timeline.seed) {
      return false;
    }
    if (before.engine !== timeline.engine || before.current !== timeline.current) return false;
    return branchOf(before).commands === branchOf(timeline).commands;
  }
}

/** An event of some turns by its number, and when it happened; null: it is not among them. */
export function eventIn(
  turns: readonly Past[],
  n: number,
): { readonly at: Micros; readonly event: SimEvent } | null {
  const turn = turns.find((one) => n >= one.n && n < one.n + one.events.length);
  const event = turn?.events[n - turn.n];
  return turn && event ? { at: turn.at, event } : null;
}
