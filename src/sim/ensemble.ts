import { type EnsembleConfig, type ServerId, votersOf } from '../model/index.ts';

/** What follows from a configuration and is asked for at every step. */
export interface Ensemble {
  readonly voters: readonly ServerId[];
  /** Host index by sid. */
  readonly indexOf: ReadonlyMap<ServerId, number>;
  readonly isParticipant: (sid: ServerId) => boolean;
}

const known = new WeakMap<EnsembleConfig, Ensemble>();

/** The ensemble of a configuration; worked out once for each configuration object. */
export function ensembleOf(config: EnsembleConfig): Ensemble {
  const old = known.get(config);
  if (old) return old;
  const voters = votersOf(config);
  const indexOf = new Map(config.servers.map(({ sid }, index) => [sid, index]));
  const ensemble = { voters, indexOf, isParticipant: (sid: ServerId) => voters.includes(sid) };
  known.set(config, ensemble);
  return ensemble;
}
