import {
  type ChunkedLog,
  emptyLog,
  emptyMap,
  getKey,
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
  sameZxid,
  type Txn,
  ZERO,
  type Zxid,
} from '../model/index.ts';
import type { World } from '../sim/index.ts';

/** A leader's term: who led the epoch, on what history, and everything it proposed. */
export interface Term {
  readonly epoch: number;
  readonly sid: ServerId;
  /** The last transaction of the leader's initial history: what its first proposal follows. */
  readonly initialLast: Zxid;
  readonly proposals: ChunkedLog<Txn>;
}

/** What is remembered of a server's history as its memory has it. */
export interface ServerGhost {
  /** Items of its committedLog looked at. */
  readonly read: number;
  readonly first: Txn | null;
  readonly lastRead: Txn | null;
  /** The last transaction applied; an epoch's start stands for the last one before it. */
  readonly last: Zxid;
  /** Where its history first goes on with something that does not follow: there it has a hole. */
  readonly torn: { readonly after: Zxid; readonly txn: Txn } | null;
  /** How much of the committed list its applied prefix was compared with; -1: not in BROADCAST. */
  readonly compared: number;
  /** Whether its tree was held against another's since it began to serve. */
  readonly alike: boolean;
}

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
  readonly how: 'TRUNC' | 'crash';
}

/**
 * The ghost record: what an all-knowing observer writes down and no server reads (the ghost
 * variables of Zab.tla and ZkV3_7_0.tla). Immutable, so that it can be kept beside
 * a world and forked with it.
 */
export interface Ledger {
  /** The one list of everything committed, in order. Append-only. */
  readonly committed: ChunkedLog<Txn>;
  /** By epoch, in decimal. */
  readonly terms: TrieMap<Term>;
  /** The highest epoch whose leader was established; -1 none. */
  readonly highest: number;
  /** In the order of the world's hosts. */
  readonly servers: readonly ServerGhost[];
  readonly clients: TrieMap<ClientGhost>;
  /** The last committed request number of each session. */
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

const NEW_SERVER: ServerGhost = {
  read: 0,
  first: null,
  lastRead: null,
  last: ZERO,
  torn: null,
  compared: -1,
  alike: false,
};

/** The record of a world in which nothing has happened yet. */
export function newLedger(world: World): Ledger {
  return {
    committed: emptyLog(),
    terms: emptyMap(),
    highest: -1,
    servers: world.hosts.map(() => NEW_SERVER),
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
    terms: l.terms,
    highest: l.highest,
    servers: l.servers,
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
export type Record = Pick<Ledger, 'committed' | 'terms'>;

export function termOf(record: Record, epoch: number): Term | undefined {
  return getKey(record.terms, String(epoch));
}

/** The transaction that a leader broadcast under this zxid; undefined: none that is known. */
export function proposalAt(record: Record, z: Zxid): Txn | undefined {
  const term = termOf(record, z.epoch);
  const first = term && itemAt(term.proposals, 0);
  return first && itemAt(term.proposals, z.counter - first.zxid.counter);
}

/**
 * The last transaction at or before `z`: where an epoch starts, that is the end of its initial
 * history.
 */
export function settledZxid(record: Record, z: Zxid): Zxid {
  if (z.counter !== 0 || z.epoch === 0) return z;
  const initial = termOf(record, z.epoch)?.initialLast;
  return initial ?? z;
}

/** The zxid that a proposal was made to follow; null when its term is not known. */
export function parentOf(record: Record, txn: Txn): Zxid | null {
  const term = termOf(record, txn.zxid.epoch);
  const first = term && itemAt(term.proposals, 0);
  if (!first) return null;
  const at = txn.zxid.counter - first.zxid.counter;
  return at <= 0 ? term.initialLast : (itemAt(term.proposals, at - 1)?.zxid ?? null);
}

/** Whether `txn` may come right after the transaction `last` in a history. */
export function follows(record: Record, last: Zxid, txn: Txn): boolean {
  const z = txn.zxid;
  if (z.epoch === last.epoch && last.counter !== 0) return z.counter === last.counter + 1;
  const term = termOf(record, z.epoch);
  const first = term && itemAt(term.proposals, 0);
  if (!first) return compareZxid(z, last) > 0; // a term from before this record
  return first.zxid.counter === z.counter && sameZxid(term.initialLast, settledZxid(record, last));
}

/** How many committed transactions there are up to and including `z`. */
export function committedUpTo(record: Record, z: Zxid): number {
  const last = lastItem(record.committed);
  if (!last || compareZxid(last.zxid, z) <= 0) return record.committed.length;
  return searchLog(record.committed, (txn) => compareZxid(txn.zxid, z) > 0);
}

/** Whether this very transaction is in the committed list. */
export function isCommitted(record: Record, txn: Txn): boolean {
  const count = committedUpTo(record, txn.zxid);
  return itemAt(record.committed, count - 1) === txn;
}

/** The zxid at the end of the committed list. */
export function lastCommitted(record: Record): Zxid {
  return lastItem(record.committed)?.zxid ?? ZERO;
}
