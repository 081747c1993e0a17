import type { VariantName } from '../../zab/index.ts';

/** The invariants that each variant was seen to break, the telling one first. */
export const BREAKS: Readonly<Partial<Record<VariantName, readonly string[]>>> = {
  commitAlone: ['LeaderLogCompleteness', 'CommittedLogDurability', 'AcknowledgedWrites'],
  ackUnflushed: ['LeaderLogCompleteness', 'AcknowledgedWrites'],
  forgetAcceptedEpoch: ['Leadership2', 'Leadership1'],
  noHistoryCheck: ['CommittedLogDurability', 'LeaderLogCompleteness'],
  neverTrunc: ['ProcessConsistency', 'PrefixConsistency', 'proposalInconsistent'],
  applyAtProposal: ['Integrity'],
  halfQuorum: ['Leadership2', 'Leadership1'],
  answerAtProposal: ['AcknowledgedWrites'],
  commitOutOfOrder: ['proposalInconsistent', 'commitInconsistent'],
  diffInsteadOfTrunc: ['proposalInconsistent', 'ProcessConsistency'],
  noRolloverGuard: ['DiskEpochs', 'Leadership2'],
  zxidFromDiffHeader: ['proposalInconsistent', 'PrefixConsistency'],
  staleLogAfterSnap: ['ProcessConsistency', 'PrefixConsistency'],
  noFastForward: ['ProcessConsistency'],
  multiZxidEarly: ['PrefixConsistency'],
  keepMemoryAfterSnap: ['ProcessConsistency', 'PrefixConsistency'],
  ackWithoutLog: ['ProcessConsistency', 'LeaderLogCompleteness'],
  epochBeforeLog: ['CommittedLogDurability', 'LeaderLogCompleteness'],
  ackBeforeFsync: ['CommittedLogDurability', 'LeaderLogCompleteness'],
  earlyProposalAck: ['ackInconsistent'],
  zombieSyncThread: ['ProcessConsistency', 'PrefixConsistency'],
  committedLogHole: ['PrefixConsistency'],
  onDiskDiffAfterSnap: ['proposalInconsistent', 'PrefixConsistency'],
};
