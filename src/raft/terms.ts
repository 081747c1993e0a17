import { NO_SERVER, type ServerId } from '../model/index.ts';
import { because } from './because.ts';
import { isLeading } from './leaf.ts';
import { RAFT_MESSAGES, type RaftOwn } from './messages.ts';
import type { RaftDraft } from './raft-draft.ts';
import { abandonReads } from './reads.ts';

/*
 * What a message's term says before anybody looks at the message: raft.Step.
 */

/** Follower of a term, of a leader or of nobody yet (raft.becomeFollower, raft.reset). */
export function becomeFollower(
  w: RaftDraft,
  term: number,
  leader: ServerId,
  why: ReturnType<typeof because>,
): void {
  const draft = w.edit();
  const { leaf, leader: before } = draft;
  if (term !== draft.term) {
    draft.term = term;
    draft.vote = NO_SERVER;
  }
  draft.leader = leader;
  draft.leading = null;
  draft.ballots = [];
  w.resetClock(true);
  abandonReads(w);
  if (leaf !== 'FOLLOWER') w.move('STEPPED_DOWN', why);
  else if (leader !== before) w.tellRole(why);
}

/** It has heard a leader so lately that nobody else can have won: it answers no candidate. */
function inLease(w: RaftDraft): boolean {
  const { leader, elapsed } = w.peer;
  if (w.context.variants.noCheckQuorum) return false;
  return leader !== NO_SERVER && elapsed < w.electionTicks;
}

const isFromLeader = ({ type }: RaftOwn): boolean =>
  type === 'MsgApp' || type === 'MsgHeartbeat' || type === 'MsgSnap';

/** Brings the member to the message's term; false: the message is done with. */
export function heedTerm(w: RaftDraft, from: ServerId, message: RaftOwn): boolean {
  const { term } = w.peer;
  // A message without a term is taken by whoever gets it.
  if (message.term === 0 || message.term === term) return true;
  return message.term > term ? heedLarger(w, from, message) : heedSmaller(w, from, message);
}

function heedLarger(w: RaftDraft, from: ServerId, message: RaftOwn): boolean {
  const asks = message.type === 'MsgVote' || message.type === 'MsgPreVote';
  if (asks && !message.transfer && inLease(w)) {
    const { leader, elapsed } = w.peer;
    const facts = { candidate: from, leader, ticks: w.electionTicks - elapsed };
    const why = because('vote.inLease', facts);
    w.note({ type: 'messageIgnored', from, message, class: 'VOTE', because: why });
    return false;
  }
  if (message.type === 'MsgPreVote') return true;
  if (message.type === 'MsgPreVoteResp' && !message.reject) return true;
  const { term: before } = w.peer;
  const leader = isFromLeader(message) ? from : NO_SERVER;
  const why = because('term.newer', { term: message.term, before, from });
  if (!isLeading(w.peer.leaf)) w.remark(why);
  becomeFollower(w, message.term, leader, why);
  return true;
}

function heedSmaller(w: RaftDraft, from: ServerId, message: RaftOwn): boolean {
  const { term } = w.peer;
  const { variants } = w.context;
  if (isFromLeader(message) && (!variants.noCheckQuorum || variants.preVote)) {
    // It makes a stale leader step down; a returning member with it a sound one.
    const answer = { index: 0, reject: false, hint: 0, hintTerm: 0 };
    w.send(from, { type: 'MsgAppResp', term, ...answer });
    return false;
  }
  if (message.type === 'MsgPreVote') {
    w.send(from, { type: 'MsgPreVoteResp', term, reject: true });
    return false;
  }
  w.ignored(from, message, RAFT_MESSAGES[message.type].class);
  return false;
}
