import {
  append,
  assert,
  type ChunkedLog,
  emptyLog,
  itemAt,
  searchLog,
  takeLog,
} from '../lib/index.ts';
import {
  compareZxid,
  type Image,
  isEpochStart,
  sameZxid,
  type Txn,
  ZERO,
  type Zxid,
} from '../model/index.ts';
import { draftDisk } from './drafts.ts';

/** A snapshot file: the database as of `zxid`. */
export interface Snapshot {
  readonly zxid: Zxid;
  readonly image: Image;
  readonly bytes: number;
}

/**
 * What a server has on its disk. Only the first `flushed` log entries would survive a crash; the
 * rest is appended and waits for an fsync. Epoch files and truncation are durable at once. Always:
 *
 * 1. 0 <= flushed <= log.length.
 * 2. 0 <= usableFrom <= log.length.
 * 3. The last file begins within the log: its first entry is there.
 * 4. There are at most KEPT_SNAPSHOTS snapshots.
 *
 * That epochs do not go back and that zxids ascend is for the checker to judge: faulty variants
 * break it.
 */
export interface Disk {
  readonly acceptedEpoch: number;
  readonly currentEpoch: number;
  readonly log: ChunkedLog<Txn>;
  readonly flushed: number;
  /**
   * Older entries may not feed a DIFF: a SNAP, or a TRUNC with something applied, left a gap there.
   */
  readonly usableFrom: number;
  /** Index of the first entry of each log file; a file counts at least its preallocated step. */
  readonly files: readonly number[];
  /** Oldest first; at most KEPT_SNAPSHOTS. */
  readonly snapshots: readonly Snapshot[];
  /** Grows with each truncation, so that a completion from before it is recognised as stale. */
  readonly generation: number;
}

export const KEPT_SNAPSHOTS = 5;

/** A new machine's disk. */
export const EMPTY_DISK: Disk = {
  acceptedEpoch: 0,
  currentEpoch: 0,
  log: emptyLog(),
  flushed: 0,
  usableFrom: 0,
  files: [],
  snapshots: [],
  generation: 0,
};

/** Disk's invariants, by their numbers. */
export function assertDisk(d: Disk): void {
  const { length } = d.log;
  assert(d.flushed >= 0 && d.flushed <= length, 'Disk 1: flushes what is appended');
  assert(d.usableFrom >= 0 && d.usableFrom <= length, 'Disk 2: the log is usable from an entry on');
  assert((d.files.at(-1) ?? -1) < length, 'Disk 3: a file begins with an entry');
  assert(d.snapshots.length <= KEPT_SNAPSHOTS, 'Disk 4: older snapshots are purged');
}

/**
 * The log with one entry more, not yet on the platter. `newFile`: the process has none open yet.
 */
export function appendTxn(disk: Disk, txn: Txn, newFile: boolean): Disk {
  const draft = draftDisk(disk);
  draft.log = append(disk.log, txn);
  if (newFile) draft.files = [...disk.files, disk.log.length];
  return draft;
}

/** An fsync that covered the first `count` entries has completed. */
export function flush(disk: Disk, count: number): Disk {
  const draft = draftDisk(disk);
  draft.flushed = Math.max(disk.flushed, Math.min(count, disk.log.length));
  return draft;
}

export function withAcceptedEpoch(disk: Disk, acceptedEpoch: number): Disk {
  const draft = draftDisk(disk);
  draft.acceptedEpoch = acceptedEpoch;
  return draft;
}

export function withCurrentEpoch(disk: Disk, currentEpoch: number): Disk {
  const draft = draftDisk(disk);
  draft.currentEpoch = currentEpoch;
  return draft;
}

/**
 * A snapshot has reached the disk whole; its file is named by its zxid, so it replaces an older
 * one.
 */
export function saveSnapshot(disk: Disk, snapshot: Snapshot): Disk {
  const others = disk.snapshots.filter((s) => !sameZxid(s.zxid, snapshot.zxid));
  const draft = draftDisk(disk);
  draft.snapshots = [...others, snapshot].slice(-KEPT_SNAPSHOTS);
  return draft;
}

/** Entries appended so far may no longer feed a DIFF (what ZOOKEEPER-2846 asks for). */
export function markLogUnusable(disk: Disk): Disk {
  const draft = draftDisk(disk);
  draft.usableFrom = disk.log.length;
  return draft;
}

/**
 * Cuts everything after `last`, snapshots that hold more included (FileTxnLog.truncate; keeping a
 * newer snapshot would bring the cut entries back at the next start). Null when the log has no
 * entry and no snapshot at `last` or before it from which the state could be rebuilt.
 */
export function truncate(disk: Disk, last: Zxid): Disk | null {
  const length = searchLog(disk.log, (txn) => compareZxid(txn.zxid, last) > 0);
  const snapshots = disk.snapshots
    .filter((s) => compareZxid(s.zxid, last) <= 0 || holdsOnlyBefore(s, last))
    .map((s) => (compareZxid(s.zxid, last) > 0 ? { ...s, zxid: last } : s));
  const wholeLog = disk.usableFrom === 0;
  const kept = snapshots.at(-1);
  const restorable = wholeLog || (kept !== undefined && snapshotReaches(disk, kept));
  if (!restorable) return null;
  const draft = draftDisk(disk);
  draft.log = takeLog(disk.log, length);
  draft.flushed = Math.min(disk.flushed, length);
  draft.usableFrom = Math.min(disk.usableFrom, length);
  draft.files = disk.files.filter((first) => first < length);
  draft.snapshots = snapshots;
  draft.generation = disk.generation + 1;
  return draft;
}

/**
 * A snapshot named <e,0> was taken while epoch e was established and had no transaction yet: it
 * holds what was committed before, which every later leader has, and nothing that may be cut.
 */
function holdsOnlyBefore(snapshot: Snapshot, last: Zxid): boolean {
  return isEpochStart(snapshot.zxid) && last.epoch < snapshot.zxid.epoch;
}

/** Whether replay from this snapshot passes over no unusable stretch of the log. */
function snapshotReaches(disk: Disk, snapshot: Snapshot): boolean {
  const next = searchLog(disk.log, (txn) => compareZxid(txn.zxid, snapshot.zxid) > 0);
  return next >= disk.usableFrom;
}

/**
 * What a crash leaves: the fsynced prefix. A snapshot may hold transactions whose log entries were
 * not fsynced yet (it is written by a thread of its own): then the log has a gap below it.
 */
export function afterCrash(disk: Disk): Disk {
  const log = takeLog(disk.log, disk.flushed);
  const lastLogged = itemAt(log, log.length - 1)?.zxid ?? ZERO;
  const snapshot = disk.snapshots.at(-1)?.zxid ?? ZERO;
  const gap = disk.flushed < disk.log.length && compareZxid(snapshot, lastLogged) > 0;
  const draft = draftDisk(disk);
  draft.log = log;
  draft.files = disk.files.filter((first) => first < disk.flushed);
  draft.usableFrom = gap ? log.length : Math.min(disk.usableFrom, disk.flushed);
  draft.generation = disk.generation + 1;
  assertDisk(draft);
  return draft;
}

/** The last zxid that a restart would find: of the log or of the newest snapshot. */
export function lastZxidOnDisk(disk: Disk): Zxid {
  const fromLog = itemAt(disk.log, disk.log.length - 1)?.zxid ?? ZERO;
  const fromSnapshot = disk.snapshots.at(-1)?.zxid ?? ZERO;
  return compareZxid(fromLog, fromSnapshot) >= 0 ? fromLog : fromSnapshot;
}
