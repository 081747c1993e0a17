import { unreachable } from '../lib/index.ts';
import { type Micros, MS } from '../model/index.ts';
import type { SimEvent, World } from '../sim/index.ts';
import { isActivity } from './activity.ts';
import { MAX_MICROS, MAX_SEARCH_TURNS } from './limits.ts';
import { type Plan, planOf, stepOnce } from './point.ts';
import { pointAt } from './segment.ts';
import { branchOf } from './timeline.ts';
import type { Found, JudgedTurn, RunPoint, Timeline, Until } from './types.ts';

/**
 * When, from `from` on, a condition is met on the current branch. Looks ahead, beyond the end too,
 * without extending the timeline: seek or play there. Not met: a limit came first, or nothing is
 * due any more; `at` is then how far it looked. `most`: later is not asked for.
 */
export function runUntil(
  timeline: Timeline,
  from: Micros,
  condition: Until,
  most: Micros = MAX_MICROS,
): Found {
  const branch = branchOf(timeline);
  const plan = planOf(timeline, branch);
  const point = pointAt(plan, branch.track, from);
  if (condition.type === 'until-message') {
    const { message, from: sender, to } = condition;
    return search(plan, point, from, most, (step) =>
      step.turn.events.some(
        (event) =>
          event.type === 'messageSent' &&
          event.message.type === message &&
          event.from === sender &&
          event.to === to,
      ),
    );
  }
  switch (condition.until) {
    case 'quiet':
      return untilQuiet(plan, point, from, most);
    case 'serving':
      if (isServing(point.world)) return { at: from, met: true };
      return search(plan, point, from, most, (step) => isServing(step.after.world));
    case 'leader':
      return search(plan, point, from, most, (step) => has(step, 'leaderEstablished'));
    case 'commit':
      return search(plan, point, from, most, (step) => has(step, 'committed'));
    default:
      return unreachable(condition.until);
  }
}

function has(step: JudgedTurn, type: SimEvent['type']): boolean {
  return step.turn.events.some((event) => event.type === type);
}

function search(
  plan: Plan,
  start: RunPoint,
  from: Micros,
  most: Micros,
  met: (step: JudgedTurn) => boolean,
): Found {
  let point = start;
  for (let turns = 0; turns < MAX_SEARCH_TURNS; turns++) {
    const step = stepOnce(plan, point, true, most);
    if (step === null) break;
    point = step.after;
    if (met(step)) return { at: point.world.now, met: true };
  }
  return { at: Math.max(from, point.world.now), met: false };
}

/** Whether some server runs, and every one that runs serves clients. */
export function isServing(world: World): boolean {
  const running = world.hosts.filter((host) => host.status !== 'down');
  return running.length > 0 && running.every((host) => host.server?.serving === true);
}

/** The beginning of the next stretch of a tick in which nothing but timers and pings happens. */
function untilQuiet(plan: Plan, start: RunPoint, from: Micros, most: Micros): Found {
  const tick = start.world.config.tickMs * MS;
  let point = start;
  let since = from;
  for (let turns = 0; turns < MAX_SEARCH_TURNS; turns++) {
    const step = stepOnce(plan, point, true, since + tick);
    if (step === null) return { at: since, met: true };
    point = step.after;
    if (step.turn.events.some(isActivity)) since = Math.max(from, point.world.now);
    if (since > most) break;
  }
  return { at: point.world.now, met: false };
}
