import type { RandomState } from '../lib/index.ts';
import type { Image, Micros, ServerId, Txn, Zxid } from '../model/index.ts';
import type {
  Group,
  ReplicaContext,
  ReplicaEffect,
  ReplicaInput,
  ReplicaNote,
  ReplicaTimer,
  WriteTicket,
} from '../replica/index.ts';
import type { HardState, RaftDisk, RaftLog, StateFile } from './disk.ts';
import type { RaftLeaf } from './leaf.ts';
import type { RaftMessage, RaftOwn } from './messages.ts';
import type { RaftVariants } from './variants.ts';

/** An answer to a request for a vote, the first of each voter. */
export interface Ballot {
  readonly sid: ServerId;
  readonly granted: boolean;
}

/** How a leader sends to a member (tracker.StateType). */
export type Sending = 'PROBE' | 'REPLICATE' | 'SNAPSHOT';

/** A leader's view of a member, itself included (tracker.Progress). */
export interface MemberProgress {
  readonly sid: ServerId;
  readonly voter: boolean;
  /** Up to here its log is known to be on disk and the leader's. */
  readonly match: number;
  /** What is sent to it next. */
  readonly next: number;
  readonly sending: Sending;
  /** PROBE: one MsgApp is out, and the next waits for an answer or a heartbeat's. */
  readonly waits: boolean;
  /** SNAPSHOT: as of which index. */
  readonly snapshot: number;
  /** REPLICATE: the last index of each MsgApp that is not acknowledged, oldest first. */
  readonly window: readonly number[];
  /** It has answered something since the last look at the quorum. */
  readonly active: boolean;
}

/** A read that a leader is to confirm (raft.readOnly). */
export interface AskedRead {
  /** The leader's own count of them: heartbeats carry it. */
  readonly id: number;
  readonly from: ServerId;
  /** The number that it has where it was asked for. */
  readonly read: number;
  /** What was committed when it came. */
  readonly index: number;
  readonly heard: readonly ServerId[];
}

/** What only a leader has; lost with the role. */
export interface Leading {
  readonly members: readonly MemberProgress[];
  /** The index of the entry with which its term begins. */
  readonly first: number;
  /** To whom leadership is being handed; NO_SERVER: to nobody. */
  readonly transferee: ServerId;
  /** A change of the group may stand up to here: no other before it is applied. */
  readonly changing: number;
  readonly reads: readonly AskedRead[];
  /** Reads that came before an entry of its own term was committed. */
  readonly early: readonly { readonly from: ServerId; readonly read: number }[];
  readonly lastRead: number;
}

/**
 * A read that this member waits for: what hangs on it (a sync, or a read that the service above
 * asked for), and whether its index is known.
 */
export interface WaitingRead {
  readonly read: number;
  /** Null: the leader has not answered yet. */
  readonly index: number | null;
  /** Ticks since it was asked for. */
  readonly ticks: number;
  readonly of: Extract<RaftMessage, { type: 'SYNC' }> | { readonly type: 'asked'; read: number };
}

/** A proposal that another member has passed on. */
export interface PassedOn {
  readonly from: ServerId;
  readonly entry: Omit<Txn, 'zxid'>;
}

/** A message that was formed and may leave with the batch. */
export interface Outgoing {
  readonly to: ServerId;
  readonly message: RaftOwn;
}

/**
 * A batch that stands in an fsync (node.Ready): nothing of the next one leaves before it is over.
 * `saves`: a snapshot is being written first.
 */
export interface Batch {
  readonly number: number;
  readonly log: RaftLog;
  readonly hard: HardState;
  readonly messages: readonly Outgoing[];
  /** Entries up to here are applied when it is over: they came with it. */
  readonly applies: number;
  readonly saves: StateFile | null;
}

/** A connection to another member, on one of the two channels. */
export interface StreamLink {
  readonly sid: ServerId;
  readonly side: RaftSide;
  readonly status: 'NONE' | 'DIALLING' | 'UP';
  /** Which member that has this number is at its other end; 0 while it is NONE. */
  readonly id: number;
  /** Something came since the last look, and at how many looks nothing had. */
  readonly heard: boolean;
  readonly silent: number;
  /** UP: since when. */
  readonly since: Micros;
}

/** What the service above was told: whom it serves under, in which term. */
export interface ServedUnder {
  readonly leader: ServerId;
  readonly term: number;
}

/**
 * One member of a Raft group. In every step's end:
 * 1. What is applied is committed, and what is committed stands in the log.
 * 2. Only a leader has a leader's part, and it takes itself for the leader.
 * 3. Terms on the platter are not ahead of the process's own.
 */
export interface RaftPeer {
  readonly sid: ServerId;
  readonly leaf: RaftLeaf;
  readonly disk: RaftDisk;
  readonly memory: { readonly image: Image; readonly lastProcessed: Zxid };
  /** The image has the effects of entries up to here: what is applied, or more (`backend.ts`). */
  readonly covers: number;
  readonly startedAt: Micros;
  /** As of what is applied. */
  readonly group: Group;
  readonly term: number;
  readonly vote: ServerId;
  readonly commit: number;
  /** The leader of this term as far as it knows; NO_SERVER: none. */
  readonly leader: ServerId;
  /** Ticks since the clock was reset, and at how many of them it campaigns. */
  readonly elapsed: number;
  readonly timeout: number;
  readonly chance: RandomState;
  readonly ballots: readonly Ballot[];
  readonly leading: Leading | null;
  readonly reads: readonly WaitingRead[];
  readonly lastRead: number;
  /** What others have passed on since this member knows of no leader, oldest first: it waits. */
  readonly proposals: readonly PassedOn[];
  /** Log entries up to here are gone from memory: who lacks them needs a snapshot. */
  readonly compacted: number;
  readonly saving: StateFile | null;
  /** A snapshot that came and is not on disk yet. */
  readonly restoring: StateFile | null;
  readonly out: readonly Outgoing[];
  readonly batch: Batch | null;
  readonly batches: number;
  /** A tick came while the batch stood in an fsync. */
  readonly tickDue: boolean;
  readonly links: readonly StreamLink[];
  /** Looks at the links since the start; -1: the clock was put forward already. */
  readonly looks: number;
  readonly told: ServedUnder | null;
}

/** On which channel: that of MsgApp, or that of everything else. */
export type RaftSide = 'msgApp' | 'message';
export type RaftTimerKind =
  | 'tick' // raft's own clock (heartbeatMs)
  | 'link' // a look at the streams: rafthttp's heartbeat and read timeout
  | 'leave' // it was removed from the group
  | 'ping'; // what the servers above want to hear of each other
export type RaftTimer = ReplicaTimer<RaftTimerKind>;

/** Stands for a batch, whatever becomes of the log meanwhile. */
export interface BatchTicket extends WriteTicket {
  readonly number: number;
}

export type RaftInput = ReplicaInput<RaftMessage, RaftSide, RaftTimerKind, BatchTicket>;
export type RaftNote = ReplicaNote<RaftMessage, RaftLeaf, Sending>;
export type RaftEffect = ReplicaEffect<RaftMessage, RaftSide, RaftTimerKind, RaftLeaf, Sending>;
export type RaftContext = ReplicaContext<RaftVariants>;
