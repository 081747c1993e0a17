import { deleteKey, itemAt, sliceLog } from '../../lib/index.ts';
import { type ServerId, type Txn, type Zxid, zxidShort } from '../../model/index.ts';
import { foundersOf, lastIndex, type RaftDisk, termAt } from '../../raft/index.ts';
import type { Group } from '../../replica/index.ts';
import type { Host } from '../../sim/index.ts';
import { editRaftGhost, type RaftLedgerDraft } from './ledger-draft.ts';
import { diskAt, memberOf } from './peer-of.ts';

/* What is on the platters: what a member wrote, and what left a disk. */

export function readPlatter(r: RaftLedgerDraft, was: Host, is: Host): void {
  const before = diskAt(was);
  const after = diskAt(is);
  if (was.server && !is.server) buryLost(r, was, before, after);
  if (before.platter === after.platter || after.wiped !== before.wiped) return;
  const { hard } = after.platter;
  const type = 'recorded';
  const last = Math.max(lastIndex(after.platter), after.snapshots.at(-1)?.zxid.counter ?? 0);
  const { term, commit } = hard;
  const written = { sid: is.sid, before: before.platter.hard.term, term, commit, last };
  r.happened(r.judges.recorded, { type, ...written });
  readCut(r, is.sid, before, after);
}

/** A process has ended: what it had not fsynced is gone. */
function buryLost(r: RaftLedgerDraft, was: Host, before: RaftDisk, after: RaftDisk): void {
  if (before.base !== after.base) return;
  const kept = Math.min(before.flushed, after.log.length);
  const lost = sliceLog(before.log, kept).filter((txn, i) => itemAt(after.log, kept + i) !== txn);
  r.bury(was.sid, lost, 'crash');
  if (!memberOf(was)?.leading) return;
  // A single voter leads before its term is on its disk: nothing of that has left it, and it may
  // begin the same term with other entries.
  for (const { zxid } of lost) {
    if (zxid.epoch <= after.platter.hard.term) continue;
    editRaftGhost(r).placed = deleteKey(r.ledger.ghost.placed, zxidShort(zxid));
  }
}

/** Something committed has left a disk: is it on enough others? */
function readCut(r: RaftLedgerDraft, sid: ServerId, before: RaftDisk, after: RaftDisk): void {
  const { committed } = r.ledger;
  const end = Math.min(lastIndex(before.platter), committed.length);
  // By Log Matching the last one speaks for those before it.
  const last = itemAt(committed, end - 1);
  if (last === undefined || !holds(before, last.zxid) || holds(after, last.zxid)) return;
  // What is of a majority before a change need not be of one after it.
  if (!r.ledger.ghost.regrouped) judgeHeld(r, sid, last, foundersOf(r.world.config));
}

/** Whether a crash would leave an entry on this disk: in the log, or in a snapshot. */
function holds({ platter, snapshots }: RaftDisk, { epoch, counter }: Zxid): boolean {
  if (counter <= platter.base.counter) return true;
  if (counter <= (snapshots.at(-1)?.zxid.counter ?? 0)) return true;
  return termAt(platter, counter) === epoch;
}

/** Who of a group has a committed entry on disk; of who lost its disk nothing is asked. */
export function judgeHeld(
  r: RaftLedgerDraft,
  sid: ServerId,
  { zxid }: Txn,
  { voters }: Group,
): void {
  const disks = r.world.hosts.filter((host) => voters.includes(host.sid));
  if (disks.some((host) => diskAt(host).wiped)) return;
  const on = disks.filter((host) => holds(diskAt(host), zxid)).map((host) => host.sid);
  const needed = (voters.length >> 1) + 1;
  r.happened(r.judges.held, { type: 'held', sid, zxid, on, needed });
}
