import { type EnsembleConfig, type ServerId, votersOf } from '../model/index.ts';

/** What follows from a configuration and is asked for at every step. */
export interface Ensemble {
  readonly voters: readonly ServerId[];
  /** Host index by sid; undefined where there is no such host. */
  readonly indexOf: readonly (number | undefined)[];
  readonly isParticipant: (sid: ServerId) => boolean;
}

const known = new WeakMap<EnsembleConfig, Ensemble>();

/** The ensemble of a configuration; worked out once for each configuration object. */
export function ensembleOf(config: EnsembleConfig): Ensemble {
  const old = known.get(config);
  if (old) return old;
  const voters = votersOf(config);
  const indexOf: (number | undefined)[] = [];
  config.servers.forEach(({ sid }, index) => {
    while (indexOf.length <= sid) indexOf.push(undefined);
    indexOf[sid] = index;
  });
  const ensemble = { voters, indexOf, isParticipant: (sid: ServerId) => voters.includes(sid) };
  known.set(config, ensemble);
  return ensemble;
}
