import { itemAt, searchLog, sliceLog } from '../lib/index.ts';
import {
  type Because,
  compareZxid,
  isEpochStart,
  type ServerId,
  sameZxid,
  type Txn,
  type Zxid,
} from '../model/index.ts';
import { because } from './because.ts';
import type { Disk } from './disk.ts';
import type { Memory, SyncMode } from './peer.ts';
import { committedBounds } from './storage.ts';

/**
 * How a learner is to be repaired: the header, what follows it, and where the stream then stands.
 */
export interface SyncPlan {
  readonly mode: SyncMode;
  /** Of the header packet. */
  readonly zxid: Zxid;
  /** Sent after the header, each as PROPOSAL and COMMIT. */
  readonly txns: readonly Txn[];
  /** The last zxid the learner will have when all this is sent. */
  readonly seen: Zxid;
  readonly because: Because;
}

/** What the walk over proposals decided; null header: the walk found none that may be used. */
interface Walk {
  readonly header: { readonly mode: 'DIFF' | 'TRUNC'; readonly zxid: Zxid } | null;
  readonly txns: readonly Txn[];
  readonly queued: Zxid;
}

/**
 * LearnerHandler.queueCommittedProposals over `txns` in order, up to `limit`. `header` is what an
 * earlier walk has decided already.
 */
function walk(
  txns: readonly Txn[],
  peer: Zxid,
  max: Zxid,
  limit: Zxid | null,
  before: Walk['header'],
): Walk {
  const newEpochPeer = isEpochStart(peer);
  const sent: Txn[] = [];
  let header = before;
  let queued = peer;
  let previous: Zxid | null = null;
  for (const txn of txns) {
    if (limit && compareZxid(txn.zxid, limit) > 0) break;
    const order = compareZxid(txn.zxid, peer);
    if (order < 0) {
      previous = txn.zxid;
      continue;
    }
    if (header === null) {
      if (order === 0) {
        header = { mode: 'DIFF', zxid: max };
        continue;
      }
      if (newEpochPeer) header = { mode: 'DIFF', zxid: max };
      else if (txn.zxid.epoch !== peer.epoch || previous === null) {
        return { header: null, txns: [], queued }; // a TRUNC may not cross an epoch upwards
      } else header = { mode: 'TRUNC', zxid: previous };
    }
    if (compareZxid(txn.zxid, queued) <= 0) continue;
    sent.push(txn);
    queued = txn.zxid;
  }
  if (header === null && newEpochPeer) header = { mode: 'DIFF', zxid: max };
  return { header, txns: sent, queued };
}

/**
 * The txns of the log files from `peer` on, or none when no usable file starts at or before it, or
 * the files after the one that holds it outweigh the snapshot (ZKDatabase.getProposalsFromTxnLog,
 * calculateTxnLogSizeLimit). A file counts at its preallocated size.
 */
function fromDisk(disk: Disk, peer: Zxid, factor: number, stepBytes: number): readonly Txn[] {
  if (factor < 0) return [];
  const orderOf = (start: number): number => {
    const txn = itemAt(disk.log, start);
    return txn === undefined ? 1 : compareZxid(txn.zxid, peer);
  };
  // FileTxnIterator.init: back to the file that starts strictly before; else one that starts at it.
  const before = disk.files.filter((start) => orderOf(start) < 0).length - 1;
  const first = before >= 0 ? before : disk.files.findIndex((start) => orderOf(start) === 0);
  if (first < 0) return [];
  const start = searchLog(disk.log, (txn) => compareZxid(txn.zxid, peer) >= 0);
  // The last entry that the learner has, too, not the first that it lacks: a learner at an epoch
  // start may lack what is missing between them (ZOOKEEPER-2846).
  const shared = orderOf(start) === 0 ? start : start - 1;
  if (shared < disk.usableFrom) return [];
  const laterBytes = (disk.files.length - 1 - first) * stepBytes;
  const limit = (disk.snapshots.at(-1)?.bytes ?? 0) * factor;
  if (factor > 0 && laterBytes > limit) return [];
  return sliceLog(disk.log, start);
}

type SnapRule = 'sync.snapCrossEpoch' | 'sync.snapNoLog' | 'sync.snapOther';

/** LearnerHandler.syncFollower: the first case that matches wins. */
export function decideSync(
  learner: ServerId,
  peer: Zxid,
  memory: Memory,
  disk: Disk,
  options: { readonly snapshotSizeFactor: number; readonly logStepBytes: number },
): SyncPlan {
  const { min, max } = committedBounds(memory);
  const last = memory.lastProcessed;
  if (sameZxid(peer, last)) {
    const why = because('sync.same', { learner, peer });
    return { mode: 'DIFF', zxid: peer, txns: [], seen: peer, because: why };
  }
  if (compareZxid(peer, max) > 0 && !isEpochStart(peer)) {
    const why = because('sync.trunc', { learner, peer, max });
    return { mode: 'TRUNC', zxid: max, txns: [], seen: max, because: why };
  }
  const snap = (rule: SnapRule): SyncPlan => ({
    mode: 'SNAP',
    zxid: last,
    txns: [],
    seen: last,
    because: because(rule, { learner, peer, min, last }),
  });
  const recent = (): readonly Txn[] => sliceLog(memory.committedLog, memory.committedFrom);
  if (compareZxid(peer, max) <= 0 && compareZxid(peer, min) >= 0) {
    const { header, txns, queued } = walk(recent(), peer, max, null, null);
    if (header === null) return snap('sync.snapCrossEpoch');
    const why =
      header.mode === 'TRUNC'
        ? because('sync.truncHole', { learner, peer, to: header.zxid })
        : because('sync.diffMemory', { learner, peer, min, max, count: txns.length });
    return { ...header, txns, seen: queued, because: why };
  }
  if (compareZxid(peer, min) < 0) {
    const old = fromDisk(disk, peer, options.snapshotSizeFactor, options.logStepBytes);
    if (old.length === 0) return snap('sync.snapNoLog');
    const start = walk(old, peer, max, min, null);
    if (compareZxid(start.queued, min) < 0 || start.header === null) {
      return snap('sync.snapNoLog');
    }
    const rest = walk(recent(), start.queued, max, null, start.header);
    const txns = [...start.txns, ...rest.txns];
    const why = because('sync.diffDisk', { learner, peer, min, count: txns.length });
    return { ...start.header, txns, seen: rest.queued, because: why };
  }
  return snap('sync.snapOther');
}
