import { itemAt, searchLog, sliceLog } from '../../lib/index.ts';
import { compareZxid, type ServerId, type Txn, ZERO, type Zxid } from '../../model/index.ts';
import type { Host } from '../../sim/index.ts';
import type { Disk, Peer } from '../../zab/index.ts';
import { settledZxid } from './ghost.ts';
import { ghostAt, setGhostAt, type ZabLedgerDraft } from './ledger-draft.ts';
import { diskOf, peerOf } from './peer-of.ts';

/*
 * What a server's log gained and lost, and what a process leaves on its disk.
 */

export function readDisk(r: ZabLedgerDraft, sid: ServerId, p: Peer | null, q: Peer): void {
  const { disk } = q;
  if (p !== null && p.disk.log !== disk.log) readLog(r, sid, p, q);
  const progress = q.learner?.progress;
  r.happened(r.judges.disk, { type: 'disk', sid, disk, saving: progress === 'SAVING' });
}

function readLog(r: ZabLedgerDraft, sid: ServerId, p: Peer, q: Peer): void {
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
    r.happened(r.judges.appended, {
      type: 'appended',
      sid,
      peer: q,
      txn,
      previous: lastBefore(q.disk, i),
    });
  }
}

/** A SNAP takes the place of everything here: log entries beyond it are superseded. */
export function readSnap(r: ZabLedgerDraft, sid: ServerId, z: Zxid, peer: Peer): void {
  const { log } = peer.disk;
  const end = settledZxid(r.ledger, z);
  const entries = sliceLog(
    log,
    searchLog(log, (txn) => compareZxid(txn.zxid, end) > 0),
  );
  if (entries.length > 0) cutBy(r, sid, 'SNAP', entries, peer);
}

function cutBy(
  r: ZabLedgerDraft,
  sid: ServerId,
  how: 'TRUNC' | 'SNAP',
  entries: readonly Txn[],
  p: Peer,
): void {
  r.happened(r.judges.cut, { type: 'cut', sid, leader: p.learner?.leader ?? 0, how, entries });
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
export function readStopped(r: ZabLedgerDraft, index: number, was: Host, is: Host): void {
  const peer = peerOf(was);
  if (!peer) return;
  r.bury(was.sid, sliceLog(peer.disk.log, is.disk.log.length), 'crash');
  r.happened(r.judges.disk, { type: 'disk', sid: was.sid, disk: diskOf(is), saving: false });
  const ghost = ghostAt(r, index);
  if (ghost.compared >= 0) setGhostAt(r, index, { ...ghost, compared: -1, alike: false });
}
