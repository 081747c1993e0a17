import { append, itemAt, lastItem, searchLog, setKey, sliceLog } from '../lib/index.ts';
import {
  compareZxid,
  type ServerId,
  sameZxid,
  type Txn,
  ZERO,
  type Zxid,
  zxid,
} from '../model/index.ts';
import type { Host } from '../sim/index.ts';
import { type Disk, type Leader, lastZxidOnDisk, type Memory, type Peer } from '../zab/index.ts';
import type { Database } from '../znodes/index.ts';
import { noteCommitted } from './committed-list.ts';
import {
  committedUpTo,
  follows,
  isCommitted,
  lastCommitted,
  parentOf,
  proposalAt,
  type ServerGhost,
  settledZxid,
  termOf,
} from './ledger.ts';
import type { Reading } from './reading.ts';

/*
 * Follows one server from the world before a turn to the world after it: terms and commits of a
 * leader, what memory applied, what the log gained and lost. Everything is found by comparing
 * pointers, so a turn in which nothing of this changed costs a few comparisons.
 */

function serves(peer: Peer): boolean {
  switch (peer.leaf) {
    case 'STANDALONE':
    case 'LEADING.BROADCAST':
    case 'FOLLOWING.BROADCAST':
    case 'OBSERVING.BROADCAST':
      return true;
    default:
      return false;
  }
}

/** The leader's part while it has a term: from SYNCHRONIZATION on. */
export function reigning(peer: Peer | null): Leader | null {
  if (!peer?.leader) return null;
  const { leaf } = peer;
  return leaf === 'LEADING.SYNCHRONIZATION' || leaf === 'LEADING.BROADCAST' ? peer.leader : null;
}

/** Reads what became of a host whose process runs after the turn. `p` null: it was started. */
export function readPeer(r: Reading, index: number, sid: ServerId, p: Peer | null, q: Peer): void {
  if (q.leader !== (p?.leader ?? null) || (p !== null && p.leaf !== q.leaf)) {
    readTerm(r, sid, p, q);
  }
  readEstablished(r, index, sid, p, q);
  readCommits(r, sid, p, q);
  if (p === null || p.memory !== q.memory || p.leaf !== q.leaf) {
    readMemory(r, index, sid, p, q);
  }
  readLearner(r, index, sid, p, q);
  if (p === null || p.disk !== q.disk) readDisk(r, sid, p, q);
}

// ---- leaders -----------------------------------------------------------------------------------

function readTerm(r: Reading, sid: ServerId, p: Peer | null, q: Peer): void {
  const old = reigning(p);
  const now = reigning(q);
  if (old?.epoch != null && old.epoch !== now?.epoch) endTerm(r, sid, old.epoch, q);
  if (now?.epoch == null) return;
  const epoch = now.epoch;
  if (old === null || old.epoch !== epoch) {
    const earlier = termOf(r, epoch) ?? null;
    const initialLast = settledZxid(r, now.ownZxid);
    r.terms = setKey(r.terms, String(epoch), {
      epoch,
      sid,
      initialLast,
      proposals: now.proposals,
    });
    r.happened({ type: 'elected', sid, epoch, earlier });
    return;
  }
  if (old.proposals === now.proposals) return;
  const term = termOf(r, epoch);
  if (term?.sid !== sid) return; // the term was taken over by another leader: Leadership2 has said so
  r.terms = setKey(r.terms, String(epoch), {
    epoch,
    sid,
    initialLast: term.initialLast,
    proposals: now.proposals,
  });
}

/** A term ended in this turn: what was still proposed in it is only in the leader's log now. */
function endTerm(r: Reading, sid: ServerId, epoch: number, q: Peer): void {
  const term = termOf(r, epoch);
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
  r.terms = setKey(r.terms, String(epoch), { epoch, sid, initialLast, proposals });
}

function readEstablished(r: Reading, index: number, sid: ServerId, p: Peer | null, q: Peer): void {
  if (q.leaf === 'STANDALONE') {
    if (p === null) establish(r, sid, q.memory.lastProcessed.epoch, lastZxidOnDisk(q.disk), q);
    return;
  }
  if (q.leaf !== 'LEADING.BROADCAST' || !q.leader) return;
  if (p?.leaf === 'LEADING.BROADCAST' && p.leader?.epoch === q.leader.epoch) return;
  const epoch = q.leader.epoch as number;
  if (epoch <= r.highest) return; // deposed before it was established: it may be behind
  const ghost = r.ghost(index);
  establish(r, sid, epoch, ghost.torn === null ? ghost.last : ghost.torn.after, q);
}

/** The whole history that a leader begins with is committed by its establishment. */
function establish(r: Reading, sid: ServerId, epoch: number, last: Zxid, q: Peer): void {
  r.highest = Math.max(r.highest, epoch);
  const end = lastCommitted(r);
  const found = historyAfter(r, end, last, q.disk);
  const lacks = found === null ? lackedBy(r, last) : null;
  r.happened({ type: 'established', sid, epoch, last, lacks });
  if (lacks !== null) {
    const write = r.acknowledged;
    if (write !== null && compareZxid(write.zxid, lacks.zxid) >= 0) {
      r.happened({ type: 'lost', write, sid });
    }
  }
  for (const txn of found ?? []) noteCommitted(r, sid, txn, true);
  readUnsure(r, sid);
}

/**
 * Acknowledged writes that were not committed by then and are not in this leader's history are
 * lost.
 */
function readUnsure(r: Reading, sid: ServerId): void {
  if (r.unsure.length === 0) return;
  for (const write of r.unsure) {
    const count = committedUpTo(r, write.zxid);
    const txn = itemAt(r.committed, count - 1);
    if (!txn || !sameZxid(txn.zxid, write.zxid)) r.happened({ type: 'lost', write, sid });
  }
  r.unsure = [];
}

/** The first committed transaction that a history ending at `last` does not have. */
function lackedBy(r: Reading, last: Zxid): Txn | null {
  return (
    itemAt(r.committed, committedUpTo(r, last)) ??
    itemAt(r.committed, r.committed.length - 1) ??
    null
  );
}

/**
 * What a history that ends at `last` has after `end`, oldest first; null when `end` is not in it.
 */
function historyAfter(r: Reading, end: Zxid, last: Zxid, disk: Disk): readonly Txn[] | null {
  const found: Txn[] = [];
  let z = last;
  while (compareZxid(z, end) > 0) {
    const txn = proposalAt(r, z);
    const parent = txn && parentOf(r, txn);
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

function readCommits(r: Reading, sid: ServerId, p: Peer | null, q: Peer): void {
  const { leader } = q;
  if (!leader) return;
  const old = p?.leader ?? null;
  const sameTerm = old !== null && old.epoch === leader.epoch;
  const from = sameTerm ? old.committedCount : 0;
  for (let i = from; i < leader.committedCount; i++) {
    const txn = itemAt(leader.proposals, i) as Txn;
    const deposed = q.leaf !== 'STANDALONE' && (leader.epoch as number) < r.highest;
    // A deposed leader may only find out late what its successors have committed for it.
    if (deposed || isCommitted(r, txn)) continue;
    noteCommitted(r, sid, txn, false);
  }
}

// ---- memory ------------------------------------------------------------------------------------

function readMemory(r: Reading, index: number, sid: ServerId, p: Peer | null, q: Peer): void {
  const before = r.ghost(index);
  const ghost = follow(r, before, p, q);
  const serving = serves(q);
  let { compared } = ghost;
  if (!serving) compared = -1;
  else if (compared < 0 || p === null || !serves(p)) compared = join(r, sid, ghost, q);
  else compared = compare(r, sid, before, ghost, q.memory);
  if (ghost === before && compared === before.compared) return;
  r.setGhost(index, {
    read: ghost.read,
    first: ghost.first,
    lastRead: ghost.lastRead,
    last: ghost.last,
    torn: ghost.torn,
    compared,
  });
}

/** Reads on in a server's memory; from the start when it was replaced. */
function follow(r: Reading, ghost: ServerGhost, p: Peer | null, q: Peer): ServerGhost {
  const { memory, disk } = q;
  if (p !== null && p.memory === memory) return ghost;
  const log = memory.committedLog;
  const goesOn =
    p !== null &&
    log.length >= ghost.read &&
    (ghost.read === 0 ||
      (itemAt(log, 0) === ghost.first && itemAt(log, ghost.read - 1) === ghost.lastRead));
  let { read, last, torn } = ghost;
  if (!goesOn) {
    const saved = disk.snapshots.at(-1)?.zxid ?? ZERO;
    read = 0;
    last = settledZxid(r, log.length === 0 ? memory.lastProcessed : saved);
    if (torn !== null && compareZxid(saved, torn.txn.zxid) < 0) torn = null;
  } else if (log.length === 0) {
    // A SNAP put another database in place of an empty memory, or a leader's epoch began.
    const replaced = settledZxid(r, memory.lastProcessed);
    if (!sameZxid(replaced, last)) torn = null;
    last = replaced;
  }
  for (let i = read; i < log.length; i++) {
    const txn = itemAt(log, i) as Txn;
    if (!follows(r, last, txn) && torn === null && !isRebased(r, i, q, txn)) {
      torn = { after: last, txn };
    }
    last = txn.zxid;
  }
  const first = itemAt(log, 0) ?? null;
  const lastRead = itemAt(log, log.length - 1) ?? null;
  return { read: log.length, first, lastRead, last, torn, compared: ghost.compared };
}

/** Memory was read back from a snapshot before the first transaction that is seen of it. */
function isRebased(r: Reading, i: number, q: Peer, txn: Txn): boolean {
  const saved = q.disk.snapshots.at(-1)?.zxid;
  return i === 0 && saved !== undefined && follows(r, settledZxid(r, saved), txn);
}

/** A server begins to serve: its history must be a prefix of what is committed. */
function join(r: Reading, sid: ServerId, ghost: ServerGhost, q: Peer): number {
  const count = committedUpTo(r, ghost.last);
  const end = itemAt(r.committed, count - 1);
  const stray =
    !sameZxid(end?.zxid ?? ZERO, ghost.last) ||
    (ghost.lastRead !== null &&
      sameZxid(ghost.lastRead.zxid, ghost.last) &&
      ghost.lastRead !== end);
  if (ghost.torn !== null) {
    const position = committedUpTo(r, ghost.torn.after);
    const expected = itemAt(r.committed, position) ?? null;
    strayed(r, sid, ghost.torn.txn, ghost.torn.txn.zxid, position, expected);
  } else if (stray) {
    const position = Math.max(0, end && sameZxid(end.zxid, ghost.last) ? count - 1 : count);
    strayed(r, sid, ghost.lastRead, ghost.last, position, itemAt(r.committed, position) ?? null);
  }
  const leader = q.learner?.leader;
  if (leader !== undefined) {
    const image = q.memory.image as Database;
    r.happened({ type: 'joined', sid, leader, last: ghost.last, image });
  }
  return count;
}

/** A serving server has applied more: each must be what is committed at that place. */
function compare(
  r: Reading,
  sid: ServerId,
  before: ServerGhost,
  ghost: ServerGhost,
  memory: Memory,
): number {
  let { compared } = before;
  const image = memory.image as Database;
  for (let i = before.read; i < ghost.read; i++) {
    const txn = itemAt(memory.committedLog, i) as Txn;
    const expected = itemAt(r.committed, compared);
    if (expected !== txn) strayed(r, sid, txn, txn.zxid, compared, expected ?? null);
    compared += 1;
    r.happened({ type: 'applied', sid, txn, image });
  }
  return compared;
}

function strayed(
  r: Reading,
  sid: ServerId,
  has: Txn | null,
  last: Zxid,
  position: number,
  expected: Txn | null,
): void {
  r.happened({ type: 'strayed', sid, has, last, position, expected });
}

// ---- learners ----------------------------------------------------------------------------------

function readLearner(r: Reading, index: number, sid: ServerId, p: Peer | null, q: Peer): void {
  const now = q.learner;
  const old = p?.learner ?? null;
  if (now === old || now === null) return;
  if (now.pending !== old?.pending) readPending(r, index, sid, p, q);
  const acked = now.progress === 'NEWLEADER_ACKED' || now.progress === 'SERVING';
  if (!acked || old?.progress === 'NEWLEADER_ACKED' || old?.progress === 'SERVING') return;
  const { last, torn } = r.ghost(index);
  r.happened({ type: 'promised', sid, peer: q, last, torn: torn !== null });
}

function readPending(r: Reading, index: number, sid: ServerId, p: Peer | null, q: Peer): void {
  const pending = q.learner?.pending;
  const from = p?.learner?.pending.length ?? 0;
  if (!pending || pending.length <= from) return;
  let previous = itemAt(pending, from - 1)?.zxid;
  // What the first one must follow is known if memory stood still in this turn.
  if (previous === undefined && p?.memory === q.memory) previous = r.ghost(index).last;
  for (let i = from; i < pending.length; i++) {
    const txn = itemAt(pending, i) as Txn;
    if (previous !== undefined) r.happened({ type: 'pended', sid, txn, previous });
    previous = txn.zxid;
  }
}

// ---- disks -------------------------------------------------------------------------------------

function readDisk(r: Reading, sid: ServerId, p: Peer | null, q: Peer): void {
  const { disk } = q;
  if (p !== null && p.disk.log !== disk.log) readLog(r, sid, p, q);
  const progress = q.learner?.progress;
  r.happened({ type: 'disk', sid, disk, saving: progress === 'SAVING' });
}

function readLog(r: Reading, sid: ServerId, p: Peer, q: Peer): void {
  const old = p.disk.log;
  const { log } = q.disk;
  let kept = Math.min(old.length, log.length);
  if (p.disk.generation !== q.disk.generation) {
    while (kept > 0 && itemAt(old, kept - 1) !== itemAt(log, kept - 1)) kept -= 1;
  }
  if (kept < old.length) {
    const entries = sliceLog(old, kept);
    r.bury(sid, entries, 'TRUNC');
    cutBy(r, sid, 'TRUNC', entries, p);
  }
  if (!q.learner) return;
  for (let i = kept; i < log.length; i++) {
    const txn = itemAt(log, i) as Txn;
    r.happened({ type: 'appended', sid, peer: q, txn, previous: lastBefore(q.disk, i) });
  }
}

/** A SNAP takes the place of everything here: log entries beyond it are superseded. */
export function readSnap(r: Reading, sid: ServerId, z: Zxid, peer: Peer): void {
  const { log } = peer.disk;
  const end = settledZxid(r, z);
  const entries = sliceLog(
    log,
    searchLog(log, (txn) => compareZxid(txn.zxid, end) > 0),
  );
  if (entries.length > 0) cutBy(r, sid, 'SNAP', entries, peer);
}

function cutBy(
  r: Reading,
  sid: ServerId,
  how: 'TRUNC' | 'SNAP',
  entries: readonly Txn[],
  p: Peer,
): void {
  r.happened({ type: 'cut', sid, leader: p.learner?.leader ?? 0, how, entries });
}

/** The last zxid of the history before log entry `i`: the entry before it, or a newer snapshot. */
function lastBefore(disk: Disk, i: number): Zxid {
  const logged = itemAt(disk.log, i - 1)?.zxid ?? ZERO;
  const txn = itemAt(disk.log, i) as Txn;
  let last = logged;
  for (const { zxid } of disk.snapshots) {
    if (compareZxid(zxid, last) > 0 && compareZxid(zxid, txn.zxid) < 0) last = zxid;
  }
  return last;
}

/** A process has ended: what it had not fsynced is gone, its disk is what a start will find. */
export function readStopped(r: Reading, index: number, was: Host, is: Host): void {
  const peer = was.server?.peer;
  if (!peer) return;
  r.bury(was.sid, sliceLog(peer.disk.log, is.disk.log.length), 'crash');
  r.happened({ type: 'disk', sid: was.sid, disk: is.disk, saving: false });
  const ghost = r.ghost(index);
  if (ghost.compared >= 0) r.setGhost(index, { ...ghost, compared: -1 });
}
