import { append, emptyLog, itemAt } from '../lib/index.ts';
import { compareZxid, type ServerId, sameZxid, type Txn, type Zxid, zxid } from '../model/index.ts';
import { because } from './because.ts';
import { markLogUnusable, saveSnapshot, truncate, withCurrentEpoch } from './disk.ts';
import { updateElectionVote } from './election.ts';
import { faultyPlan } from './faulty-sync.ts';
import { dropHandler, handlerOf } from './learner-handlers.ts';
import type { Ack, Diff, Inform, Proposal, Snap, Trunc } from './messages.ts';
import type { Learner } from './peer.ts';
import type { PeerDraft } from './peer-draft.ts';
import { isQuorum } from './quorum.ts';
import { appendToLog, applyTxn, lastLogged, loadMemory, startSnapshot } from './storage.ts';
import { decideSync } from './sync-decision.ts';

/*
 * Synchronization: the leader repairs each learner (DIFF, TRUNC or SNAP), and is established when a
 * quorum has its whole history on disk. LearnerHandler.run, Leader.startForwarding and
 * waitForNewLeaderAck; Learner.syncWithLeader as of 3.9.3 with the repairs that
 * src/ARCHITECTURE.md lists ("The baseline of the protocol").
 */

// ---- the leader's side -------------------------------------------------------------------------

/** Decides how to repair a learner, and queues header, history, live traffic and NEWLEADER. */
export function synchronizeLearner(w: PeerDraft, sid: ServerId): void {
  const handler = handlerOf(w.leader, sid);
  if (!handler) return;
  const { config, variants } = w.context;
  const right = decideSync(sid, handler.lastZxid, w.memory, w.disk, config);
  const plan = faultyPlan(right, handler.lastZxid, w.memory, variants);
  w.note({ type: 'syncDecided', learner: sid, mode: plan.mode, because: plan.because });
  if (plan.mode === 'SNAP') {
    w.send('leader', sid, { type: 'SNAP', zxid: plan.zxid, image: w.memory.image });
  } else {
    w.send('leader', sid, { type: plan.mode as 'DIFF' | 'TRUNC', zxid: plan.zxid });
  }
  for (const txn of plan.txns) {
    w.send('leader', sid, { type: 'PROPOSAL', zxid: txn.zxid, txn });
    w.send('leader', sid, { type: 'COMMIT', zxid: txn.zxid });
  }
  if (handler.learnerType === 'PARTICIPANT') forwardOutstanding(w, sid, plan.seen);
  const epoch = w.leader.epoch as number;
  const draft = w.editHandler(sid);
  draft.progress = 'SYNCING';
  draft.syncMode = plan.mode;
  w.send('leader', sid, { type: 'NEWLEADER', zxid: zxid(epoch, 0) });
}

/** Outstanding proposals above `seen`, in order (Leader.startForwarding). */
function forwardOutstanding(w: PeerDraft, sid: ServerId, seen: Zxid): void {
  const { proposals, committedCount } = w.leader;
  for (let i = committedCount; i < proposals.length; i++) {
    const txn = itemAt(proposals, i) as Txn;
    if (compareZxid(txn.zxid, seen) <= 0) continue;
    w.send('leader', sid, { type: 'PROPOSAL', zxid: txn.zxid, txn });
  }
}

/** A learner's first ACK is for NEWLEADER. */
export function onNewLeaderAck(w: PeerDraft, sid: ServerId, message: Ack): void {
  const handler = handlerOf(w.leader, sid);
  if (!handler) return;
  w.editHandler(sid).progress = 'ACKED';
  if (w.leader.established) return sendUpToDate(w, sid);
  // An ACK of something else is not counted, and the learner waits (ZOOKEEPER-4685).
  const epoch = w.leader.epoch as number;
  const counts = handler.learnerType === 'PARTICIPANT' && sameZxid(message.zxid, zxid(epoch, 0));
  if (counts && !w.leader.newLeaderAcks.includes(sid)) {
    w.editLeader().newLeaderAcks = [...w.leader.newLeaderAcks, sid];
  }
  checkNewLeaderQuorum(w);
}

/**
 * With TTL nodes on, a leader with a larger sid fails when it starts to keep sessions: such a sid
 * would make their ids look like TTLs (EphemeralType.validateServerId).
 */
export const MAX_EXTENDED_SID = 254;
/** From there until it looks for a leader again, in ms: its learners are told first. */
const SHUTDOWN_MS = 10;

/** A quorum has NEWLEADER on disk: everything in the leader's log is committed, the term begins. */
export function checkNewLeaderQuorum(w: PeerDraft): void {
  if (w.peer.leaf !== 'LEADING.SYNCHRONIZATION') return;
  const { newLeaderAcks, epoch: decided } = w.leader;
  if (!isQuorum(w.context.voters, newLeaderAcks, w.context.variants)) return;
  if (w.context.config.extendedTypesEnabled && w.sid > MAX_EXTENDED_SID) {
    for (const { sid } of w.leader.handlers) dropHandler(w, sid);
    return w.arm('init', SHUTDOWN_MS);
  }
  const epoch = decided as number;
  const lastZxid = lastLogged(w.peer);
  const why = because('established.quorum', {
    acks: newLeaderAcks,
    of: w.context.voters.length,
    epoch,
    lastZxid,
  });
  w.editLeader().established = true;
  w.editMemory().lastProcessed = zxid(epoch, 0);
  w.move('ESTABLISHED', why);
  w.note({ type: 'leaderEstablished', epoch, lastZxid, because: why });
  updateElectionVote(w, epoch);
  w.disarm('init');
  w.arm('tick', w.context.config.tickMs / 2);
  w.emit({ type: 'serve', leader: w.sid, zxid: w.peer.memory.lastProcessed });
  for (const { sid, progress } of w.leader.handlers) if (progress === 'ACKED') sendUpToDate(w, sid);
}

function sendUpToDate(w: PeerDraft, sid: ServerId): void {
  if (!handlerOf(w.leader, sid)) return;
  const handler = w.editHandler(sid);
  handler.progress = 'SERVING';
  handler.heardAt = w.context.now;
  w.arm('handler', w.context.config.syncLimit * w.context.config.tickMs, sid);
  w.send('leader', sid, { type: 'UPTODATE', zxid: zxid(w.leader.epoch as number, 0) });
}

// ---- the learner's side ------------------------------------------------------------------------

/** DIFF: memory and log are a prefix of the leader's; what is missing follows. */
export function onDiff(w: PeerDraft, message: Diff): void {
  if (w.context.variants.zxidFromDiffHeader) w.editMemory().lastProcessed = message.zxid;
  receiving(w, 'DIFF');
}

/** SNAP: the leader's database replaces this one, in memory for now. */
export function onSnap(w: PeerDraft, message: Snap): void {
  w.edit().memory = {
    image: message.image,
    lastProcessed: message.zxid,
    committedLog: emptyLog(),
    committedFrom: 0,
  };
  receiving(w, 'SNAP');
}

/** TRUNC: cut what the leader does not have, and read the rest back from disk. */
export function onTrunc(w: PeerDraft, message: Trunc): void {
  const removed = w.disk.log.length;
  const disk = truncate(w.disk, message.zxid);
  if (disk === null) {
    const why = because('exit.cannotTruncate', { zxid: message.zxid });
    w.emit({ type: 'exit', code: 13, because: why });
    return;
  }
  const draft = w.edit();
  draft.disk = disk;
  draft.logOpen = false;
  draft.saving = null;
  draft.memory = loadMemory(disk, w.context.machine, w.context.config.commitLogCount);
  w.editMemory().lastProcessed = message.zxid;
  const { leader } = w.learner;
  const facts = { zxid: message.zxid, leader, removed: removed - disk.log.length };
  w.note({ type: 'logTruncated', zxid: message.zxid, because: because('trunc.cut', facts) });
  receiving(w, 'TRUNC');
}

function receiving(w: PeerDraft, syncMode: 'DIFF' | 'TRUNC' | 'SNAP'): void {
  const learner = w.editLearner();
  learner.progress = 'RECEIVING';
  learner.syncMode = syncMode;
  learner.heardAt = w.context.now;
}

/** SNAP and TRUNC apply straight to memory before NEWLEADER; all else waits for the log. */
function appliesAtOnce(learner: Learner): boolean {
  return learner.progress === 'RECEIVING' && learner.syncMode !== 'DIFF';
}

/** A proposal of the history, or of the traffic that joined the stream. */
export function onSyncProposal(w: PeerDraft, message: Proposal): void {
  const learner = w.editLearner();
  learner.pending = append(learner.pending, message.txn);
  learner.heardAt = w.context.now;
}

export function onSyncCommit(w: PeerDraft, z: Zxid): void {
  const { learner } = w;
  if (w.context.variants.nullOnCommit && learner.progress === 'NEWLEADER_ACKED') {
    // ZOOKEEPER-4394: NEWLEADER cleared the list in which this COMMIT's proposal is looked for.
    return w.lose(because('sync.commitOfNothing', { zxid: z }));
  }
  if (!appliesAtOnce(learner)) {
    const draft = w.editLearner();
    draft.toCommit = [...draft.toCommit, z];
    draft.heardAt = w.context.now;
    return;
  }
  const txn = itemAt(learner.pending, learner.head);
  if (!txn || !sameZxid(txn.zxid, z)) {
    w.note({ type: 'noted', because: because('message.stale', { type: 'COMMIT' }) });
    return;
  }
  const draft = w.editLearner();
  draft.head += 1;
  draft.appliedUnlogged = true;
  draft.heardAt = w.context.now;
  applyTxn(w, txn, true);
}

/** INFORM reaches an observer that is still being synchronized. */
export function onSyncInform(w: PeerDraft, message: Inform): void {
  onSyncProposal(w, { type: 'PROPOSAL', zxid: message.zxid, txn: message.txn });
  onSyncCommit(w, message.zxid);
}

/** NEWLEADER: bring everything committed to disk; only then adopt the epoch and acknowledge. */
export function onNewLeader(w: PeerDraft): void {
  const learner = w.editLearner();
  const snapshotNeeded = learner.syncMode !== 'DIFF';
  if (w.context.variants.epochBeforeLog) w.edit().disk = withCurrentEpoch(w.disk, learner.epoch);
  learner.progress = 'SAVING';
  learner.heardAt = w.context.now;
  if (snapshotNeeded) startSnapshot(w);
  logCommitted(w);
  const what = snapshotNeeded ? 'snapshot' : 'log';
  if (!isSaved(w)) w.note({ type: 'noted', because: because('newleader.saving', { what }) });
  acknowledgeNewLeader(w);
}

/** Everything committed so far goes to the log and to memory (packetsCommitted). */
function logCommitted(w: PeerDraft): void {
  const { toCommit } = w.learner;
  w.editLearner().toCommit = [];
  for (const z of toCommit) {
    const txn = itemAt(w.learner.pending, w.learner.head);
    if (!txn || !sameZxid(txn.zxid, z)) {
      w.note({ type: 'noted', because: because('message.stale', { type: 'COMMIT' }) });
      continue;
    }
    w.editLearner().head += 1;
    if (!w.context.variants.ackWithoutLog) appendToLog(w, txn);
    applyTxn(w, txn, true);
  }
}

function isSaved(w: PeerDraft): boolean {
  const unflushed = w.disk.flushed < w.disk.log.length;
  if (unflushed && !w.context.variants.ackBeforeFsync) return false;
  return w.learner.syncMode === 'DIFF' || w.peer.saving === null;
}

/** The learner's snapshot is whole on disk. */
export function onSyncSnapshotSaved(w: PeerDraft): void {
  const { saving } = w.peer;
  if (!saving) return;
  const { syncMode, appliedUnlogged, leader } = w.learner;
  let disk = saveSnapshot(w.disk, saving);
  // The log lacks what the snapshot has: it must not feed a DIFF to others later.
  const isGap = syncMode === 'SNAP' && !w.context.variants.onDiskDiffAfterSnap;
  if (isGap || appliedUnlogged) disk = markLogUnusable(disk);
  const draft = w.edit();
  draft.disk = disk;
  draft.saving = null;
  // After a TRUNC it is this server's own tree, cut back.
  if (syncMode === 'SNAP') w.note({ type: 'snapshotInstalled', from: leader, zxid: saving.zxid });
  else w.note({ type: 'snapshotTaken', zxid: saving.zxid });
  acknowledgeNewLeader(w);
}

/** With history on disk: currentEpoch := e, ACK of NEWLEADER; then what came meanwhile. */
export function acknowledgeNewLeader(w: PeerDraft): void {
  if (w.peer.learner?.progress !== 'SAVING' || !isSaved(w)) return;
  const { epoch, leader } = w.learner;
  const { config } = w.context;
  w.edit().disk = withCurrentEpoch(w.disk, epoch);
  const why = because('epoch.adoptedLearner', { epoch });
  w.note({ type: 'epochAdopted', epoch, because: why });
  const learner = w.editLearner();
  learner.progress = 'NEWLEADER_ACKED';
  learner.syncMode = 'NONE';
  learner.heardAt = w.context.now; // the read timeout begins with the next read
  w.arm('read', config.syncLimit * config.tickMs);
  if (learner.gone) return w.lose(because('leader.lost', { leader }));
  w.send('learner', leader, { type: 'ACK', zxid: zxid(epoch, 0) });
}

/** UPTODATE: log what is still pending, commit what was committed, serve. */
export function onUpToDate(w: PeerDraft): void {
  const { leader, epoch } = w.learner;
  if (w.learner.progress !== 'NEWLEADER_ACKED') {
    return w.lose(because('message.stale', { type: 'UPTODATE' }));
  }
  w.send('learner', leader, { type: 'ACK', zxid: zxid(epoch, 0) });
  const { pending, head, toCommit } = w.learner;
  const learner = w.editLearner();
  learner.progress = 'SERVING';
  learner.toCommit = [];
  learner.ackFrom = w.disk.log.length;
  w.move('SYNCHRONIZED', because('uptodate', { leader }));
  updateElectionVote(w, epoch);
  const participant = w.context.isParticipant(w.sid);
  for (let i = head; participant && i < pending.length; i++) {
    appendToLog(w, itemAt(pending, i) as Txn);
  }
  w.emit({ type: 'serve', leader, zxid: w.peer.memory.lastProcessed });
  for (const z of toCommit) {
    const txn = itemAt(w.learner.pending, w.learner.head);
    if (!txn || !sameZxid(txn.zxid, z)) continue;
    w.editLearner().head += 1;
    if (!participant) appendToLog(w, txn);
    applyTxn(w, txn, false);
  }
}
