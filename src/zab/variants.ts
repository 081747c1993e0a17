import type { VariantRow } from '../replica/index.ts';

const made = (...breaks: readonly string[]): VariantRow => ({ jira: null, breaks });
const real = (jira: number, ...breaks: readonly string[]): VariantRow => ({ jira, breaks });
const later = (jira: number, since: string): VariantRow => ({ jira, breaks: [], since });

/**
 * Variants, each a switch that is read at one place and off in a correct ensemble: bugs that
 * ZooKeeper had, under their JIRA numbers, and mutants made up for teaching; and last what clients
 * see of later versions.
 */
export const VARIANTS = {
  /** A leader commits when its own disk has a proposal, whoever else has it. */
  commitAlone: made('LeaderLogCompleteness', 'CommittedLogDurability', 'AcknowledgedWrites'),
  /** A follower acknowledges a proposal that its disk does not have yet (forceSync=no). */
  ackUnflushed: made('LeaderLogCompleteness', 'AcknowledgedWrites'),
  /** acceptedEpoch is kept in memory only: a restart forgets the promise. */
  forgetAcceptedEpoch: made('Leadership2', 'Leadership1'),
  /** Votes are compared by sid alone. Safe with the check at ACKEPOCH, but may go on for ever. */
  voteBySid: made(),
  /** A leader does not compare histories at ACKEPOCH: unsafe together with voteBySid. */
  noHistoryCheck: made('CommittedLogDurability', 'LeaderLogCompleteness'),
  /** A leader never tells anybody to TRUNC: it sends a DIFF instead. */
  neverTrunc: made('ProcessConsistency', 'PrefixConsistency', 'proposalInconsistent'),
  /** A follower applies a proposal when it comes, not when it is committed. */
  applyAtProposal: made('Integrity'),
  /** Half of an even number of voters counts as a quorum. */
  halfQuorum: made('Leadership2', 'Leadership1'),
  /** A leader answers its clients when it proposes what they asked for. */
  answerAtProposal: made('AcknowledgedWrites'),
  /** Streams between servers reorder: an ACK stands for proposals that never came. */
  commitOutOfOrder: made('proposalInconsistent', 'commitInconsistent'),
  /** The first quorum ends an election; nobody waits for a better vote. */
  noFinalizeWait: made(),
  /** A leader does not note which sessions were active at its learners. */
  noSessionTouch: made(),
  /** A zxid between the leader's recent ones counts as known, also if it is none of them. */
  diffInsteadOfTrunc: real(1154, 'proposalInconsistent', 'ProcessConsistency'),
  /** The counter overflows into the epoch. */
  noRolloverGuard: real(1277, 'DiskEpochs', 'Leadership2'),
  /** Who joins counts the votes of members as equal only if they are so in every field. */
  strictVoteMatch: real(1732),
  /** A learner takes the zxid of the DIFF header for its own before it has the transactions. */
  zxidFromDiffHeader: real(2355, 'proposalInconsistent', 'PrefixConsistency'),
  /** A learner that is ahead gets a SNAP, and its longer log stays on disk. */
  staleLogAfterSnap: real(2832, 'ProcessConsistency', 'PrefixConsistency'),
  /** Who leaves a role keeps its memory as it is: the logged tail is not counted. */
  noFastForward: real(2845, 'ProcessConsistency'),
  /** A snapshot that is being written when a multi is applied has its zxid, and half of it. */
  multiZxidEarly: real(3127, 'PrefixConsistency'),
  /** Memory from a SNAP that was not saved is kept when the leader is lost. */
  keepMemoryAfterSnap: real(3642, 'ProcessConsistency', 'PrefixConsistency'),
  /** NEWLEADER is acknowledged with the transactions of a DIFF in memory only. */
  ackWithoutLog: real(3911, 'ProcessConsistency', 'LeaderLogCompleteness'),
  /** currentEpoch is written before the transactions that belong to it. */
  epochBeforeLog: real(4643, 'CommittedLogDurability', 'LeaderLogCompleteness'),
  /** NEWLEADER is acknowledged while its transactions still wait for the disk. */
  ackBeforeFsync: real(4646, 'CommittedLogDurability', 'LeaderLogCompleteness'),
  /** A COMMIT between NEWLEADER and UPTODATE finds the list of proposals empty: an exception. */
  nullOnCommit: real(4394),
  /** A check that a client sends by itself is logged as a transaction that nobody can read. */
  standaloneCheck: real(2623),
  /** The closing of a session with many ephemerals is logged, and too long to be read back. */
  closeSessionTooLong: real(4306),
  /** Transactions of a DIFF are acknowledged before NEWLEADER is. */
  earlyProposalAck: real(4685, 'ackInconsistent'),
  /** What waits for the disk when a role ends is appended later, unknown to memory and vote. */
  zombieSyncThread: real(4712, 'ProcessConsistency', 'PrefixConsistency'),
  /** Transactions applied during a DIFF do not enter the committed log. */
  committedLogHole: real(4925, 'PrefixConsistency'),
  /** A log with a gap under a received snapshot still feeds a DIFF. */
  onDiskDiffAfterSnap: real(2846, 'proposalInconsistent', 'PrefixConsistency'),
  /** A connection's watches of one path keep their modes side by side. */
  keepWatchModes: later(4466, '3.9.0'),
  /** exists of a node that is there wants READ on it, as every other read does. */
  existsNeedsRead: later(2590, '3.8.4'),
} as const satisfies Readonly<Record<string, VariantRow>>;

export type VariantName = keyof typeof VARIANTS;
export type Variants = Readonly<Partial<Record<VariantName, boolean>>>;
