import type { Micros } from '../../model/index.ts';
import type { PairSide } from '../../pair/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import { type Sight, TREES } from '../../views/index.ts';
import { KEYS, keysAt } from './keys-sight.ts';

/** How each side's ward is seen. */
export const SIGHTS: Readonly<Record<PairSide, Sight>> = { zab: TREES, raft: KEYS };

/** At a moment of a run, whose past tells what no member knows. */
export function sightAt(side: PairSide, timeline: Timeline, at: Micros): Sight {
  return side === 'raft' ? keysAt(timeline, at) : SIGHTS[side];
}
