import { compareZxid, type ServerId, type Zxid } from '../model/index.ts';
import { NO_VARIANTS } from './no-variants.ts';
import type { Leader, LearnerHandler } from './peer.ts';
import type { Variants } from './variants.ts';

/** Whether `sids` holds more than half of `voters` (QuorumMaj). Others than voters do not count. */
export function isQuorum(
  voters: readonly ServerId[],
  sids: readonly ServerId[],
  variants: Variants = NO_VARIANTS,
): boolean {
  let count = 0;
  for (const sid of sids) if (voters.includes(sid)) count++;
  return count >= quorumSize(voters, variants);
}

/** How many voters make a quorum: floor(n/2) + 1, more than half of them. */
export function quorumSize(voters: readonly ServerId[], variants: Variants = NO_VARIANTS): number {
  if (variants.halfQuorum) return (voters.length + 1) >> 1;
  return (voters.length >> 1) + 1;
}

/** On how many disks a leader commits a proposal. */
export function commitSize(voters: readonly ServerId[], variants: Variants): number {
  return variants.commitAlone ? 1 : quorumSize(voters, variants);
}

/**
 * Whether a learner's disk counts for a proposal, as far as the leader may believe: an ACK counts
 * while the connection lives on which it came. Leader.processAck keeps it for ever, although a
 * learner that comes back is first cut to what is committed (the TRUNC of
 * LearnerHandler.syncFollower), and then has it no more for a moment.
 */
function hasAcked(handler: LearnerHandler, z: Zxid): boolean {
  return handler.learnerType === 'PARTICIPANT' && compareZxid(handler.acked, z) >= 0;
}

/** Whose disks hold a proposal, the leader's among them. */
export function acknowledgedBy(leader: Leader, z: Zxid, sid: ServerId): ServerId[] {
  const on: ServerId[] = compareZxid(leader.ownAcked, z) >= 0 ? [sid] : [];
  for (const handler of leader.handlers) if (hasAcked(handler, z)) on.push(handler.sid);
  return on;
}

/** How many these are: asked at every ACK. */
export function countAcks(leader: Leader, z: Zxid): number {
  let count = compareZxid(leader.ownAcked, z) >= 0 ? 1 : 0;
  for (const handler of leader.handlers) if (hasAcked(handler, z)) count += 1;
  return count;
}
