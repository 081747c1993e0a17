import type { SortedMap } from '../lib/index.ts';
import type { ClientName, Micros, ServerId } from '../model/index.ts';
import type { Replica, ServiceState } from '../replica/index.ts';
import type { EtcdStore } from './store.ts';
import type { WatchStream } from './watch-streams.ts';
import type { EtcdRequest } from './wire.ts';

/** Something that is to be answered: a client's, another member's, or its own (client null). */
export interface EtcdCall {
  readonly client: ClientName | ServerId | null;
  /** The client's number of it. */
  readonly id: number;
  /** The member's. */
  readonly number: number;
  readonly request: EtcdRequest;
  readonly since: Micros;
  /** When the member gives it up; null: never by itself. */
  readonly until: Micros | null;
  /** What it waits for: a leader that takes it, its entry, a round of reads, its turn … */
  readonly stage: 'leader' | 'entry' | 'nextRound' | 'round' | 'question' | 'move' | 'queue';
  /** A lock's: the revision that created its key; 0: it has none yet. */
  readonly ticket: number;
  /** For the leader: whom it was put to last, and when; `lost`: that one gives no answer. */
  readonly asked: {
    readonly leader: ServerId;
    readonly at: Micros;
    readonly lost: boolean;
  } | null;
}

/** Reads wait for a round together (linearizableReadLoop): at most one is under way. */
export interface ReadRound {
  readonly number: number;
  readonly until: Micros;
}

/** The leases' clock: only who leads has one (lessor, while it is primary). */
export interface Lessor {
  readonly deadlines: SortedMap<Micros>;
  /** When it looks next for what has run out. */
  readonly looksAt: Micros;
  /** Not to be revoked again before. */
  readonly retries: SortedMap<Micros>;
}

/** What its command line says (embed.Config). */
export interface EtcdSettings {
  /** --experimental-watch-progress-notify-interval; etcd adds up to a tenth by chance. */
  readonly progressInterval: Micros;
  /** --strict-reconfig-check: members change only where that is safe. */
  readonly strictReconfig: boolean;
}
export const DEFAULT_SETTINGS: EtcdSettings = {
  progressInterval: 600_000_000,
  strictReconfig: true,
};

/**
 * A member of an etcd cluster: its replica, what clients wait for, the leases' clock, the watches.
 * In every step's end:
 * 1. Who does not lead has no lessor.
 * 2. A round of reads is under way exactly while somebody waits for it.
 * 3. Calls wait in the order in which they came.
 */
export interface EtcdMember extends ServiceState {
  readonly peer: Replica;
  readonly settings: EtcdSettings;
  /** It has made itself known through the log: clients reach it from then on. */
  readonly serving: boolean;
  /** The last number it gave; begins at the time of its start, so that none comes twice. */
  readonly lastNumber: number;
  readonly calls: readonly EtcdCall[];
  readonly round: ReadRound | null;
  readonly lessor: Lessor | null;
  /** Whom it takes for the leader, as it was at the last step's end; null: nobody. */
  readonly leader: ServerId | null;
  /** When it was elected itself, last; -1: never. */
  readonly electedAt: Micros;
  readonly streams: readonly WatchStream[];
  /** When watches that are behind are served next; null: none is. */
  readonly syncsAt: Micros | null;
  /** When it looks next whether streams that require a leader have one; null: there are none. */
  readonly leaderCheckAt: Micros | null;
  readonly leaderless: number;
}

/** What its entries have come to. */
export function storeOf({ peer }: EtcdMember): EtcdStore {
  // A cast: to its replica the image is opaque; the service gave it its state machine.
  return peer.memory.image as EtcdStore;
}
