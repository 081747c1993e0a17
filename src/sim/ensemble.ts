import { type EnsembleConfig, type ServerId, type StateMachine, votersOf } from '../model/index.ts';
import { machineOf } from '../server/index.ts';

/** What follows from a configuration and is asked for at every step. */
export interface Ensemble {
  readonly voters: readonly ServerId[];
  /** Host index by sid; undefined where there is no such host. */
  readonly indexOf: readonly (number | undefined)[];
  readonly isParticipant: (sid: ServerId) => boolean;
  readonly machine: StateMachine;
}

const known = new WeakMap<EnsembleConfig, Ensemble>();
/** What was asked for last: one turn asks for the same as the one before. */
let last: { readonly config: EnsembleConfig; readonly ensemble: Ensemble } | null = null;

/** The ensemble of a configuration; worked out once for each configuration object. */
export function ensembleOf(config: EnsembleConfig): Ensemble {
  if (last?.config === config) return last.ensemble;
  const ensemble = known.get(config) ?? newEnsemble(config);
  known.set(config, ensemble);
  last = { config, ensemble };
  return ensemble;
}

function newEnsemble(config: EnsembleConfig): Ensemble {
  const voters = votersOf(config);
  const indexOf: (number | undefined)[] = [];
  config.servers.forEach(({ sid }, index) => {
    while (indexOf.length <= sid) indexOf.push(undefined);
    indexOf[sid] = index;
  });
  const isParticipant = (sid: ServerId): boolean => voters.includes(sid);
  return { voters, indexOf, isParticipant, machine: machineOf(config) };
}
