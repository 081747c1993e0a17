import { compareZxid, type ServerId, ZERO, type Zxid } from '../model/index.ts';
import type { Handler, HandlerProgress, Leader } from './peer.ts';
import type { Work } from './work.ts';

/** The leader's handler of a learner; undefined when it has none. */
export function handlerOf(leader: Leader, sid: ServerId): Handler | undefined {
  for (const handler of leader.handlers) if (handler.sid === sid) return handler;
  return undefined;
}

/** Puts a handler in place of the one for the same learner. */
export function setHandler(w: Work, handler: Handler): void {
  const old = w.leader.handlers;
  const at = old.findIndex((one) => one.sid === handler.sid);
  const handlers = old.slice();
  if (at < 0) handlers.push(handler);
  else handlers[at] = handler;
  if (at < 0) handlers.sort((a, b) => a.sid - b.sid);
  w.leader = leaderWithHandlers(w.leader, handlers);
}

/** A leader's copy, written out: each ACK makes one. */
export function leaderWithHandlers(l: Leader, handlers: readonly Handler[]): Leader {
  return {
    reported: l.reported,
    highestAccepted: l.highestAccepted,
    epoch: l.epoch,
    ownEpoch: l.ownEpoch,
    ownZxid: l.ownZxid,
    epochAcks: l.epochAcks,
    newLeaderAcks: l.newLeaderAcks,
    established: l.established,
    handlers,
    proposals: l.proposals,
    committedCount: l.committedCount,
    lastProposed: l.lastProposed,
    lastCommitted: l.lastCommitted,
    ownAcked: l.ownAcked,
    tick: l.tick,
    halfTick: l.halfTick,
  };
}

/** A new connection's handler: its first deadline is initLimit + syncLimit ticks away. */
export function newHandler(w: Work, sid: ServerId): Handler {
  const { initLimit, syncLimit } = w.context.config;
  return {
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
}

/** A packet came: the next is due within syncLimit ticks (tickOfNextAckDeadline). */
export function heard(w: Work, handler: Handler, acked: Zxid): Handler {
  let oldest = handler.oldestUnacked;
  let latest = handler.latestUnacked;
  if (oldest !== null && compareZxid(acked, oldest.zxid) >= 0) {
    // SyncLimitCheck.updateAck: of those in between, none is watched.
    oldest = latest !== null && compareZxid(acked, latest.zxid) < 0 ? latest : null;
    latest = null;
  }
  return {
    sid: handler.sid,
    learnerType: handler.learnerType,
    progress: handler.progress,
    lastZxid: handler.lastZxid,
    syncMode: handler.syncMode,
    acked,
    deadlineTick: w.leader.tick + w.context.config.syncLimit,
    heardAt: w.context.now,
    oldestUnacked: oldest,
    latestUnacked: latest,
  };
}

/** Whether this learner is sent what the leader broadcasts (startForwarding came before). */
export function isForwarding(progress: HandlerProgress): boolean {
  return progress === 'SYNCING' || progress === 'ACKED' || progress === 'SERVING';
}

/** Gives a learner's connection up. */
export function dropHandler(w: Work, sid: ServerId): void {
  if (!handlerOf(w.leader, sid)) return;
  w.emit({ type: 'hangUp', side: 'leader', to: sid });
  forgetHandler(w, sid);
}

/** The connection is gone: so is its handler (LearnerHandler.shutdown). */
export function forgetHandler(w: Work, sid: ServerId): void {
  w.disarm('handler', sid);
  w.leader = leaderWithHandlers(
    w.leader,
    w.leader.handlers.filter((one) => one.sid !== sid),
  );
}
