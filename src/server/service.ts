import type { Outcome } from '../lib/index.ts';
import type { EnsembleConfig, Micros, ServerId, StateMachine } from '../model/index.ts';
import type {
  Protocol,
  ReplicaDisk,
  Service,
  ServiceContext,
  ServiceEffect,
  ServiceInput,
  VariantSwitches,
} from '../replica/index.ts';
import { machineOf } from './machine.ts';
import type { Server } from './server.ts';
import { newServer, stepServer } from './step.ts';

/** ZooKeeper's servers as a run has them on its replicas. */
export const ZOOKEEPER = {
  name: 'zookeeper',
  keepsSessions: true,
  machineOf(config: EnsembleConfig): StateMachine {
    return machineOf(config);
  },
  boot(
    protocol: Protocol,
    sid: ServerId,
    disk: ReplicaDisk,
    config: EnsembleConfig,
    chance: number,
    now: Micros,
    variants: VariantSwitches,
  ): Server {
    return newServer(protocol, sid, disk, config, chance, now, variants);
  },
  step(
    server: Server,
    input: ServiceInput,
    context: ServiceContext,
  ): Outcome<Server, ServiceEffect> {
    return stepServer(server, input, context);
  },
} satisfies Service;
