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
  | { readonly type: 'closeClient'; readonly client: ClientName; readonly why: string }
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

/** A client of such a service, as far as whoever runs it sees it. */
export interface LibraryState {
  /** The server it is connected to, or tries. */
  readonly server: ServerId;
  /** Requests that wait for an answer. */
  readonly pending: number;
}

export type LibraryInput =
  /**
   * Its program asks for something; `line` is how a person wrote it. `request` null: the library
   * reads the line by itself, as the tool of its service does.
   */
  | { readonly type: 'asked'; readonly line: string; readonly request: unknown }
  | { readonly type: 'connected' }
  /** It was refused, or the connection is over. */
  | { readonly type: 'lost' }
  | { readonly type: 'heard'; readonly body: unknown }
  /** Over a connection beside its own (`sayBeside`); null: that one is over, or was refused. */
  | { readonly type: 'heardBeside'; readonly server: ServerId; readonly body: unknown }
  | { readonly type: 'woken' };

export type LibraryEffect =
  | { readonly type: 'dial'; readonly server: ServerId }
  | { readonly type: 'say'; readonly body: unknown; readonly text: string }
  /** Over a connection beside its own, one to each server, which is made where there is none. */
  | {
      readonly type: 'sayBeside';
      readonly server: ServerId;
      readonly body: unknown;
      readonly text: string;
    }
  | { readonly type: 'endBeside'; readonly server: ServerId }
  | { readonly type: 'wake'; readonly at: Micros }
  | { readonly type: 'called'; readonly id: number; readonly line: string }
  | {
      readonly type: 'answered';
      readonly id: number;
      readonly line: string;
      /**
       * As the program is told it, and whether what it asked for was done. One that goes on is told
       * again and again.
       */
      readonly answer: string;
      readonly done: boolean;
    };

/** The library of a service's clients; pure, as the service is. */
export interface ClientLibrary {
  begin(servers: readonly ServerId[]): Outcome<LibraryState, LibraryEffect>;
  step(
    state: LibraryState,
    input: LibraryInput,
    now: Micros,
    variants: VariantSwitches,
  ): Outcome<LibraryState, LibraryEffect>;
}

/**
 * What a run's machines run on their replicas: ZooKeeper's servers, or another service. Methods, so
 * that it may name its own state in its parameters: it is only ever given what came from it.
 */
export interface Service {
  readonly name: string;
  /** Its servers keep sessions (`ReplicaContext.keepsSessions`). */
  readonly keepsSessions: boolean;
  /** Of its clients, where they are not ZooKeeper's. */
  readonly library?: ClientLibrary;
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
