import type { ChunkedLog, TrieMap } from '../lib/index.ts';
import type {
  AuthId,
  Because,
  ClientMessage,
  ClientName,
  ClientRequest,
  EnsembleConfig,
  ErrorCode,
  Micros,
  Op,
  ServerId,
  SessionId,
  Txn,
  Zxid,
} from '../model/index.ts';
import type {
  Protocol,
  Replica,
  ReplicaContext,
  ReplicaEffect,
  ReplicaInput,
} from '../replica/index.ts';
import type { Database, WatchTable } from '../znodes/index.ts';
import type { ServerRule } from './rules.ts';

/** A request that this server owes an answer, in the order of its session's stream. */
export interface OwedCall {
  readonly cxid: number;
  readonly op: Op;
  /**
   * Writes, syncs and session requests wait for the leader; reads wait only for what is before
   * them.
   */
  readonly waits: boolean;
  /** What the session tracker had against it when it arrived; a write is judged by Prep. */
  readonly refusal: ErrorCode | null;
}

/**
 * One client's connection to this server (NIOServerCnxn) and its place in the CommitProcessor.
 * Always:
 * 1. Until it is open it owes no answer.
 * 2. It speaks for a session.
 */
export interface ClientConnection {
  readonly client: ClientName;
  readonly session: SessionId;
  readonly timeoutMs: number;
  /** False until the session's txn is applied or its revalidation came back. */
  readonly open: boolean;
  readonly auth: readonly AuthId[];
  readonly owed: readonly OwedCall[];
}

/**
 * SessionTrackerImpl's view of a session, on the leader (or a stand-alone server). Always:
 * 1. Its timeout is longer than nothing.
 * 2. It expires at a tick: the first one after its timeout, counted from its last sign of life.
 */
export interface TrackedSession {
  readonly timeoutMs: number;
  /** Virtual ms of the expiry bucket: rounded up to a tick (ExpiryQueue). */
  readonly expiresAtMs: number;
  /** The server through which it speaks, or NO_SERVER. */
  readonly owner: ServerId;
  readonly closing: boolean;
}

/** A learner's sync that the leader answers when everything proposed before it is committed. */
export interface PendingSync {
  readonly request: ClientRequest;
  readonly from: ServerId;
  readonly after: Zxid;
}

/**
 * A ZooKeeper server: the peer and its database, the clients' connections, watches, sessions. In
 * every step's end:
 * 1. It serves exactly while it knows where writes are decided.
 * 2. Without serving it has no connection.
 * 3. A session speaks through one connection, and each connection for one session.
 * 4. Only who decides has proposals under way, the sessions' clocks, and syncs that wait.
 * 5. Who decides keeps the clocks itself: nobody is noted as active for another one.
 * 6. No session's number is given twice: the next one only grows.
 */
export interface Server {
  readonly peer: Replica;
  readonly serving: boolean;
  /** Where writes are decided, this server included; null while it does not serve. */
  readonly leader: ServerId | null;
  /** What was proposed here and is not applied here yet, oldest first; only of who decides. */
  readonly outstanding: ChunkedLog<Txn>;
  /** The leader's prediction: its database with every proposal applied (outstandingChanges). */
  readonly predicted: Database;
  readonly connections: TrieMap<ClientConnection>;
  /** Which client speaks for a session here. */
  readonly bySession: TrieMap<ClientName>;
  readonly watches: WatchTable;
  readonly tracked: TrieMap<TrackedSession>;
  /** Sessions active here since the leader's last PING (learner). */
  readonly touched: TrieMap<true>;
  readonly pendingSyncs: readonly PendingSync[];
  /** 40 bits of its wall clock at the start: each of its session ids has them. */
  readonly sessionsFrom: number;
  /** How many session ids it has given (initializeNextSessionId). */
  readonly nextSession: number;
  /** Virtual ms of the next scan for empty containers and expired TTL nodes (leader). */
  readonly sweepAtMs: number;
}

/** Whether clients may connect: with leaderServes=no, not to whoever leads (Leader.lead). */
export function takesClients({ peer, serving, leader }: Server, config: EnsembleConfig): boolean {
  return serving && (config.leaderServes || config.standalone || leader !== peer.sid);
}

/** What a server may be told: what its peer is told, and what its clients do. */
export type ServerInput =
  | ReplicaInput
  | {
      readonly type: 'clientSaid';
      readonly client: ClientName;
      readonly message: ClientMessage;
    }
  | { readonly type: 'clientGone'; readonly client: ClientName }
  /** The moment asked for by `wake`: sessions may have expired. */
  | { readonly type: 'woken' };

/** What a server does beyond what its peer does. */
export type ServerEffect =
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
  | {
      readonly type: 'refusedClient';
      readonly client: ClientName;
      readonly because: Because<ServerRule>;
    };

/** What a server consults beside its state. */
export interface ServerContext {
  readonly protocol: Protocol;
  readonly peer: ReplicaContext;
  /** The digest id of the configured super user; null when there is none. */
  readonly superDigest: string | null;
}
