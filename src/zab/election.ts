import type { Because, ServerId } from '../model/index.ts';
import { serverStateOf } from './lifecycle.ts';
import type { Notification, ServerState } from './messages.ts';
import type { Peer, SeenVote, Vote } from './peer.ts';
import { isQuorum } from './quorum.ts';
import { beatsBy, record, supporters, voteOf } from './vote.ts';
import { dialAll, sendNotification, somethingDelivered } from './wires.ts';
import { because, type Work } from './work.ts';

/*
 * FastLeaderElection. A vote is (epoch, zxid, sid) of the server that should lead; every server
 * tells every voter what it votes for, changes to a better vote when it hears one, and is done when
 * a quorum votes the same and 200 ms brought nothing better. Reference: section B.
 */

/** Called with the decided role; set by step.ts so that the phases need not know each other. */
export type ElectionEnd = (w: Work, leader: ServerId, why: Because) => void;

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
export function startElection(w: Work, end: ElectionEnd): void {
  const waiting = w.election.waiting;
  const round = w.election.round + 1;
  const vote = initialVote(w.peer, w.context.isParticipant(w.sid), round);
  w.election = {
    ...w.election,
    round,
    vote,
    received: [],
    outOfElection: [],
    finalizing: false,
    notificationMs: w.context.config.minNotificationMs,
    waiting: [],
  };
  if (w.context.isParticipant(w.sid)) {
    const { leader, zxid, peerEpoch } = vote;
    const why = because('vote.initial', { leader, zxid, peerEpoch });
    w.note({ type: 'voteChanged', vote, because: why });
  }
  broadcastVote(w, end);
  waitForMore(w);
  for (const { from, message } of waiting) {
    if (w.peer.leaf === 'LOOKING.ELECTION') onNotification(w, from, message, end);
  }
}

function notificationOf(w: Work): Notification {
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
function forNonVoter(w: Work): Notification {
  const { leader, zxid, peerEpoch } = w.election.current;
  const state = serverStateOf(w.peer.leaf);
  return { type: 'NOTIFICATION', leader, zxid, peerEpoch, electionEpoch: w.election.round, state };
}

/** By which of epoch, zxid and sid one vote beats another. */
function beats(w: Work, a: Vote, b: Vote): ReturnType<typeof beatsBy> {
  if (!w.context.variants.voteBySid) return beatsBy(a, b);
  return a.leader > b.leader ? 'sid' : null;
}

/** Who was seen to vote the same. ZOOKEEPER-1732: members' votes, too, equal in every field. */
function supportersOf(w: Work, votes: readonly SeenVote[], vote: Vote, state: ServerState) {
  return supporters(votes, vote, w.context.variants.strictVoteMatch ? 'LOOKING' : state);
}

/** Whether so many vote the same that the election may end with it. */
function isElected(w: Work, votes: readonly SeenVote[], vote: Vote, state: ServerState): boolean {
  const { voters, variants } = w.context;
  return isQuorum(voters, supportersOf(w, votes, vote, state), variants);
}

/** Tells every voter, oneself by loopback included (sendNotifications). */
function broadcastVote(w: Work, end: ElectionEnd): void {
  const message = notificationOf(w);
  for (const voter of w.context.voters) {
    if (voter !== w.sid) sendNotification(w, voter, message);
  }
  if (w.context.isParticipant(w.sid)) countVote(w, w.sid, message, end);
}

/** While LOOKING the wait for the next notification starts anew after each one (recvqueue.poll). */
function waitForMore(w: Work): void {
  if (w.peer.leaf !== 'LOOKING.ELECTION') return;
  if (w.election.finalizing) armFinalize(w);
  else w.arm('notification', w.election.notificationMs);
}

function armFinalize(w: Work): void {
  w.arm('finalize', w.context.variants.noFinalizeWait ? 0 : w.context.config.finalizeWaitMs);
}

/** A notification has arrived (Messenger.WorkerReceiver: who is answered, who is queued). */
export function onNotification(w: Work, from: ServerId, n: Notification, end: ElectionEnd): void {
  if (!w.context.isParticipant(from)) return sendNotification(w, from, forNonVoter(w));
  if (w.peer.leaf === 'LOOKING.SETTLING') {
    const waiting = [...w.election.waiting, { from, message: n }];
    w.election = { ...w.election, waiting };
  } else if (w.peer.leaf === 'LOOKING.ELECTION') {
    if (n.state === 'LOOKING' && n.electionEpoch < w.election.round) {
      sendNotification(w, from, notificationOf(w));
    }
    whileLooking(w, from, n, end);
  } else if (n.state === 'LOOKING') {
    sendNotification(w, from, notificationOf(w));
  }
}

function whileLooking(w: Work, from: ServerId, n: Notification, end: ElectionEnd): void {
  if (w.election.finalizing) {
    // Everything but a better vote is thrown away during the final wait.
    if (beats(w, voteOf(n), w.election.vote) === null) return waitForMore(w);
    w.election = { ...w.election, finalizing: false };
    w.disarm('finalize');
  }
  if (!w.context.isParticipant(n.leader)) return waitForMore(w);
  if (n.state === 'LOOKING') onLookingVote(w, from, n, end);
  else if (n.state !== 'OBSERVING') onMemberVote(w, from, n, end);
  waitForMore(w);
}

function onLookingVote(w: Work, from: ServerId, n: Notification, end: ElectionEnd): void {
  const { round } = w.election;
  if (n.electionEpoch < round) return;
  const theirs = voteOf(n);
  if (n.electionEpoch > round) {
    const own = initialVote(w.peer, w.context.isParticipant(w.sid), n.electionEpoch);
    const vote = beats(w, theirs, own) ? theirs : own;
    w.election = { ...w.election, round: n.electionEpoch, received: [], vote };
    const why = because('vote.newerRound', { round: n.electionEpoch, from });
    w.note({ type: 'voteChanged', vote, because: why });
    broadcastVote(w, end);
  } else {
    const by = beats(w, theirs, w.election.vote);
    if (by) {
      const { leader, zxid, peerEpoch } = theirs;
      const facts = { leader, zxid, peerEpoch, from, oldLeader: w.election.vote.leader, by };
      w.election = { ...w.election, vote: theirs };
      w.note({ type: 'voteChanged', vote: theirs, because: because('vote.better', facts) });
      broadcastVote(w, end);
    }
  }
  countVote(w, from, n, end);
}

/** Records a vote of this round; a quorum for the own proposal opens the final wait. */
function countVote(w: Work, from: ServerId, n: Notification, _end: ElectionEnd): void {
  const seen: SeenVote = { sid: from, vote: voteOf(n), state: n.state };
  const received = record(w.election.received, seen);
  w.election = { ...w.election, received };
  if (w.election.finalizing) return;
  if (!isElected(w, received, w.election.vote, 'LOOKING')) return;
  w.election = { ...w.election, finalizing: true };
  w.disarm('notification');
  armFinalize(w);
}

/**
 * A FOLLOWING or LEADING server answers: is there a leader to join? (receivedFollowingNotification)
 */
function onMemberVote(w: Work, from: ServerId, n: Notification, end: ElectionEnd): void {
  const vote = voteOf(n);
  const seen: SeenVote = { sid: from, vote, state: n.state };
  if (n.electionEpoch === w.election.round) {
    const received = record(w.election.received, seen);
    w.election = { ...w.election, received };
    if (joinable(w, received, vote, n)) return join(w, received, vote, n, end);
  }
  const outOfElection = record(w.election.outOfElection, seen);
  w.election = { ...w.election, outOfElection };
  if (!joinable(w, outOfElection, vote, n)) return;
  w.election = { ...w.election, round: n.electionEpoch };
  join(w, outOfElection, vote, n, end);
}

function joinable(w: Work, votes: readonly SeenVote[], vote: Vote, n: Notification): boolean {
  if (!isElected(w, votes, vote, n.state)) return false;
  // checkLeader: the leader itself must have said that it leads.
  if (n.leader === w.sid) return n.electionEpoch === w.election.round;
  return votes.some((v) => v.sid === n.leader && v.state === 'LEADING');
}

function join(
  w: Work,
  votes: readonly SeenVote[],
  vote: Vote,
  n: Notification,
  end: ElectionEnd,
): void {
  w.election = { ...w.election, vote };
  const facts = {
    leader: vote.leader,
    supporters: supportersOf(w, votes, vote, n.state),
    round: w.election.round,
  };
  conclude(w, vote.leader, because('elected.joined', facts), end);
}

/** 200 ms without a better vote: the election is over. */
export function onFinalize(w: Work, end: ElectionEnd): void {
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
  conclude(w, vote.leader, because('elected.quorum', facts), end);
}

function conclude(w: Work, leader: ServerId, why: Because, end: ElectionEnd): void {
  w.election = { ...w.election, finalizing: false, current: w.election.vote };
  w.disarm('finalize');
  w.disarm('notification');
  end(w, leader, why);
}

/** Nothing heard for notTimeout: say it again, or dial again; wait twice as long next time. */
export function onNotificationTimeout(w: Work, end: ElectionEnd): void {
  if (w.peer.leaf !== 'LOOKING.ELECTION' || w.election.finalizing) return;
  const { notificationMs } = w.election;
  const longer = Math.min(notificationMs * 2, w.context.config.maxNotificationMs);
  w.election = { ...w.election, notificationMs: longer };
  if (somethingDelivered(w)) broadcastVote(w, end);
  else dialAll(w);
  waitForMore(w);
}

/** Once synchronized, every member reports the same epoch for its leader (updateElectionVote). */
export function updateElectionVote(w: Work, epoch: number): void {
  const vote: Vote = { ...w.election.vote, peerEpoch: epoch };
  w.election = { ...w.election, vote, current: vote };
}
