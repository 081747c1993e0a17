import { append, type ChunkedLog } from '../lib/index.ts';
import type { Because, Txn } from '../model/index.ts';
import { because } from './because.ts';
import { cutAfter, lastIndex, type RaftDisk, termAt } from './disk.ts';
import { draftDisk } from './drafts.ts';
import type { RaftDraft } from './raft-draft.ts';

/* What happens to the log in memory; the batch loop brings it to the disk. */

function withLog(disk: RaftDisk, log: ChunkedLog<Txn>, flushed: number): RaftDisk {
  const draft = draftDisk(disk);
  draft.log = log;
  draft.flushed = flushed;
  return draft;
}

/** Appends entries behind what is there (raftLog.append). */
export function appendEntries(w: RaftDraft, entries: readonly Txn[]): void {
  let { log } = w.disk;
  for (const txn of entries) log = append(log, txn);
  w.edit().disk = withLog(w.disk, log, w.disk.flushed);
}

/** Cuts everything behind an index; the next fsync carries it out on the disk. */
export function cutLog(w: RaftDraft, index: number, why: Because): void {
  const log = cutAfter(w.disk, index);
  w.edit().disk = withLog(w.disk, log, Math.min(w.disk.flushed, log.length));
  const zxid = { epoch: termAt(w.disk, index) ?? 0, counter: index };
  w.note({ type: 'logTruncated', zxid, because: why });
}

/** Up to which index the log in memory is on the disk. */
export function durableIndex({ base, flushed }: RaftDisk): number {
  return base.counter + flushed;
}

/**
 * The member learns how far commits go (raftLog.commitTo). Beyond its log there is nothing that
 * could be committed: then it has lost what it had acknowledged, and its process ends.
 */
export function commitTo(w: RaftDraft, index: number): void {
  if (index <= w.peer.commit) return;
  const last = lastIndex(w.disk);
  if (index > last) return w.exit(because('exit.commitBeyondLog', { commit: index, last }));
  w.edit().commit = index;
}
