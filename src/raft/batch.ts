import { itemAt, sliceLog } from '../lib/index.ts';
import { NO_SERVER } from '../model/index.ts';
import { withEntry, writeThrough } from './backend.ts';
import { entryAt, type HardState, lastIndex, type RaftDisk, type RaftLog } from './disk.ts';
import { draftDisk } from './drafts.ts';
import { noteOwnDisk } from './leading.ts';
import { isLeading } from './leaf.ts';
import { transmit } from './links.ts';
import type { Batch, BatchTicket, Outgoing } from './peer.ts';
import type { RaftDraft } from './raft-draft.ts';
import { releaseReads } from './reads.ts';
import { regroup } from './regroup.ts';
import { tellService } from './service.ts';
import { durableIndex } from './storage.ts';

/*
 * The loop through which everything goes that a member does (etcdserver.raftNode.start): what was
 * formed since the last batch is written, sent and applied as one. Messages change what is in
 * memory at any time; what they cause waits while a batch stands in its fsync. So the leader's own
 * disk is part of every commit, and a disk that stands still stops the member's clock.
 */

/** Forms batches as long as there is something to do and none stands in an fsync. */
export function runBatches(w: RaftDraft): void {
  while (!w.ended && w.peer.batch === null && formBatch(w));
}

function hasHardChanged({ platter }: RaftDisk, { term, vote }: Omit<HardState, 'commit'>) {
  return platter.hard.term !== term || platter.hard.vote !== vote;
}

/** One batch; false: there is nothing to do. */
function formBatch(w: RaftDraft): boolean {
  const told = tellService(w);
  releaseReads(w);
  const { disk, commit, memory, out, term, vote, restoring } = w.peer;
  const writes = restoring !== null || disk.flushed < disk.log.length;
  const forced = writes || hasHardChanged(disk, { term, vote });
  const applies = w.context.variants.applyAtAppend ? lastIndex(disk) : commit;
  const pending = restoring === null && applies > memory.lastProcessed.counter;
  if (!told && !forced && out.length === 0 && !pending) return false;
  // What this batch also writes is applied when it is on disk (#14370).
  const beside = w.context.variants.applyBesideWal || w.context.variants.applyAtAppend;
  if (pending) applyUpTo(w, beside ? applies : Math.min(applies, durableIndex(disk)));
  const messages = lastAnswersOnly(out);
  if (out.length > 0) w.edit().out = [];
  if (!forced) {
    for (const one of messages) transmit(w, one);
    return true;
  }
  // A leader's leave at once, though not before its own vote is on disk: it may be the only voter.
  const leads = isLeading(w.peer.leaf) && disk.platter.hard.term === term;
  const kept = leads ? [] : messages.filter((one) => !leavesEarly(w, one));
  for (const one of messages) if (!kept.includes(one)) transmit(w, one);
  begin(w, kept, { term, vote, commit: Math.max(commit, disk.platter.hard.commit) });
  return true;
}

/** What need not wait for the disk: nothing, but under a mutant. */
function leavesEarly(w: RaftDraft, { message }: Outgoing): boolean {
  return w.context.variants.respBeforeFsync === true && message.type === 'MsgAppResp';
}

/** Of several acknowledgements to the same leader the last one says all (processMessages). */
function lastAnswersOnly(out: readonly Outgoing[]): readonly Outgoing[] {
  let last = out.length - 1;
  while (last >= 0 && out[last]?.message.type !== 'MsgAppResp') last -= 1;
  return out.filter(({ message }, i) => message.type !== 'MsgAppResp' || i === last);
}

/** The batch goes to the disk: a snapshot first, then entries and state in one fsync. */
function begin(w: RaftDraft, messages: readonly Outgoing[], hard: HardState): void {
  const { disk, commit, restoring, batches } = w.peer;
  const log: RaftLog = { base: disk.base, log: disk.log };
  const number = batches + 1;
  const applies = restoring === null ? commit : 0;
  const batch: Batch = { number, log, hard, messages, applies, saves: restoring };
  const draft = w.edit();
  draft.batches = number;
  draft.batch = batch;
  if (restoring === null) return w.emit({ type: 'flush' });
  draft.restoring = null;
  // #10219: the state says that what the snapshot holds is committed, and the snapshot may be lost.
  if (w.context.variants.stateBeforeSnapshot) write(w, w.disk.platter, hard);
  w.emit({ type: 'saveSnapshot', bytes: restoring.bytes });
}

/** The platter's log and state from now on. */
function write(w: RaftDraft, { base, log }: RaftLog, state: HardState): void {
  const { disk } = w;
  const { term } = state;
  // A snapshot's mark may have come before it.
  const commit = Math.max(state.commit, disk.platter.hard.commit);
  const vote = w.context.variants.forgetVote ? NO_SERVER : state.vote;
  const draft = draftDisk(disk);
  draft.platter = { base, log, hard: { term, vote, commit } };
  draft.snapshots = disk.snapshots.slice(-1);
  w.edit().disk = draft;
}

/** What stands for the batch that is to be fsynced; null: none, or its snapshot comes first. */
export function unwrittenBatch(batch: Batch | null): BatchTicket | null {
  if (batch === null || batch.saves !== null) return null;
  return { count: batch.log.log.length, number: batch.number };
}

/** The fsync is over: the platter has the batch, and what waited for that is done. */
export function onBatchFlushed(w: RaftDraft, { number }: BatchTicket): void {
  const { batch } = w.peer;
  if (batch === null || batch.number !== number) return;
  write(w, batch.log, batch.hard);
  const before = w.disk.flushed;
  const draft = w.edit();
  draft.disk = withFlushed(w.disk, agreeing(w.disk, batch.log));
  draft.batch = null;
  if (w.context.record) {
    for (const txn of sliceLog(w.disk.log, before, w.disk.flushed)) w.note({ type: 'logged', txn });
  }
  for (const one of batch.messages) transmit(w, one);
  if (draft.leading !== null) noteOwnDisk(w);
  applyUpTo(w, Math.min(batch.applies, w.peer.commit));
}

function withFlushed(disk: RaftDisk, flushed: number): RaftDisk {
  const draft = draftDisk(disk);
  draft.flushed = flushed;
  return draft;
}

/** How many entries in front the log in memory shares with what was written. */
function agreeing(disk: RaftDisk, written: RaftLog): number {
  if (disk.base !== written.base) return 0;
  let n = Math.min(disk.log.length, written.log.length);
  while (n > 0 && itemAt(disk.log, n - 1) !== itemAt(written.log, n - 1)) n -= 1;
  return n;
}

/** Applies what is committed, in order, and hands it to the service above. */
function applyUpTo(w: RaftDraft, index: number): void {
  const from = w.peer.memory.lastProcessed.counter;
  for (let at = from + 1; at <= index; at++) {
    const txn = entryAt(w.disk, at);
    if (txn === undefined) return;
    const { memory, covers, told } = w.peer;
    const before = memory.image;
    const after = withEntry({ image: before, covers }, txn, w.context.machine);
    const draft = w.edit();
    draft.memory = { image: after.image, lastProcessed: txn.zxid };
    draft.covers = after.covers;
    const quiet = told === null;
    const change = regroup(w, txn);
    const seen = { again: at <= covers, ...(change === null ? {} : { regrouped: change }) };
    w.emit({ type: 'deliver', txn, before, after: after.image, quiet, ...seen });
  }
  if (index <= from) return;
  writeThrough(w, false);
  maybeSnapshot(w);
}

/** Every so many entries the state is saved, and what is far behind leaves memory. */
function maybeSnapshot(w: RaftDraft): void {
  const { memory, disk, saving, covers, group } = w.peer;
  const saved = disk.snapshots.at(-1)?.zxid.counter ?? 0;
  const { lastProcessed: zxid, image } = memory;
  if (saving !== null || zxid.counter - saved <= w.context.config.snapCount) return;
  const bytes = w.context.machine.sizeOf(image);
  w.edit().saving = { zxid, image, bytes, covers, group };
  writeThrough(w, true);
  w.emit({ type: 'saveSnapshot', bytes });
}

/** A snapshot is on disk: one that came from the leader, or one of its own. */
export function onSaved(w: RaftDraft): void {
  const { batch, saving, disk } = w.peer;
  // Its own was begun before: nothing is applied, and none taken, while one from the leader comes.
  const file = saving ?? batch?.saves;
  if (file == null) return;
  const draft = w.edit();
  const kept = draftDisk(disk);
  draft.disk = kept;
  if (saving === null && batch !== null) {
    // The one before stays until the log that goes with the new one is on the platter.
    kept.snapshots = [...disk.snapshots.slice(-1), file];
    const { number, log: written, hard, messages, applies } = batch;
    draft.batch = { number, log: written, hard, messages, applies, saves: null };
    draft.memory = { image: file.image, lastProcessed: file.zxid };
    draft.covers = file.covers;
    draft.group = file.group;
    w.note({ type: 'snapshotInstalled', from: w.peer.leader, zxid: file.zxid });
    return w.emit({ type: 'flush' });
  }
  draft.saving = null;
  // Its mark in the log is fsynced, and with it the commit index that was written before.
  const { base, log, hard } = disk.platter;
  const commit = Math.max(hard.commit, Math.min(file.zxid.counter, lastIndex(disk.platter)));
  kept.platter = { base, log, hard: { ...hard, commit } };
  kept.snapshots = [file];
  const reaches = file.zxid.counter - w.context.config.commitLogCount;
  draft.compacted = Math.max(draft.compacted, reaches);
  w.note({ type: 'snapshotTaken', zxid: file.zxid });
}
