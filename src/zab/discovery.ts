import { emptyLog } from '../lib/index.ts';
import { compareZxid, type ServerId, ZERO, zxid } from '../model/index.ts';
import { because } from './because.ts';
import { withAcceptedEpoch, withCurrentEpoch } from './disk.ts';
import { addHandler, dropHandler, handlerOf } from './learner-handlers.ts';
import type { AckEpoch, LeaderInfo, LearnerInfo } from './messages.ts';
import type { PeerDraft } from './peer-draft.ts';
import { isQuorum } from './quorum.ts';
import { startSnapshot } from './storage.ts';
import { checkNewLeaderQuorum, synchronizeLearner } from './synchronization.ts';

/*
 * Discovery: an elected server asks a quorum which epochs they have promised, takes the next one,
 * and has a quorum promise that. From then on nobody of that quorum follows an older leader.
 * Leader.lead, getEpochToPropose, waitForEpochAck; Learner.registerWithLeader.
 */

/** The elected server begins to lead (Leader.lead up to the wait for a quorum). */
export function beginLeading(w: PeerDraft): void {
  const { config } = w.context;
  w.edit().leader = {
    reported: [w.sid],
    highestAccepted: w.disk.acceptedEpoch,
    epoch: null,
    ownEpoch: w.disk.currentEpoch,
    ownZxid: w.memory.lastProcessed,
    epochAcks: [],
    newLeaderAcks: [],
    established: false,
    handlers: [],
    proposals: emptyLog(),
    committedCount: 0,
    lastProposed: ZERO,
    lastCommitted: ZERO,
    ownAcked: ZERO,
    tick: 0,
    halfTick: false,
  };
  startSnapshot(w); // ZooKeeperServer.loadData: a clean snapshot at the start of a term
  w.arm('init', config.initLimit * config.tickMs);
  decideEpoch(w);
}

/** A learner dials: only an elected server answers there. */
export function onLearnerDialled(w: PeerDraft, from: ServerId): void {
  if (!w.peer.leader || w.peer.leaf === 'STANDALONE') return;
  dropHandler(w, from);
  w.emit({ type: 'accept', side: 'leader', from });
  addHandler(w, from);
  w.arm('handler', w.context.config.initLimit * w.context.config.tickMs, from);
}

/** FOLLOWERINFO or OBSERVERINFO: the learner's acceptedEpoch. */
export function onLearnerInfo(w: PeerDraft, from: ServerId, message: LearnerInfo): void {
  const handler = handlerOf(w.leader, from);
  if (handler?.progress !== 'ACCEPTED') return dropHandler(w, from);
  const draft = w.editHandler(from);
  draft.progress = 'REGISTERED';
  draft.heardAt = w.context.now;
  if (w.leader.epoch !== null) return sendLeaderInfo(w, from);
  const leader = w.editLeader();
  leader.highestAccepted = Math.max(leader.highestAccepted, message.acceptedEpoch);
  const counts = handler.learnerType === 'PARTICIPANT' && !leader.reported.includes(from);
  if (counts) leader.reported = [...leader.reported, from];
  decideEpoch(w);
}

/** With a quorum's promises known, the next epoch is one more than the highest of them. */
function decideEpoch(w: PeerDraft): void {
  const { reported, highestAccepted } = w.leader;
  if (w.leader.epoch !== null || !isQuorum(w.context.voters, reported, w.context.variants)) return;
  const epoch = highestAccepted + 1;
  w.edit().disk = withAcceptedEpoch(w.disk, epoch);
  const why = because('epoch.decided', { epoch, highest: highestAccepted, reported });
  w.note({ type: 'epochAccepted', epoch, because: why });
  const leader = w.editLeader();
  leader.epoch = epoch;
  leader.epochAcks = [w.sid];
  leader.lastProposed = zxid(epoch, w.context.config.firstCounter);
  leader.lastCommitted = zxid(epoch, 0);
  w.arm('init', w.context.config.initLimit * w.context.config.tickMs);
  for (const handler of w.leader.handlers) {
    if (handler.progress === 'REGISTERED') sendLeaderInfo(w, handler.sid);
  }
  adoptEpoch(w);
}

function sendLeaderInfo(w: PeerDraft, to: ServerId): void {
  if (!handlerOf(w.leader, to)) return;
  w.editHandler(to).progress = 'EPOCH_SENT';
  w.send('leader', to, { type: 'LEADERINFO', epoch: w.leader.epoch as number });
}

/**
 * ACKEPOCH: counted unless the learner acknowledged before, refused if its history is ahead of
 * ours.
 */
export function onAckEpoch(w: PeerDraft, from: ServerId, message: AckEpoch): void {
  const handler = handlerOf(w.leader, from);
  if (handler?.progress !== 'EPOCH_SENT') return dropHandler(w, from);
  const { currentEpoch, lastZxid } = message;
  const deciding = w.peer.leaf === 'LEADING.DISCOVERY';
  if (deciding && currentEpoch !== -1 && isAhead(w, message)) {
    w.note({
      type: 'noted',
      because: because('epoch.ackRefused', {
        learner: from,
        theirEpoch: currentEpoch,
        theirZxid: lastZxid,
        ownEpoch: w.leader.ownEpoch,
        ownZxid: w.leader.ownZxid,
      }),
    });
    return dropHandler(w, from);
  }
  const draft = w.editHandler(from);
  draft.progress = 'EPOCH_ACKED';
  draft.lastZxid = lastZxid;
  draft.heardAt = w.context.now;
  if (!deciding) return synchronizeLearner(w, from);
  const counts = currentEpoch !== -1 && handler.learnerType === 'PARTICIPANT';
  if (counts && !w.leader.epochAcks.includes(from)) {
    w.editLeader().epochAcks = [...w.leader.epochAcks, from];
  }
  adoptEpoch(w);
}

/** StateSummary.isMoreRecentThan, against what the leader was when it began. */
function isAhead(w: PeerDraft, theirs: AckEpoch): boolean {
  if (w.context.variants.noHistoryCheck) return false;
  const { ownEpoch, ownZxid } = w.leader;
  if (theirs.currentEpoch !== ownEpoch) return theirs.currentEpoch > ownEpoch;
  return compareZxid(theirs.lastZxid, ownZxid) > 0;
}

/** A quorum has promised the epoch: the leader adopts it and synchronization begins. */
function adoptEpoch(w: PeerDraft): void {
  if (w.peer.leaf !== 'LEADING.DISCOVERY') return;
  const { epochAcks, epoch } = w.leader;
  if (!isQuorum(w.context.voters, epochAcks, w.context.variants)) return;
  w.edit().disk = withCurrentEpoch(w.disk, epoch as number);
  const why = because('epoch.adoptedLeader', { epoch, acks: epochAcks });
  w.note({ type: 'epochAdopted', epoch: epoch as number, because: why });
  w.move('EPOCH_ACKED', why);
  w.editLeader().newLeaderAcks = [w.sid];
  w.arm('init', w.context.config.initLimit * w.context.config.tickMs);
  for (const handler of w.leader.handlers) {
    if (handler.progress === 'EPOCH_ACKED') synchronizeLearner(w, handler.sid);
  }
  checkNewLeaderQuorum(w);
}

const MAX_ATTEMPTS = 5; // Learner.connectToLeader
const RETRY_MS = 100; // zookeeper.leaderConnectDelayDuringRetryMs

/** A follower or observer dials its leader (Learner.connectToLeader). */
export function beginLearning(w: PeerDraft, leader: ServerId): void {
  w.edit().learner = {
    leader,
    progress: 'CONNECTING',
    attempts: 1,
    epoch: 0,
    syncMode: 'NONE',
    appliedUnlogged: false,
    pending: emptyLog(),
    head: 0,
    toCommit: [],
    ackFrom: 0,
    inbox: [],
    gone: false,
    heardAt: w.context.now,
  };
  w.arm('read', w.context.config.initLimit * w.context.config.tickMs);
  w.emit({ type: 'dial', side: 'learner', to: leader });
}

/** The leader has not opened its port: try again a little later, five times in all. */
export function onLeaderRefused(w: PeerDraft): void {
  const { attempts, leader, progress } = w.learner;
  if (progress !== 'CONNECTING') return;
  if (attempts >= MAX_ATTEMPTS) {
    return w.lose(because('leader.unreachable', { leader, attempts }));
  }
  w.arm('connect', RETRY_MS);
}

export function onConnectRetry(w: PeerDraft): void {
  if (w.peer.learner?.progress !== 'CONNECTING') return;
  w.editLearner().attempts += 1;
  w.emit({ type: 'dial', side: 'learner', to: w.learner.leader });
}

/** The connection stands: register. */
export function onLeaderConnected(w: PeerDraft): void {
  const learner = w.editLearner();
  learner.progress = 'REGISTERED';
  learner.heardAt = w.context.now;
  const type = w.context.isParticipant(w.sid) ? 'FOLLOWERINFO' : 'OBSERVERINFO';
  w.send('learner', w.learner.leader, { type, acceptedEpoch: w.disk.acceptedEpoch });
}

/** LEADERINFO: promise the new epoch, or refuse an older one. */
export function onLeaderInfo(w: PeerDraft, message: LeaderInfo): void {
  const { epoch } = message;
  const { acceptedEpoch, currentEpoch } = w.disk;
  if (epoch < acceptedEpoch) {
    const facts = { epoch, accepted: acceptedEpoch };
    return w.lose(because('leader.refusedOlderEpoch', facts));
  }
  const promised = epoch === acceptedEpoch;
  if (!promised) {
    w.edit().disk = withAcceptedEpoch(w.disk, epoch);
    const why = because('epoch.accepted', { epoch, before: acceptedEpoch });
    w.note({ type: 'epochAccepted', epoch, because: why });
  }
  const learner = w.editLearner();
  learner.epoch = epoch;
  learner.progress = 'EPOCH_ACKED';
  learner.heardAt = w.context.now;
  w.move('EPOCH_ACKED', because('epoch.accepted', { epoch, before: acceptedEpoch }));
  w.send('learner', w.learner.leader, {
    type: 'ACKEPOCH',
    currentEpoch: promised ? -1 : currentEpoch,
    lastZxid: w.memory.lastProcessed,
  });
}
