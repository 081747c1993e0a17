import { getKey, itemAt, setKey, sliceLog } from '../../lib/index.ts';
import { compareZxid, type ServerId, sameZxid, type Txn, zxidShort } from '../../model/index.ts';
import { entryAt, foundersOf, lastIndex, type RaftPeer, termAt } from '../../raft/index.ts';
import type { Database, Server } from '../../sim/index.ts';
import { noteCommitted } from '../committed-list.ts';
import { committedUpTo } from '../ledger.ts';
import { editRaftGhost, type RaftLedgerDraft } from './ledger-draft.ts';
import { judgeHeld } from './platters.ts';

/*
 * Follows one member from the world before a turn to the world after it: terms that it wins, its
 * log, what it takes for committed and applies. Everything is found by comparing pointers.
 */

/** `p` null: its process was started in this turn. */
export function readMember(
  r: RaftLedgerDraft,
  sid: ServerId,
  p: RaftPeer | null,
  q: RaftPeer,
): void {
  if (p?.disk.log !== q.disk.log) readEntries(r, sid, p, q);
  if (r.ledger.committed.length === 0 && q.commit > 0) readBootstrap(r, sid, q);
  if (q.leading !== null && (p?.leading == null || p.term !== q.term)) readWon(r, sid, q);
  if (q.leading !== null) readCommits(r, sid, p, q, q.term);
  // Who stood still may commit and give up its role in one turn, by what it finds when it goes on.
  else if (p?.leading && termAt(q.disk, q.commit) === p.term) readCommits(r, sid, p, q, p.term);
  if (p !== null && p.commit !== q.commit) {
    r.happened(r.judges.commitMoved, { type: 'commitMoved', sid, from: p.commit, to: q.commit });
  }
  if (p !== null && p.memory !== q.memory) readApplied(r, sid, p, q);
  if (q.lastRead !== (p?.lastRead ?? 0)) {
    const { reads } = r.ledger.ghost;
    const floor = r.ledger.committed.length;
    editRaftGhost(r).reads = setKey(reads, `${sid}:${q.lastRead}`, floor);
  }
}

/** The members of the group are the first entries everywhere, and no leader commits them. */
function readBootstrap(r: RaftLedgerDraft, sid: ServerId, q: RaftPeer): void {
  const { length } = foundersOf(r.world.config).members;
  for (const txn of sliceLog(q.disk.log, 0, length)) noteCommitted(r, sid, txn, true);
}

function readEntries(r: RaftLedgerDraft, sid: ServerId, p: RaftPeer | null, q: RaftPeer): void {
  const { base, log } = q.disk;
  // A start finds what was looked at when it was written.
  if (p === null && q.term > 1) return;
  const old = p?.disk.base === base ? p.disk.log : null;
  let kept = Math.min(old?.length ?? 0, log.length);
  while (kept > 0 && old && itemAt(old, kept - 1) !== itemAt(log, kept - 1)) kept -= 1;
  if (old !== null && kept < old.length) {
    const gone = sliceLog(old, kept);
    r.bury(sid, gone, 'cut');
    const [first] = gone;
    if (p?.leading && q.leading && p.term === q.term && first) {
      r.happened(r.judges.leaderCut, { type: 'leaderCut', sid, zxid: first.zxid });
    }
  }
  for (let i = kept; i < log.length; i++) readPlaced(r, sid, q, itemAt(log, i) as Txn);
}

function readPlaced(r: RaftLedgerDraft, sid: ServerId, q: RaftPeer, txn: Txn): void {
  const key = zxidShort(txn.zxid);
  const previous = termAt(q.disk, txn.zxid.counter - 1) ?? 0;
  const other = getKey(r.ledger.ghost.placed, key) ?? null;
  if (other === null) {
    editRaftGhost(r).placed = setKey(r.ledger.ghost.placed, key, { txn, previous });
  }
  r.happened(r.judges.placed, { type: 'placed', sid, txn, previous, other });
}

/** A member wins a term: it must have all that leaders of smaller terms have committed. */
function readWon(r: RaftLedgerDraft, sid: ServerId, q: RaftPeer): void {
  const { term } = q;
  const key = `${term}`;
  const earlier = getKey(r.ledger.ghost.leaders, key) ?? null;
  if (earlier === null) editRaftGhost(r).leaders = setKey(r.ledger.ghost.leaders, key, sid);
  const lacks = lackedBy(r, q);
  r.happened(r.judges.won, { type: 'won', sid, term, earlier, lacks });
  const write = r.ledger.acknowledged;
  if (lacks !== null && write !== null && compareZxid(write.zxid, lacks.zxid) >= 0) {
    r.happened(r.judges.lost, { type: 'lost', write, sid });
  }
}

function lackedBy(r: RaftLedgerDraft, q: RaftPeer): Txn | null {
  const { committed, ghost } = r.ledger;
  let count = 0;
  for (const one of ghost.committedBy) if (one.term < q.term) count = Math.max(count, one.count);
  const has = (txn: Txn): boolean => {
    const { epoch, counter } = txn.zxid;
    return counter <= q.disk.base.counter || termAt(q.disk, counter) === epoch;
  };
  let lacks: Txn | null = null;
  for (let i = count - 1; i >= 0; i--) {
    const txn = itemAt(committed, i) as Txn;
    if (has(txn)) break;
    lacks = txn;
  }
  return lacks;
}

/** What a leader takes for committed joins the one list, or is held against it. */
function readCommits(
  r: RaftLedgerDraft,
  sid: ServerId,
  p: RaftPeer | null,
  q: RaftPeer,
  term: number,
): void {
  const { length } = r.ledger.committed;
  const expected = itemAt(r.ledger.committed, q.commit - 1)?.zxid;
  if (expected !== undefined) {
    const own = termAt(q.disk, q.commit);
    if (own !== null && own !== expected.epoch) {
      const has = { epoch: own, counter: q.commit };
      r.happened(r.judges.recommitted, { type: 'recommitted', sid, has, expected });
    }
  }
  if (q.commit <= length) return;
  for (let index = length + 1; index <= q.commit; index++) {
    const txn = entryAt(q.disk, index);
    if (txn === undefined) continue;
    noteCommitted(r, sid, txn, false);
    if (txn.change.type === 'service' && txn.change.group) editRaftGhost(r).regrouped = true;
  }
  const by = { term, count: r.ledger.committed.length };
  editRaftGhost(r).committedBy = [
    ...r.ledger.ghost.committedBy.filter((one) => one.term !== term),
    by,
  ];
  const last = entryAt(q.disk, q.commit);
  // Where the group has changed in this turn, it is not known by whom of which it was committed.
  if (last !== undefined && p?.group === q.group) judgeHeld(r, sid, last, q.group);
  readUnsure(r, sid);
}

/** Acknowledged writes that were not committed by then, and never will be at their place. */
function readUnsure(r: RaftLedgerDraft, sid: ServerId): void {
  if (r.ledger.unsure.length === 0) return;
  const open = r.ledger.unsure.filter((write) => {
    const { counter } = write.zxid;
    if (counter > r.ledger.committed.length) return true;
    const txn = itemAt(r.ledger.committed, counter - 1);
    if (!txn || !sameZxid(txn.zxid, write.zxid)) {
      r.happened(r.judges.lost, { type: 'lost', write, sid });
    }
    return false;
  });
  r.edit().unsure = open;
}

function readApplied(r: RaftLedgerDraft, sid: ServerId, p: RaftPeer, q: RaftPeer): void {
  const { flushed, base } = q.disk;
  const durable = base.counter + flushed;
  const from = p.memory.lastProcessed.counter;
  const to = q.memory.lastProcessed.counter;
  for (let index = Math.max(from, base.counter) + 1; index <= to; index++) {
    const txn = index <= lastIndex(q.disk) ? entryAt(q.disk, index) : undefined;
    const has = index === to ? q.memory.lastProcessed : txn?.zxid;
    if (has === undefined) continue;
    const expected = itemAt(r.ledger.committed, index - 1)?.zxid ?? null;
    const onDisk = index <= durable;
    r.happened(r.judges.executed, { type: 'executed', sid, has, expected, onDisk });
  }
}

/** What clients see of a server that serves: when it begins to, and what it applies then. */
export function readServing(r: RaftLedgerDraft, was: Server | null, is: Server): void {
  if (!is.serving) return;
  const { sid, memory } = is.peer;
  const image = memory.image as Database;
  const last = memory.lastProcessed;
  if (!was?.serving) {
    const leader = is.leader === sid ? null : is.leader;
    return r.happened(r.judges.joined, { type: 'joined', sid, leader, last, image });
  }
  if (was.peer.memory === memory) return;
  const from = committedUpTo(r.ledger, was.peer.memory.lastProcessed);
  for (const txn of sliceLog(r.ledger.committed, from, committedUpTo(r.ledger, last))) {
    r.happened(r.judges.applied, { type: 'applied', sid, txn, image });
  }
}
