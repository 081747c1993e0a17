import { append, type ChunkedLog, emptyLog, itemAt, searchLog, takeLog } from '../lib/index.ts';
import {
  compareZxid,
  type Image,
  isEpochStart,
  sameZxid,
  type Txn,
  ZERO,
  type Zxid,
} from '../model/index.ts';

/** A snapshot file: the database as of `zxid`. */
export interface Snapshot {
  readonly zxid: Zxid;
  readonly image: Image;
  readonly bytes: number;
}

/**
 * What a server has on its disk. Only the first `flushed` log entries would survive a crash; the
 * rest is appended and waits for an fsync. Epoch files and truncation are durable at once.
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

const KEPT_SNAPSHOTS = 5;

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

/**
 * The log with one entry more, not yet on the platter. `newFile`: the process has none open yet.
 */
export function appendTxn(disk: Disk, txn: Txn, newFile: boolean): Disk {
  return {
    acceptedEpoch: disk.acceptedEpoch,
    currentEpoch: disk.currentEpoch,
    log: append(disk.log, txn),
    flushed: disk.flushed,
    usableFrom: disk.usableFrom,
    files: newFile ? [...disk.files, disk.log.length] : disk.files,
    snapshots: disk.snapshots,
    generation: disk.generation,
  };
}

/** An fsync that covered the first `count` entries has completed. */
export function flush(disk: Disk, count: number): Disk {
  return {
    acceptedEpoch: disk.acceptedEpoch,
    currentEpoch: disk.currentEpoch,
    log: disk.log,
    flushed: Math.max(disk.flushed, Math.min(count, disk.log.length)),
    usableFrom: disk.usableFrom,
    files: disk.files,
    snapshots: disk.snapshots,
    generation: disk.generation,
  };
}

export function withAcceptedEpoch(disk: Disk, acceptedEpoch: number): Disk {
  return { ...disk, acceptedEpoch };
}

export function withCurrentEpoch(disk: Disk, currentEpoch: number): Disk {
  return { ...disk, currentEpoch };
}

/**
 * A snapshot has reached the disk whole; its file is named by its zxid, so it replaces an older
 * one.
 */
export function saveSnapshot(disk: Disk, snapshot: Snapshot): Disk {
  const others = disk.snapshots.filter((s) => !sameZxid(s.zxid, snapshot.zxid));
  return { ...disk, snapshots: [...others, snapshot].slice(-KEPT_SNAPSHOTS) };
}

/** Entries appended so far may no longer feed a DIFF (ZOOKEEPER-2846 repaired: reference D.3). */
export function markLogUnusable(disk: Disk): Disk {
  return { ...disk, usableFrom: disk.log.length };
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
  return {
    ...disk,
    log: takeLog(disk.log, length),
    flushed: Math.min(disk.flushed, length),
    usableFrom: Math.min(disk.usableFrom, length),
    files: disk.files.filter((first) => first < length),
    snapshots,
    generation: disk.generation + 1,
  };
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
  return {
    ...disk,
    log,
    files: disk.files.filter((first) => first < disk.flushed),
    usableFrom: gap ? log.length : Math.min(disk.usableFrom, disk.flushed),
    generation: disk.generation + 1,
  };
}

/** The last zxid that a restart would find: of the log or of the newest snapshot. */
export function lastZxidOnDisk(disk: Disk): Zxid {
  const fromLog = itemAt(disk.log, disk.log.length - 1)?.zxid ?? ZERO;
  const fromSnapshot = disk.snapshots.at(-1)?.zxid ?? ZERO;
  return compareZxid(fromLog, fromSnapshot) >= 0 ? fromLog : fromSnapshot;
}
