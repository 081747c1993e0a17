import { compareZxid, sameZxid } from '../model/index.ts';
import type { Notification, ServerState } from './messages.ts';
import type { SeenVote, Vote } from './peer.ts';

/**
 * The total order of candidates: epoch, then zxid, then sid
 * (FastLeaderElection.totalOrderPredicate). Which of the three decided, or null when `a` does not
 * beat `b`.
 */
export function beatsBy(a: Vote, b: Vote): 'epoch' | 'zxid' | 'sid' | null {
  if (a.peerEpoch !== b.peerEpoch) return a.peerEpoch > b.peerEpoch ? 'epoch' : null;
  const order = compareZxid(a.zxid, b.zxid);
  if (order !== 0) return order > 0 ? 'zxid' : null;
  return a.leader > b.leader ? 'sid' : null;
}

/** The vote a notification carries. */
export function voteOf(n: Notification): Vote {
  return {
    leader: n.leader,
    zxid: n.zxid,
    peerEpoch: n.peerEpoch,
    electionEpoch: n.electionEpoch,
  };
}

/**
 * Whether two votes count as the same: all four fields while one of them was cast LOOKING; among
 * members of an ensemble only leader and epoch, since they report rounds and zxids differently
 * (Vote.equals, ZOOKEEPER-1732).
 */
export function sameVote(a: Vote, aState: ServerState, b: Vote, bState: ServerState): boolean {
  if (a.leader !== b.leader || a.peerEpoch !== b.peerEpoch) return false;
  if (aState !== 'LOOKING' && bState !== 'LOOKING') return true;
  return a.electionEpoch === b.electionEpoch && sameZxid(a.zxid, b.zxid);
}

/** The votes with `seen` in place of what its server was seen to vote before. */
export function record(votes: readonly SeenVote[], seen: SeenVote): readonly SeenVote[] {
  return [...votes.filter((v) => v.sid !== seen.sid), seen];
}

/** Who was seen to vote the same as `vote`, cast in `state`. */
export function supporters(votes: readonly SeenVote[], vote: Vote, state: ServerState): number[] {
  return votes.filter((v) => sameVote(v.vote, v.state, vote, state)).map((v) => v.sid);
}
