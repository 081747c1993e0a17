import { deleteKey, getKey, itemAt, setKey, sliceLog } from '../../lib/index.ts';
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
  if (memberOf(was)?.leading) forgetUnbegun(r, lost, after.platter.hard.term);
}

/**
 * A single voter leads a term before that is on its disk. Of what it appended meanwhile only the
 * term's first entry, which is empty, has left it; without power it begins the same term again.
 */
function forgetUnbegun(r: RaftLedgerDraft, lost: readonly Txn[], term: number): void {
  for (const { zxid, change } of lost) {
    if (zxid.epoch <= term) continue;
    const key = zxidShort(zxid);
    const { placed } = r.ledger.ghost;
    const found = getKey(placed, key);
    const isFirst = found !== undefined && change.type === 'empty';
    editRaftGhost(r).placed = isFirst
      ? setKey(placed, key, { ...found, twice: true })
      : deleteKey(placed, key);
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
