import { compareZxid, ZERO, type Zxid } from '../../model/index.ts';
import type { Host } from '../../sim/index.ts';

/** What a server knows of the fate of transactions, as two watermarks. */
export interface Knowledge {
  /** Everything up to here is committed, it knows. */
  readonly committed: Zxid;
  /** Everything up to here is in its tree. */
  readonly applied: Zxid;
}

/**
 * How far a server's knowledge goes. A server that left BROADCAST keeps its tree and its log, and
 * no record of what was committed: the next leader decides (Leader.lead, Learner.syncWithLeader).
 */
export function knowledgeOf(host: Host): Knowledge {
  if (host.server === null) return { committed: ZERO, applied: ZERO };
  const { leaf, leader, learner, memory } = host.server.peer;
  const applied = memory.lastProcessed;
  if (leaf === 'STANDALONE') return { committed: applied, applied };
  if (leader !== null) {
    return { committed: leader.established ? leader.lastCommitted : ZERO, applied };
  }
  let committed = leaf === 'FOLLOWING.BROADCAST' || leaf === 'OBSERVING.BROADCAST' ? applied : ZERO;
  for (const zxid of learner?.toCommit ?? []) {
    if (compareZxid(zxid, committed) > 0) committed = zxid;
  }
  return { committed, applied };
}
