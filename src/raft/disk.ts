import { type ChunkedLog, emptyLog, itemAt, takeLog } from '../lib/index.ts';
import {
  type Image,
  type Micros,
  NO_SERVER,
  type ServerId,
  type Txn,
  ZERO,
  type Zxid,
} from '../model/index.ts';
import type { Group, ReplicaDisk } from '../replica/index.ts';
import { type Backend, leftOf } from './backend.ts';

/** A snapshot file: the state machine as of an entry. */
export interface StateFile {
  readonly zxid: Zxid;
  readonly image: Image;
  readonly bytes: number;
  /** The state has the effects of entries up to here, perhaps beyond `zxid` (`backend.ts`). */
  readonly covers: number;
  readonly group: Group;
}

/** The record of the write-ahead log that is not an entry (raftpb.HardState). */
export interface HardState {
  readonly term: number;
  /** NO_SERVER: nobody in this term. */
  readonly vote: ServerId;
  readonly commit: number;
}

/** A log behind a position: its first entry has the next index. */
export interface RaftLog {
  /** What stands before the first entry: ZERO, or what a snapshot ended with. */
  readonly base: Zxid;
  readonly log: ChunkedLog<Txn>;
}

/** What has been fsynced: a crash leaves this, whatever the process believed. */
export interface Platter extends RaftLog {
  readonly hard: HardState;
}

/**
 * The write-ahead log as the process has it, and what of it is on the platter. `flushed` counts the
 * entries in front that a crash would leave. A later record with a smaller index silently cuts what
 * stands above it (wal.ReadAll), so until it is fsynced a crash brings the cut entries back.
 */
export interface RaftDisk extends ReplicaDisk, RaftLog {
  readonly platter: Platter;
  /**
   * At most one, of which the log before may be gone from memory; and behind it one that came from
   * the leader, until the log is on the platter that goes with it.
   */
  readonly snapshots: readonly StateFile[];
  /** Null: nothing was written to it, or the state machine has none. */
  readonly backend: Backend | null;
  /** A machine whose disk was taken away: it joins a group that exists. */
  readonly wiped: boolean;
  /** As which member its machine belongs to the group, for good; null: it was never told. */
  readonly id: number | null;
  /** Who belonged to the group when its machine joined it; null: it is a founder. */
  readonly told: Group | null;
}

const NOTHING: HardState = { term: 0, vote: NO_SERVER, commit: 0 };

/** A new machine's disk. */
export const BLANK_DISK: RaftDisk = {
  base: ZERO,
  log: emptyLog(),
  flushed: 0,
  platter: { base: ZERO, log: emptyLog(), hard: NOTHING },
  snapshots: [],
  backend: null,
  wiped: false,
  id: null,
  told: null,
};
export const WIPED_DISK: RaftDisk = { ...BLANK_DISK, wiped: true };

/**
 * What a crash leaves: the platter, and no more. A snapshot beyond what is recorded as committed is
 * a file that nobody looks at (wal.ValidSnapshotEntries).
 */
export function crashed(disk: RaftDisk, now: Micros): RaftDisk {
  const { platter, snapshots, backend } = disk;
  const { base, log, hard } = platter;
  const valid = snapshots.filter(({ zxid }) => zxid.counter <= hard.commit).slice(-1);
  const left = leftOf(backend, now);
  return { ...disk, base, log, flushed: log.length, snapshots: valid, backend: left };
}

/** The index of the last entry. */
export function lastIndex({ base, log }: RaftLog): number {
  return base.counter + log.length;
}

/** The last entry's position. */
export function lastOf({ base, log }: RaftLog): Zxid {
  return itemAt(log, log.length - 1)?.zxid ?? base;
}

/** The entry at an index; undefined: it is not in this log. */
export function entryAt({ base, log }: RaftLog, index: number): Txn | undefined {
  return itemAt(log, index - base.counter - 1);
}

/** The term of what stands at an index; null: nothing does, or nobody knows any more. */
export function termAt(of: RaftLog, index: number): number | null {
  if (index === of.base.counter) return of.base.epoch;
  return entryAt(of, index)?.zxid.epoch ?? null;
}

/** A log cut behind an index. */
export function cutAfter({ base, log }: RaftLog, index: number): ChunkedLog<Txn> {
  return takeLog(log, index - base.counter);
}
