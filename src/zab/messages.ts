import type { Image, ServerId, Txn, Zxid } from '../model/index.ts';
import type { MessageClass, MessageRow, ServiceMessage } from '../replica/index.ts';

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
  | ServiceMessage;
export type MessageType = Message['type'];
export type MessageOf<K extends MessageType> = Extract<Message, { readonly type: K }>;

export type Phase = 'election' | 'discovery' | 'synchronization' | 'broadcast';

/** On whose delay something turns: menus offer to hold it, and chance holds it. */
const TURNING = { holdable: true, turning: 1 } as const;
/** The same, and more often. */
const OFTEN = { holdable: true, turning: 2 } as const;
/** Something turns on it, too, but menus are short. */
const UNOFFERED = { holdable: false, turning: 1 } as const;
const IDLE = { holdable: false, turning: 0 } as const;
/** The one that is meant where its class is named. */
const chief = (of: MessageClass) => ({ class: of, chief: true }) as const;

/**
 * The phase a message belongs to, its name in the ZAB paper, its packet code (Leader.java), and
 * what all that is around a peer knows of it.
 */
export const MESSAGES: Readonly<Record<MessageType, MessageRow & { readonly phase: Phase }>> = {
  NOTIFICATION: { phase: 'election', paper: '-', code: 0, ...chief('VOTE'), ...TURNING },
  FOLLOWERINFO: { phase: 'discovery', paper: 'CEPOCH', code: 11, class: 'SYNC', ...TURNING },
  OBSERVERINFO: { phase: 'discovery', paper: 'CEPOCH', code: 16, class: 'SYNC', ...IDLE },
  LEADERINFO: { phase: 'discovery', paper: 'NEWEPOCH', code: 17, class: 'SYNC', ...TURNING },
  ACKEPOCH: { phase: 'discovery', paper: 'ACK-E', code: 18, class: 'SYNC', ...TURNING },
  DIFF: { phase: 'synchronization', paper: 'NEWLEADER', code: 13, class: 'SYNC', ...UNOFFERED },
  TRUNC: { phase: 'synchronization', paper: 'NEWLEADER', code: 14, class: 'SYNC', ...UNOFFERED },
  SNAP: { phase: 'synchronization', paper: 'NEWLEADER', code: 15, class: 'SYNC', ...UNOFFERED },
  NEWLEADER: {
    phase: 'synchronization',
    paper: 'NEWLEADER',
    code: 10,
    ...chief('SYNC'),
    ...TURNING,
  },
  UPTODATE: { phase: 'synchronization', paper: 'COMMIT-LD', code: 12, class: 'SYNC', ...TURNING },
  PROPOSAL: {
    phase: 'broadcast',
    paper: 'PROPOSE',
    code: 2,
    ...chief('ENTRY'),
    short: 'P',
    ...OFTEN,
  },
  ACK: { phase: 'broadcast', paper: 'ACK', code: 3, ...chief('ACK'), ...OFTEN },
  COMMIT: {
    phase: 'broadcast',
    paper: 'COMMIT',
    code: 4,
    ...chief('COMMIT'),
    short: 'C',
    ...OFTEN,
  },
  INFORM: { phase: 'broadcast', paper: 'COMMIT', code: 8, class: 'ENTRY', short: 'I', ...IDLE },
  PING: { phase: 'broadcast', paper: '-', code: 5, ...chief('BEAT'), ...UNOFFERED },
  REQUEST: { phase: 'broadcast', paper: '-', code: 1, ...chief('REQUEST'), ...UNOFFERED },
  SYNC: { phase: 'broadcast', paper: '-', code: 7, ...chief('READ'), ...IDLE },
  REVALIDATE: { phase: 'broadcast', paper: '-', code: 6, class: 'REQUEST', ...IDLE },
};
