import type { Mutable } from '../lib/index.ts';
import { compareZxid, type ServerId, ZERO, type Zxid } from '../model/index.ts';
import type { HandlerProgress, Leader, LearnerHandler } from './peer.ts';
import type { PeerDraft } from './peer-draft.ts';

/** The leader's handler of a learner; undefined when it has none. */
export function handlerOf(leader: Leader, sid: ServerId): LearnerHandler | undefined {
  for (const handler of leader.handlers) if (handler.sid === sid) return handler;
  return undefined;
}

/** A new connection's handler: its first deadline is initLimit + syncLimit ticks away. */
export function addHandler(w: PeerDraft, sid: ServerId): void {
  const { initLimit, syncLimit } = w.context.config;
  const handler: LearnerHandler = {
    sid,
    learnerType: w.context.isParticipant(sid) ? 'PARTICIPANT' : 'OBSERVER',
    progress: 'ACCEPTED',
    lastZxid: ZERO,
    syncMode: 'NONE',
    acked: ZERO,
    deadlineTick: w.leader.tick + initLimit + syncLimit,
    heardAt: w.context.now,
    oldestUnacked: null,
    latestUnacked: null,
  };
  w.editLeader().handlers = [...w.leader.handlers, handler].sort((a, b) => a.sid - b.sid);
}

/** A packet came: the next is due within syncLimit ticks (tickOfNextAckDeadline). */
export function heardFromLearner(w: PeerDraft, sid: ServerId): Mutable<LearnerHandler> {
  const handler = w.editHandler(sid);
  handler.deadlineTick = w.leader.tick + w.context.config.syncLimit;
  handler.heardAt = w.context.now;
  return handler;
}

/** SyncLimitCheck.updateProposal: the oldest without an ACK, and the latest after it. */
export function watchAck(handler: Mutable<LearnerHandler>, zxid: Zxid, at: number): void {
  if (handler.oldestUnacked === null) handler.oldestUnacked = { zxid, at };
  else handler.latestUnacked = { zxid, at };
}

/** SyncLimitCheck.updateAck: of those between the oldest and the latest, none is watched. */
export function noteAck(handler: Mutable<LearnerHandler>, acked: Zxid): void {
  handler.acked = acked;
  const { oldestUnacked: oldest, latestUnacked: latest } = handler;
  if (oldest === null || compareZxid(acked, oldest.zxid) < 0) return;
  handler.oldestUnacked = latest !== null && compareZxid(acked, latest.zxid) < 0 ? latest : null;
  handler.latestUnacked = null;
}

/** Whether this learner is sent what the leader broadcasts (startForwarding came before). */
export function isForwarding(progress: HandlerProgress): boolean {
  return progress === 'SYNCING' || progress === 'ACKED' || progress === 'SERVING';
}

/** Gives a learner's connection up. */
export function dropHandler(w: PeerDraft, sid: ServerId): void {
  if (!handlerOf(w.leader, sid)) return;
  w.emit({ type: 'hangUp', side: 'leader', to: sid });
  forgetHandler(w, sid);
}

/** The connection is gone: so is its handler (LearnerHandler.shutdown). */
export function forgetHandler(w: PeerDraft, sid: ServerId): void {
  w.disarm('handler', sid);
  w.editLeader().handlers = w.leader.handlers.filter((one) => one.sid !== sid);
}
