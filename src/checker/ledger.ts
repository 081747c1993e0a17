import {
  type ChunkedLog,
  emptyLog,
  emptyMap,
  itemAt,
  lastItem,
  type Mutable,
  searchLog,
  type TrieMap,
} from '../lib/index.ts';
import {
  type ClientName,
  compareZxid,
  type Micros,
  type ServerId,
  type SessionId,
  type Txn,
  ZERO,
  type Zxid,
} from '../model/index.ts';

/** A call on its way, and the highest write acknowledged to anybody before it was sent. */
export interface PendingGhost {
  readonly cxid: number;
  readonly floor: Zxid;
}

/** What a client has seen in its present session. */
export interface ClientGhost {
  readonly session: SessionId;
  readonly seen: Zxid;
  readonly pending: readonly PendingGhost[];
}

/** A write that a client was told is done. */
export interface Acknowledged {
  readonly client: ClientName;
  readonly cxid: number;
  readonly zxid: Zxid;
}

/** An entry that a server had logged and has no longer. */
export interface Buried {
  readonly server: ServerId;
  readonly txn: Txn;
  readonly at: Micros;
  readonly how: string;
}

/** Of a session whose requests are not numbered throughout. */
export const UNNUMBERED = -1;

/**
 * The ghost record: what an all-knowing observer writes down and no server reads (the ghost
 * variables of Zab.tla and ZkV3_7_0.tla). Immutable, so that it can be kept beside
 * a world and forked with it.
 */
export interface Ledger {
  /** The one list of everything committed, in order. Append-only. */
  readonly committed: ChunkedLog<Txn>;
  /** What is noted of the protocol itself, in its own terms (`ProtocolHalf`). */
  readonly ghost: object;
  /** The same of its service (`ServiceHalf`); null: it is ZooKeeper's. */
  readonly service: object | null;
  readonly clients: TrieMap<ClientGhost>;
  /** The last committed request number of each session; or UNNUMBERED. */
  readonly sessions: TrieMap<number>;
  /** How many children each node has had: the next sequence suffix. Forgotten with the node. */
  readonly creations: TrieMap<number>;
  /** The highest write acknowledged to any client. */
  readonly acknowledged: Acknowledged | null;
  /** Writes acknowledged and not in the committed list (a correct run has none). */
  readonly unsure: readonly Acknowledged[];
  readonly graveyard: ChunkedLog<Buried>;
  /** Invariants that this run has broken: each is reported once. */
  readonly broken: readonly string[];
}

/** The record of a run in which nothing has happened yet. */
export function emptyLedger(ghost: object, service: object | null): Ledger {
  return {
    committed: emptyLog(),
    ghost,
    service,
    clients: emptyMap(),
    sessions: emptyMap(),
    creations: emptyMap(),
    acknowledged: null,
    unsure: [],
    graveyard: emptyLog(),
    broken: [],
  };
}

/** A copy to write in. */
export function draftLedger(l: Ledger): Mutable<Ledger> {
  return {
    committed: l.committed,
    ghost: l.ghost,
    service: l.service,
    clients: l.clients,
    sessions: l.sessions,
    creations: l.creations,
    acknowledged: l.acknowledged,
    unsure: l.unsure,
    graveyard: l.graveyard,
    broken: l.broken,
  };
}

/** What the questions below need of a ledger, finished or in the making. */
type CommittedRecord = Pick<Ledger, 'committed'>;

/** How many committed transactions there are up to and including `z`. */
export function committedUpTo(record: CommittedRecord, z: Zxid): number {
  const last = lastItem(record.committed);
  if (!last || compareZxid(last.zxid, z) <= 0) return record.committed.length;
  return searchLog(record.committed, (txn) => compareZxid(txn.zxid, z) > 0);
}

/** Whether this very transaction is in the committed list. */
export function isCommitted(record: CommittedRecord, txn: Txn): boolean {
  const count = committedUpTo(record, txn.zxid);
  return itemAt(record.committed, count - 1) === txn;
}

/** The zxid at the end of the committed list. */
export function lastCommitted(record: CommittedRecord): Zxid {
  return lastItem(record.committed)?.zxid ?? ZERO;
}
