import { emptyLog } from '../lib/index.ts';
import { NO_SERVER, type ServerId, type Txn } from '../model/index.ts';
import { because } from './because.ts';
import { lastIndex, type RaftLog, termAt } from './disk.ts';
import { draftDisk } from './drafts.ts';
import type { RaftMessageOf } from './messages.ts';
import type { RaftDraft } from './raft-draft.ts';
import { appendEntries, commitTo, cutLog } from './storage.ts';
import { becomeFollower } from './terms.ts';

/*
 * What a member does about its leader's word: raft.handleAppendEntries, handleHeartbeat,
 * handleSnapshot.
 */

/** Somebody speaks as the leader of this term: whoever still asks for votes gives up. */
export function heedLeader(w: RaftDraft, from: ServerId): void {
  const { leader, leaf, term } = w.peer;
  if (leader === from && leaf === 'FOLLOWER') {
    w.resetClock(false);
    return;
  }
  const why = because('leader.heard', { leader: from, term });
  if (leaf !== 'FOLLOWER') return becomeFollower(w, term, from, why);
  const draft = w.edit();
  draft.leader = from;
  w.resetClock(false);
  w.tellRole(why);
}

function answer(w: RaftDraft, to: ServerId, index: number): void {
  const { term } = w.peer;
  w.send(to, { type: 'MsgAppResp', term, index, reject: false, hint: 0, hintTerm: 0 });
}

export function onAppend(w: RaftDraft, from: ServerId, message: RaftMessageOf<'MsgApp'>): void {
  heedLeader(w, from);
  const { previous, entries, commit } = message;
  const { variants } = w.context;
  if (previous.counter < w.peer.commit) return answer(w, from, w.peer.commit);
  const term = termAt(w.disk, previous.counter);
  const agrees = term === previous.epoch || (term !== null && variants.appendBlind === true);
  if (!agrees) return refuse(w, from, message);
  if (!takeEntries(w, from, entries)) return;
  const last = previous.counter + entries.length;
  commitTo(w, Math.min(commit, last));
  answer(w, from, last);
}

/** The leader learns where the log ends; with hints, the best index that may still agree. */
function refuse(w: RaftDraft, to: ServerId, { previous }: RaftMessageOf<'MsgApp'>): void {
  const last = lastIndex(w.disk);
  const { term } = w.peer;
  let hint = last;
  let hintTerm = 0;
  if (w.context.variants.termHints) {
    hint = conflictByTerm(w.disk, Math.min(previous.counter, last), previous.epoch);
    hintTerm = termAt(w.disk, hint) ?? 0;
  }
  w.remark(because('append.refused', { leader: to, previous, hint }));
  const index = previous.counter;
  w.send(to, { type: 'MsgAppResp', term, index, reject: true, hint, hintTerm });
}

/** The largest index up to one at which the term is not larger (raftLog.findConflictByTerm). */
export function conflictByTerm(log: RaftLog, from: number, term: number): number {
  let index = from;
  for (;;) {
    const there = termAt(log, index);
    if (there === null || there <= term) return index;
    index -= 1;
  }
}

/** Entries that are there already are passed over; what differs is cut. False: it panics. */
function takeEntries(w: RaftDraft, from: ServerId, entries: readonly Txn[]): boolean {
  let at = 0;
  for (; at < entries.length; at++) {
    const { zxid } = entries[at] as Txn;
    const term = termAt(w.disk, zxid.counter);
    if (term === zxid.epoch) continue;
    if (term === null) break;
    if (w.context.variants.neverCut) continue;
    if (zxid.counter <= w.peer.commit) {
      w.exit(because('exit.cutBelowCommit', { zxid, commit: w.peer.commit }));
      return false;
    }
    const removed = lastIndex(w.disk) - zxid.counter + 1;
    cutLog(w, zxid.counter - 1, because('log.cut', { zxid, leader: from, removed }));
    break;
  }
  if (at < entries.length) appendEntries(w, at === 0 ? entries : entries.slice(at));
  return true;
}

export function onHeartbeat(
  w: RaftDraft,
  from: ServerId,
  { commit, read }: RaftMessageOf<'MsgHeartbeat'>,
): void {
  heedLeader(w, from);
  commitTo(w, commit);
  w.send(from, { type: 'MsgHeartbeatResp', term: w.peer.term, read });
}

/** The leader's state takes the place of everything here (raft.restore). */
export function onSnap(w: RaftDraft, from: ServerId, message: RaftMessageOf<'MsgSnap'>): void {
  heedLeader(w, from);
  const { zxid, image, group, covers = zxid.counter } = message;
  if (zxid.counter <= w.peer.commit) return answer(w, from, w.peer.commit);
  if (termAt(w.disk, zxid.counter) === zxid.epoch) {
    commitTo(w, zxid.counter);
    return answer(w, from, w.peer.commit);
  }
  const draft = w.edit();
  const bytes = w.context.machine.sizeOf(image);
  const disk = draftDisk(w.disk);
  disk.base = zxid;
  disk.log = emptyLog();
  disk.flushed = 0;
  draft.disk = disk;
  draft.commit = zxid.counter;
  draft.compacted = zxid.counter;
  draft.restoring = { zxid, image, bytes, covers, group };
  draft.saving = null;
  // Nobody is served while the state is taken over.
  if (draft.told !== null) draft.told = { leader: NO_SERVER, term: 0 };
  answer(w, from, zxid.counter);
}
