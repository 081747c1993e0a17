import type { Because, ServerId } from '../model/index.ts';
import { because } from './because.ts';
import { dialAll, sendNotification, somethingDelivered } from './elector-links.ts';
import { serverStateOf } from './leaf.ts';
import type { Notification, ServerState } from './messages.ts';
import type { Peer, SeenVote, Vote } from './peer.ts';
import type { PeerDraft } from './peer-draft.ts';
import { isQuorum } from './quorum.ts';
import { beatsBy, record, supporters, voteOf } from './vote.ts';

/*
 * FastLeaderElection. A vote is (epoch, zxid, sid) of the server that should lead; every server
 * tells every voter what it votes for, changes to a better vote when it hears one, and is done when
 * a quorum votes the same and 200 ms brought nothing better.
 */

/** Still looking for a leader, and none found in this step. */
function isElecting(w: PeerDraft): boolean {
  return w.peer.leaf === 'LOOKING.ELECTION' && w.roleChange === null;
}

/** A server's vote for itself; an observer's never wins (lookForLeader: smallest long). */
function initialVote(peer: Peer, participant: boolean, round: number): Vote {
  if (!participant) {
    return { leader: 0, zxid: { epoch: 0, counter: 0 }, peerEpoch: -1, electionEpoch: round };
  }
  return {
    leader: peer.sid,
    zxid: peer.memory.lastProcessed,
    peerEpoch: peer.disk.currentEpoch,
    electionEpoch: round,
  };
}

/** Begins a round: vote for oneself, tell everybody (lookForLeader). */
export function startElection(w: PeerDraft): void {
  const waiting = w.election.waiting;
  const round = w.election.round + 1;
  const vote = initialVote(w.peer, w.context.isParticipant(w.sid), round);
  const election = w.editElection();
  election.round = round;
  election.vote = vote;
  election.received = [];
  election.outOfElection = [];
  election.finalizing = false;
  election.notificationMs = w.context.config.minNotificationMs;
  election.waiting = [];
  if (w.context.isParticipant(w.sid)) {
    const { leader, zxid, peerEpoch } = vote;
    const why = because('vote.initial', { leader, zxid, peerEpoch });
    w.note({ type: 'voteChanged', vote, because: why });
  }
  broadcastVote(w);
  waitForMore(w);
  for (const { from, message } of waiting) {
    if (isElecting(w)) onNotification(w, from, message);
  }
}

function notificationOf(w: PeerDraft): Notification {
  const { leader, zxid, peerEpoch, electionEpoch } = w.election.vote;
  return {
    type: 'NOTIFICATION',
    leader,
    zxid,
    peerEpoch,
    electionEpoch,
    state: serverStateOf(w.peer.leaf),
  };
}

/**
 * What a server without a vote is told: the last decision, not the proposal. So an observer may
 * well follow a dead leader for a moment, when a quorum still names it.
 */
function forNonVoter(w: PeerDraft): Notification {
  const { leader, zxid, peerEpoch } = w.election.current;
  const state = serverStateOf(w.peer.leaf);
  return { type: 'NOTIFICATION', leader, zxid, peerEpoch, electionEpoch: w.election.round, state };
}

/** By which of epoch, zxid and sid one vote beats another. */
function beats(w: PeerDraft, a: Vote, b: Vote): ReturnType<typeof beatsBy> {
  if (!w.context.variants.voteBySid) return beatsBy(a, b);
  return a.leader > b.leader ? 'sid' : null;
}

/** Who was seen to vote the same. ZOOKEEPER-1732: members' votes, too, equal in every field. */
function supportersOf(w: PeerDraft, votes: readonly SeenVote[], vote: Vote, state: ServerState) {
  return supporters(votes, vote, w.context.variants.strictVoteMatch ? 'LOOKING' : state);
}

/** Whether so many vote the same that the election may end with it. */
function isElected(
  w: PeerDraft,
  votes: readonly SeenVote[],
  vote: Vote,
  state: ServerState,
): boolean {
  const { voters, variants } = w.context;
  return isQuorum(voters, supportersOf(w, votes, vote, state), variants);
}

/** Tells every voter, oneself by loopback included (sendNotifications). */
function broadcastVote(w: PeerDraft): void {
  const message = notificationOf(w);
  for (const voter of w.context.voters) {
    if (voter !== w.sid) sendNotification(w, voter, message);
  }
  if (w.context.isParticipant(w.sid)) countVote(w, w.sid, message);
}

/** While LOOKING the wait for the next notification starts anew after each one (recvqueue.poll). */
function waitForMore(w: PeerDraft): void {
  if (!isElecting(w)) return;
  if (w.election.finalizing) armFinalize(w);
  else w.arm('notification', w.election.notificationMs);
}

function armFinalize(w: PeerDraft): void {
  w.arm('finalize', w.context.variants.noFinalizeWait ? 0 : w.context.config.finalizeWaitMs);
}

/** A notification has arrived (Messenger.WorkerReceiver: who is answered, who is queued). */
export function onNotification(w: PeerDraft, from: ServerId, n: Notification): void {
  if (!w.context.isParticipant(from)) return sendNotification(w, from, forNonVoter(w));
  if (w.peer.leaf === 'LOOKING.SETTLING') {
    w.editElection().waiting = [...w.election.waiting, { from, message: n }];
  } else if (w.peer.leaf === 'LOOKING.ELECTION') {
    if (n.state === 'LOOKING' && n.electionEpoch < w.election.round) {
      sendNotification(w, from, notificationOf(w));
    }
    whileLooking(w, from, n);
  } else if (n.state === 'LOOKING') {
    sendNotification(w, from, notificationOf(w));
  }
}

function whileLooking(w: PeerDraft, from: ServerId, n: Notification): void {
  if (w.election.finalizing) {
    // Everything but a better vote is thrown away during the final wait.
    if (beats(w, voteOf(n), w.election.vote) === null) return waitForMore(w);
    w.editElection().finalizing = false;
    w.disarm('finalize');
  }
  if (!w.context.isParticipant(n.leader)) return waitForMore(w);
  if (n.state === 'LOOKING') onLookingVote(w, from, n);
  else if (n.state !== 'OBSERVING') onMemberVote(w, from, n);
  waitForMore(w);
}

function onLookingVote(w: PeerDraft, from: ServerId, n: Notification): void {
  const { round } = w.election;
  if (n.electionEpoch < round) return;
  const theirs = voteOf(n);
  if (n.electionEpoch > round) {
    const own = initialVote(w.peer, w.context.isParticipant(w.sid), n.electionEpoch);
    const vote = beats(w, theirs, own) ? theirs : own;
    const election = w.editElection();
    election.round = n.electionEpoch;
    election.received = [];
    election.vote = vote;
    const why = because('vote.newerRound', { round: n.electionEpoch, from });
    w.note({ type: 'voteChanged', vote, because: why });
    broadcastVote(w);
  } else {
    const by = beats(w, theirs, w.election.vote);
    if (by) {
      const { leader, zxid, peerEpoch } = theirs;
      const facts = { leader, zxid, peerEpoch, from, oldLeader: w.election.vote.leader, by };
      w.editElection().vote = theirs;
      w.note({ type: 'voteChanged', vote: theirs, because: because('vote.better', facts) });
      broadcastVote(w);
    }
  }
  countVote(w, from, n);
}

/** Records a vote of this round; a quorum for the own proposal opens the final wait. */
function countVote(w: PeerDraft, from: ServerId, n: Notification): void {
  const seen: SeenVote = { sid: from, vote: voteOf(n), state: n.state };
  const received = record(w.election.received, seen);
  w.editElection().received = received;
  if (w.election.finalizing) return;
  if (!isElected(w, received, w.election.vote, 'LOOKING')) return;
  w.editElection().finalizing = true;
  w.disarm('notification');
  armFinalize(w);
}

/**
 * A FOLLOWING or LEADING server answers: is there a leader to join? (receivedFollowingNotification)
 */
function onMemberVote(w: PeerDraft, from: ServerId, n: Notification): void {
  const vote = voteOf(n);
  const seen: SeenVote = { sid: from, vote, state: n.state };
  if (n.electionEpoch === w.election.round) {
    const received = record(w.election.received, seen);
    w.editElection().received = received;
    if (joinable(w, received, vote, n)) return join(w, received, vote, n);
  }
  const outOfElection = record(w.election.outOfElection, seen);
  w.editElection().outOfElection = outOfElection;
  if (!joinable(w, outOfElection, vote, n)) return;
  w.editElection().round = n.electionEpoch;
  join(w, outOfElection, vote, n);
}

function joinable(w: PeerDraft, votes: readonly SeenVote[], vote: Vote, n: Notification): boolean {
  if (!isElected(w, votes, vote, n.state)) return false;
  // checkLeader: the leader itself must have said that it leads.
  if (n.leader === w.sid) return n.electionEpoch === w.election.round;
  return votes.some((v) => v.sid === n.leader && v.state === 'LEADING');
}

function join(w: PeerDraft, votes: readonly SeenVote[], vote: Vote, n: Notification): void {
  w.editElection().vote = vote;
  const facts = {
    leader: vote.leader,
    supporters: supportersOf(w, votes, vote, n.state),
    round: w.election.round,
  };
  conclude(w, vote.leader, because('elected.joined', facts));
}

/** 200 ms without a better vote: the election is over. */
export function onFinalize(w: PeerDraft): void {
  if (w.peer.leaf !== 'LOOKING.ELECTION' || !w.election.finalizing) return;
  const { vote, received } = w.election;
  const facts = {
    leader: vote.leader,
    zxid: vote.zxid,
    peerEpoch: vote.peerEpoch,
    supporters: supporters(received, vote, 'LOOKING'),
    of: w.context.voters.length,
    waitMs: w.context.config.finalizeWaitMs,
  };
  conclude(w, vote.leader, because('elected.quorum', facts));
}

function conclude(w: PeerDraft, leader: ServerId, why: Because): void {
  const election = w.editElection();
  election.finalizing = false;
  election.current = election.vote;
  w.disarm('finalize');
  w.disarm('notification');
  w.elected(leader, why);
}

/** Nothing heard for notTimeout: say it again, or dial again; wait twice as long next time. */
export function onNotificationTimeout(w: PeerDraft): void {
  if (w.peer.leaf !== 'LOOKING.ELECTION' || w.election.finalizing) return;
  const { notificationMs } = w.election;
  const longer = Math.min(notificationMs * 2, w.context.config.maxNotificationMs);
  w.editElection().notificationMs = longer;
  if (somethingDelivered(w)) broadcastVote(w);
  else dialAll(w);
  waitForMore(w);
}

/** Once synchronized, every member reports the same epoch for its leader (updateElectionVote). */
export function updateElectionVote(w: PeerDraft, epoch: number): void {
  const vote: Vote = { ...w.election.vote, peerEpoch: epoch };
  const election = w.editElection();
  election.vote = vote;
  election.current = vote;
}
