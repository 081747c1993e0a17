import type { EnsembleConfig } from '../model/index.ts';

/** Ticks of raft's clock in an election timeout; each draw adds up to as many, less one. */
export function electionTicks({ heartbeatMs, electionMs }: EnsembleConfig): number {
  return Math.floor(electionMs / heartbeatMs);
}
