import { ackOnDisk } from './ack-on-disk.ts';
import { commitMonotone } from './commit-monotone.ts';
import { committedDurable } from './committed-durable.ts';
import { electionSafety } from './election-safety.ts';
import { leaderAppendOnly } from './leader-append-only.ts';
import { leaderCompleteness } from './leader-completeness.ts';
import { linearizableReads } from './linearizable-reads.ts';
import { logMatching } from './log-matching.ts';
import type { RaftInvariant } from './occasions.ts';
import { oneVoteATerm } from './one-vote-a-term.ts';
import { quorumLog } from './quorum-log.ts';
import { stateMachineSafety } from './state-machine-safety.ts';
import { termMonotone } from './term-monotone.ts';
import { voteOnDisk } from './vote-on-disk.ts';

/** Every invariant of Raft, in the order in which they are listed and judged. */
export const RAFT_INVARIANTS: readonly RaftInvariant[] = [
  electionSafety,
  leaderAppendOnly,
  logMatching,
  leaderCompleteness,
  stateMachineSafety,
  commitMonotone,
  oneVoteATerm,
  voteOnDisk,
  ackOnDisk,
  quorumLog,
  committedDurable,
  termMonotone,
  linearizableReads,
];
