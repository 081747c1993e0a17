import type { ServerId } from '../model/index.ts';

/** Whether `sids` holds more than half of `voters` (QuorumMaj). Others than voters do not count. */
export function isQuorum(voters: readonly ServerId[], sids: readonly ServerId[]): boolean {
  let count = 0;
  for (const sid of sids) if (voters.includes(sid)) count++;
  return count >= quorumSize(voters);
}

/** How many voters make a quorum: floor(n/2) + 1. */
export function quorumSize(voters: readonly ServerId[]): number {
  return (voters.length >> 1) + 1;
}
