import { compareZxid, type ServerId, type Zxid } from '../model/index.ts';
import { NO_VARIANTS } from './no-variants.ts';
import type { Leader } from './peer.ts';
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
 * Whose disks hold a proposal, as far as the leader may believe: an ACK counts while the connection
 * lives on which it came. Leader.processAck keeps it for ever, although a learner that comes back
 * is first cut to what is committed (row 3 of syncFollower), and then has it no more for a moment.
 */
export function acknowledgedBy(leader: Leader, z: Zxid, sid: ServerId): ServerId[] {
  const on: ServerId[] = compareZxid(leader.ownAcked, z) >= 0 ? [sid] : [];
  for (const h of leader.handlers) {
    if (h.learnerType === 'PARTICIPANT' && compareZxid(h.acked, z) >= 0) on.push(h.sid);
  }
  return on;
}
