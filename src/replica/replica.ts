import type { ChunkedLog } from '../lib/index.ts';
import type {
  EnsembleConfig,
  Image,
  Micros,
  ServerId,
  StateMachine,
  Txn,
  Zxid,
} from '../model/index.ts';

/**
 * What a replica has on its disk, as everybody may see it: a log of which only the first `flushed`
 * entries would survive a crash. What else there is is its protocol's.
 */
export interface ReplicaDisk {
  readonly log: ChunkedLog<Txn>;
  readonly flushed: number;
}

/**
 * One member of a group that keeps a log: the state of its process, immutable. What else there is
 * in it is its protocol's; `Protocol.facts` tells of it.
 */
export interface Replica {
  readonly sid: ServerId;
  readonly disk: ReplicaDisk;
  /** What the entries applied so far came to, and the last one of them. */
  readonly memory: { readonly image: Image; readonly lastProcessed: Zxid };
}

/** Which faulty or later variants of a protocol are on. */
export type VariantSwitches = Readonly<Record<string, boolean | undefined>>;

/**
 * What a step may consult besides the replica: the configuration, the clock's value, the state
 * machine.
 */
export interface ReplicaContext<V extends VariantSwitches = VariantSwitches> {
  readonly config: EnsembleConfig;
  readonly voters: readonly ServerId[];
  readonly now: Micros;
  readonly machine: StateMachine;
  readonly variants: V;
  /** Everything a server can reach by name. */
  readonly isParticipant: (sid: ServerId) => boolean;
  /** The service above keeps sessions: its servers want to hear of each other twice a tick. */
  readonly keepsSessions: boolean;
  /** Whether notes of single transactions are wanted; the protocol itself never depends on it. */
  readonly record: boolean;
}
