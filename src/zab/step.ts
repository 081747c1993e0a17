import { assert, emptyLog, itemAt, type Outcome } from '../lib/index.ts';
import type { EnsembleConfig, ServerId, StateMachine, Txn } from '../model/index.ts';
import { because } from './because.ts';
import { acknowledgeFlushed, onOwnFlush, propose } from './broadcast.ts';
import {
  onConnectRetry,
  onLeaderConnected,
  onLeaderRefused,
  onLearnerDialled,
} from './discovery.ts';
import { type Disk, flush, lastZxidOnDisk, saveSnapshot, withAcceptedEpoch } from './disk.ts';
import { onFinalize, onNotificationTimeout } from './election.ts';
import {
  onCnxTimeout,
  onElectorConnected,
  onElectorDialled,
  onElectorDisconnected,
  onElectorRefused,
} from './elector-links.ts';
import { forgetHandler, handlerOf } from './learner-handlers.ts';
import { initialLeaf, move } from './lifecycle.ts';
import { MESSAGES, type Message } from './messages.ts';
import type { Context, LogTicket, Peer, PeerEffect, PeerInput, Side, Timer } from './peer.ts';
import { PeerDraft } from './peer-draft.ts';
import { reactionTo } from './reactions.ts';
import { leaveRole, settle, takeRole } from './roles.ts';
import {
  diskUnreadable,
  firstUnreadable,
  loadMemory,
  scheduleSnapshot,
  unreadableIn,
} from './storage.ts';
import { acknowledgeNewLeader, onSyncSnapshotSaved } from './synchronization.ts';
import { onHalfTick, onHandlerTimeout, onInitTimeout, onReadTimeout } from './watchdog.ts';

/** A process as it starts on `disk`: LOOKING, or serving at once when it stands alone. */
export function newPeer(
  sid: ServerId,
  disk: Disk,
  config: EnsembleConfig,
  machine: StateMachine,
  chance: number,
): Peer {
  const memory = loadMemory(disk, machine, config.commitLogCount);
  const vote = { leader: sid, zxid: memory.lastProcessed, peerEpoch: disk.currentEpoch };
  return {
    sid,
    leaf: config.standalone ? 'STANDALONE' : initialLeaf(),
    disk,
    memory,
    election: {
      round: 0,
      vote: { ...vote, electionEpoch: 0 },
      current: { ...vote, electionEpoch: 0 },
      received: [],
      outOfElection: [],
      finalizing: false,
      notificationMs: config.minNotificationMs,
      links: [],
      waiting: [],
    },
    leader: null,
    learner: null,
    chance,
    sinceSnapshot: 0,
    snapshotAfter: 0,
    saving: null,
    logOpen: false,
  };
}

/** One input to a peer: the peer after it, and its effects in the order they must happen. */
export function stepPeer(
  peer: Peer,
  input: PeerInput,
  context: Context,
): Outcome<Peer, PeerEffect> {
  const w = new PeerDraft(peer, context, move);
  take(w, input);
  if (w.roleChange !== null) changeRole(w);
  if (w.peer.learner !== null) drainInbox(w);
  return { next: w.finish(), effects: w.effects };
}

/** The election is decided, or a role is lost; looking for a leader may find one at once. */
function changeRole(w: PeerDraft): void {
  for (let change = w.roleChange; change !== null; change = w.roleChange) {
    w.roleChange = null;
    if (change.type === 'elected') takeRole(w, change.leader, change.because);
    else leaveRole(w, change.because);
  }
}

function take(w: PeerDraft, input: PeerInput): void {
  switch (input.type) {
    case 'received':
      return receive(w, input.side, input.from, input.message);
    case 'flushed':
      return onFlushed(w, input.ticket);
    case 'timedOut':
      return onTimer(w, input.timer);
    case 'proposed':
      return propose(w, input.txn);
    case 'booted':
      return boot(w);
    case 'snapshotSaved':
      return onSnapshotSaved(w);
    case 'dialled':
      if (input.side === 'elector') return onElectorDialled(w, input.from);
      return onLearnerDialled(w, input.from);
    case 'connected':
      if (input.side === 'elector') return onElectorConnected(w, input.from);
      return whileLearning(w, input.from, onLeaderConnected);
    case 'refused':
      if (input.side === 'elector') return onElectorRefused(w, input.from);
      return whileLearning(w, input.from, onLeaderRefused);
    case 'disconnected':
      return onDisconnected(w, input.side, input.from);
  }
}

function whileLearning(w: PeerDraft, from: ServerId, then: (w: PeerDraft) => void): void {
  if (w.peer.learner?.leader === from) then(w);
}

/**
 * Looks the reaction up for the current leaf; what the leaf does not accept is told, never dropped
 * silently.
 */
function receive(w: PeerDraft, side: Side, from: ServerId, message: Message): void {
  const { leaf, learner, leader } = w.peer;
  const stale =
    (side === 'learner' && learner?.leader !== from) ||
    (side === 'leader' && (!leader || !handlerOf(leader, from)));
  const react = reactionTo(leaf, message.type);
  if (stale || !react) {
    const why = because('message.notAccepted', { state: leaf, type: message.type });
    const { class: kind } = MESSAGES[message.type];
    w.note({ type: 'messageIgnored', from, message, class: kind, because: why });
    return;
  }
  if (learner?.progress === 'SAVING' && side === 'learner') {
    const draft = w.editLearner();
    draft.inbox = [...learner.inbox, message];
    draft.heardAt = w.context.now;
    return;
  }
  const unreadable = unreadableIn(w, message);
  if (unreadable !== null) {
    const { zxid, change } = unreadable;
    const rule = change.type === 'check' ? 'sync.unreadable' : 'sync.tooLong';
    return w.lose(because(rule, { zxid, from }));
  }
  react(w, from, message);
}

/** What arrived while the learner stood in an fsync is read now. */
function drainInbox(w: PeerDraft): void {
  for (;;) {
    const { learner } = w.peer;
    if (!learner || learner.progress === 'SAVING' || learner.inbox.length === 0) return;
    const [message, ...inbox] = learner.inbox;
    w.editLearner().inbox = inbox;
    receive(w, 'learner', learner.leader, message as Message);
    if (w.roleChange !== null) changeRole(w);
  }
}

/**
 * QuorumPeer.start; a disk that breaks acceptedEpoch >= currentEpoch >= epoch(last) refuses
 * (loadDataBase).
 */
function boot(w: PeerDraft): void {
  if (w.context.variants.forgetAcceptedEpoch) {
    w.edit().disk = withAcceptedEpoch(w.disk, w.disk.currentEpoch);
  }
  const { acceptedEpoch, currentEpoch } = w.disk;
  const last = lastZxidOnDisk(w.disk);
  if (acceptedEpoch < currentEpoch || currentEpoch < last.epoch) {
    const facts = { accepted: acceptedEpoch, current: currentEpoch, last };
    w.emit({ type: 'exit', code: 1, because: because('disk.refusesStart', facts) });
    return;
  }
  const unreadable = firstUnreadable(w);
  if (unreadable !== null) {
    w.emit({ type: 'exit', code: 1, because: diskUnreadable(unreadable) });
    return;
  }
  scheduleSnapshot(w);
  if (w.peer.leaf === 'STANDALONE') return standAlone(w);
  settle(w);
}

/** A server without an ensemble is its own quorum (ZooKeeperServerMain: Prep, Sync, Final). */
function standAlone(w: PeerDraft): void {
  const { lastProcessed } = w.memory;
  w.edit().leader = {
    reported: [w.sid],
    highestAccepted: 0,
    epoch: lastProcessed.epoch,
    ownEpoch: 0,
    ownZxid: lastProcessed,
    epochAcks: [w.sid],
    newLeaderAcks: [w.sid],
    established: true,
    handlers: [],
    proposals: emptyLog(),
    committedCount: 0,
    lastProposed: lastProcessed,
    lastCommitted: lastProcessed,
    ownAcked: lastProcessed,
    tick: 0,
    halfTick: false,
  };
  w.emit({ type: 'serve', leader: w.sid, zxid: w.peer.memory.lastProcessed });
}

function onTimer(w: PeerDraft, timer: Timer): void {
  switch (timer.kind) {
    case 'notification':
      return onNotificationTimeout(w);
    case 'finalize':
      return onFinalize(w);
    case 'cnx':
      return onCnxTimeout(w, timer.sid);
    case 'init':
      return onInitTimeout(w);
    case 'tick':
      return onHalfTick(w);
    case 'handler':
      return onHandlerTimeout(w, timer.sid);
    case 'connect':
      return onConnectRetry(w);
    case 'read':
      return onReadTimeout(w);
  }
}

function onDisconnected(w: PeerDraft, side: Side, from: ServerId): void {
  if (side === 'elector') return onElectorDisconnected(w, from);
  if (side === 'leader') {
    if (w.peer.leader) forgetHandler(w, from);
  } else if (w.peer.learner?.leader === from) {
    // Who stands in an fsync notices afterwards, with the leader's epoch on its disk.
    if (w.learner.progress === 'SAVING') w.editLearner().gone = true;
    else w.lose(because('leader.lost', { leader: from }));
  }
}

/** An fsync has completed: everything it covered and no truncation has cut counts now. */
function onFlushed(w: PeerDraft, ticket: LogTicket): void {
  const before = w.disk.flushed;
  const count = ticket.generation === w.disk.generation ? ticket.count : before;
  assert(count >= before, 'an fsync never takes entries back');
  w.edit().disk = flush(w.disk, count);
  if (w.context.record) {
    for (let i = before; i < count; i++) {
      w.note({ type: 'logged', txn: itemAt(w.disk.log, i) as Txn });
    }
  }
  const { leader, learner, leaf } = w.peer;
  if (leaf === 'LOOKING.SETTLING') return settle(w);
  const last = itemAt(w.disk.log, w.disk.flushed - 1);
  if (leader && last) return onOwnFlush(w, last.zxid);
  if (learner?.progress === 'SAVING') {
    // ZOOKEEPER-4685: the thread that writes is faster than the one that answers NEWLEADER.
    if (w.context.variants.earlyProposalAck) acknowledgeFlushed(w, before, count);
    return acknowledgeNewLeader(w);
  }
  if (leaf === 'FOLLOWING.BROADCAST') acknowledgeFlushed(w, before, count);
}

function onSnapshotSaved(w: PeerDraft): void {
  const { saving, learner } = w.peer;
  if (!saving) return;
  if (learner?.progress === 'SAVING' && learner.syncMode !== 'DIFF') return onSyncSnapshotSaved(w);
  const draft = w.edit();
  draft.disk = saveSnapshot(w.disk, saving);
  draft.saving = null;
  w.note({ type: 'snapshotTaken', zxid: saving.zxid });
}
