import { compareZxid, NO_SERVER, type ServerId } from '../model/index.ts';
import { because } from './because.ts';
import { lastIndex, lastOf } from './disk.ts';
import { beginLeading } from './leading.ts';
import type { RaftMessageOf } from './messages.ts';
import type { RaftDraft } from './raft-draft.ts';
import { hasPendingChange } from './regroup.ts';
import { becomeFollower } from './terms.ts';

/*
 * Elections: raft.campaign, raft.Step for requests, raft.stepCandidate and raft.poll for answers.
 */

/** The clock has run out: a voter campaigns, or with pre-vote asks first (raft.hup). */
export function onElectionTimeout(w: RaftDraft): void {
  // A learner's clock goes on: it keeps nobody from being voted for (raft.promotable).
  if (!w.isVoter) return;
  w.resetClock(false);
  if (hasPendingChange(w)) return;
  const { term, timeout: ticks } = w.peer;
  const { heartbeatMs: ms } = w.context.config;
  if (w.context.variants.preVote) return preCampaign(w, ticks);
  campaign(w, false, because('campaign.timeout', { term: term + 1, ticks, ms }));
}

/** TimeoutNow: at once, and past the lease of those that know a leader; no pre-vote. */
export function onTimeoutNow(w: RaftDraft, from: ServerId): void {
  if (!w.isVoter) return;
  const { term } = w.peer;
  campaign(w, true, because('campaign.asked', { term: term + 1, leader: from }));
}

function preCampaign(w: RaftDraft, ticks: number): void {
  const draft = w.edit();
  draft.ballots = [];
  // Who still "knew" the dead leader would refuse others for its sake (#9586).
  draft.leader = NO_SERVER;
  const term = draft.term + 1;
  w.move('WOULD_ASK', because('campaign.preVote', { term, ticks }));
  if (count(w, w.sid, true) === 'WON') return preVoteWon(w);
  const lastZxid = lastOf(w.disk);
  for (const to of w.voters) {
    if (to !== w.sid) w.send(to, { type: 'MsgPreVote', term, lastZxid, transfer: false });
  }
}

function preVoteWon(w: RaftDraft): void {
  const supporters = supportersOf(w);
  const of = w.voters.length;
  const facts = { term: w.peer.term + 1, supporters, of };
  campaign(w, false, because('campaign.preVoteWon', facts));
}

/** A new term, its own vote, and a request to everybody else (raft.becomeCandidate). */
function campaign(w: RaftDraft, transfer: boolean, why: ReturnType<typeof because>): void {
  const draft = w.edit();
  draft.term += 1;
  draft.vote = w.sid;
  draft.leader = NO_SERVER;
  draft.ballots = [];
  w.resetClock(true);
  if (draft.leaf === 'CANDIDATE') w.tellRole(why);
  else w.move('TIMED_OUT', why);
  if (count(w, w.sid, true) === 'WON') return win(w);
  const { term } = draft;
  const lastZxid = lastOf(w.disk);
  for (const to of w.voters) {
    if (to !== w.sid) w.send(to, { type: 'MsgVote', term, lastZxid, transfer });
  }
}

/** Somebody asks for a vote, or whether it would get one. */
export function onVoteRequest(
  w: RaftDraft,
  from: ServerId,
  message: RaftMessageOf<'MsgVote' | 'MsgPreVote'>,
): void {
  const { peer } = w;
  const own = lastOf(w.disk);
  const pre = message.type === 'MsgPreVote';
  const free = peer.vote === NO_SERVER && peer.leader === NO_SERVER;
  const may = peer.vote === from || free || (pre && message.term > peer.term);
  const recent = compareZxid(message.lastZxid, own) >= 0 || w.context.variants.voteBlind === true;
  const type = pre ? 'MsgPreVoteResp' : 'MsgVoteResp';
  const facts = { candidate: from, term: message.term, last: message.lastZxid, own };
  if (may && recent) {
    // The answer to a grant carries the request's term: a pre-vote's is not this member's.
    w.send(from, { type, term: message.term, reject: false });
    w.remark(because(pre ? 'vote.preGranted' : 'vote.granted', facts));
    if (pre) return;
    const draft = w.edit();
    draft.vote = from;
    w.resetClock(false);
    return;
  }
  w.remark(because('vote.refused', { ...facts, by: recent ? 'vote' : 'log' }));
  w.send(from, { type, term: peer.term, reject: true });
}

/** A voter's first answer counts (tracker.RecordVote); what is known with it. */
function count(w: RaftDraft, sid: ServerId, granted: boolean): 'WON' | 'LOST' | 'OPEN' {
  const { ballots } = w.peer;
  if (!ballots.some((one) => one.sid === sid) && w.voters.includes(sid)) {
    w.edit().ballots = [...ballots, { sid, granted }];
  }
  const yes = supportersOf(w).length;
  const no = w.peer.ballots.length - yes;
  if (yes >= w.needed) return 'WON';
  return no >= w.needed ? 'LOST' : 'OPEN';
}

function supportersOf(w: RaftDraft): ServerId[] {
  const given = w.peer.ballots.filter((one) => one.granted);
  return given.map((one) => one.sid).sort((a, b) => a - b);
}

/** An answer to a request of this role's. */
export function onVoteAnswer(w: RaftDraft, from: ServerId, reject: boolean): void {
  const result = count(w, from, !reject);
  if (result === 'OPEN') return;
  if (result === 'WON') return w.peer.leaf === 'PRECANDIDATE' ? preVoteWon(w) : win(w);
  const { term, ballots } = w.peer;
  const refused = ballots.filter((one) => !one.granted).map((one) => one.sid);
  const of = w.voters.length;
  becomeFollower(w, term, NO_SERVER, because('lost.votes', { term, refused, of }));
}

function win(w: RaftDraft): void {
  const { term } = w.peer;
  const of = w.voters.length;
  const draft = w.edit();
  draft.leader = w.sid;
  w.resetClock(true);
  w.move('ELECTED', because('elected.votes', { term, supporters: supportersOf(w), of }));
  beginLeading(w, lastIndex(w.disk));
}
