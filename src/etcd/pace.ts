import { type EnsembleConfig, type Micros, MS } from '../model/index.ts';

/* What follows from --heartbeat-interval and --election-timeout (etcdserver/config.go). */

/** ServerConfig.electionTicks: whole ticks only. */
function ticksOf({ electionMs, heartbeatMs }: EnsembleConfig): number {
  return Math.floor(electionMs / heartbeatMs);
}

export function electionTimeoutOf(config: EnsembleConfig): Micros {
  return ticksOf(config) * config.heartbeatMs * MS;
}

/** ReqTimeout: 5 s for queues and the disk, and two election timeouts. */
export function requestLimitOf(config: EnsembleConfig): Micros {
  return 5_000_000 + 2 * electionTimeoutOf(config);
}

/** lessor.minLeaseTTL: one and a half election timeouts, in whole seconds. */
export function leastTtlOf(config: EnsembleConfig): number {
  const ticks = Math.floor((3 * ticksOf(config)) / 2);
  return Math.ceil((ticks * config.heartbeatMs) / 1000);
}
