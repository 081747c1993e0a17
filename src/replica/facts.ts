import type { DatabaseFile, Image, Micros, ServerId, Txn, Zxid } from '../model/index.ts';
import type { Group } from './group.ts';

/**
 * How a replica stands to its group, in words that every protocol shares. `none`: its process does
 * not run, or has no part in an election yet; `elected`: it leads by votes, and no quorum has
 * confirmed its history; `passive`: it follows and has no vote.
 */
export type Standing = 'none' | 'candidate' | 'elected' | 'established' | 'following' | 'passive';

/** A number that a replica keeps on its disk, since others rely on it. */
export interface PromiseFacts {
  /** As the protocol calls it. */
  readonly name: string;
  readonly value: number;
  /** It is a server's number, and no epoch or term; 0: nobody's. */
  readonly isServer?: true;
}

/** An opinion of who should lead, and on what ground. */
export interface VoteFacts {
  readonly leader: ServerId;
  /** In which election it is given: a round, or a term. */
  readonly round: number;
  /** The candidate's last epoch or term, and its last entry. */
  readonly term: number;
  readonly last: Zxid;
}

/** A vote that somebody was heard to give. */
export interface HeardVote {
  readonly sid: ServerId;
  readonly vote: VoteFacts;
  /** In which role it was given, in the protocol's words. */
  readonly role: string;
  /** It agrees with this replica's own vote and comes from a voter: one of the quorum. */
  readonly counts: boolean;
}

/** What a running replica knows of an election. */
export interface ElectionFacts {
  /** An election is under way; otherwise this is how the last one ended. */
  readonly open: boolean;
  readonly round: number;
  readonly vote: VoteFacts;
  /** Whose votes are known, by number; a voter's own is among them. */
  readonly heard: readonly HeardVote[];
  /** Votes of those that have decided already, in an election that is not this one. */
  readonly decided: readonly HeardVote[];
  /** A quorum agrees; it waits a moment for a better vote. */
  readonly finalizing: boolean;
}

/** What a replica waits for: `have` of the `need` that make it. */
export interface CountFacts {
  readonly of: 'votes' | 'reports' | 'epochAcks' | 'newLeaderAcks' | 'followers';
  readonly have: number;
  readonly need: number;
}

/** What a replica has of one entry, and what it knows of its fate. */
export interface EntryFacts {
  readonly id: Zxid;
  /** Null when only a snapshot holds it. */
  readonly txn: Txn | null;
  /** It stands in the log; otherwise it is received and no more, or only a snapshot has it. */
  readonly logged: boolean;
  /** A crash would leave it. */
  readonly onDisk: boolean;
  /** False: it stands before a gap in the log, and no restart reads it. */
  readonly usable: boolean;
  /** At or before the last entry of which this replica knows that it is committed, or applied. */
  readonly committed: boolean;
  readonly applied: boolean;
}

/** A replica's log: what is appended, and after that what it has received and not yet appended. */
export interface LogFacts {
  readonly length: number;
  /** The entries from an index on, oldest first; a negative index counts as 0. */
  from(index: number): readonly EntryFacts[];
  /** What it has of an entry; null: nothing. */
  find(id: Zxid): EntryFacts | null;
  /** Whether something appended waits for the disk. */
  readonly writing: boolean;
  /** The first entry of the log; the snapshot's while the log is empty; ZERO: nothing at all. */
  readonly first: Zxid;
  /** The last entry that a restart would find if all that is appended were on disk. */
  readonly last: Zxid;
  /** Up to where it knows that entries are committed; nothing: ZERO, as for the two below. */
  readonly committed: Zxid;
  /** Up to where entries are applied to what it holds in memory. */
  readonly applied: Zxid;
  /** Up to where its newest snapshot goes. */
  readonly snapshot: Zxid;
  /** Snapshots on its disk, oldest first. */
  readonly snapshots: readonly { readonly zxid: Zxid }[];
  /** How many files its log is kept in. */
  readonly files: number;
}

/**
 * Whether an entry is decided, as its leader counts. `older`: enough have it, and it is of an older
 * term, so that this alone does not commit it.
 */
export type QuorumVerdict = 'waiting' | 'reached' | 'older' | 'committed';

/** Who has an entry on disk, as far as its leader may believe, and how many it takes. */
export interface QuorumFacts {
  /** Under the variants of this run. */
  readonly needed: number;
  readonly reached: readonly ServerId[];
  readonly verdict: QuorumVerdict;
}

/** What a leader knows of another member. */
export interface MemberFacts {
  readonly sid: ServerId;
  readonly voter: boolean;
  /** Up to where it has acknowledged entries. */
  readonly acked: Zxid;
  /** What the leader does with it, in the protocol's words. */
  readonly doing: string;
  /** It has the leader's history, and serves clients as far as the leader knows. */
  readonly serving: boolean;
}

/** What only a leader knows. */
export interface LeadingFacts {
  /** Entries proposed under this leadership. */
  readonly proposed: number;
  /** The entry proposed last; that with which it began, while there is none. */
  readonly lastProposed: Zxid;
  /** The entry that is decided next; null: all are committed. */
  readonly next: Zxid | null;
  /** Those that are connected, by number. */
  readonly members: readonly MemberFacts[];
  /** How it stands with an entry of this leadership. */
  quorum(id: Zxid): QuorumFacts;
}

/**
 * Everything that is known of a replica outside of its protocol: what is drawn, described, taught
 * and judged above is said in these words. Each is worked out when it is asked for.
 */
export interface Facts {
  /** Role, phase and leaf of its chart, in the protocol's words; null while it does not run. */
  readonly role: string | null;
  readonly phase: string | null;
  readonly leaf: string | null;
  readonly standing: Standing;
  /** Whom it takes for the leader, itself included; null: nobody. */
  readonly leader: ServerId | null;
  /** The epoch or term whose history it has adopted. */
  readonly term: number;
  readonly promises: readonly PromiseFacts[];
  /** Null while it does not run. */
  readonly election: ElectionFacts | null;
  /** Who belongs to the group, as far as it knows; absent: those of the configuration, for good. */
  readonly group?: Group;
  /** Since when another is connected without a break; null: it is not. Absent: nobody asks. */
  connectedSince?(sid: ServerId): Micros | null;
  /**
   * The image's file and what it should hold at a moment (StateMachine.written); null: nothing was
   * written yet. Absent: the image is in memory alone.
   */
  databaseAt?(now: Micros): { readonly file: DatabaseFile; readonly image: Image } | null;
  /** How many voters make a quorum, under the variants of this run. */
  readonly needed: number;
  /** A count towards a quorum, in the words of the phase; null when nothing is being counted. */
  readonly count: CountFacts | null;
  readonly log: LogFacts;
  /** Null unless it leads. */
  readonly leading: LeadingFacts | null;
}
