import type { Image, ServerId, Txn, Zxid } from '../model/index.ts';
import type { Group, MemberCall, MessageRow, ServiceMessage } from '../replica/index.ts';

/*
 * What members of a group say to each other, by the names of the wire (raftpb.Message). Each
 * carries its sender's term; a position is an index and the term of what stands there, `3·9`.
 */

/** "Would you vote for me", and "vote for me". */
export interface VoteRequest {
  readonly type: 'MsgPreVote' | 'MsgVote';
  /** The term that it is about: of a PreVote the one that its sender would begin. */
  readonly term: number;
  /** The last entry of who asks. */
  readonly lastZxid: Zxid;
  /** Part of a leader transfer: whoever knows a leader answers all the same. */
  readonly transfer: boolean;
}
export interface VoteAnswer {
  readonly type: 'MsgPreVoteResp' | 'MsgVoteResp';
  readonly term: number;
  readonly reject: boolean;
}
/** Entries behind `previous`, and how far the leader's commits go; without entries a probe. */
export interface AppendRequest {
  readonly type: 'MsgApp';
  readonly term: number;
  readonly previous: Zxid;
  readonly entries: readonly Txn[];
  readonly commit: number;
  /** The last entry, or the one before: what it is about. */
  readonly zxid: Zxid;
  /** The first entry, for who draws it. */
  readonly txn?: Txn;
}
/** How far the sender's log agrees and is on disk; refused: what it has instead. */
export interface AppendAnswer {
  readonly type: 'MsgAppResp';
  readonly term: number;
  readonly index: number;
  readonly reject: boolean;
  /** The last index that may still agree, and the term there. */
  readonly hint: number;
  readonly hintTerm: number;
}
export interface Heartbeat {
  readonly type: 'MsgHeartbeat';
  readonly term: number;
  readonly commit: number;
  /** The read that its answers confirm; 0: none. */
  readonly read: number;
}
export interface HeartbeatAnswer {
  readonly type: 'MsgHeartbeatResp';
  readonly term: number;
  readonly read: number;
}
/** The state as of an entry, in place of a log that the leader has no longer. */
export interface SnapRequest {
  readonly type: 'MsgSnap';
  readonly term: number;
  readonly zxid: Zxid;
  readonly image: Image;
  /** Where the image has the effects of entries beyond `zxid`: up to where (`backend.ts`). */
  readonly covers?: number;
  readonly group: Group;
}
/** Campaign at once: the end of a leader transfer. */
export interface TimeoutNow {
  readonly type: 'MsgTimeoutNow';
  readonly term: number;
}
/** Hand the leadership to `leader`; term 0: whoever gets it takes it. */
export interface TransferLeader {
  readonly type: 'MsgTransferLeader';
  readonly term: 0;
  readonly leader: ServerId;
}
/** "How far must a read see?" The number is the asking member's own. */
export interface ReadRequest {
  readonly type: 'MsgReadIndex';
  readonly term: 0;
  readonly read: number;
}
export interface ReadIndexAnswer {
  readonly type: 'MsgReadIndexResp';
  readonly term: number;
  readonly read: number;
  readonly index: number;
}
/** What a service offered a follower, on its way to the leader; nobody answers. */
export interface PassedOnProposal {
  readonly type: 'MsgProp';
  readonly term: 0;
  readonly entry: Omit<Txn, 'zxid'>;
}
/** The stream lives, though nobody has anything to say (rafthttp's linkHeartbeat); or: go away. */
export interface LinkBeat {
  readonly type: 'LinkHeartbeat' | 'LinkGone';
  readonly term: 0;
}
export type RaftOwn =
  | VoteRequest
  | VoteAnswer
  | AppendRequest
  | AppendAnswer
  | Heartbeat
  | HeartbeatAnswer
  | SnapRequest
  | TimeoutNow
  | TransferLeader
  | ReadRequest
  | ReadIndexAnswer
  | PassedOnProposal;
/** All that members say: Raft's own, and what the servers above say in the same streams. */
export type RaftMessage = RaftOwn | LinkBeat | ServiceMessage | MemberCall;
export type RaftMessageType = RaftMessage['type'];
export type RaftMessageOf<K extends RaftMessageType> = Extract<RaftMessage, { type: K }>;

const election = { phase: 'ELECTION', paper: 'RequestVote', class: 'VOTE' } as const;
const replication = { phase: 'REPLICATION', paper: 'AppendEntries' } as const;
const reading = { phase: 'REPLICATION', paper: '-', class: 'READ' } as const;
const held = { holdable: true, turning: 1 } as const;
const turning = { holdable: true, turning: 2 } as const;
/** The one that is meant where its class is named; COMMIT has none, since it rides on others. */
const chief = { chief: true } as const;
const aside = { holdable: false, turning: 0 } as const;

/** Every message: its number on the wire (raft.proto) and what it is in Ongaro's dissertation. */
export const RAFT_MESSAGES = {
  MsgPreVote: { ...election, code: 17, short: 'PV', ...turning },
  MsgPreVoteResp: { ...election, code: 18, short: 'pv', ...held },
  MsgVote: { ...election, code: 5, short: 'V', ...chief, ...turning },
  MsgVoteResp: { ...election, code: 6, short: 'v', ...turning },
  MsgApp: { ...replication, class: 'ENTRY', code: 3, short: 'A', ...chief, ...turning },
  MsgAppResp: { ...replication, class: 'ACK', code: 4, short: 'a', ...chief, ...turning },
  MsgHeartbeat: { ...replication, class: 'BEAT', code: 8, short: 'H', ...chief, ...held },
  MsgHeartbeatResp: { ...replication, class: 'BEAT', code: 9, short: 'h', ...held },
  MsgSnap: {
    ...{ phase: 'REPLICATION', paper: 'InstallSnapshot', class: 'SYNC', code: 7, short: 'S' },
    ...{ ...turning, ...chief },
  },
  MsgTimeoutNow: { ...election, paper: 'TimeoutNow', code: 14, short: 'T', ...held },
  MsgTransferLeader: { ...election, paper: '-', code: 13, ...aside },
  MsgReadIndex: { ...reading, code: 15, short: 'R', ...chief, ...held },
  MsgReadIndexResp: { ...reading, code: 16, short: 'r', ...held },
  MsgProp: {
    ...{ phase: 'REPLICATION', paper: '-', class: 'REQUEST', code: 2, short: 'P' },
    ...{ ...held, ...chief },
  },
  LinkGone: { phase: 'REPLICATION', paper: '-', class: 'BEAT', code: 110, ...aside },
  LinkHeartbeat: { phase: 'REPLICATION', paper: '-', class: 'BEAT', code: 108, ...aside },
  PING: { phase: 'REPLICATION', paper: '-', class: 'BEAT', code: 105, ...aside },
  REQUEST: { phase: 'REPLICATION', paper: '-', class: 'REQUEST', code: 101, ...held },
  SYNC: { ...reading, code: 107, ...held },
  MEMBER: { phase: 'REPLICATION', paper: '-', class: 'REQUEST', code: 109, ...held },
  REVALIDATE: { phase: 'REPLICATION', paper: '-', class: 'REQUEST', code: 106, ...aside },
} as const satisfies Readonly<Record<RaftMessageType, MessageRow>>;
