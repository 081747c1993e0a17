import { append, itemAt } from '../lib/index.ts';
import {
  compareZxid,
  MAX_COUNTER,
  type ServerId,
  sameZxid,
  type Txn,
  type Zxid,
} from '../model/index.ts';
import { because } from './because.ts';
import { heardFromLearner, isForwarding, noteAck, watchAck } from './learner-handlers.ts';
import type { Ack, Commit, Inform, Proposal } from './messages.ts';
import type { HandlerProgress } from './peer.ts';
import type { PeerDraft } from './peer-draft.ts';
import { acknowledgedBy, commitSize, countAcks } from './quorum.ts';
import { appendToLog, applyTxn } from './storage.ts';
import { onNewLeaderAck } from './synchronization.ts';

/*
 * Broadcast: the leader numbers a transaction and sends it before its own disk has it; a follower
 * acknowledges what its disk has; a quorum of disks, the leader's among them like any other,
 * commits in order. Leader.propose, processAck, tryToCommit; Follower.processPacket.
 */

/**
 * The leader proposes a prepared transaction under the next zxid; at the counter's end it gives up
 * its epoch.
 */
export function propose(w: PeerDraft, prepared: Omit<Txn, 'zxid'>): void {
  const z = nextZxid(w);
  if (z === null) {
    return w.lose(because('counter.rollover', { epoch: w.leader.lastProposed.epoch }));
  }
  const { session, cxid, timeMs, change } = prepared;
  const txn: Txn = { zxid: z, session, cxid, timeMs, change };
  const message: Proposal = { type: 'PROPOSAL', zxid: z, txn };
  if (w.context.record) w.note({ type: 'proposed', txn });
  for (const { sid, learnerType, progress } of w.leader.handlers) {
    if (learnerType !== 'PARTICIPANT' || !isForwarding(progress)) continue;
    w.send('leader', sid, message);
    if (isTimed(progress)) watchAck(w.editHandler(sid), z, w.context.now);
  }
  const leader = w.editLeader();
  leader.proposals = append(leader.proposals, txn);
  leader.lastProposed = z;
  appendToLog(w, txn);
  w.emit({ type: 'numbered', txn });
}

/** The zxid after the last one proposed; null: the epoch's counter is used up. */
function nextZxid(w: PeerDraft): Zxid | null {
  const { epoch, counter } = w.leader.lastProposed;
  if (counter < MAX_COUNTER) return { epoch, counter: counter + 1 };
  return w.context.variants.noRolloverGuard ? { epoch: epoch + 1, counter: 1 } : null;
}

/** SyncLimitCheck runs from the ACK of NEWLEADER on. */
function isTimed(progress: HandlerProgress): boolean {
  return progress === 'ACKED' || progress === 'SERVING';
}

/** An ACK reaches the leader (LearnerHandler's loop, Leader.processAck). */
export function onAck(w: PeerDraft, from: ServerId, message: Ack): void {
  const handler = heardFromLearner(w, from);
  if (handler.progress === 'SYNCING') return onNewLeaderAck(w, from, message);
  if (message.zxid.counter === 0) return; // the second one, for UPTODATE
  noteAck(handler, message.zxid);
  if (compareZxid(message.zxid, w.leader.lastCommitted) > 0) tryToCommit(w);
}

/** The leader's own disk has reached `upTo`: one vote like any other. */
export function onOwnFlush(w: PeerDraft, upTo: Zxid): void {
  if (upTo.epoch !== w.leader.lastProposed.epoch) return;
  w.editLeader().ownAcked = upTo;
  tryToCommit(w);
}

/** Commits, in order, every proposal that a quorum has on disk (Leader.tryToCommit). */
function tryToCommit(w: PeerDraft): void {
  const { voters, variants } = w.context;
  const needed = commitSize(voters, variants);
  for (;;) {
    const txn = itemAt(w.leader.proposals, w.leader.committedCount);
    if (txn === undefined || countAcks(w.leader, txn.zxid) < needed) return;
    const leader = w.editLeader();
    leader.committedCount += 1;
    leader.lastCommitted = txn.zxid;
    if (w.context.record) {
      const on = acknowledgedBy(leader, txn.zxid, w.sid);
      const facts = { zxid: txn.zxid, on, of: w.context.voters.length, needed };
      w.note({ type: 'committed', txn, because: because('commit.quorum', facts) });
    }
    announceCommit(w, txn);
    applyTxn(w, txn, false);
  }
}

function announceCommit(w: PeerDraft, txn: Txn): void {
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

/** The leader was heard from; nothing else changed. */
export function heardFromLeader(w: PeerDraft): void {
  w.editLearner().heardAt = w.context.now;
}

/** PROPOSAL: to the log; the ACK follows when it is on disk (SendAckRequestProcessor). */
export function onProposal(w: PeerDraft, message: Proposal): void {
  const learner = w.editLearner();
  learner.pending = append(learner.pending, message.txn);
  learner.heardAt = w.context.now;
  appendToLog(w, message.txn);
  if (w.context.variants.ackUnflushed) acknowledgeUnflushed(w, message.zxid);
  deliver(w, message.txn, 'proposed');
}

/** A transaction of the stream is applied when it is committed, and not before. */
function deliver(w: PeerDraft, txn: Txn, when: 'proposed' | 'committed'): void {
  const moment = w.context.variants.applyAtProposal ? 'proposed' : 'committed';
  if (when === moment) applyTxn(w, txn, false);
}

/** The variant's: the ACK goes out at once, and not again when the disk has it. */
function acknowledgeUnflushed(w: PeerDraft, z: Zxid): void {
  w.editLearner().ackFrom = w.disk.log.length;
  w.send('learner', w.learner.leader, { type: 'ACK', zxid: z });
}

/**
 * COMMIT: the head of what is pending is applied; anything else ends the process (exit code 12).
 */
export function onCommit(w: PeerDraft, message: Commit): void {
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
  const draft = w.editLearner();
  draft.head += 1;
  draft.heardAt = w.context.now;
  deliver(w, txn, 'committed');
}

/** INFORM: an observer logs and applies; nobody counts its disk. */
export function onInform(w: PeerDraft, message: Inform): void {
  heardFromLeader(w);
  appendToLog(w, message.txn);
  applyTxn(w, message.txn, false);
}

/** A follower's disk holds entries `from` to `count`: each is acknowledged, in order. */
export function acknowledgeFlushed(w: PeerDraft, from: number, count: number): void {
  const { learner } = w;
  for (let i = Math.max(from, learner.ackFrom); i < count; i++) {
    const txn = itemAt(w.disk.log, i) as Txn;
    w.send('learner', learner.leader, { type: 'ACK', zxid: txn.zxid });
  }
}
