import type { RaftVariantName } from '../../raft/index.ts';

/** The invariants that each variant was seen to break, the telling one first. */
export const BREAKS: Readonly<Partial<Record<RaftVariantName, readonly string[]>>> = {
  commitOldTerm: ['LeaderCompleteness', 'StateMachineSafety'],
  respBeforeFsync: ['AckOnDisk', 'LeaderCompleteness'],
  forgetVote: ['OneVoteATerm', 'ElectionSafety'],
  voteBlind: ['LeaderCompleteness', 'StateMachineSafety'],
  halfMajority: ['StateMachineSafety'],
  heartbeatFullCommit: ['StateMachineSafety'],
  appendBlind: ['LogMatching'],
  neverCut: ['StateMachineSafety'],
  selfQuorum: ['QuorumLog', 'LeaderCompleteness'],
  applyAtAppend: ['StateMachineSafety'],
  readLocal: ['LinearizableReads'],
  leaseRead: ['LinearizableReads'],
  applyBesideWal: ['CommittedDurable'],
  stateBeforeSnapshot: ['CommittedDurable'],
};
