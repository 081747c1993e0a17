import type { TrieMap } from '../lib/index.ts';
import type {
  AuthId,
  ClientName,
  ClientRequest,
  Image,
  Op,
  ServerId,
  SessionId,
} from '../model/index.ts';
import type { Peer } from '../zab/index.ts';
import type { WatchTable } from '../znodes/index.ts';

/** A request that this server owes an answer, in the order of its session's stream. */
export interface OwedCall {
  readonly cxid: number;
  readonly op: Op;
  /** Writes, syncs and session requests wait for the leader; reads wait only for what is before them. */
  readonly waits: boolean;
}

/** One client's connection to this server (NIOServerCnxn) and its place in the CommitProcessor. */
export interface ClientConnection {
  readonly client: ClientName;
  readonly session: SessionId;
  readonly timeoutMs: number;
  /** False until the session's txn is applied or its revalidation came back. */
  readonly open: boolean;
  readonly auth: readonly AuthId[];
  readonly owed: readonly OwedCall[];
}

/** SessionTrackerImpl's view of a session, on the leader (or a stand-alone server). */
export interface TrackedSession {
  readonly timeoutMs: number;
  /** Virtual ms of the expiry bucket: rounded up to a tick (ExpiryQueue). */
  readonly expiresAtMs: number;
  /** The server through which it speaks; 0 unknown. */
  readonly owner: ServerId;
  readonly closing: boolean;
}

/** A ZooKeeper server: the peer and its database, the clients' connections, watches, sessions. */
export interface Server {
  readonly peer: Peer;
  readonly serving: boolean;
  /** The leader's prediction: its database with every proposal applied (outstandingChanges). */
  readonly predicted: Image;
  readonly connections: TrieMap<ClientConnection>;
  /** Which client speaks for a session here. */
  readonly bySession: TrieMap<ClientName>;
  readonly watches: WatchTable;
  readonly tracked: TrieMap<TrackedSession>;
  /** Sessions active here since the leader's last PING (learner). */
  readonly touched: readonly SessionId[];
  /** Leader: syncs that wait for a commit. */
  readonly pendingSyncs: readonly { readonly request: ClientRequest; readonly from: ServerId; readonly after: number }[];
  readonly nextSession: number;
}
