import type { VariantRow } from '../replica/index.ts';

const MADE: VariantRow = { jira: null };
const real = (jira: number): VariantRow => ({ jira });
const later = (jira: number, since: string): VariantRow => ({ jira, since });

/**
 * Variants, each a switch that is read at one place and off in a correct ensemble: bugs that
 * ZooKeeper had, under their JIRA numbers, and mutants made up for teaching; and last what clients
 * see of later versions.
 */
export const VARIANTS = {
  /** A leader commits when its own disk has a proposal, whoever else has it. */
  commitAlone: MADE,
  /** A follower acknowledges a proposal that its disk does not have yet (forceSync=no). */
  ackUnflushed: MADE,
  /** acceptedEpoch is kept in memory only: a restart forgets the promise. */
  forgetAcceptedEpoch: MADE,
  /** Votes are compared by sid alone. Safe with the check at ACKEPOCH, but may go on for ever. */
  voteBySid: MADE,
  /** A leader does not compare histories at ACKEPOCH: unsafe together with voteBySid. */
  noHistoryCheck: MADE,
  /** A leader never tells anybody to TRUNC: it sends a DIFF instead. */
  neverTrunc: MADE,
  /** A follower applies a proposal when it comes, not when it is committed. */
  applyAtProposal: MADE,
  /** Half of an even number of voters counts as a quorum. */
  halfQuorum: MADE,
  /** A leader answers its clients when it proposes what they asked for. */
  answerAtProposal: MADE,
  /** Streams between servers reorder: an ACK stands for proposals that never came. */
  commitOutOfOrder: MADE,
  /** The first quorum ends an election; nobody waits for a better vote. */
  noFinalizeWait: MADE,
  /** A leader does not note which sessions were active at its learners. */
  noSessionTouch: MADE,
  /** A zxid between the leader's recent ones counts as known, also if it is none of them. */
  diffInsteadOfTrunc: real(1154),
  /** The counter overflows into the epoch. */
  noRolloverGuard: real(1277),
  /** Who joins counts the votes of members as equal only if they are so in every field. */
  strictVoteMatch: real(1732),
  /** A learner takes the zxid of the DIFF header for its own before it has the transactions. */
  zxidFromDiffHeader: real(2355),
  /** A learner that is ahead gets a SNAP, and its longer log stays on disk. */
  staleLogAfterSnap: real(2832),
  /** Who leaves a role keeps its memory as it is: the logged tail is not counted. */
  noFastForward: real(2845),
  /** A snapshot that is being written when a multi is applied has its zxid, and half of it. */
  multiZxidEarly: real(3127),
  /** Memory from a SNAP that was not saved is kept when the leader is lost. */
  keepMemoryAfterSnap: real(3642),
  /** NEWLEADER is acknowledged with the transactions of a DIFF in memory only. */
  ackWithoutLog: real(3911),
  /** currentEpoch is written before the transactions that belong to it. */
  epochBeforeLog: real(4643),
  /** NEWLEADER is acknowledged while its transactions still wait for the disk. */
  ackBeforeFsync: real(4646),
  /** A COMMIT between NEWLEADER and UPTODATE finds the list of proposals empty: an exception. */
  nullOnCommit: real(4394),
  /** A check that a client sends by itself is logged as a transaction that nobody can read. */
  standaloneCheck: real(2623),
  /** The closing of a session with many ephemerals is logged, and too long to be read back. */
  closeSessionTooLong: real(4306),
  /** Transactions of a DIFF are acknowledged before NEWLEADER is. */
  earlyProposalAck: real(4685),
  /** What waits for the disk when a role ends is appended later, unknown to memory and vote. */
  zombieSyncThread: real(4712),
  /** Transactions applied during a DIFF do not enter the committed log. */
  committedLogHole: real(4925),
  /** A log with a gap under a received snapshot still feeds a DIFF. */
  onDiskDiffAfterSnap: real(2846),
  /** A connection's watches of one path keep their modes side by side. */
  keepWatchModes: later(4466, '3.9.0'),
  /** exists of a node that is there wants READ on it, as every other read does. */
  existsNeedsRead: later(2590, '3.8.4'),
} as const satisfies Readonly<Record<string, VariantRow>>;

export type VariantName = keyof typeof VARIANTS;
export type Variants = Readonly<Partial<Record<VariantName, boolean>>>;
