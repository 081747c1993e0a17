import type { Micros } from '../model/index.ts';
import type { Command, SimEvent } from '../sim/index.ts';
import { type Alterable, type Alteration, edited, editFor, startOf } from './alter.ts';
import { MAX_BRANCHES, MAX_COMMANDS, MAX_MICROS } from './limits.ts';
import { isMistake, type Mistake, mistake } from './mistake.ts';
import { type Plan, planOf, stepOnce } from './point.ts';
import { pointAt } from './segment.ts';
import { branchOf, extendTo, isFull, withBranch } from './timeline.ts';
import { grow, trimmed } from './track.ts';
import type { Branch, JudgedTurn, RunPoint, TimedCommand, Timeline } from './types.ts';

/**
 * Gives a command on the current branch at a time. At the end of what is known (computed, or
 * written in a recording) the branch goes on; before it a new branch starts, which becomes the
 * current one, and the old one stays as it was. A command that the world refuses changes nothing.
 */
export function act(timeline: Timeline, at: Micros, command: Command): Timeline | Mistake {
  if (!Number.isInteger(at) || at < 0 || at > MAX_MICROS) {
    return mistake('recordings.time.outside', { ms: at / 1000, mostMs: MAX_MICROS / 1000 });
  }
  const ready = extendTo(timeline, at);
  const branch = branchOf(ready);
  if (branch.end < at || isFull(ready)) {
    return mistake('recordings.branch.full', { ms: branch.end / 1000 });
  }
  const isLast = (branch.commands.at(-1)?.at ?? 0) <= at;
  const kept = isLast ? branch.commands : branch.commands.filter((given) => given.at <= at);
  if (kept.length >= MAX_COMMANDS) {
    return mistake('recordings.commands.tooMany', { most: MAX_COMMANDS });
  }
  const commands: readonly TimedCommand[] = [...kept, { at, command }];
  const plan: Plan = { ...planOf(ready, branch), commands };
  const before = pointAt(planOf(ready, branch), branch.track, at);
  const first = stepOnce(plan, before, true, at);
  const refusal = refusalOf(first);
  if (refusal !== null) return refusal;
  const isAtEnd = before === branch.track.tip && kept.length === branch.commands.length;
  if (!isAtEnd) return fork(ready, branch, plan, at, before);
  return carryOn(ready, branch, plan, at, first);
}

/** Why the world refuses the command that this step carries out; null: it does not. */
function refusalOf(step: JudgedTurn | null): Mistake | null {
  const events: readonly SimEvent[] = step?.turn.events ?? [];
  const [first] = events;
  if (events.length !== 1 || first === undefined || first.type !== 'refused') return null;
  return { ...mistake('recordings.refused'), because: first.because };
}

function carryOn(
  timeline: Timeline,
  branch: Branch,
  plan: Plan,
  at: Micros,
  first: JudgedTurn | null,
): Timeline {
  const track = grow(plan, branch.track, at, first);
  return withBranch(timeline, { ...branch, commands: plan.commands, track, end: at });
}

/** A new branch, the current one, that leaves its parent at the point `before`, the time `at`. */
export function fork(
  timeline: Timeline,
  parent: Branch,
  plan: Plan,
  at: Micros,
  before: RunPoint,
): Timeline | Mistake {
  if (timeline.branches.length >= MAX_BRANCHES) {
    return mistake('recordings.branches.tooMany', { most: MAX_BRANCHES });
  }
  const branch: Branch = {
    id: timeline.nextBranch,
    name: '',
    parent: { branch: parent.id, at },
    commands: plan.commands,
    bookmarks: parent.bookmarks.filter((bookmark) => bookmark.at <= at),
    end: at,
    track: grow(plan, trimmed(parent.track, at, before), at),
  };
  return {
    ...timeline,
    branches: [...timeline.branches, branch],
    current: branch.id,
    nextBranch: branch.id + 1,
  };
}

/**
 * The current branch otherwise in one thing: a new branch, which becomes the current one, with the
 * commands that make it so, and computed as far as the old one.
 */
export function alter(
  timeline: Timeline,
  what: Alterable,
  alteration: Alteration,
): Timeline | Mistake {
  const parent = branchOf(timeline);
  const edit = editFor(timeline, what, alteration);
  if (isMistake(edit)) return edit;
  const commands = edited(parent.commands, edit);
  if (commands.length > MAX_COMMANDS) {
    return mistake('recordings.commands.tooMany', { most: MAX_COMMANDS });
  }
  // The last instant at which both are the same.
  const parting = Math.max(0, startOf(edit) - 1);
  const plan: Plan = { ...planOf(timeline, parent), commands };
  const before = pointAt(planOf(timeline, parent), parent.track, parting);
  const forked = fork(timeline, parent, plan, parting, before);
  return isMistake(forked) ? forked : extendTo(forked, parent.end);
}
