import type { Outcome } from '../lib/index.ts';
import type {
  Because,
  ClientMessage,
  ClientName,
  EnsembleConfig,
  Micros,
  ServerId,
  SessionId,
  StateMachine,
  Txn,
  Zxid,
} from '../model/index.ts';
import type { Protocol } from './protocol.ts';
import type { Replica, ReplicaContext, ReplicaDisk, VariantSwitches } from './replica.ts';
import type { ReplicaEffect, ReplicaInput } from './step.ts';

/** What stands on a replica and serves clients, as far as whoever runs it sees it. */
export interface ServiceState {
  readonly peer: Replica;
  /** Whether clients are served. */
  readonly serving: boolean;
}

/** What a service may be told: what its replica is told, and what its clients do. */
export type ServiceInput =
  | ReplicaInput
  | {
      readonly type: 'clientSaid';
      readonly client: ClientName;
      readonly message: ClientMessage;
    }
  | { readonly type: 'clientGone'; readonly client: ClientName }
  /** The moment asked for by `wake`. */
  | { readonly type: 'woken' };

/** What a service does beyond what its replica does. */
export type ServiceEffect =
  | ReplicaEffect
  | {
      readonly type: 'sendClient';
      readonly client: ClientName;
      readonly message: ClientMessage;
    }
  | { readonly type: 'closeClient'; readonly client: ClientName }
  | { readonly type: 'wake'; readonly at: Micros }
  | { readonly type: 'applied'; readonly txn: Txn }
  | { readonly type: 'serving' | 'stoppedServing'; readonly zxid: Zxid }
  | {
      readonly type: 'session';
      readonly what: 'sessionCreated' | 'sessionMoved' | 'sessionClosed' | 'sessionExpired';
      readonly session: SessionId;
      readonly client: ClientName | null;
    }
  | { readonly type: 'noted'; readonly because: Because };

/** What a service consults beside its state. */
export interface ServiceContext {
  readonly protocol: Protocol;
  readonly peer: ReplicaContext;
  /** The digest id of the configured super user; null when there is none. */
  readonly superDigest: string | null;
}

/**
 * What a run's machines run on their replicas: ZooKeeper's servers, or another service. Methods, so
 * that it may name its own state in its parameters: it is only ever given what came from it.
 */
export interface Service {
  readonly name: string;
  /** Its servers keep sessions (`ReplicaContext.keepsSessions`). */
  readonly keepsSessions: boolean;
  /** What its entries drive; the same value for the same configuration. */
  machineOf(config: EnsembleConfig): StateMachine;
  /** A process as it starts on a disk; step it with `booted` first. `chance`: any 32-bit number. */
  boot(
    protocol: Protocol,
    sid: ServerId,
    disk: ReplicaDisk,
    config: EnsembleConfig,
    chance: number,
    now: Micros,
    variants: VariantSwitches,
  ): ServiceState;
  /** One input: the service after it, and its effects in the order in which they must happen. */
  step(
    state: ServiceState,
    input: ServiceInput,
    context: ServiceContext,
  ): Outcome<ServiceState, ServiceEffect>;
}
