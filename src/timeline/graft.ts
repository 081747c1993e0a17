import type { Micros } from '../model/index.ts';
import { printCommand } from '../script/index.ts';
import { fork } from './act.ts';
import { isMistake, type Mistake, mistake } from './mistake.ts';
import { planOf } from './point.ts';
import { type Recording, replayWith, variantNames } from './recording.ts';
import { pointAt } from './segment.ts';
import { branchOf, extendTo } from './timeline.ts';
import type { Branch, TimedCommand, Timeline } from './types.ts';

/** A run from elsewhere that became a branch here. */
export interface Grafted {
  readonly timeline: Timeline;
  /** The last instant at which both are the same. */
  readonly partedAt: Micros;
  /** Commands that it has after that. */
  readonly own: number;
}

/** What two runs have to have alike to be branches of one; null: they have it all. */
function otherwise(timeline: Timeline, other: Timeline): Mistake | null {
  const specs = [timeline, other].map(({ opening }) => JSON.stringify(opening.spec));
  if (specs[0] !== specs[1] || timeline.protocol !== other.protocol) {
    return mistake('recordings.graft.scenario');
  }
  if (timeline.seed !== other.seed) {
    return mistake('recordings.graft.seed', { seed: other.seed, ours: timeline.seed });
  }
  const names = [timeline, other].map((one) => variantNames(one.protocol, one.variants).join());
  return names[0] === names[1] ? null : mistake('recordings.graft.variants');
}

const isSame = (a: TimedCommand, b: TimedCommand): boolean =>
  a.at === b.at && printCommand(a.command) === printCommand(b.command);

/** How many commands two branches begin with alike. */
function alike(a: readonly TimedCommand[], b: readonly TimedCommand[]): number {
  const at = a.findIndex((one, i) => b[i] === undefined || !isSame(one, b[i]));
  return at < 0 ? a.length : at;
}

/**
 * A recording as a branch of this run, which becomes the current one, carried out here up to where
 * it was: what it shares with a branch is what was computed here, and what is its own is judged
 * like anything else. A mistake where it is no run of the same ensemble, seed and variants, or
 * where it says nothing that is not here already.
 */
export function graft(timeline: Timeline, recording: Recording, name: string): Grafted | Mistake {
  const other = replayWith(timeline.engine, recording);
  if (isMistake(other)) return other;
  const unlike = otherwise(timeline, other);
  if (unlike !== null) return unlike;
  const { commands } = branchOf(other);
  const until = Math.floor((recording.untilMs ?? 0) * 1000);
  const [first, ...rest] = timeline.branches;
  const share = (branch: Branch) => alike(branch.commands, commands);
  const parent = rest.reduce((best, one) => (share(one) > share(best) ? one : best), first!);
  const shared = share(parent);
  const next = [parent.commands[shared], commands[shared]].flatMap((one) => (one ? [one.at] : []));
  const partedAt = Math.max(0, Math.min(...next) - 1);
  if (next.length === 0 || (commands.length === shared && partedAt >= until)) {
    return mistake('recordings.graft.nothing');
  }
  const plan = { ...planOf(timeline, parent), commands };
  const before = pointAt(planOf(timeline, parent), parent.track, partedAt);
  const forked = fork(timeline, parent, plan, partedAt, before);
  if (isMistake(forked)) return forked;
  const branches = forked.branches.map((one) =>
    one.id === forked.current ? { ...one, name } : one,
  );
  const own = commands.length - shared;
  return { timeline: extendTo({ ...forked, branches }, until), partedAt, own };
}
