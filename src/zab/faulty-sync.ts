import { sliceLog } from '../lib/index.ts';
import { compareZxid, type Zxid } from '../model/index.ts';
import type { Memory } from './peer.ts';
import type { SyncPlan } from './sync-decision.ts';
import type { Variants } from './variants.ts';

/** What a faulty leader makes of a correct plan; the plan itself when no variant is on. */
export function faultyPlan(
  plan: SyncPlan,
  peer: Zxid,
  memory: Memory,
  variants: Variants,
): SyncPlan {
  const { because } = plan;
  if (variants.neverTrunc && plan.mode === 'TRUNC') {
    return { mode: 'DIFF', zxid: plan.zxid, txns: plan.txns, seen: plan.seen, because };
  }
  if (variants.staleLogAfterSnap && plan.mode === 'TRUNC') {
    return { mode: 'SNAP', zxid: plan.zxid, txns: plan.txns, seen: plan.seen, because };
  }
  if (variants.diffInsteadOfTrunc && because.rule === 'sync.snapCrossEpoch') {
    const recent = sliceLog(memory.committedLog, memory.committedFrom);
    const txns = recent.filter((txn) => compareZxid(txn.zxid, peer) > 0);
    const seen = txns.at(-1)?.zxid ?? peer;
    return { mode: 'DIFF', zxid: seen, txns, seen, because };
  }
  return plan;
}
