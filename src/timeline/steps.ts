import type { Micros } from '../model/index.ts';
import type { SimEvent } from '../sim/index.ts';
import { isActivity } from './activity.ts';
import { MAX_MICROS, MAX_SEARCH_TURNS } from './limits.ts';
import { planOf, stepOnce } from './point.ts';
import { pointAt, visitBack } from './segment.ts';
import { branchOf } from './timeline.ts';
import type { StepUnit, Timeline } from './types.ts';

const PHASES: ReadonlySet<SimEvent['type']> = new Set([
  'stateChanged',
  'leaderEstablished',
  'serving',
  'stoppedServing',
]);

function counts(events: readonly SimEvent[], unit: StepUnit): boolean {
  if (unit === 'turn') return true;
  return events.some((event) => {
    if (unit === 'event') return isActivity(event);
    if (unit === 'hop') return event.type === 'messageDelivered' && isActivity(event);
    return PHASES.has(event.type);
  });
}

/**
 * When the current branch's next turn of this kind is, after `at`; null when none comes until
 * `until` or within MAX_SEARCH_TURNS. Looks beyond the end without extending the timeline.
 */
export function nextAfter(
  timeline: Timeline,
  at: Micros,
  unit: StepUnit,
  until: Micros = MAX_MICROS,
): Micros | null {
  const branch = branchOf(timeline);
  const plan = planOf(timeline, branch);
  let point = pointAt(plan, branch.track, at);
  for (let turns = 0; turns < MAX_SEARCH_TURNS; turns++) {
    const step = stepOnce(plan, point, true, Math.min(until, MAX_MICROS));
    if (step === null) return null;
    point = step.after;
    if (point.world.now > at && counts(step.turn.events, unit)) return point.world.now;
  }
  return null;
}

/** When the last turn of this kind before `at` was; null when there is none near enough. */
export function previousBefore(timeline: Timeline, at: Micros, unit: StepUnit): Micros | null {
  const branch = branchOf(timeline);
  let found: Micros | null = null;
  let turns = 0;
  visitBack(planOf(timeline, branch), branch.track, at - 1, (past) => {
    if (counts(past.events, unit)) found = past.at;
    turns += 1;
    return found === null && turns < MAX_SEARCH_TURNS;
  });
  return found;
}

/** When the next turn after `at` is, whatever it does; null: never. */
export function nextTurnAfter(timeline: Timeline, at: Micros): Micros | null {
  return nextAfter(timeline, at, 'turn');
}
