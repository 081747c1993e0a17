import type { PairSide } from '../../pair/index.ts';
import { type Sight, TREES } from '../../views/index.ts';
import { KEYS } from './keys-sight.ts';

/** How each side's ward is seen. */
export const SIGHTS: Readonly<Record<PairSide, Sight>> = { zab: TREES, raft: KEYS };
