import type { Standing } from '../replica/index.ts';

/** raft.StateType; a leader is established when an entry of its term is committed. */
export type RaftLeaf =
  | 'FOLLOWER'
  | 'PRECANDIDATE'
  | 'CANDIDATE'
  | 'LEADER.ELECTED'
  | 'LEADER.ESTABLISHED';

export type RaftRole = 'FOLLOWER' | 'PRECANDIDATE' | 'CANDIDATE' | 'LEADER';

export function isLeading(leaf: RaftLeaf): boolean {
  return leaf === 'LEADER.ELECTED' || leaf === 'LEADER.ESTABLISHED';
}

export function isCampaigning(leaf: RaftLeaf): boolean {
  return leaf === 'CANDIDATE' || leaf === 'PRECANDIDATE';
}

/** raft.StateType of a leaf. */
export function roleOf(leaf: RaftLeaf): RaftRole {
  return isLeading(leaf) ? 'LEADER' : (leaf as Exclude<RaftRole, 'LEADER'>);
}

/** What is going on: votes are counted, or entries copied. Raft itself has no phases. */
export function phaseOf(leaf: RaftLeaf, knowsLeader: boolean): string {
  if (leaf === 'LEADER.ELECTED') return 'UNCONFIRMED';
  if (isCampaigning(leaf) || !knowsLeader) return 'ELECTION';
  return 'REPLICATION';
}

/** How a member stands to its group. */
export function standingOf(leaf: RaftLeaf, isVoter: boolean, knowsLeader: boolean): Standing {
  if (leaf === 'LEADER.ESTABLISHED') return 'established';
  if (leaf === 'LEADER.ELECTED') return 'elected';
  if (isCampaigning(leaf)) return 'candidate';
  if (!knowsLeader) return 'none';
  return isVoter ? 'following' : 'passive';
}
