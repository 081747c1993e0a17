import { append, type ChunkedLog, itemAt } from '../lib/index.ts';
import {
  compareZxid,
  MAX_COUNTER,
  type ServerId,
  sameZxid,
  type Txn,
  type Zxid,
} from '../model/index.ts';
import { handlerOf, heard, isForwarding, leaderWithHandlers, setHandler } from './handlers.ts';
import type { Ack, Commit, Inform, Proposal } from './messages.ts';
import type { Handler, Leader, Learner } from './peer.ts';
import { acknowledgedBy, commitSize } from './quorum.ts';
import { leaveRole } from './roles.ts';
import { appendToLog, applyTxn } from './storage.ts';
import { onNewLeaderAck } from './synchronization.ts';
import { because, type Work } from './work.ts';

/*
 * Broadcast: the leader numbers a transaction and sends it before its own disk has it; a follower
 * acknowledges what its disk has; a quorum of disks, the leader's among them like any other,
 * commits in order. Leader.propose, processAck, tryToCommit; Follower.processPacket. Reference:
 * section E.
 */

/**
 * The leader proposes a prepared transaction under the next zxid; at the counter's end it gives up
 * its epoch.
 */
export function propose(w: Work, prepared: Omit<Txn, 'zxid'>): void {
  const z = nextZxid(w);
  if (z === null) {
    return leaveRole(w, because('counter.rollover', { epoch: w.leader.lastProposed.epoch }));
  }
  const { session, cxid, timeMs, change } = prepared;
  const txn: Txn = { zxid: z, session, cxid, timeMs, change };
  const message: Proposal = { type: 'PROPOSAL', zxid: z, txn };
  if (w.context.record) w.note({ type: 'proposed', txn });
  const handlers: Handler[] = [];
  for (const handler of w.leader.handlers) {
    if (handler.learnerType !== 'PARTICIPANT' || !isForwarding(handler.progress)) {
      handlers.push(handler);
      continue;
    }
    w.send('leader', handler.sid, message);
    handlers.push(isTimed(handler.progress) ? waitsFor(handler, z, w.context.now) : handler);
  }
  const next = leaderWithHandlers(w.leader, handlers);
  w.leader = copyLeader(
    next,
    append(next.proposals, txn),
    next.committedCount,
    z,
    next.lastCommitted,
    next.ownAcked,
  );
  appendToLog(w, txn);
}

/** The zxid after the last one proposed; null: the epoch's counter is used up. */
function nextZxid(w: Work): Zxid | null {
  const { epoch, counter } = w.leader.lastProposed;
  if (counter < MAX_COUNTER) return { epoch, counter: counter + 1 };
  return w.context.variants.noRolloverGuard ? { epoch: epoch + 1, counter: 1 } : null;
}

/** SyncLimitCheck runs from the ACK of NEWLEADER on. */
function isTimed(progress: Handler['progress']): boolean {
  return progress === 'ACKED' || progress === 'SERVING';
}

/** SyncLimitCheck.updateProposal: the oldest without an ACK, and the latest after it. */
function waitsFor(h: Handler, zxid: Zxid, at: number): Handler {
  return {
    sid: h.sid,
    learnerType: h.learnerType,
    progress: h.progress,
    lastZxid: h.lastZxid,
    syncMode: h.syncMode,
    acked: h.acked,
    deadlineTick: h.deadlineTick,
    heardAt: h.heardAt,
    oldestUnacked: h.oldestUnacked ?? { zxid, at },
    latestUnacked: h.oldestUnacked ? { zxid, at } : null,
  };
}

function copyLeader(
  l: Leader,
  proposals: ChunkedLog<Txn>,
  committedCount: number,
  lastProposed: Zxid,
  lastCommitted: Zxid,
  ownAcked: Zxid,
): Leader {
  return {
    reported: l.reported,
    highestAccepted: l.highestAccepted,
    epoch: l.epoch,
    ownEpoch: l.ownEpoch,
    ownZxid: l.ownZxid,
    epochAcks: l.epochAcks,
    newLeaderAcks: l.newLeaderAcks,
    established: l.established,
    handlers: l.handlers,
    proposals,
    committedCount,
    lastProposed,
    lastCommitted,
    ownAcked,
    tick: l.tick,
    halfTick: l.halfTick,
  };
}

/** An ACK reaches the leader (LearnerHandler's loop, Leader.processAck). */
export function onAck(w: Work, from: ServerId, message: Ack): void {
  const handler = handlerOf(w.leader, from);
  if (!handler) return;
  if (handler.progress === 'SYNCING') {
    setHandler(w, heard(w, handler, handler.acked));
    return onNewLeaderAck(w, from, message);
  }
  if (message.zxid.counter === 0) {
    setHandler(w, heard(w, handler, handler.acked)); // the second one, for UPTODATE
    return;
  }
  setHandler(w, heard(w, handler, message.zxid));
  if (compareZxid(message.zxid, w.leader.lastCommitted) > 0) tryToCommit(w);
}

/** The leader's own disk has reached `upTo`: one vote like any other. */
export function onOwnFlush(w: Work, upTo: Zxid): void {
  const { leader } = w;
  if (upTo.epoch !== leader.lastProposed.epoch) return;
  w.leader = copyLeader(
    leader,
    leader.proposals,
    leader.committedCount,
    leader.lastProposed,
    leader.lastCommitted,
    upTo,
  );
  tryToCommit(w);
}

/** Commits, in order, every proposal that a quorum has on disk (Leader.tryToCommit). */
function tryToCommit(w: Work): void {
  const { voters, variants } = w.context;
  const needed = commitSize(voters, variants);
  for (;;) {
    const { leader } = w;
    const txn = itemAt(leader.proposals, leader.committedCount);
    if (txn === undefined) return;
    const on = acknowledgedBy(leader, txn.zxid, w.sid);
    if (on.length < needed) return;
    w.leader = copyLeader(
      leader,
      leader.proposals,
      leader.committedCount + 1,
      leader.lastProposed,
      txn.zxid,
      leader.ownAcked,
    );
    if (w.context.record) {
      const facts = { zxid: txn.zxid, on, of: w.context.voters.length, needed };
      w.note({ type: 'committed', txn, because: because('commit.quorum', facts) });
    }
    announceCommit(w, txn);
    applyTxn(w, txn, false);
  }
}

function announceCommit(w: Work, txn: Txn): void {
  const commit: Commit = { type: 'COMMIT', zxid: txn.zxid };
  let inform: Inform | null = null;
  for (const handler of w.leader.handlers) {
    if (!isForwarding(handler.progress)) continue;
    if (handler.learnerType === 'PARTICIPANT') {
      w.send('leader', handler.sid, commit);
    } else {
      inform ??= { type: 'INFORM', zxid: txn.zxid, txn };
      w.send('leader', handler.sid, inform);
    }
  }
}

function copyLearner(l: Learner, pending: ChunkedLog<Txn>, head: number, heardAt: number): Learner {
  return {
    leader: l.leader,
    progress: l.progress,
    attempts: l.attempts,
    epoch: l.epoch,
    syncMode: l.syncMode,
    appliedUnlogged: l.appliedUnlogged,
    pending,
    head,
    toCommit: l.toCommit,
    ackFrom: l.ackFrom,
    inbox: l.inbox,
    gone: l.gone,
    heardAt,
  };
}

/** The leader was heard from; nothing else changed. */
export function heardFromLeader(w: Work): void {
  const { learner } = w;
  w.learner = copyLearner(learner, learner.pending, learner.head, w.context.now);
}

/** PROPOSAL: to the log; the ACK follows when it is on disk (SendAckRequestProcessor). */
export function onProposal(w: Work, message: Proposal): void {
  const { learner } = w;
  const pending = append(learner.pending, message.txn);
  w.learner = copyLearner(learner, pending, learner.head, w.context.now);
  appendToLog(w, message.txn);
  if (w.context.variants.ackUnflushed) acknowledgeUnflushed(w, message.zxid);
  deliver(w, message.txn, 'proposed');
}

/** A transaction of the stream is applied when it is committed, and not before. */
function deliver(w: Work, txn: Txn, when: 'proposed' | 'committed'): void {
  const moment = w.context.variants.applyAtProposal ? 'proposed' : 'committed';
  if (when === moment) applyTxn(w, txn, false);
}

/** The variant's: the ACK goes out at once, and not again when the disk has it. */
function acknowledgeUnflushed(w: Work, z: Zxid): void {
  w.learner = { ...w.learner, ackFrom: w.disk.log.length };
  w.send('learner', w.learner.leader, { type: 'ACK', zxid: z });
}

/**
 * COMMIT: the head of what is pending is applied; anything else ends the process (exit code 12).
 */
export function onCommit(w: Work, message: Commit): void {
  const { learner } = w;
  const txn = itemAt(learner.pending, learner.head);
  if (txn === undefined) {
    heardFromLeader(w);
    w.note({ type: 'noted', because: because('message.stale', { type: 'COMMIT' }) });
    return;
  }
  if (!sameZxid(txn.zxid, message.zxid)) {
    const why = because('exit.commitMismatch', { zxid: message.zxid, expected: txn.zxid });
    w.emit({ type: 'exit', code: 12, because: why });
    return;
  }
  w.learner = copyLearner(learner, learner.pending, learner.head + 1, w.context.now);
  deliver(w, txn, 'committed');
}

/** INFORM: an observer logs and applies; nobody counts its disk. */
export function onInform(w: Work, message: Inform): void {
  heardFromLeader(w);
  appendToLog(w, message.txn);
  applyTxn(w, message.txn, false);
}

/** A follower's disk holds entries `from` to `count`: each is acknowledged, in order. */
export function acknowledgeFlushed(w: Work, from: number, count: number): void {
  const { learner } = w;
  for (let i = Math.max(from, learner.ackFrom); i < count; i++) {
    const txn = itemAt(w.disk.log, i) as Txn;
    w.send('learner', learner.leader, { type: 'ACK', zxid: txn.zxid });
  }
}
