/** How an invariant of Raft can be broken, by the id of its sentence. */
export const RAFT_BREACH_RULES = [
  'electionSafety.two',
  'leaderAppendOnly.cut',
  'logMatching.entry',
  'logMatching.previous',
  'leaderCompleteness.lacks',
  'stateMachineSafety.other',
  'stateMachineSafety.uncommitted',
  'stateMachineSafety.commits',
  'commitMonotone.falls',
  'oneVoteATerm.two',
  'voteOnDisk.lacks',
  'ackOnDisk.lacks',
  'quorumLog.few',
  'committedDurable.applied',
  'committedDurable.recorded',
  'termMonotone.falls',
  'linearizableReads.old',
] as const;
export type RaftBreachRule = (typeof RAFT_BREACH_RULES)[number];
