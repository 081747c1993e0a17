import type { VariantRow } from '../replica/index.ts';

const made = (...breaks: readonly string[]): VariantRow => ({ jira: null, breaks });
/** `jira`: the number of the issue or pull request at etcd-io. */
const real = (jira: number, ...breaks: readonly string[]): VariantRow => ({ jira, breaks });
const later = (jira: number, since: string): VariantRow => ({ jira, breaks: [], since });

/**
 * Variants, each a switch that is read at one place and off in a correct group: bugs that etcd had,
 * and mutants made up for teaching; and last what later versions do otherwise.
 */
export const RAFT_VARIANTS = {
  /** A leader counts replicas of entries of any term, not of its own only. */
  commitOldTerm: made('LeaderCompleteness', 'StateMachineSafety'),
  /** A member acknowledges entries that its disk does not have yet. */
  respBeforeFsync: made('AckOnDisk', 'LeaderCompleteness'),
  /** The vote is kept in memory only: a restart forgets to whom it was given. */
  forgetVote: made('OneVoteATerm', 'ElectionSafety'),
  /** A vote is given without a look at the log of who asks. */
  voteBlind: made('LeaderCompleteness', 'StateMachineSafety'),
  /** Half of an even number of voters counts as a majority. */
  halfMajority: made('StateMachineSafety'),
  /** A heartbeat tells a member of commits that its log was not compared up to. */
  heartbeatFullCommit: made('StateMachineSafety'),
  /** A member appends without a look at what stands before. */
  appendBlind: made('LogMatching'),
  /** A member keeps what differs from the leader's log. */
  neverCut: made('StateMachineSafety'),
  /** A leader commits what its own disk has. */
  selfQuorum: made('QuorumLog', 'LeaderCompleteness'),
  /** A member applies entries when they come, not when they are committed. */
  applyAtAppend: made('StateMachineSafety'),
  /** A leader answers a read without asking whether it still leads. */
  readLocal: made('LinearizableReads'),
  /** A leader answers reads while its own clock says that nobody else can lead. */
  leaseRead: made('LinearizableReads'),
  /** What is committed is applied while the disk still writes it. */
  applyBesideWal: real(14370, 'CommittedDurable'),
  /** The recorded state is on disk before the snapshot that it needs. */
  stateBeforeSnapshot: real(10219, 'CommittedDurable'),
  /** A new leader appends nothing of its own: what it inherits stays uncommitted. */
  noEmptyEntry: made(),
  /** All members wait equally long before they campaign. */
  sameTimeouts: made(),
  /** A message carries one entry at most (raft.Config.MaxSizePerMsg 0). */
  oneEntryAMessage: made(),
  /** A leader that hears from no majority goes on, and members answer any candidate. */
  noCheckQuorum: made(),
  /** A member asks first whether it would win, and begins no term before. */
  preVote: later(13110, '3.5'),
  /** A refusal names the term that the member has there: a probe a term, not one an index. */
  termHints: later(11964, '3.5'),
} as const satisfies Readonly<Record<string, VariantRow>>;

export type RaftVariantName = keyof typeof RAFT_VARIANTS;
export type RaftVariants = Readonly<Partial<Record<RaftVariantName, boolean>>>;
