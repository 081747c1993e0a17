import { emptyMap, type Mutable, type TrieMap } from '../../lib/index.ts';
import type { ServerId, Txn } from '../../model/index.ts';
import type { World } from '../../sim/index.ts';
import type { Ledger } from '../ledger.ts';

/** What stands at a position, wherever it does, and the term of what stands before it. */
export interface Placed {
  readonly txn: Txn;
  readonly previous: number;
}

/** Of the committed list: leaders up to this term have committed so many. */
export interface CommittedBy {
  readonly term: number;
  readonly count: number;
}

/** The ghost variables of etcdraft.tla, and what is remembered of votes and reads. */
export interface RaftGhost {
  /** Who led a term, by its number. */
  readonly leaders: TrieMap<ServerId>;
  /** By term and index: `3·9`. */
  readonly placed: TrieMap<Placed>;
  /** To whom a voter gave its vote of a term: `1:1:3`, with its id. */
  readonly votes: TrieMap<ServerId>;
  /** What was committed when a member asked for a read: `1:7`. */
  readonly reads: TrieMap<number>;
  readonly committedBy: readonly CommittedBy[];
  /** Whether a change of the group was committed. */
  readonly regrouped: boolean;
}

/** The ledger of a run of Raft. */
export interface RaftLedger extends Ledger {
  readonly ghost: RaftGhost;
}

export function newRaftGhost(_world: World): RaftGhost {
  return {
    leaders: emptyMap(),
    placed: emptyMap(),
    votes: emptyMap(),
    reads: emptyMap(),
    committedBy: [],
    regrouped: false,
  };
}

export function draftRaftGhost(g: RaftGhost): Mutable<RaftGhost> {
  return {
    leaders: g.leaders,
    placed: g.placed,
    votes: g.votes,
    reads: g.reads,
    committedBy: g.committedBy,
    regrouped: g.regrouped,
  };
}
