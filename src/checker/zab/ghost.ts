import {
  type ChunkedLog,
  emptyMap,
  getKey,
  itemAt,
  type Mutable,
  setKey,
  type TrieMap,
} from '../../lib/index.ts';
import {
  compareZxid,
  type ServerId,
  sameZxid,
  type Txn,
  ZERO,
  type Zxid,
} from '../../model/index.ts';
import type { World } from '../../sim/index.ts';
import type { Ledger } from '../ledger.ts';

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

/** The ghost variables of ZkV3_7_0.tla that are about ZAB itself. */
export interface ZabGhost {
  /** By epoch, in decimal; that of the latest one may be out of date here. */
  readonly terms: TrieMap<Term>;
  /** The term that was written last: almost every question is about it. */
  readonly latest: Term | null;
  /** The highest epoch whose leader was established; -1 none. */
  readonly highest: number;
  /** In the order of the world's hosts. */
  readonly servers: readonly ServerGhost[];
}

/** The ledger of a run of ZAB. */
export interface ZabLedger extends Ledger {
  readonly ghost: ZabGhost;
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

export function newGhost(world: World): ZabGhost {
  const servers = world.hosts.map(() => NEW_SERVER);
  return { terms: emptyMap(), latest: null, highest: -1, servers };
}

/** A copy to write in. */
export function draftGhost(g: ZabGhost): Mutable<ZabGhost> {
  return { terms: g.terms, latest: g.latest, highest: g.highest, servers: g.servers };
}

export function termOf(record: ZabLedger, epoch: number): Term | undefined {
  const { latest, terms } = record.ghost;
  return latest?.epoch === epoch ? latest : getKey(terms, String(epoch));
}

/** Writes a term down, anew or for the first time. */
export function noteTerm(ghost: Mutable<ZabGhost>, term: Term): void {
  const { latest, terms } = ghost;
  if (latest !== null && latest.epoch !== term.epoch) {
    ghost.terms = setKey(terms, String(latest.epoch), latest);
  }
  ghost.latest = term;
}

/** The transaction that a leader broadcast under this zxid; undefined: none that is known. */
export function proposalAt(record: ZabLedger, z: Zxid): Txn | undefined {
  const term = termOf(record, z.epoch);
  const first = term && itemAt(term.proposals, 0);
  return first && itemAt(term.proposals, z.counter - first.zxid.counter);
}

/**
 * The last transaction at or before `z`: where an epoch starts, that is the end of its initial
 * history.
 */
export function settledZxid(record: ZabLedger, z: Zxid): Zxid {
  if (z.counter !== 0 || z.epoch === 0) return z;
  const initial = termOf(record, z.epoch)?.initialLast;
  return initial ?? z;
}

/** The zxid that a proposal was made to follow; null when its term is not known. */
export function parentOf(record: ZabLedger, txn: Txn): Zxid | null {
  const term = termOf(record, txn.zxid.epoch);
  const first = term && itemAt(term.proposals, 0);
  if (!first) return null;
  const at = txn.zxid.counter - first.zxid.counter;
  return at <= 0 ? term.initialLast : (itemAt(term.proposals, at - 1)?.zxid ?? null);
}

/** Whether `txn` may come right after the transaction `last` in a history. */
export function follows(record: ZabLedger, last: Zxid, txn: Txn): boolean {
  const z = txn.zxid;
  if (z.epoch === last.epoch && last.counter !== 0) return z.counter === last.counter + 1;
  const term = termOf(record, z.epoch);
  const first = term && itemAt(term.proposals, 0);
  if (!first) return compareZxid(z, last) > 0; // a term from before this record
  return first.zxid.counter === z.counter && sameZxid(term.initialLast, settledZxid(record, last));
}
