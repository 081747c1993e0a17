import { itemAt, type Mutable } from '../../lib/index.ts';
import {
  compareZxid,
  type ServerId,
  sameZxid,
  type Txn,
  ZERO,
  type Zxid,
} from '../../model/index.ts';
import type { Memory, Peer } from '../../zab/index.ts';
import type { Database } from '../../znodes/index.ts';
import { committedUpTo } from '../ledger.ts';
import { follows, type ServerGhost, settledZxid } from './ghost.ts';
import { ghostAt, setGhostAt, standingAt, type ZabLedgerDraft } from './ledger-draft.ts';
import { differingPath } from './trees.ts';

/*
 * What a server's memory applied: followed transaction by transaction, and compared with the
 * committed list while it serves.
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

export function readMemory(
  r: ZabLedgerDraft,
  index: number,
  sid: ServerId,
  p: Peer | null,
  q: Peer,
): void {
  const before = ghostAt(r, index);
  const ghost = follow(r, before, p, q);
  const serving = serves(q);
  let { compared } = ghost;
  if (!serving) compared = -1;
  else if (compared < 0 || p === null || !serves(p)) compared = join(r, sid, ghost, q);
  else compared = compare(r, sid, before, ghost, q.memory);
  let { alike } = before;
  if (compared < 0 || before.compared < 0) alike = false;
  if (compared >= 0 && !alike) alike = compareTrees(r, index, compared, ghost.last, q);
  if (ghost === before && compared === before.compared && alike === before.alike) return;
  const draft = ghost === before ? draftGhost(ghost) : ghost;
  draft.compared = compared;
  draft.alike = alike;
  setGhostAt(r, index, draft);
}

/**
 * Who has applied the same transactions has the same tree. Looked at once a server serves, as soon
 * as another stands where it stands: from then on both apply the same. Answers whether one did.
 */
function compareTrees(
  r: ZabLedgerDraft,
  index: number,
  compared: number,
  last: Zxid,
  q: Peer,
): boolean {
  const other = standingAt(r, compared, last, index);
  if (other === null) return false;
  const image = q.memory.image as Database;
  const path = differingPath(image, other.memory.image as Database);
  if (path !== null) {
    r.happened(r.judges.diverged, {
      type: 'diverged',
      sid: q.sid,
      other: other.sid,
      zxid: last,
      path,
    });
  }
  return true;
}

/** Reads on in a server's memory; from the start when it was replaced. */
function follow(
  r: ZabLedgerDraft,
  ghost: ServerGhost,
  p: Peer | null,
  q: Peer,
): Mutable<ServerGhost> {
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
    last = settledZxid(r.ledger, log.length === 0 ? memory.lastProcessed : saved);
    if (torn !== null && compareZxid(saved, torn.txn.zxid) < 0) torn = null;
  } else if (log.length === 0) {
    // A SNAP put another database in place of an empty memory, or a leader's epoch began.
    const replaced = settledZxid(r.ledger, memory.lastProcessed);
    if (!sameZxid(replaced, last)) torn = null;
    last = replaced;
  }
  for (let i = read; i < log.length; i++) {
    const txn = itemAt(log, i) as Txn;
    if (!follows(r.ledger, last, txn) && torn === null && !isRebased(r, i, q, txn, last)) {
      torn = { after: last, txn };
    }
    last = txn.zxid;
  }
  const draft = draftGhost(ghost);
  draft.read = log.length;
  draft.first = itemAt(log, 0) ?? null;
  draft.lastRead = itemAt(log, log.length - 1) ?? null;
  draft.last = last;
  draft.torn = torn;
  return draft;
}

function draftGhost(g: ServerGhost): Mutable<ServerGhost> {
  return {
    read: g.read,
    first: g.first,
    lastRead: g.lastRead,
    last: g.last,
    torn: g.torn,
    compared: g.compared,
    alike: g.alike,
  };
}

/**
 * Memory was read back from a snapshot before the first transaction that is seen of it, or, when a
 * TRUNC has taken every snapshot, from the beginning of the log.
 */
function isRebased(r: ZabLedgerDraft, i: number, q: Peer, txn: Txn, last: Zxid): boolean {
  if (i > 0) return false;
  const { snapshots, log } = q.disk;
  const saved = snapshots.at(-1)?.zxid;
  if (saved !== undefined) return follows(r.ledger, settledZxid(r.ledger, saved), txn);
  return txn === itemAt(log, 0) && compareZxid(txn.zxid, last) <= 0;
}

/** A server begins to serve: its history must be a prefix of what is committed. */
function join(r: ZabLedgerDraft, sid: ServerId, ghost: ServerGhost, q: Peer): number {
  const count = committedUpTo(r.ledger, ghost.last);
  const end = itemAt(r.ledger.committed, count - 1);
  const stray =
    !sameZxid(end?.zxid ?? ZERO, ghost.last) ||
    (ghost.lastRead !== null &&
      sameZxid(ghost.lastRead.zxid, ghost.last) &&
      ghost.lastRead !== end);
  if (ghost.torn !== null) {
    const position = committedUpTo(r.ledger, ghost.torn.after);
    const expected = itemAt(r.ledger.committed, position) ?? null;
    strayed(r, sid, ghost.torn.txn, ghost.torn.txn.zxid, position, expected);
  } else if (stray) {
    const position = Math.max(0, end && sameZxid(end.zxid, ghost.last) ? count - 1 : count);
    strayed(
      r,
      sid,
      ghost.lastRead,
      ghost.last,
      position,
      itemAt(r.ledger.committed, position) ?? null,
    );
  }
  const leader = q.learner?.leader ?? null;
  const image = q.memory.image as Database;
  r.happened(r.judges.joined, { type: 'joined', sid, leader, last: ghost.last, image });
  return count;
}

/** A serving server has applied more: each must be what is committed at that place. */
function compare(
  r: ZabLedgerDraft,
  sid: ServerId,
  before: ServerGhost,
  ghost: ServerGhost,
  memory: Memory,
): number {
  let { compared } = before;
  const image = memory.image as Database;
  for (let i = before.read; i < ghost.read; i++) {
    const txn = itemAt(memory.committedLog, i) as Txn;
    const expected = itemAt(r.ledger.committed, compared);
    if (expected !== txn) strayed(r, sid, txn, txn.zxid, compared, expected ?? null);
    compared += 1;
    r.happened(r.judges.applied, { type: 'applied', sid, txn, image });
  }
  return compared;
}

function strayed(
  r: ZabLedgerDraft,
  sid: ServerId,
  has: Txn | null,
  last: Zxid,
  position: number,
  expected: Txn | null,
): void {
  r.happened(r.judges.strayed, { type: 'strayed', sid, has, last, position, expected });
}
