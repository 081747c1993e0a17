import { type ServerId, votersOf } from '../model/index.ts';
import { because } from './because.ts';
import { dropHandler, handlerOf, isForwarding } from './learner-handlers.ts';
import type { LearnerHandler } from './peer.ts';
import type { PeerDraft } from './peer-draft.ts';
import { isQuorum, quorumSize } from './quorum.ts';
import { MAX_EXTENDED_SID } from './synchronization.ts';

/*
 * Failure detection: pings twice a tick, the leader's check for a synced quorum once a tick, socket
 * read timeouts on both sides. Leader.lead's loop, LearnerHandler, Learner.
 */

/** Half a tick has passed for an established leader; the first half is no tick yet (tickSkip). */
export function onHalfTick(w: PeerDraft): void {
  if (w.peer.leaf !== 'LEADING.BROADCAST') return;
  const { config, voters, variants } = w.context;
  const fullTick = w.leader.halfTick;
  const tick = fullTick ? w.leader.tick + 1 : w.leader.tick;
  const leader = w.editLeader();
  leader.tick = tick;
  leader.halfTick = !fullTick;
  if (fullTick) {
    const synced = [w.sid];
    for (const h of w.leader.handlers) if (isSynced(h, tick)) synced.push(h.sid);
    if (!isQuorum(voters, synced, variants)) {
      const needed = quorumSize(voters, variants);
      return w.lose(because('quorum.lost', { synced, needed }));
    }
  }
  for (const { sid } of w.leader.handlers) ping(w, sid);
  w.arm('tick', config.tickMs / 2);
}

/** LearnerHandler.synced: alive, and heard from by its deadline. */
function isSynced(handler: LearnerHandler, tick: number): boolean {
  return handler.learnerType === 'PARTICIPANT' && tick <= handler.deadlineTick;
}

/**
 * A ping, unless the oldest unacknowledged proposal is too old (SyncLimitCheck): then the learner
 * is dropped.
 */
function ping(w: PeerDraft, sid: ServerId): void {
  const handler = handlerOf(w.leader, sid);
  if (!handler || !isForwarding(handler.progress)) return;
  const { syncLimit, tickMs } = w.context.config;
  const oldest = handler.oldestUnacked;
  const behindMs = oldest ? (w.context.now - oldest.at) / 1000 : 0;
  if (behindMs >= syncLimit * tickMs) {
    const why = because('follower.slow', {
      learner: sid,
      zxid: oldest?.zxid ?? null,
      ms: behindMs,
    });
    w.note({ type: 'noted', because: why });
    return dropHandler(w, sid);
  }
  w.send('leader', sid, { type: 'PING', touched: [] });
}

/** initLimit ticks have passed and the leader still lacks a quorum for what it waits for. */
export function onInitTimeout(w: PeerDraft): void {
  if (!w.peer.leader || w.peer.leaf === 'LEADING.BROADCAST') return;
  const { reported, epoch, epochAcks, newLeaderAcks } = w.leader;
  if (isQuorum(w.context.voters, newLeaderAcks, w.context.variants)) {
    return w.lose(because('leader.sidTooLarge', { sid: w.sid, most: MAX_EXTENDED_SID }));
  }
  const discovering = w.peer.leaf === 'LEADING.DISCOVERY';
  const have = discovering ? (epoch === null ? reported : epochAcks) : newLeaderAcks;
  const { config } = w.context;
  const facts = {
    phase: discovering ? 'DISCOVERY' : 'SYNCHRONIZATION',
    waitMs: config.initLimit * config.tickMs,
    have,
    needed: quorumSize(votersOf(config), w.context.variants),
  };
  w.lose(because('quorum.timeout', facts));
}

/**
 * A learner's socket read timeout: initLimit until it acknowledged NEWLEADER, then syncLimit. While
 * others are waited for, nobody reads (waitForStartup).
 */
export function onHandlerTimeout(w: PeerDraft, sid: ServerId): void {
  const handler = w.peer.leader ? handlerOf(w.leader, sid) : undefined;
  if (!handler) return;
  const { config } = w.context;
  const serving = handler.progress === 'SERVING';
  const limitMs = (serving ? config.syncLimit : config.initLimit) * config.tickMs;
  if (handler.progress === 'ACKED') return w.arm('handler', limitMs, sid);
  const silentMs = (w.context.now - handler.heardAt) / 1000;
  if (silentMs < limitMs) return w.arm('handler', limitMs - silentMs, sid);
  const why = because('follower.behind', { learner: sid, ms: silentMs });
  w.note({ type: 'noted', because: why });
  dropHandler(w, sid);
}

/**
 * A learner's own read timeout: initLimit ticks until NEWLEADER, then syncLimit ticks of silence.
 */
export function onReadTimeout(w: PeerDraft): void {
  const { learner } = w.peer;
  if (!learner) return;
  const { config } = w.context;
  const settled = learner.progress === 'NEWLEADER_ACKED' || learner.progress === 'SERVING';
  const limitMs = (settled ? config.syncLimit : config.initLimit) * config.tickMs;
  // The thread that would read stands in an fsync: a socket that nobody reads does not time out.
  if (learner.progress === 'SAVING') return w.arm('read', limitMs);
  const silentMs = (w.context.now - learner.heardAt) / 1000;
  if (silentMs < limitMs) return w.arm('read', limitMs - silentMs);
  w.lose(because('leader.silent', { leader: learner.leader, ms: silentMs }));
}
