import type { ChunkedLog, RandomState } from '../lib/index.ts';
import type { Image, LearnerType, Micros, ServerId, Txn, Zxid } from '../model/index.ts';
import type {
  ReplicaContext,
  ReplicaEffect,
  ReplicaInput,
  ReplicaNote,
  ReplicaTimer,
  WriteTicket,
} from '../replica/index.ts';
import type { Disk, Snapshot } from './disk.ts';
import type { Leaf } from './leaf.ts';
import type { Message, Notification, ServerState } from './messages.ts';
import type { Variants } from './variants.ts';

/** An opinion of who should lead: Vote.java. `electionEpoch` is the round it belongs to. */
export interface Vote {
  readonly leader: ServerId;
  readonly zxid: Zxid;
  readonly peerEpoch: number;
  readonly electionEpoch: number;
}

/** A vote somebody was seen to hold, and in which state. */
export interface SeenVote {
  readonly sid: ServerId;
  readonly vote: Vote;
  readonly state: ServerState;
}

/** QuorumCnxManager's view of one other server: a connection or none, a send queue of one. */
export interface ElectorLink {
  readonly sid: ServerId;
  readonly status: 'none' | 'dialling' | 'up';
  /** Waits for a connection; a newer notification replaces it. */
  readonly queued: Notification | null;
  /** Sent again when a connection opens with nothing queued (SendWorker.run). */
  readonly lastSent: Notification | null;
}

/** FastLeaderElection and QuorumCnxManager. Lost with the process. */
export interface Election {
  /** logicalclock: the election round. */
  readonly round: number;
  /** The proposal while LOOKING; the decided vote afterwards. */
  readonly vote: Vote;
  /**
   * QuorumPeer.currentVote: what the last election decided, even while a new one is under way; its
   * own at the start. Observers and other non-voters are told this, not the proposal.
   */
  readonly current: Vote;
  readonly received: readonly SeenVote[];
  readonly outOfElection: readonly SeenVote[];
  /** A quorum agrees; 200 ms without a better vote end the election (finalizeWait). */
  readonly finalizing: boolean;
  readonly notificationMs: number;
  /** In the order of their sids. */
  readonly links: readonly ElectorLink[];
  /** Notifications that came while the last role was still being left. */
  readonly waiting: readonly { readonly from: ServerId; readonly message: Notification }[];
}

/** ZKDatabase: the tree, what was applied last, and the recent transactions kept for DIFF. */
export interface Memory {
  readonly image: Image;
  /** lastProcessedZxid: the highest zxid applied, or <e,0> at a leader's start. */
  readonly lastProcessed: Zxid;
  readonly committedLog: ChunkedLog<Txn>;
  /** Index in committedLog of minCommittedLog. */
  readonly committedFrom: number;
}

export type SyncMode = 'NONE' | 'DIFF' | 'TRUNC' | 'SNAP';

/** How far a learner has come with its leader. */
export type LearnerProgress =
  | 'CONNECTING'
  | 'REGISTERED' // FOLLOWERINFO sent
  | 'EPOCH_ACKED' // ACKEPOCH sent, waiting for DIFF, TRUNC or SNAP
  | 'RECEIVING' // between the header and NEWLEADER
  | 'SAVING' // NEWLEADER handled, its snapshot or log entries not yet on disk
  | 'NEWLEADER_ACKED'
  | 'SERVING';

/**
 * Learner, Follower, Observer: what a server knows about following. In every step's end:
 * 1. 0 <= head <= pending.length.
 * 2. While SERVING nothing is left in toCommit.
 * 3. Only while SAVING does something wait in the inbox, and is the connection gone unnoticed.
 * 4. Before LEADERINFO (CONNECTING, REGISTERED) the epoch is 0, and nothing is pending.
 */
export interface Learner {
  readonly leader: ServerId;
  readonly progress: LearnerProgress;
  readonly attempts: number;
  /** The new epoch, from LEADERINFO. */
  readonly epoch: number;
  readonly syncMode: SyncMode;
  /** Something was applied between a TRUNC and NEWLEADER: the log has no record of it. */
  readonly appliedUnlogged: boolean;
  /** packetsNotLogged, then pendingTxns: received, not committed. Items before `head` are done. */
  readonly pending: ChunkedLog<Txn>;
  readonly head: number;
  /** packetsCommitted: COMMITs that wait for NEWLEADER or UPTODATE. */
  readonly toCommit: readonly Zxid[];
  /** Log entries from this index on are acknowledged one by one when they are on disk. */
  readonly ackFrom: number;
  /** What came while SAVING: the thread that reads the socket stands in an fsync. */
  readonly inbox: readonly Message[];
  /** The connection ended while SAVING: noticed when the thread reads or writes again. */
  readonly gone: boolean;
  readonly heardAt: Micros;
}

export type HandlerProgress =
  | 'ACCEPTED' // connection open, first packet awaited
  | 'REGISTERED' // FOLLOWERINFO came
  | 'EPOCH_SENT' // LEADERINFO sent
  | 'EPOCH_ACKED' // ACKEPOCH came
  | 'SYNCING' // header to NEWLEADER sent
  | 'ACKED' // NEWLEADER acknowledged
  | 'SERVING'; // UPTODATE sent

/** LearnerHandler: the leader's view of one learner. */
export interface LearnerHandler {
  readonly sid: ServerId;
  readonly learnerType: LearnerType;
  readonly progress: HandlerProgress;
  /** From ACKEPOCH. */
  readonly lastZxid: Zxid;
  readonly syncMode: SyncMode;
  /** ACKs are cumulative, since streams are FIFO. */
  readonly acked: Zxid;
  /** tickOfNextAckDeadline. */
  readonly deadlineTick: number;
  readonly heardAt: Micros;
  /** SyncLimitCheck: the oldest proposal sent and not acknowledged, and when it was sent. */
  readonly oldestUnacked: { readonly zxid: Zxid; readonly at: Micros } | null;
  /** The latest proposal sent while that one waited: it is waited for next. */
  readonly latestUnacked: { readonly zxid: Zxid; readonly at: Micros } | null;
}

/**
 * Leader. In every step's end:
 * 1. 0 <= committedCount <= proposals.length.
 * 2. lastCommitted <= lastProposed, and ownAcked <= lastProposed.
 * 3. One handler a learner, in the order of their sids.
 * 4. Without an epoch nobody has acknowledged one, and nothing is proposed.
 * 5. Only who has an epoch is established.
 */
export interface Leader {
  /** getEpochToPropose: who has reported; the leader is among them. */
  readonly reported: readonly ServerId[];
  readonly highestAccepted: number;
  /** The new epoch, once a quorum has reported. */
  readonly epoch: number | null;
  /** (currentEpoch, lastZxid) as they were when leading began; the measure for ACKEPOCH. */
  readonly ownEpoch: number;
  readonly ownZxid: Zxid;
  readonly epochAcks: readonly ServerId[];
  readonly newLeaderAcks: readonly ServerId[];
  readonly established: boolean;
  readonly handlers: readonly LearnerHandler[];
  /** Everything proposed in this epoch, in order; the first `committedCount` are committed. */
  readonly proposals: ChunkedLog<Txn>;
  readonly committedCount: number;
  readonly lastProposed: Zxid;
  readonly lastCommitted: Zxid;
  /** Proposals of this epoch that are on the leader's own disk: its own vote. */
  readonly ownAcked: Zxid;
  readonly tick: number;
  readonly halfTick: boolean;
}

/** One server's part in the protocol. Grouped by owner, as in the TLA+ specification. */
export interface Peer {
  readonly sid: ServerId;
  readonly leaf: Leaf;
  readonly disk: Disk;
  readonly memory: Memory;
  readonly election: Election;
  readonly leader: Leader | null;
  readonly learner: Learner | null;
  /** Only for when to take the next snapshot (SyncRequestProcessor). */
  readonly chance: RandomState;
  /** Log entries since the last snapshot, and after how many the next one is taken. */
  readonly sinceSnapshot: number;
  readonly snapshotAfter: number;
  /** A snapshot on its way to the disk. */
  readonly saving: Snapshot | null;
  /** Whether this process has a log file open (each start opens a new one). */
  readonly logOpen: boolean;
}

/** On which kind of connection, seen from this side: I am an elector, the leader, the learner. */
export type Side = 'elector' | 'leader' | 'learner';

export type TimerKind =
  | 'notification' // FLE: notTimeout
  | 'finalize' // FLE: finalizeWait
  | 'cnx' // QuorumCnxManager: connect timeout, per peer
  | 'init' // leader: initLimit waits
  | 'tick' // leader: half a tick
  | 'handler' // leader: socket read timeout, per learner
  | 'connect' // learner: next attempt to reach the leader
  | 'read'; // learner: socket read timeout

export type Timer = ReplicaTimer<TimerKind>;

/**
 * Names log entries by their place in a log that may have been cut meanwhile: after a truncation
 * (another generation) it covers no more than what is left of what had been fsynced.
 */
export interface LogTicket extends WriteTicket {
  readonly generation: number;
}

export type PeerInput = ReplicaInput<Message, Side, TimerKind, LogTicket>;
export type PeerNote = ReplicaNote<Message, Leaf, SyncMode>;
export type PeerEffect = ReplicaEffect<Message, Side, TimerKind, Leaf, SyncMode>;
export type Context = ReplicaContext<Variants>;
