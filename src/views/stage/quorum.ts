import { itemAt, lastItem, searchLog } from '../../lib/index.ts';
import { compareZxid, type ServerId, votersOf, type Zxid } from '../../model/index.ts';
import { diskOf, type Host, type World } from '../../sim/index.ts';

/** Who has a proposal on disk: as its leader counts, and once it is committed, in truth. */
export interface QuorumShape {
  readonly leader: ServerId;
  readonly zxid: Zxid;
  readonly voters: readonly ServerId[];
  readonly onDisk: readonly ServerId[];
  readonly need: number;
  readonly committed: boolean;
}

/** The epoch that a running server leads, established; 0: none. */
function establishedEpoch({ server }: Host): number {
  const leader = server?.peer.leader;
  return leader?.established === true ? (leader.epoch ?? 0) : 0;
}

/** Whether a machine has a transaction on disk, in its log or inside a snapshot. */
function holds(host: Host, zxid: Zxid): boolean {
  const disk = diskOf(host);
  const snapshot = disk.snapshots.at(-1);
  if (snapshot !== undefined && compareZxid(snapshot.zxid, zxid) >= 0) return true;
  const at = searchLog(disk.log, (txn) => compareZxid(txn.zxid, zxid) >= 0);
  const found = itemAt(disk.log, at);
  return found !== undefined && at < disk.flushed && compareZxid(found.zxid, zxid) === 0;
}

/** The meter of the proposal that is decided next, else of the last one; of the newest leader. */
export function quorumShape(world: World): QuorumShape | null {
  let best: QuorumShape | null = null;
  const voters = votersOf(world.config);
  const newest = Math.max(0, ...world.hosts.map((one) => establishedEpoch(one)));
  for (const host of world.hosts) {
    const leader = host.server?.peer.leader;
    if (leader == null || leader.proposals.length === 0) continue;
    // An old leader that does not know of a newer one counts for nobody.
    if ((leader.epoch ?? 0) < newest) continue;
    const next = itemAt(leader.proposals, leader.committedCount);
    const txn = next ?? lastItem(leader.proposals);
    if (txn === undefined || (best !== null && best.zxid.epoch > txn.zxid.epoch)) continue;
    const has = (acked: Zxid): boolean => compareZxid(acked, txn.zxid) >= 0;
    // What is committed stays on the disks of those that have left their leader since.
    const onDisk =
      next === undefined
        ? world.hosts.filter((one) => holds(one, txn.zxid)).map((one) => one.sid)
        : leader.handlers.filter((one) => has(one.acked)).map((one) => one.sid);
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
