import { forcedRemoval } from '../../etcd/index.ts';
import type { ServerId } from '../../model/index.ts';
import { closedDiskOf, withDisk } from '../../sim/index.ts';
import type { EtcdMembers } from './etcd-members.ts';

/* What an operator does to members besides faults: orderly ends, and starts with a word more. */

/** Stop hands leadership over before, for at most the time of a request (TransferLeadership). */
const HAND_OVER_MS = 7000;

/** An orderly end (SIGTERM): all that is in memory is written. */
export function stopInOrder(members: EtcdMembers, sid: ServerId): void {
  handOver(members, sid);
  const disk = closedDiskOf(members.world, sid);
  members.perform({ type: 'crash', servers: [sid] });
  if (disk !== null) members.world = withDisk(members.world, sid, disk);
}

/** To the voter that is connected longest, where there is one. */
function handOver(members: EtcdMembers, sid: ServerId): void {
  const { leader, group, connectedSince } = factsNeeded(members, sid);
  if (leader !== sid) return;
  const others = group.voters.filter((one) => connectedSince(one) !== null);
  const [to] = others.sort((a, b) => (connectedSince(a) ?? 0) - (connectedSince(b) ?? 0));
  if (to === undefined) return;
  const wire = members.open(sid);
  members.say(wire, { type: 'ask', id: 1, request: { type: 'moveLeader', to } });
  members.runUntil(() => members.factsAt(sid).leader === to, HAND_OVER_MS);
}

function factsNeeded(members: EtcdMembers, sid: ServerId) {
  const facts = members.factsAt(sid);
  const { leader, group } = facts;
  if (group === undefined) throw new Error('nobody knows the group');
  return { leader, group, connectedSince: (of: ServerId) => facts.connectedSince?.(of) ?? null };
}

/** --force-new-cluster: what there is on the disk becomes that of a group of one. */
export function makeAlone(members: EtcdMembers, sid: ServerId): void {
  const { protocol, config } = members.world;
  const { disk } = members.host(sid);
  const alone = protocol.madeAlone?.(disk, sid, config, (other) => forcedRemoval(sid, other));
  if (alone === undefined) throw new Error('it cannot be made alone');
  members.world = withDisk(members.world, sid, alone);
}

/**
 * Who starts as of a new group with an empty disk asks the others first: where one of them knows
 * it for one that has served, it does not start (NewServer, isMemberBootstrapped).
 */
export function isKnownAlready(members: EtcdMembers, sid: ServerId): boolean {
  if (members.host(sid).disk.log.length > 0) return false;
  const [asked] = members.live().filter((one) => one !== sid);
  if (asked === undefined) return false;
  const isIn = members.factsAt(asked).group?.members.some((one) => one.sid === sid) === true;
  return isIn && members.storeAt(asked)?.published.includes(sid) === true;
}
