import { NO_SERVER, type Txn } from '../model/index.ts';
import { type Group, isMember, refusalOfChange } from '../replica/index.ts';
import { because } from './because.ts';
import { entryAt, lastIndex } from './disk.ts';
import { groupAfter, standingIn } from './group.ts';
import { broadcast, maybeCommit } from './leading.ts';
import { hangUpOnFormer } from './links.ts';
import type { MemberProgress } from './peer.ts';
import type { RaftDraft } from './raft-draft.ts';
import { sendAppend } from './sending.ts';

/*
 * An entry about the group counts when it is applied, not when it is appended
 * (raft.applyConfChange, switchToConfig); one at a time (`Leading.changing`).
 */

/** Who is removed serves a moment longer (EtcdServer.stopWithDelay). */
const LEAVES_AFTER_MS = 1000;

/** What an applied entry does to the group, and to who leads; null: it is about nobody. */
export function regroup(w: RaftDraft, txn: Txn): ReturnType<typeof regrouped> | null {
  const { change } = txn;
  const before = w.peer.group;
  const after = groupAfter(before, txn, w.context.config);
  if (after !== before) enter(w, before, after);
  if (change.type !== 'service' || change.group === undefined) return null;
  return regrouped(before, after, change.group);
}

function regrouped(before: Group, group: Group, change: Parameters<typeof refusalOfChange>[1]) {
  return { group, refusal: refusalOfChange(before, change) };
}

function enter(w: RaftDraft, before: Group, after: Group): void {
  w.edit().group = after;
  if (standingIn(before, w.peer) && !standingIn(after, w.peer)) leaveSoon(w);
  hangUpOnFormer(w);
  if (w.peer.leading === null) return;
  const last = lastIndex(w.disk);
  const { members, transferee } = w.leading;
  const leading = w.editLeading();
  leading.members = after.members.map(({ sid, voter }): MemberProgress => {
    const known = members.find((one) => one.sid === sid);
    if (known !== undefined) return { ...known, voter };
    // It counts as heard of until the next look at the quorum (confchange.initProgress).
    const fresh = { sid, voter, match: 0, next: last, active: true } as const;
    return { ...fresh, sending: 'PROBE', waits: false, snapshot: 0, window: [] };
  });
  if (!isMember(after, transferee)) leading.transferee = NO_SERVER;
  if (maybeCommit(w)) return broadcast(w);
  for (const { sid } of after.members) if (sid !== w.sid) sendAppend(w, sid, false);
}

export function leaveSoon(w: RaftDraft): void {
  w.arm('leave', LEAVES_AFTER_MS);
}

/** Others know that it is none of them any more, or it has applied that itself. */
export function leave(w: RaftDraft): void {
  w.ended = true;
  w.emit({ type: 'exit', code: 0, because: because('exit.removed', {}) });
}

/** Changes that are committed and not applied: who has such does not campaign (raft.hup). */
export function hasPendingChange(w: RaftDraft): boolean {
  const { commit, memory, disk } = w.peer;
  for (let at = memory.lastProcessed.counter + 1; at <= commit; at++) {
    const change = entryAt(disk, at)?.change;
    if (change?.type === 'service' && change.group !== undefined) return true;
  }
  return false;
}
