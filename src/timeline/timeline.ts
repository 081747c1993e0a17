import type { Ledger } from '../checker/index.ts';
import { assert, perObject, sliceLog } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import { DEFAULT_PROTOCOL } from '../protocols/index.ts';
import type { Protocol, VariantSwitches } from '../replica/index.ts';
import type { World } from '../sim/index.ts';
import type { BeatLog } from './beats.ts';
import type { Engine } from './engine.ts';
import { MAX_MICROS } from './limits.ts';
import { reignsOf } from './marks.ts';
import { firstPoint, type Plan, planOf } from './point.ts';
import type { Past } from './remembered.ts';
import { lookAt, pointAt, visitBack } from './segment.ts';
import { grow, isFullTrack, newTrack } from './track.ts';
import type {
  Branch,
  Mark,
  Opening,
  Reign,
  TimedCommand,
  TimedEvent,
  Timeline,
  Track,
} from './types.ts';

/** A run at its beginning: nothing is carried out yet, not even the setup. */
export function beginWith(
  engine: Engine,
  opening: Opening,
  seed: number,
  variants: VariantSwitches = {},
  commands: readonly TimedCommand[] = [],
  protocol: Protocol = DEFAULT_PROTOCOL,
): Timeline {
  const track = newTrack(firstPoint({ engine, protocol, opening, seed, variants }));
  const root: Branch = {
    id: 1,
    name: '',
    parent: null,
    commands,
    bookmarks: [],
    end: -1,
    track,
  };
  const branches = [root];
  return { engine, protocol, opening, seed, variants, branches, current: 1, nextBranch: 2 };
}

/**
 * The same run in all its branches, carried out anew by another engine up to where it was. With the
 * same verbs and a judge it is the same run, judged from its first turn on.
 */
export function carriedOutBy(engine: Engine, timeline: Timeline): Timeline {
  const anew: Timeline = { ...timeline, engine };
  const first = newTrack(firstPoint(anew));
  const branches = timeline.branches.map((branch) => ({
    ...branch,
    track: grow(planOf(anew, branch), first, branch.end),
  }));
  return { ...anew, branches };
}

/** The branch that is shown, or the one with this id. */
export function branchOf(timeline: Timeline, id: number = timeline.current): Branch {
  const branch = timeline.branches.find((b) => b.id === id);
  assert(branch !== undefined, `the timeline has no branch ${id}`);
  return branch;
}

/** The timeline with one branch in the place of its older self. */
export function withBranch(timeline: Timeline, branch: Branch): Timeline {
  const branches = timeline.branches.map((b) => (b.id === branch.id ? branch : b));
  return { ...timeline, branches };
}

function currentPlan(timeline: Timeline): Plan {
  return planOf(timeline, branchOf(timeline));
}

/**
 * The timeline with everything carried out on the current branch that is due at or before `at`.
 * Its `end` is then `at`; less when MAX_TURNS or MAX_MICROS ends the branch (`isFull` says so).
 * What is computed counts as seen: acting before it starts a branch. So compute no further ahead
 * than what is shown.
 */
export function extendTo(timeline: Timeline, at: Micros): Timeline {
  const branch = branchOf(timeline);
  const until = Math.min(at, MAX_MICROS);
  if (until <= branch.end) return timeline;
  const track = grow(planOf(timeline, branch), branch.track, until);
  const full = isFullTrack(track.tip.turns);
  const end = full ? Math.max(branch.end, track.tip.world.now) : until;
  return withBranch(timeline, { ...branch, track, end });
}

/** Whether the current branch is at a limit: it cannot be computed further. */
export function isFull(timeline: Timeline): boolean {
  const { track, end } = branchOf(timeline);
  return isFullTrack(track.tip.turns) || end >= MAX_MICROS;
}

/** Up to where the current branch is computed. -1: nothing is. */
export function endOf(timeline: Timeline): Micros {
  return branchOf(timeline).end;
}

/**
 * The world of the current branch after everything due at or before `at`; its `now` is the time of
 * its last turn. Later than the end: the world at the end.
 */
export function worldAt(timeline: Timeline, at: Micros): World {
  return lookAt(currentPlan(timeline), branchOf(timeline).track, at);
}

/** The checker's ghost record of everything on the current branch at or before `at`. */
export function ledgerAt(timeline: Timeline, at: Micros): Ledger {
  const { ledger } = pointAt(currentPlan(timeline), branchOf(timeline).track, at);
  assert(ledger !== null, 'the run has a judge');
  return ledger;
}

/**
 * The events of the current branch at `from` to `to`, both included, oldest first: the latest
 * `limit` of them where there are more. They are re-derived, not stored.
 */
export function eventsBetween(
  timeline: Timeline,
  from: Micros,
  to: Micros,
  limit: number,
): readonly TimedEvent[] {
  const { track, end } = branchOf(timeline);
  const found: TimedEvent[] = [];
  visitBack(currentPlan(timeline), track, Math.min(to, end), ({ at, n, events }) => {
    if (at < from || found.length >= limit) return false;
    for (let i = events.length - 1; i >= 0 && found.length < limit; i--) {
      const event = events[i];
      if (event) found.push({ n: n + i, at, event });
    }
    return true;
  });
  return found.reverse();
}

/**
 * The turns of the current branch at `from` to `to`, both included, oldest first: the latest of
 * them that have at most `limit` events together. They are re-derived, not stored.
 */
export function pastBetween(
  timeline: Timeline,
  from: Micros,
  to: Micros,
  limit: number,
): readonly Past[] {
  const { track, end } = branchOf(timeline);
  const found: Past[] = [];
  let events = 0;
  visitBack(currentPlan(timeline), track, Math.min(to, end), (past) => {
    events += past.events.length;
    if (past.at < from || events > limit) return false;
    found.push(past);
    return true;
  });
  return found.reverse();
}

/**
 * When something other than a sign of life happened on the current branch, turn by turn, in order
 * of time.
 */
export function beatsOf(timeline: Timeline): BeatLog {
  return branchOf(timeline).track.beats;
}

/** The commands that were carried out on the current branch, but for the setup's. */
export function commandsOf(timeline: Timeline): readonly TimedCommand[] {
  const { commands, track } = branchOf(timeline);
  return commands.slice(0, track.tip.commandsDone);
}

const listOf = perObject((marks: Track['marks']): readonly Mark[] => sliceLog(marks, 0));
const reignsIn = perObject((marks: Track['marks']): readonly Reign[] => reignsOf(marks));

/**
 * What else the timeline's picture marks on the current branch, in order of time: the same list
 * until something is marked.
 */
export function marksOf(timeline: Timeline): readonly Mark[] {
  return listOf(branchOf(timeline).track.marks);
}

/** The bands of the timeline's picture: who led in which epoch, from when to when. */
export function reigns(timeline: Timeline): readonly Reign[] {
  return reignsIn(branchOf(timeline).track.marks);
}
