import type { ServerId } from '../model/index.ts';
import { NO_VARIANTS } from './no-variants.ts';
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
