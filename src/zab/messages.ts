import type { ClientRequest, Image, ServerId, SessionId, Txn, Zxid } from '../model/index.ts';

/** QuorumPeer.ServerState, as spelled on the wire. */
export type ServerState = 'LOOKING' | 'FOLLOWING' | 'LEADING' | 'OBSERVING';

/** FastLeaderElection.Notification: a vote and who carries it. */
export interface Notification {
  readonly type: 'NOTIFICATION';
  readonly leader: ServerId;
  readonly zxid: Zxid;
  readonly peerEpoch: number;
  /** The sender's logicalclock, or the round in which its vote was decided. */
  readonly electionEpoch: number;
  readonly state: ServerState;
}
export interface LearnerInfo {
  readonly type: 'FOLLOWERINFO' | 'OBSERVERINFO';
  readonly acceptedEpoch: number;
}
export interface LeaderInfo {
  readonly type: 'LEADERINFO';
  readonly epoch: number;
}
export interface AckEpoch {
  readonly type: 'ACKEPOCH';
  /** -1: "I acknowledged this epoch before; do not count me". */
  readonly currentEpoch: number;
  readonly lastZxid: Zxid;
}
export interface Diff {
  readonly type: 'DIFF';
  readonly zxid: Zxid;
}
export interface Trunc {
  readonly type: 'TRUNC';
  readonly zxid: Zxid;
}
export interface Snap {
  readonly type: 'SNAP';
  readonly zxid: Zxid;
  readonly image: Image;
}
export interface Proposal {
  readonly type: 'PROPOSAL';
  readonly zxid: Zxid;
  readonly txn: Txn;
}
export interface Commit {
  readonly type: 'COMMIT';
  readonly zxid: Zxid;
}
export interface Inform {
  readonly type: 'INFORM';
  readonly zxid: Zxid;
  readonly txn: Txn;
}
export interface NewLeader {
  readonly type: 'NEWLEADER';
  readonly zxid: Zxid;
}
export interface UpToDate {
  readonly type: 'UPTODATE';
  readonly zxid: Zxid;
}
/** "Logged and fsynced"; counter 0: NEWLEADER (first) or UPTODATE (second) acknowledged. */
export interface Ack {
  readonly type: 'ACK';
  readonly zxid: Zxid;
}
/** Leader to learner: alive. The answer carries the sessions that were active at the learner. */
export interface Ping {
  readonly type: 'PING';
  readonly touched: readonly SessionId[];
}
/** A client's write, sync or session request, forwarded. */
export interface Request {
  readonly type: 'REQUEST';
  readonly request: ClientRequest;
}
/** The leader's answer to a forwarded sync: everything before it in the stream is committed. */
export interface SyncDone {
  readonly type: 'SYNC';
  readonly session: SessionId;
  readonly cxid: number;
}
/** "Is this session alive, and mine now?"; answered with valid set. */
export interface Revalidate {
  readonly type: 'REVALIDATE';
  readonly session: SessionId;
  readonly timeoutMs: number;
  readonly valid: boolean;
}

/** What servers say to each other: notifications on election links, the rest on quorum links. */
export type Message =
  | Notification
  | LearnerInfo
  | LeaderInfo
  | AckEpoch
  | Diff
  | Trunc
  | Snap
  | Proposal
  | Commit
  | Inform
  | NewLeader
  | UpToDate
  | Ack
  | Ping
  | Request
  | SyncDone
  | Revalidate;
export type MessageType = Message['type'];
export type MessageOf<K extends MessageType> = Extract<Message, { readonly type: K }>;

export type Phase = 'election' | 'discovery' | 'synchronization' | 'broadcast';

/**
 * For people: the phase a message belongs to, its name in the ZAB paper, its packet code
 * (Leader.java).
 */
export const MESSAGES: Readonly<
  Record<MessageType, { readonly phase: Phase; readonly paper: string; readonly code: number }>
> = {
  NOTIFICATION: { phase: 'election', paper: '-', code: 0 },
  FOLLOWERINFO: { phase: 'discovery', paper: 'CEPOCH', code: 11 },
  OBSERVERINFO: { phase: 'discovery', paper: 'CEPOCH', code: 16 },
  LEADERINFO: { phase: 'discovery', paper: 'NEWEPOCH', code: 17 },
  ACKEPOCH: { phase: 'discovery', paper: 'ACK-E', code: 18 },
  DIFF: { phase: 'synchronization', paper: 'NEWLEADER', code: 13 },
  TRUNC: { phase: 'synchronization', paper: 'NEWLEADER', code: 14 },
  SNAP: { phase: 'synchronization', paper: 'NEWLEADER', code: 15 },
  NEWLEADER: { phase: 'synchronization', paper: 'NEWLEADER', code: 10 },
  UPTODATE: { phase: 'synchronization', paper: 'COMMIT-LD', code: 12 },
  PROPOSAL: { phase: 'broadcast', paper: 'PROPOSE', code: 2 },
  ACK: { phase: 'broadcast', paper: 'ACK', code: 3 },
  COMMIT: { phase: 'broadcast', paper: 'COMMIT', code: 4 },
  INFORM: { phase: 'broadcast', paper: 'COMMIT', code: 8 },
  PING: { phase: 'broadcast', paper: '-', code: 5 },
  REQUEST: { phase: 'broadcast', paper: '-', code: 1 },
  SYNC: { phase: 'broadcast', paper: '-', code: 7 },
  REVALIDATE: { phase: 'broadcast', paper: '-', code: 6 },
};
