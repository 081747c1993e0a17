import { compareZxid, type ServerId, ZERO, zxid } from '../model/index.ts';
import { withAcceptedEpoch, withCurrentEpoch } from './disk.ts';
import { dropHandler, handlerOf, newHandler, setHandler } from './handlers.ts';
import type { AckEpoch, LeaderInfo, LearnerInfo } from './messages.ts';
import { isQuorum } from './quorum.ts';
import { leaveRole } from './roles.ts';
import { startSnapshot } from './storage.ts';
import { checkNewLeaderQuorum, synchronizeLearner } from './synchronization.ts';
import { because, type Work } from './work.ts';

/*
 * Discovery: an elected server asks a quorum which epochs they have promised, takes the next one,
 * and has a quorum promise that. From then on nobody of that quorum follows an older leader.
 * Leader.lead, getEpochToPropose, waitForEpochAck; Learner.registerWithLeader. Reference: section
 * C.
 */

/** The elected server begins to lead (Leader.lead up to the wait for a quorum). */
export function beginLeading(w: Work): void {
  const { config } = w.context;
  w.leader = {
    reported: [w.sid],
    highestAccepted: w.disk.acceptedEpoch,
    epoch: null,
    ownEpoch: w.disk.currentEpoch,
    ownZxid: w.memory.lastProcessed,
    epochAcks: [],
    newLeaderAcks: [],
    established: false,
    handlers: [],
    proposals: { length: 0, spine: [], tail: [] },
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
export function onLearnerDialled(w: Work, from: ServerId): void {
  if (!w.peer.leader || w.peer.leaf === 'STANDALONE') return;
  dropHandler(w, from);
  w.emit({ type: 'accept', side: 'leader', from });
  setHandler(w, newHandler(w, from));
  w.arm('handler', w.context.config.initLimit * w.context.config.tickMs, from);
}

/** FOLLOWERINFO or OBSERVERINFO: the learner's acceptedEpoch. */
export function onLearnerInfo(w: Work, from: ServerId, message: LearnerInfo): void {
  const handler = handlerOf(w.leader, from);
  if (handler?.progress !== 'ACCEPTED') return dropHandler(w, from);
  setHandler(w, { ...handler, progress: 'REGISTERED', heardAt: w.context.now });
  if (w.leader.epoch !== null) return sendLeaderInfo(w, from);
  const highestAccepted = Math.max(w.leader.highestAccepted, message.acceptedEpoch);
  const counts = handler.learnerType === 'PARTICIPANT' && !w.leader.reported.includes(from);
  const reported = counts ? [...w.leader.reported, from] : w.leader.reported;
  w.leader = { ...w.leader, highestAccepted, reported };
  decideEpoch(w);
}

/** With a quorum's promises known, the next epoch is one more than the highest of them. */
function decideEpoch(w: Work): void {
  const { reported, highestAccepted } = w.leader;
  if (w.leader.epoch !== null || !isQuorum(w.context.voters, reported, w.context.variants)) return;
  const epoch = highestAccepted + 1;
  w.disk = withAcceptedEpoch(w.disk, epoch);
  const why = because('epoch.decided', { epoch, highest: highestAccepted, reported });
  w.note({ type: 'epochAccepted', epoch, because: why });
  w.leader = {
    ...w.leader,
    epoch,
    epochAcks: [w.sid],
    lastProposed: zxid(epoch, w.context.config.firstCounter),
    lastCommitted: zxid(epoch, 0),
  };
  w.arm('init', w.context.config.initLimit * w.context.config.tickMs);
  for (const handler of w.leader.handlers) {
    if (handler.progress === 'REGISTERED') sendLeaderInfo(w, handler.sid);
  }
  adoptEpoch(w);
}

function sendLeaderInfo(w: Work, to: ServerId): void {
  const handler = handlerOf(w.leader, to);
  if (!handler) return;
  setHandler(w, { ...handler, progress: 'EPOCH_SENT' });
  w.send('leader', to, { type: 'LEADERINFO', epoch: w.leader.epoch as number });
}

/**
 * ACKEPOCH: counted unless the learner acknowledged before, refused if its history is ahead of
 * ours.
 */
export function onAckEpoch(w: Work, from: ServerId, message: AckEpoch): void {
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
  setHandler(w, { ...handler, progress: 'EPOCH_ACKED', lastZxid, heardAt: w.context.now });
  if (!deciding) return synchronizeLearner(w, from);
  const counts = currentEpoch !== -1 && handler.learnerType === 'PARTICIPANT';
  if (counts && !w.leader.epochAcks.includes(from)) {
    w.leader = { ...w.leader, epochAcks: [...w.leader.epochAcks, from] };
  }
  adoptEpoch(w);
}

/** StateSummary.isMoreRecentThan, against what the leader was when it began. */
function isAhead(w: Work, theirs: AckEpoch): boolean {
  if (w.context.variants.noHistoryCheck) return false;
  const { ownEpoch, ownZxid } = w.leader;
  if (theirs.currentEpoch !== ownEpoch) return theirs.currentEpoch > ownEpoch;
  return compareZxid(theirs.lastZxid, ownZxid) > 0;
}

/** A quorum has promised the epoch: the leader adopts it and synchronization begins. */
function adoptEpoch(w: Work): void {
  if (w.peer.leaf !== 'LEADING.DISCOVERY') return;
  const { epochAcks, epoch } = w.leader;
  if (!isQuorum(w.context.voters, epochAcks, w.context.variants)) return;
  w.disk = withCurrentEpoch(w.disk, epoch as number);
  const why = because('epoch.adoptedLeader', { epoch, acks: epochAcks });
  w.note({ type: 'epochAdopted', epoch: epoch as number, because: why });
  w.move('EPOCH_ACKED', why);
  w.leader = { ...w.leader, newLeaderAcks: [w.sid] };
  w.arm('init', w.context.config.initLimit * w.context.config.tickMs);
  for (const handler of w.leader.handlers) {
    if (handler.progress === 'EPOCH_ACKED') synchronizeLearner(w, handler.sid);
  }
  checkNewLeaderQuorum(w);
}

const MAX_ATTEMPTS = 5; // Learner.connectToLeader
const RETRY_MS = 100; // zookeeper.leaderConnectDelayDuringRetryMs

/** A follower or observer dials its leader (Learner.connectToLeader). */
export function beginLearning(w: Work, leader: ServerId): void {
  w.learner = {
    leader,
    progress: 'CONNECTING',
    attempts: 1,
    epoch: 0,
    syncMode: 'NONE',
    appliedUnlogged: false,
    pending: { length: 0, spine: [], tail: [] },
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
export function onLeaderRefused(w: Work): void {
  const { attempts, leader, progress } = w.learner;
  if (progress !== 'CONNECTING') return;
  if (attempts >= MAX_ATTEMPTS) {
    return leaveRole(w, because('leader.unreachable', { leader, attempts }));
  }
  w.arm('connect', RETRY_MS);
}

export function onConnectRetry(w: Work): void {
  if (w.peer.learner?.progress !== 'CONNECTING') return;
  w.learner = { ...w.learner, attempts: w.learner.attempts + 1 };
  w.emit({ type: 'dial', side: 'learner', to: w.learner.leader });
}

/** The connection stands: register. */
export function onLeaderConnected(w: Work): void {
  w.learner = { ...w.learner, progress: 'REGISTERED', heardAt: w.context.now };
  const type = w.context.isParticipant(w.sid) ? 'FOLLOWERINFO' : 'OBSERVERINFO';
  w.send('learner', w.learner.leader, { type, acceptedEpoch: w.disk.acceptedEpoch });
}

/** LEADERINFO: promise the new epoch, or refuse an older one. */
export function onLeaderInfo(w: Work, message: LeaderInfo): void {
  const { epoch } = message;
  const { acceptedEpoch, currentEpoch } = w.disk;
  if (epoch < acceptedEpoch) {
    const facts = { epoch, accepted: acceptedEpoch };
    return leaveRole(w, because('leader.refusedOlderEpoch', facts));
  }
  const promised = epoch === acceptedEpoch;
  if (!promised) {
    w.disk = withAcceptedEpoch(w.disk, epoch);
    const why = because('epoch.accepted', { epoch, before: acceptedEpoch });
    w.note({ type: 'epochAccepted', epoch, because: why });
  }
  w.learner = { ...w.learner, epoch, progress: 'EPOCH_ACKED', heardAt: w.context.now };
  w.move('EPOCH_ACKED', because('epoch.accepted', { epoch, before: acceptedEpoch }));
  w.send('learner', w.learner.leader, {
    type: 'ACKEPOCH',
    currentEpoch: promised ? -1 : currentEpoch,
    lastZxid: w.memory.lastProcessed,
  });
}
