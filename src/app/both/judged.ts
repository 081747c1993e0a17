import { invariantsOf } from '../../checker/index.ts';
import type { Translate } from '../../i18n/index.ts';
import type { Micros } from '../../model/index.ts';
import { raftSideOf, SIDES } from '../../pair/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import { violationsOf } from '../violations.ts';

/** What was judged of a run by a time. */
export interface JudgedRun {
  /** How many invariants are. */
  readonly checked: number;
  /** The first of each side that is broken, with its side; null: all hold. */
  readonly broken: string | null;
  /** How often any was. */
  readonly count: number;
}

/** Both sides of a run; null: it has no second side. */
export function judgedOn(zab: Timeline, at: Micros, t: Translate): JudgedRun | null {
  const raft = raftSideOf(zab, at)?.timeline;
  if (raft === undefined) return null;
  const sides = { zab, raft };
  const found = SIDES.map((side) => ({ side, all: violationsOf(sides[side], at) }));
  const firsts = found.flatMap(({ side, all }) => {
    const event = all[0]?.event;
    return event?.type === 'violated' ? [`${t(`pair.side.${side}`)}: ${event.invariant}`] : [];
  });
  return {
    checked: SIDES.reduce((n, side) => n + invariantsOf(sides[side].protocol).length, 0),
    broken: firsts.join(', ') || null,
    count: found.reduce((n, { all }) => n + all.length, 0),
  };
}
