import { compareZxid, type ServerId, votersOf, type Zxid } from '../../model/index.ts';
import { factsOf, type Host, type World } from '../../sim/index.ts';

/** Whose ACKs of a proposal its leader counts; and once it is committed, on whose disks it is. */
export interface QuorumShape {
  readonly leader: ServerId;
  readonly zxid: Zxid;
  readonly voters: readonly ServerId[];
  readonly have: readonly ServerId[];
  readonly need: number;
  readonly committed: boolean;
}

/** Whether a machine has a transaction on disk, in its log or inside a snapshot. */
function holds(world: World, host: Host, zxid: Zxid): boolean {
  const { log } = factsOf(world, host);
  return compareZxid(log.snapshot, zxid) >= 0 || log.find(zxid)?.onDisk === true;
}

/** The meter of the proposal that is decided next, else of the last one; of the newest leader. */
export function quorumShape(world: World): QuorumShape | null {
  const all = world.hosts.map((host) => ({ host, facts: factsOf(world, host) }));
  const established = all.filter(({ facts }) => facts.standing === 'established');
  // An old leader that does not know of a newer one counts for nobody.
  const newest = Math.max(0, ...established.map(({ facts }) => facts.term));
  const voters = votersOf(world.config);
  let best: QuorumShape | null = null;
  for (const { host, facts } of established) {
    const { leading } = facts;
    if (leading === null || leading.proposed === 0 || facts.term < newest) continue;
    const zxid = leading.next ?? leading.lastProposed;
    if (best !== null && best.zxid.epoch > zxid.epoch) continue;
    const { needed, reached, verdict } = leading.quorum(zxid);
    const committed = verdict === 'committed';
    // What is committed stays on the disks of those that have left their leader since.
    const holders = world.hosts.filter((one) => committed && holds(world, one, zxid));
    const have = committed ? holders.map((one) => one.sid) : reached;
    best = {
      leader: host.sid,
      zxid,
      voters,
      have: voters.filter((sid) => have.includes(sid)),
      need: needed,
      committed,
    };
  }
  return best;
}
