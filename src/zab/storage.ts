import {
  append,
  emptyLog,
  itemAt,
  nextRandom,
  randomBetween,
  searchLog,
  sliceLog,
} from '../lib/index.ts';
import {
  type Because,
  compareZxid,
  type Image,
  listBytes,
  type StateMachine,
  type Txn,
  ZERO,
  type Zxid,
} from '../model/index.ts';
import { because } from './because.ts';
import { appendTxn, type Disk } from './disk.ts';
import type { Message } from './messages.ts';
import type { Memory, Peer } from './peer.ts';
import type { PeerDraft } from './peer-draft.ts';

/**
 * Memory after a start: the newest snapshot and every logged txn after it, committed or not
 * (ZKDatabase.loadDataBase).
 */
export function loadMemory(disk: Disk, machine: StateMachine, commitLogCount: number): Memory {
  const snapshot = disk.snapshots.at(-1);
  const from = snapshot?.zxid ?? ZERO;
  const empty: Memory = {
    image: snapshot?.image ?? machine.empty,
    lastProcessed: from,
    committedLog: emptyLog(),
    committedFrom: 0,
  };
  return replay(empty, disk, from, machine, commitLogCount);
}

/** The header of a transaction, in bytes (TxnHeader). */
const TXN_HEADER = 32;

/**
 * What is logged, and can be read back by nobody: a check outside of a multi (ZOOKEEPER-2623), and
 * the closing of a session whose ephemerals take more than twice jute.maxbuffer (ZOOKEEPER-4306;
 * as much again is allowed: BinaryInputArchive.checkLength).
 */
function isUnreadable(w: PeerDraft, { change }: Txn): boolean {
  const { variants, config } = w.context;
  if (change.type === 'check') return variants.standaloneCheck === true;
  if (change.type !== 'closeSession' || !variants.closeSessionTooLong) return false;
  return TXN_HEADER + listBytes(change.paths) > 2 * config.maxBufferBytes;
}

/** The transaction in a message over which its reader stumbles; null: it can be read. */
export function unreadableIn(w: PeerDraft, message: Message): Txn | null {
  if (!logsUnreadable(w) || !('txn' in message)) return null;
  return isUnreadable(w, message.txn) ? message.txn : null;
}

/** Whether something can be logged at all that nobody reads back: only with a variant. */
function logsUnreadable({ context: { variants } }: PeerDraft): boolean {
  return variants.standaloneCheck === true || variants.closeSessionTooLong === true;
}

/** The transaction over which a server stumbles that loads its database; null: it can. */
export function firstUnreadable(w: PeerDraft): Txn | null {
  if (!logsUnreadable(w)) return null;
  const { log, snapshots } = w.disk;
  const saved = snapshots.at(-1)?.zxid ?? ZERO;
  const first = searchLog(log, (txn) => compareZxid(txn.zxid, saved) > 0);
  return sliceLog(log, first).find((txn) => isUnreadable(w, txn)) ?? null;
}

/** Why a server that loads its database stumbles over a transaction. */
export function diskUnreadable({ zxid, change }: Txn): Because {
  return because(change.type === 'check' ? 'disk.unreadable' : 'disk.tooLong', { zxid });
}

/** Memory with every logged txn after `from` applied (ZKDatabase.fastForwardDataBase). */
export function replay(
  memory: Memory,
  disk: Disk,
  from: Zxid,
  machine: StateMachine,
  commitLogCount: number,
): Memory {
  const first = searchLog(disk.log, (txn) => compareZxid(txn.zxid, from) > 0);
  let now = memory;
  for (const txn of sliceLog(disk.log, first)) now = applied(now, txn, machine, commitLogCount);
  return now;
}

/**
 * Memory after one more txn. The trim comes before the append, so one more than the count is kept.
 */
function applied(memory: Memory, txn: Txn, machine: StateMachine, commitLogCount: number): Memory {
  const committedLog = append(memory.committedLog, txn);
  return {
    image: machine.apply(memory.image, txn),
    lastProcessed: txn.zxid,
    committedLog,
    committedFrom: Math.max(memory.committedFrom, committedLog.length - commitLogCount - 1),
  };
}

/**
 * Applies a txn to memory and delivers it to the server above; `quiet` while still being
 * synchronized.
 */
export function applyTxn(w: PeerDraft, txn: Txn, quiet: boolean): void {
  const { memory } = w;
  const after = applied(memory, txn, w.context.machine, w.context.config.commitLogCount);
  w.edit().memory = quiet && w.context.variants.committedLogHole ? withHole(memory, after) : after;
  if (w.context.variants.multiZxidEarly) dumpHalf(w, txn, memory.image);
  w.emit({ type: 'deliver', txn, before: memory.image, after: after.image, quiet });
}

/**
 * ZOOKEEPER-3127: lastProcessedZxid moves at the first part of a multi, and a snapshot that begins
 * just then is named after all of it.
 */
function dumpHalf(w: PeerDraft, txn: Txn, image: Image): void {
  const { saving } = w.peer;
  const part = txn.change.type === 'multi' ? txn.change.changes[0] : undefined;
  if (saving === null || part === undefined) return;
  const half = w.context.machine.apply(image, { ...txn, change: part });
  w.edit().saving = { zxid: txn.zxid, image: half, bytes: saving.bytes };
}

/** ZOOKEEPER-4925: what is applied while being synchronized is not remembered for a later DIFF. */
function withHole(before: Memory, after: Memory): Memory {
  const { committedLog, committedFrom } = before;
  return { image: after.image, lastProcessed: after.lastProcessed, committedLog, committedFrom };
}

/** minCommittedLog and maxCommittedLog; both lastProcessed while there is nothing in it. */
export function committedBounds(memory: Memory): { readonly min: Zxid; readonly max: Zxid } {
  const min = itemAt(memory.committedLog, memory.committedFrom)?.zxid ?? memory.lastProcessed;
  const max = itemAt(memory.committedLog, memory.committedLog.length - 1)?.zxid;
  return { min, max: max ?? memory.lastProcessed };
}

/**
 * The last txn in the log, fsynced or not; the newest snapshot's zxid if there is none after it.
 */
export function lastLogged(peer: Peer): Zxid {
  const last = itemAt(peer.disk.log, peer.disk.log.length - 1)?.zxid ?? ZERO;
  const saved = peer.disk.snapshots.at(-1)?.zxid ?? ZERO;
  return compareZxid(last, saved) >= 0 ? last : saved;
}

/**
 * Appends a txn to the log and asks for an fsync. Every so often this is where a snapshot and a
 * new log file are due (SyncRequestProcessor.shouldSnapshot, ZKDatabase.rollLog).
 */
export function appendToLog(w: PeerDraft, txn: Txn): void {
  const draft = w.edit();
  draft.disk = appendTxn(draft.disk, txn, !draft.logOpen);
  draft.sinceSnapshot += 1;
  const due = draft.sinceSnapshot > draft.snapshotAfter;
  draft.logOpen = !due;
  w.emit({ type: 'flush' });
  if (due) {
    scheduleSnapshot(w);
    if (w.peer.saving === null) startSnapshot(w);
  }
}

/** Draws after how many txns the next snapshot is due: snapCount/2 + random(0 .. snapCount/2). */
export function scheduleSnapshot(w: PeerDraft): void {
  const half = w.context.config.snapCount >> 1;
  const chance = nextRandom(w.peer.chance);
  const draft = w.edit();
  draft.chance = chance;
  draft.sinceSnapshot = 0;
  draft.snapshotAfter = half + randomBetween(chance, 0, half);
}

/**
 * Begins to write the tree as it is now to a snapshot file; `snapshotSaved` tells when it is whole.
 */
export function startSnapshot(w: PeerDraft): void {
  const { image, lastProcessed } = w.memory;
  const bytes = w.context.machine.sizeOf(image);
  w.edit().saving = { zxid: lastProcessed, image, bytes };
  w.emit({ type: 'saveSnapshot', bytes });
}
