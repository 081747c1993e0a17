import { sliceLog } from '../lib/index.ts';
import type { ServerId, Txn, Zxid } from '../model/index.ts';
import { because } from './because.ts';
import { lastIndex, termAt } from './disk.ts';
import type { MemberProgress } from './peer.ts';
import type { RaftDraft } from './raft-draft.ts';

/*
 * What a leader sends to each member, by what it knows of it: raft.maybeSendAppend, sendHeartbeat;
 * tracker.Progress.
 */

/** How many MsgApps may be on their way to a member (etcdserver.maxInflightMsgs). */
const WINDOW = 512;
/** Bytes of entries in one MsgApp (etcdserver.maxSizePerMsg). */
const MOST_BYTES = 1024 * 1024;

/** Nothing may be sent now. */
export function isPaused({ sending, waits, window }: MemberProgress): boolean {
  if (sending === 'PROBE') return waits;
  return sending === 'SNAPSHOT' || window.length >= WINDOW;
}

/**
 * Sends a member the entries that it lacks; `evenEmpty`: the commit index alone, too. False:
 * nothing was sent.
 */
export function sendAppend(w: RaftDraft, to: ServerId, evenEmpty: boolean): boolean {
  const progress = w.progressOf(to);
  if (progress === undefined || isPaused(progress)) return false;
  const { next, sending } = progress;
  const previous = next - 1;
  const epoch = previous < w.peer.compacted ? null : termAt(w.disk, previous);
  if (epoch === null) return sendSnapshot(w, progress);
  const { base, log } = w.disk;
  const first = previous - base.counter;
  const single = w.context.variants.oneEntryAMessage ? first + 1 : undefined;
  const entries = fitting(w, sliceLog(log, first, single));
  if (entries.length === 0 && !evenEmpty) return false;
  const at: Zxid = { epoch, counter: previous };
  const { term, commit } = w.peer;
  const zxid = entries.at(-1)?.zxid ?? at;
  const [txn] = entries;
  if (txn === undefined) {
    w.send(to, { type: 'MsgApp', term, previous: at, entries, commit, zxid });
    return true;
  }
  w.send(to, { type: 'MsgApp', term, previous: at, entries, commit, zxid, txn });
  const draft = w.editProgress(to);
  if (sending === 'PROBE') draft.waits = true;
  else {
    draft.next = zxid.counter + 1;
    draft.window = [...draft.window, zxid.counter];
  }
  return true;
}

/** As many of them as fit one message, and always the first: raft.limitSize. */
function fitting({ context }: RaftDraft, entries: readonly Txn[]): readonly Txn[] {
  const { bytesOf } = context.machine;
  if (entries.length < 2 || bytesOf === undefined) return entries;
  let bytes = 0;
  for (const [i, entry] of entries.entries()) {
    bytes += bytesOf(entry);
    if (bytes > MOST_BYTES && i > 0) return entries.slice(0, i);
  }
  return entries;
}

/** The log before `next` is gone: the whole state as it is applied now takes its place. */
function sendSnapshot(w: RaftDraft, { sid, active, next }: MemberProgress): boolean {
  if (!active) return false;
  const { image, lastProcessed: zxid } = w.peer.memory;
  const draft = w.editProgress(sid);
  draft.sending = 'SNAPSHOT';
  draft.window = [];
  draft.waits = false;
  draft.snapshot = zxid.counter;
  const first = w.peer.compacted + 1;
  const why = because('progress.snapshot', { learner: sid, next, first });
  w.note({ type: 'syncDecided', learner: sid, mode: 'SNAPSHOT', because: why });
  const { term, covers, group } = w.peer;
  const ahead = covers > zxid.counter ? { covers } : {};
  w.send(sid, { type: 'MsgSnap', term, zxid, image, group, ...ahead });
  return true;
}

/** Back to one MsgApp at a time: behind what is known, and behind a snapshot that has arrived. */
export function toProbe(w: RaftDraft, sid: ServerId, behind: number): void {
  const draft = w.editProgress(sid);
  draft.sending = 'PROBE';
  draft.window = [];
  draft.waits = false;
  draft.snapshot = 0;
  draft.next = Math.max(draft.match, behind) + 1;
  w.remark(because('progress.probe', { learner: sid, next: draft.next }));
}

/** Entries may run ahead of their acknowledgements. */
export function toReplicate(w: RaftDraft, sid: ServerId): void {
  const draft = w.editProgress(sid);
  draft.sending = 'REPLICATE';
  draft.window = [];
  draft.waits = false;
  draft.snapshot = 0;
  draft.next = draft.match + 1;
  w.remark(because('progress.replicate', { learner: sid, match: draft.match }));
}

/** The transport could not send to a member, or its snapshot got lost (Unreachable, SnapStatus). */
export function noteUnreachable(w: RaftDraft, sid: ServerId): void {
  const progress = w.progressOf(sid);
  if (progress === undefined || progress.sending === 'PROBE') return;
  const lost = progress.sending === 'SNAPSHOT';
  toProbe(w, sid, 0);
  // After a snapshot that failed it waits for a sign of life.
  if (lost) w.editProgress(sid).waits = true;
}

/** To everybody: the leader lives. A commit only as far as the member's log was compared. */
export function sendHeartbeats(w: RaftDraft, read: number): void {
  const { term, commit } = w.peer;
  const last = lastIndex(w.disk);
  for (const { sid, match } of w.leading.members) {
    if (sid === w.sid) continue;
    const upTo = w.context.variants.heartbeatFullCommit ? last : match;
    w.send(sid, { type: 'MsgHeartbeat', term, commit: Math.min(upTo, commit), read });
  }
}
