import { perObject } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import { extendTo, type Mark, marksOf, type Timeline } from '../timeline/index.ts';
import type { Violation } from '../views/index.ts';

const NO_VIOLATIONS: readonly Violation[] = [];

const brokenIn = perObject((marks: readonly Mark[]): readonly Violation[] => {
  const all = marks.flatMap((mark): Violation[] => {
    if (mark.type !== 'violated') return [];
    const { invariant, because, places } = mark.breach;
    return [{ n: mark.n, at: mark.at, event: { type: 'violated', invariant, because }, places }];
  });
  return all.length === 0 ? NO_VIOLATIONS : all;
});

/** The marks say what was broken and when, however long ago: the same list while that is all. */
export function violationsOf(timeline: Timeline, now: Micros): readonly Violation[] {
  const all = brokenIn(marksOf(timeline));
  if ((all.at(-1)?.at ?? 0) <= now) return all;
  const until = all.filter(({ at }) => at <= now);
  return until.length === 0 ? NO_VIOLATIONS : until;
}

/**
 * A run from `from` up to `to`, or only up to the first breach between them: what comes after it is
 * not computed, so that acting there goes on and starts no branch.
 */
export function extendToBreach(
  timeline: Timeline,
  from: Micros,
  to: Micros,
): { readonly timeline: Timeline; readonly broken: Violation | null } {
  if (to <= from) return { timeline, broken: null };
  const reached = extendTo(timeline, to);
  const broken = violationsOf(reached, to).find((one) => one.at > from) ?? null;
  return { timeline: broken === null ? reached : extendTo(timeline, broken.at), broken };
}
