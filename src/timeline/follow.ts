import type { Micros } from '../model/index.ts';
import { firstPoint, planOf, stepOnce } from './point.ts';
import { branchOf } from './timeline.ts';
import type { JudgedTurn, RunPoint, Timeline } from './types.ts';

/**
 * Carries out the current branch from its beginning up to `until` (microseconds) and shows each
 * step to `visit` (which ends it by answering false); keeps nothing. For runs that are only looked
 * at once: a command line, a sweep. Answers with the point reached. `record` false: steps come
 * without events, and faster.
 */
export function follow(
  timeline: Timeline,
  until: Micros,
  visit: (step: JudgedTurn) => boolean,
  record = true,
): RunPoint {
  const plan = planOf(timeline, branchOf(timeline));
  let point = firstPoint(timeline);
  for (;;) {
    const step = stepOnce(plan, point, record, until);
    if (step === null) return point;
    point = step.after;
    if (!visit(step)) return point;
  }
}
