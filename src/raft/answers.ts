import { NO_SERVER, type ServerId } from '../model/index.ts';
import { because } from './because.ts';
import { lastIndex } from './disk.ts';
import { conflictByTerm } from './following.ts';
import { broadcast, maybeCommit } from './leading.ts';
import type { RaftMessageOf } from './messages.ts';
import type { MemberProgress } from './peer.ts';
import type { RaftDraft } from './raft-draft.ts';
import { noteHeard } from './reads.ts';
import { isPaused, sendAppend, sendHeartbeats, toProbe, toReplicate } from './sending.ts';
import { becomeFollower } from './terms.ts';

/* What a leader makes of what it hears, and of time: raft.stepLeader, raft.tickHeartbeat. */

export function onAppendAnswer(
  w: RaftDraft,
  from: ServerId,
  message: RaftMessageOf<'MsgAppResp'>,
): void {
  const progress = w.progressOf(from);
  if (progress === undefined) return;
  if (!progress.active) w.editProgress(from).active = true;
  if (message.reject) return onRefusal(w, progress, message);
  const paused = isPaused(progress);
  const { index } = message;
  if (index <= progress.match) {
    if (progress.next <= index) w.editProgress(from).next = index + 1;
    return;
  }
  const draft = w.editProgress(from);
  draft.match = index;
  draft.waits = false;
  draft.next = Math.max(draft.next, index + 1);
  if (draft.sending === 'REPLICATE') draft.window = draft.window.filter((last) => last > index);
  else if (draft.sending === 'PROBE' || index >= draft.snapshot) toReplicate(w, from);
  if (maybeCommit(w)) broadcast(w);
  else if (paused) sendAppend(w, from, true);
  while (sendAppend(w, from, false));
  finishTransfer(w, from);
}

/** A member's log does not go on from there: the next probe lies before (MaybeDecrTo). */
function onRefusal(
  w: RaftDraft,
  { sid, sending, match, next }: MemberProgress,
  { index, hint, hintTerm }: RaftMessageOf<'MsgAppResp'>,
): void {
  if (sending === 'REPLICATE') {
    if (index <= match) return; // an old one
    toProbe(w, sid, 0);
  } else {
    if (next - 1 !== index) return;
    const better = hintTerm > 0 ? conflictByTerm(w.disk, hint, hintTerm) : hint;
    const draft = w.editProgress(sid);
    draft.next = Math.max(Math.min(index, better + 1), 1);
    draft.waits = false;
  }
  sendAppend(w, sid, true);
}

export function onHeartbeatAnswer(w: RaftDraft, from: ServerId, read: number): void {
  const progress = w.progressOf(from);
  if (progress === undefined) return;
  if (!progress.active) w.editProgress(from).active = true;
  if (progress.waits) w.editProgress(from).waits = false;
  if (progress.sending === 'REPLICATE' && isPaused(progress)) {
    w.editProgress(from).window = progress.window.slice(1);
  }
  if (progress.match < lastIndex(w.disk)) sendAppend(w, from, true);
  if (read > 0) noteHeard(w, from, read);
}

/** A tick of a leader: a heartbeat to all, and now and then a look at who has answered. */
export function tickLeader(w: RaftDraft): void {
  const draft = w.edit();
  draft.elapsed += 1;
  if (draft.elapsed >= w.electionTicks) {
    draft.elapsed = 0;
    if (!w.context.variants.noCheckQuorum && !checkQuorum(w)) return;
    abortTransfer(w);
  }
  sendHeartbeats(w, w.leading.reads.at(-1)?.id ?? 0);
}

/** Whether a majority has answered anything since the last look; else it leads no more. */
function checkQuorum(w: RaftDraft): boolean {
  const heard = w.leading.members.filter((one) => one.voter && (one.active || one.sid === w.sid));
  if (heard.length < w.needed) {
    const facts = { heard: heard.map((one) => one.sid), needed: w.needed, ticks: w.electionTicks };
    becomeFollower(w, w.peer.term, NO_SERVER, because('quorum.unheard', facts));
    return false;
  }
  for (const { sid, active } of w.leading.members) {
    if (active && sid !== w.sid) w.editProgress(sid).active = false;
  }
  return true;
}

/** An operator wants another leader (raft.stepLeader, MsgTransferLeader). */
export function transferTo(w: RaftDraft, to: ServerId): void {
  const progress = w.progressOf(to);
  if (progress === undefined || !progress.voter || to === w.sid) {
    return w.note({ type: 'noted', because: because('transfer.refused', { to }) });
  }
  if (w.leading.transferee === to) return;
  w.editLeading().transferee = to;
  w.edit().elapsed = 0;
  const last = lastIndex(w.disk);
  const why = because('transfer.begun', { to, match: progress.match, last });
  w.note({ type: 'noted', because: why });
  if (progress.match === last) w.send(to, { type: 'MsgTimeoutNow', term: w.peer.term });
  else sendAppend(w, to, true);
}

/** Whoever is to lead has everything: it may campaign. */
function finishTransfer(w: RaftDraft, from: ServerId): void {
  if (w.peer.leading?.transferee !== from) return;
  if (w.progressOf(from)?.match !== lastIndex(w.disk)) return;
  w.send(from, { type: 'MsgTimeoutNow', term: w.peer.term });
}

function abortTransfer(w: RaftDraft): void {
  const { transferee: to } = w.leading;
  if (to === NO_SERVER) return;
  w.editLeading().transferee = NO_SERVER;
  const why = because('transfer.aborted', { to, ticks: w.electionTicks });
  w.note({ type: 'noted', because: why });
}
