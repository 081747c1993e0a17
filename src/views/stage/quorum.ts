import { itemAt, lastItem } from '../../lib/index.ts';
import { compareZxid, type ServerId, votersOf, type Zxid } from '../../model/index.ts';
import type { World } from '../../sim/index.ts';

/** Who has a proposal on disk, as its leader counts. */
export interface QuorumShape {
  readonly leader: ServerId;
  readonly zxid: Zxid;
  readonly voters: readonly ServerId[];
  readonly onDisk: readonly ServerId[];
  readonly need: number;
  readonly committed: boolean;
}

/** The meter of the proposal that is decided next, else of the last one; of the newest leader. */
export function quorumShape(world: World): QuorumShape | null {
  let best: QuorumShape | null = null;
  const voters = votersOf(world.config);
  for (const host of world.hosts) {
    const leader = host.server?.peer.leader;
    if (leader == null || leader.proposals.length === 0) continue;
    const next = itemAt(leader.proposals, leader.committedCount);
    const txn = next ?? lastItem(leader.proposals);
    if (txn === undefined || (best !== null && best.zxid.epoch > txn.zxid.epoch)) continue;
    const has = (acked: Zxid): boolean => compareZxid(acked, txn.zxid) >= 0;
    const onDisk = leader.handlers.filter((one) => has(one.acked)).map((one) => one.sid);
    if (has(leader.ownAcked)) onDisk.push(host.sid);
    best = {
      leader: host.sid,
      zxid: txn.zxid,
      voters,
      onDisk: voters.filter((sid) => onDisk.includes(sid)),
      need: Math.floor(voters.length / 2) + 1,
      committed: next === undefined,
    };
  }
  return best;
}
