import type { Micros } from '../model/index.ts';
import { marksOf, type Timeline } from '../timeline/index.ts';
import type { TimedEvent } from '../views/index.ts';

const NO_VIOLATIONS: readonly TimedEvent[] = [];

/** The marks say what was broken and when, however long ago: the same list while there is none. */
export function violationsOf(timeline: Timeline, now: Micros): readonly TimedEvent[] {
  const broken = marksOf(timeline).flatMap((mark): TimedEvent[] => {
    if (mark.type !== 'violated' || mark.at > now) return [];
    const { invariant, because } = mark.breach;
    return [{ n: mark.n, at: mark.at, event: { type: 'violated', invariant, because } }];
  });
  return broken.length === 0 ? NO_VIOLATIONS : broken;
}
