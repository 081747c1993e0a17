import { append, itemAt, lastItem, searchLog, sliceLog } from '../../lib/index.ts';
import {
  compareZxid,
  type ServerId,
  sameZxid,
  type Txn,
  ZERO,
  type Zxid,
  zxid,
} from '../../model/index.ts';
import { type Disk, type Leader, lastZxidOnDisk, type Peer } from '../../zab/index.ts';
import { noteCommitted } from '../committed-list.ts';
import { committedUpTo, isCommitted, lastCommitted } from '../ledger.ts';
import { noteTerm, parentOf, proposalAt, settledZxid, termOf } from './ghost.ts';
import { editGhost, ghostAt, type ZabLedgerDraft } from './ledger-draft.ts';

/*
 * Leaders: their terms and proposals, what becomes committed when one is established, and what it
 * commits after that.
 */

/** The leader's part while it has a term: from SYNCHRONIZATION on. */
export function reigning(peer: Peer | null): Leader | null {
  if (!peer?.leader) return null;
  const { leaf } = peer;
  return leaf === 'LEADING.SYNCHRONIZATION' || leaf === 'LEADING.BROADCAST' ? peer.leader : null;
}

export function readTerm(r: ZabLedgerDraft, sid: ServerId, p: Peer | null, q: Peer): void {
  const old = reigning(p);
  const now = reigning(q);
  if (old?.epoch != null && old.epoch !== now?.epoch) endTerm(r, sid, old.epoch, q);
  if (now?.epoch == null) return;
  const epoch = now.epoch;
  if (old === null || old.epoch !== epoch) {
    const earlier = termOf(r.ledger, epoch) ?? null;
    const initialLast = settledZxid(r.ledger, now.ownZxid);
    noteTerm(editGhost(r), { epoch, sid, initialLast, proposals: now.proposals });
    r.happened(r.judges.elected, { type: 'elected', sid, epoch, earlier });
    return;
  }
  if (old.proposals === now.proposals) return;
  const term = termOf(r.ledger, epoch);
  // Another leader has taken the term over: Leadership2 has said so.
  if (term?.sid !== sid) return;
  const { initialLast } = term;
  noteTerm(editGhost(r), { epoch, sid, initialLast, proposals: now.proposals });
}

/** A term ended in this turn: what was still proposed in it is only in the leader's log now. */
function endTerm(r: ZabLedgerDraft, sid: ServerId, epoch: number, q: Peer): void {
  const term = termOf(r.ledger, epoch);
  if (term?.sid !== sid) return;
  let { proposals } = term;
  const last = lastItem(proposals)?.zxid ?? zxid(epoch, 0);
  const { log } = q.disk;
  const from = searchLog(log, (txn) => compareZxid(txn.zxid, last) > 0);
  for (const txn of sliceLog(log, from)) {
    if (txn.zxid.epoch === epoch) proposals = append(proposals, txn);
  }
  if (proposals === term.proposals) return;
  const { initialLast } = term;
  noteTerm(editGhost(r), { epoch, sid, initialLast, proposals });
}

export function readEstablished(
  r: ZabLedgerDraft,
  index: number,
  sid: ServerId,
  p: Peer | null,
  q: Peer,
): void {
  if (q.leaf === 'STANDALONE') {
    if (p === null) establish(r, sid, q.memory.lastProcessed.epoch, lastZxidOnDisk(q.disk), q);
    return;
  }
  if (q.leaf !== 'LEADING.BROADCAST' || !q.leader) return;
  if (p?.leaf === 'LEADING.BROADCAST' && p.leader?.epoch === q.leader.epoch) return;
  const epoch = q.leader.epoch as number;
  // Deposed before it was established: it may be behind.
  if (epoch <= r.ledger.ghost.highest) return;
  const ghost = ghostAt(r, index);
  establish(r, sid, epoch, ghost.torn === null ? ghost.last : ghost.torn.after, q);
}

/** The whole history that a leader begins with is committed by its establishment. */
function establish(r: ZabLedgerDraft, sid: ServerId, epoch: number, last: Zxid, q: Peer): void {
  editGhost(r).highest = Math.max(r.ledger.ghost.highest, epoch);
  const end = lastCommitted(r.ledger);
  const found = historyAfter(r, end, last, q.disk);
  const lacks = found === null ? lackedBy(r, last) : null;
  r.happened(r.judges.established, { type: 'established', sid, epoch, last, lacks });
  if (lacks !== null) {
    const write = r.ledger.acknowledged;
    if (write !== null && compareZxid(write.zxid, lacks.zxid) >= 0) {
      r.happened(r.judges.lost, { type: 'lost', write, sid });
    }
  }
  for (const txn of found ?? []) noteCommitted(r, sid, txn, true);
  readUnsure(r, sid);
}

/**
 * Acknowledged writes that were not committed by then and are not in this leader's history are
 * lost.
 */
function readUnsure(r: ZabLedgerDraft, sid: ServerId): void {
  if (r.ledger.unsure.length === 0) return;
  for (const write of r.ledger.unsure) {
    const count = committedUpTo(r.ledger, write.zxid);
    const txn = itemAt(r.ledger.committed, count - 1);
    if (!txn || !sameZxid(txn.zxid, write.zxid))
      r.happened(r.judges.lost, { type: 'lost', write, sid });
  }
  r.edit().unsure = [];
}

/** The first committed transaction that a history ending at `last` does not have. */
function lackedBy(r: ZabLedgerDraft, last: Zxid): Txn | null {
  return (
    itemAt(r.ledger.committed, committedUpTo(r.ledger, last)) ??
    itemAt(r.ledger.committed, r.ledger.committed.length - 1) ??
    null
  );
}

/**
 * What a history that ends at `last` has after `end`, oldest first; null when `end` is not in it.
 */
function historyAfter(r: ZabLedgerDraft, end: Zxid, last: Zxid, disk: Disk): readonly Txn[] | null {
  const found: Txn[] = [];
  let z = last;
  while (compareZxid(z, end) > 0) {
    const txn = proposalAt(r.ledger, z);
    const parent = txn && parentOf(r.ledger, txn);
    if (!txn || !parent) return logAfter(end, last, disk);
    found.push(txn);
    z = parent;
  }
  return sameZxid(z, end) ? found.reverse() : null;
}

/** The same from the log itself: of terms from before this record, and of a stand-alone server. */
function logAfter(end: Zxid, last: Zxid, disk: Disk): readonly Txn[] | null {
  const from = searchLog(disk.log, (txn) => compareZxid(txn.zxid, end) > 0);
  const to = searchLog(disk.log, (txn) => compareZxid(txn.zxid, last) > 0);
  const before = itemAt(disk.log, from - 1)?.zxid ?? ZERO;
  const isThere = sameZxid(before, end) || compareZxid(before, end) < 0;
  return isThere ? sliceLog(disk.log, from, to) : null;
}

export function readCommits(r: ZabLedgerDraft, sid: ServerId, p: Peer | null, q: Peer): void {
  const { leader } = q;
  if (!leader) return;
  const old = p?.leader ?? null;
  const sameTerm = old !== null && old.epoch === leader.epoch;
  const from = sameTerm ? old.committedCount : 0;
  for (let i = from; i < leader.committedCount; i++) {
    const txn = itemAt(leader.proposals, i) as Txn;
    const deposed = q.leaf !== 'STANDALONE' && (leader.epoch as number) < r.ledger.ghost.highest;
    // A deposed leader may only find out late what its successors have committed for it.
    if (deposed || isCommitted(r.ledger, txn)) continue;
    noteCommitted(r, sid, txn, false);
  }
}
