import type { ChunkedLog, TrieMap } from '../lib/index.ts';
import type {
  AuthId,
  ClientName,
  ClientRequest,
  EnsembleConfig,
  ErrorCode,
  Op,
  ServerId,
  SessionId,
  Txn,
  Zxid,
} from '../model/index.ts';
import type {
  Replica,
  ServiceContext,
  ServiceEffect,
  ServiceInput,
  ServiceState,
} from '../replica/index.ts';
import type { Database, WatchTable } from '../znodes/index.ts';

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
 * 2. Without serving, be it readers only, it has no connection and no session of its own.
 * 3. A session speaks through one connection, and each connection for one session.
 * 4. Only who decides has proposals under way, the sessions' clocks, and syncs that wait.
 * 5. Who decides keeps the clocks itself: nobody is noted as active for another one.
 * 6. No session's number is given twice: the next one only grows.
 */
export interface Server extends ServiceState {
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
  /** The sessions that only this server knows. */
  readonly local: TrieMap<TrackedSession>;
  /** It has no leader, and serves readers. */
  readonly readOnly: boolean;
  /** Virtual ms from which on it may do so; 0: never, as things are. */
  readonly readOnlyAtMs: number;
  /** 40 bits of its wall clock at the start: each of its session ids has them. */
  readonly sessionsFrom: number;
  /** How many session ids it has given (initializeNextSessionId). */
  readonly nextSession: number;
  /** Virtual ms of the next scan for empty containers and expired TTL nodes (leader). */
  readonly sweepAtMs: number;
}

/**
 * Whether clients may connect who write, too: with leaderServes=no, not to whoever leads
 * (Leader.lead).
 */
export function takesClients({ peer, serving, leader }: Server, config: EnsembleConfig): boolean {
  return serving && (config.leaderServes || config.standalone || leader !== peer.sid);
}

/** What a server is told, does and consults: what every service does. */
export type ServerInput = ServiceInput;
export type ServerEffect = ServiceEffect;
export type ServerContext = ServiceContext;
