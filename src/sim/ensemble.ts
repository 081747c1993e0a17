import { type EnsembleConfig, type ServerId, type StateMachine, votersOf } from '../model/index.ts';
import type { Service } from '../replica/index.ts';

/** What follows from a configuration and a service, and is asked for at every step. */
export interface Ensemble {
  readonly service: Service;
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
export function ensembleOf(config: EnsembleConfig, service: Service): Ensemble {
  if (last?.config === config && last.ensemble.service === service) return last.ensemble;
  const before = known.get(config);
  const ensemble = before?.service === service ? before : newEnsemble(config, service);
  known.set(config, ensemble);
  last = { config, ensemble };
  return ensemble;
}

function newEnsemble(config: EnsembleConfig, service: Service): Ensemble {
  const voters = votersOf(config);
  const indexOf: (number | undefined)[] = [];
  config.servers.forEach(({ sid }, index) => {
    while (indexOf.length <= sid) indexOf.push(undefined);
    indexOf[sid] = index;
  });
  const isParticipant = (sid: ServerId): boolean => voters.includes(sid);
  const machine = service.machineOf(config);
  return { service, voters, indexOf, isParticipant, machine };
}
