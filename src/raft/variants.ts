import type { VariantRow } from '../replica/index.ts';

const MADE: VariantRow = { jira: null };
/** `jira`: the number of the issue or pull request at etcd-io. */
const real = (jira: number): VariantRow => ({ jira });
const later = (jira: number, since: string): VariantRow => ({ jira, since });

/**
 * Variants, each a switch that is read at one place and off in a correct group: bugs that etcd had,
 * and mutants made up for teaching; and last what later versions do otherwise.
 */
export const RAFT_VARIANTS = {
  /** A leader counts replicas of entries of any term, not of its own only. */
  commitOldTerm: MADE,
  /** A member acknowledges entries that its disk does not have yet. */
  respBeforeFsync: MADE,
  /** The vote is kept in memory only: a restart forgets to whom it was given. */
  forgetVote: MADE,
  /** A vote is given without a look at the log of who asks. */
  voteBlind: MADE,
  /** Half of an even number of voters counts as a majority. */
  halfMajority: MADE,
  /** A heartbeat tells a member of commits that its log was not compared up to. */
  heartbeatFullCommit: MADE,
  /** A member appends without a look at what stands before. */
  appendBlind: MADE,
  /** A member keeps what differs from the leader's log. */
  neverCut: MADE,
  /** A leader commits what its own disk has. */
  selfQuorum: MADE,
  /** A member applies entries when they come, not when they are committed. */
  applyAtAppend: MADE,
  /** A leader answers a read without asking whether it still leads. */
  readLocal: MADE,
  /** A leader answers reads while its own clock says that nobody else can lead. */
  leaseRead: MADE,
  /** What is committed is applied while the disk still writes it. */
  applyBesideWal: real(14370),
  /** The recorded state is on disk before the snapshot that it needs. */
  stateBeforeSnapshot: real(10219),
  /** A new leader appends nothing of its own: what it inherits stays uncommitted. */
  noEmptyEntry: MADE,
  /** All members wait equally long before they campaign. */
  sameTimeouts: MADE,
  /** A message carries one entry at most (raft.Config.MaxSizePerMsg 0). */
  oneEntryAMessage: MADE,
  /** A leader that hears from no majority goes on, and members answer any candidate. */
  noCheckQuorum: MADE,
  /** A member asks first whether it would win, and begins no term before. */
  preVote: later(13110, '3.5'),
  /** A refusal names the term that the member has there: a probe a term, not one an index. */
  termHints: later(11964, '3.5'),
} as const satisfies Readonly<Record<string, VariantRow>>;

export type RaftVariantName = keyof typeof RAFT_VARIANTS;
export type RaftVariants = Readonly<Partial<Record<RaftVariantName, boolean>>>;
