import type { Bytes, ServerId } from '../model/index.ts';
import type { AppliedAnswer } from './answers.ts';
import type { EtcdError } from './errors.ts';
import type {
  Alarm,
  KeyRange,
  KeyValue,
  LeaseId,
  LoggedRequest,
  RangeRequest,
} from './requests.ts';

/* What travels between a client and its member, and between members beside the log. */

/** What clients ask for by one request that has one answer; keep-alives, too. */
export type EtcdRequest =
  | RangeRequest
  | LoggedRequest
  | { readonly type: 'leaseKeepAlive'; readonly id: LeaseId }
  | { readonly type: 'leaseTimeToLive'; readonly id: LeaseId; readonly keys?: boolean }
  | { readonly type: 'leases' | 'memberList' | 'status' | 'defragment' }
  | { readonly type: 'moveLeader'; readonly to: ServerId }
  | LockRequest
  | { readonly type: 'unlock'; readonly key: Bytes };

/** A lock that the member itself waits for (v3lock), with a lease of the client's. */
export interface LockRequest {
  readonly type: 'lock';
  readonly name: Bytes;
  readonly lease: LeaseId;
}

/** A watch begins; its stream is the client's, by a number of its own. */
export interface WatchRequest extends KeyRange {
  readonly type: 'watch';
  readonly stream: number;
  /** 0: the member chooses. */
  readonly watch?: number;
  /** From which revision on; 0: from now on. */
  readonly startRevision?: number;
  readonly prevKv?: boolean;
  readonly filters?: readonly ('NOPUT' | 'NODELETE')[];
  /** It is told how far the member is when it has had nothing to hear for a while. */
  readonly progressNotify?: boolean;
  /** What is too long for one message comes in several (clientv3.WithFragment). */
  readonly fragment?: boolean;
  /** The whole stream ends where the member has no leader (clientv3.WithRequireLeader). */
  readonly requireLeader?: boolean;
}

export type ClientWord =
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly request: EtcdRequest;
      readonly requireLeader?: boolean;
    }
  | WatchRequest
  | { readonly type: 'unwatch'; readonly stream: number; readonly watch: number }
  | { readonly type: 'progress' | 'endStream'; readonly stream: number };

/** A member as lists have it; `started`: it has made itself known. */
export interface ListedMember {
  readonly sid: ServerId;
  readonly learner: boolean;
  readonly started: boolean;
}

export type EtcdAnswer =
  | AppliedAnswer
  | { readonly type: 'leaseKeepAlive'; readonly revision: number; readonly ttl: number }
  | {
      readonly type: 'leaseTimeToLive';
      readonly revision: number;
      readonly ttl: number;
      readonly granted: number;
      readonly keys: readonly Bytes[];
    }
  /** `key`: held as long as it is there. */
  | { readonly type: 'lock'; readonly revision: number; readonly key: Bytes }
  | { readonly type: 'leases'; readonly revision: number; readonly ids: readonly LeaseId[] }
  | {
      readonly type: 'members';
      readonly members: readonly ListedMember[];
    }
  | {
      readonly type: 'status';
      readonly revision: number;
      readonly leader: ServerId | null;
      /** The member's own term; the header's is that of the last entry applied. */
      readonly currentTerm: number;
      readonly index: number;
      readonly applied: number;
      /** Of its database's file, in bytes. */
      readonly size: number;
      readonly learner: boolean;
      readonly error: EtcdError | null;
      readonly alarms: readonly Alarm[];
    };

/** An event as a watcher gets it. */
export interface WatchedEvent {
  readonly type: 'PUT' | 'DELETE';
  readonly kv: KeyValue;
  /** What it was before, where the watch asks for it and it is not compacted. */
  readonly prev: KeyValue | null;
}
export interface WatchAnswer {
  readonly type: 'watched';
  readonly stream: number;
  /** -1: no watch in particular. */
  readonly watch: number;
  /** Of the header; 0: it says none. */
  readonly revision: number;
  readonly created: boolean;
  readonly canceled: boolean;
  readonly reason: string;
  /** Not 0: what the watch should begin with is compacted up to here. */
  readonly compactRevision: number;
  readonly events: readonly WatchedEvent[];
  /** More of the same revision follows. */
  readonly fragment?: boolean;
}

/** All carry which member answers, and the term of its header. */
export type MemberWord = { readonly by: ServerId; readonly term: number } & (
  | { readonly type: 'answer'; readonly id: number; readonly answer: EtcdAnswer }
  | WatchAnswer
  | { readonly type: 'streamEnded'; readonly stream: number; readonly error: EtcdError }
);

/** What the leader alone knows: of leases, and how far a learner has come. */
export type LeaderQuestion = Extract<
  EtcdRequest,
  { type: 'leaseKeepAlive' | 'leaseTimeToLive' | 'memberPromote' }
>;

/** Another member asks the leader (leasehttp, promoteMemberHTTP); null: it leads no more. */
export type LeaderCall =
  | { readonly type: 'leaderAsked'; readonly number: number; readonly request: LeaderQuestion }
  | { readonly type: 'leaderTold'; readonly number: number; readonly answer: EtcdAnswer | null };

/** What stands in an entry: who proposed it, under which number, and what. */
export interface EntryBody {
  readonly member: ServerId;
  readonly number: number;
  readonly request: LoggedRequest;
}
