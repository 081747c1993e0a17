import type { Bytes, ServerId } from '../model/index.ts';

/*
 * What clients ask of etcd, by the names of its API (rpc.proto). A field that is not there is what
 * the wire takes it for: empty, zero, false.
 */

/**
 * A lease's id as the tools print it: hexadecimal digits without leading zeros (a `-` before them:
 * the wire's numbers have signs). A string, since 64 bits do not fit a number.
 */
export type LeaseId = string;
/** lease.NoLease: of a key that has none, of a grant whose id the member is to choose. */
export const NO_LEASE: LeaseId = '0';

/** Keys from `key` on; `rangeEnd` empty: that one key; a zero byte: all from it on. */
export interface KeyRange {
  readonly key: Bytes;
  readonly rangeEnd?: Bytes;
}

export type SortTarget = 'KEY' | 'VERSION' | 'CREATE' | 'MOD' | 'VALUE';

export interface RangeRequest extends KeyRange {
  readonly type: 'range';
  readonly limit?: number;
  /** At which revision; 0 or less: the newest. */
  readonly revision?: number;
  readonly sortOrder?: 'NONE' | 'ASCEND' | 'DESCEND';
  readonly sortTarget?: SortTarget;
  /** From the member's own state, however old, instead of one that is sure to be the newest. */
  readonly serializable?: boolean;
  readonly keysOnly?: boolean;
  readonly countOnly?: boolean;
  readonly minModRevision?: number;
  readonly maxModRevision?: number;
  readonly minCreateRevision?: number;
  readonly maxCreateRevision?: number;
}
export interface PutRequest {
  readonly type: 'put';
  readonly key: Bytes;
  readonly value?: Bytes;
  readonly lease?: LeaseId;
  readonly prevKv?: boolean;
  readonly ignoreValue?: boolean;
  readonly ignoreLease?: boolean;
}
export interface DeleteRangeRequest extends KeyRange {
  readonly type: 'deleteRange';
  readonly prevKv?: boolean;
}
export type CompareSign = '=' | '!=' | '<' | '>';

/** A condition on a key, or on every key of a range. */
export type TxnCompare = KeyRange & { readonly sign: CompareSign } & (
    | { readonly target: 'VERSION' | 'CREATE' | 'MOD'; readonly number: number }
    | { readonly target: 'VALUE'; readonly value: Bytes }
    | { readonly target: 'LEASE'; readonly lease: LeaseId }
  );
export interface TxnRequest {
  readonly type: 'txn';
  readonly compare: readonly TxnCompare[];
  readonly success: readonly TxnOp[];
  readonly failure: readonly TxnOp[];
}
export type TxnOp = RangeRequest | PutRequest | DeleteRangeRequest | TxnRequest;

export interface CompactRequest {
  readonly type: 'compact';
  readonly revision: number;
}
export interface LeaseGrantRequest {
  readonly type: 'leaseGrant';
  readonly id: LeaseId;
  /** Seconds. */
  readonly ttl: number;
}
export interface LeaseRevokeRequest {
  readonly type: 'leaseRevoke';
  readonly id: LeaseId;
}
/** A member makes itself known to the others, before it takes clients (EtcdServer.publish). */
export interface PublishRequest {
  readonly type: 'publish';
  readonly member: ServerId;
}
/** The version that all members speak (EtcdServer.updateClusterVersion). */
export interface ClusterVersionRequest {
  readonly type: 'clusterVersion';
  readonly version: string;
}

/** What a member is short of (etcdserverpb.AlarmMember). */
export interface Alarm {
  readonly member: ServerId;
  readonly alarm: 'NOSPACE';
}
export interface AlarmRequest {
  readonly type: 'alarm';
  /** `raise`: a member's own, instead of what it was asked for. */
  readonly action: 'get' | 'activate' | 'deactivate' | 'raise';
  /** NO_SERVER: none in particular. */
  readonly member: ServerId;
  /** NONE: of every kind. */
  readonly alarm: 'NONE' | Alarm['alarm'];
}

/** One joins the group, which starts empty; a learner has no vote before it is promoted. */
export interface MemberAddRequest {
  readonly type: 'memberAdd';
  readonly member: ServerId;
  readonly learner: boolean;
}
export interface MemberRemoveRequest {
  readonly type: 'memberRemove';
  readonly member: ServerId;
}
export interface MemberPromoteRequest {
  readonly type: 'memberPromote';
  readonly member: ServerId;
}
export type MemberRequest = MemberAddRequest | MemberRemoveRequest | MemberPromoteRequest;

/** What stands in an entry of the log (InternalRaftRequest). */
export type LoggedRequest =
  | PutRequest
  | DeleteRangeRequest
  | TxnRequest
  | CompactRequest
  | LeaseGrantRequest
  | LeaseRevokeRequest
  | PublishRequest
  | ClusterVersionRequest
  | AlarmRequest
  | MemberRequest;

/** A key and what it has. A deleted one has but its key and the revision that deleted it. */
export interface KeyValue {
  readonly key: Bytes;
  readonly value: Bytes;
  readonly createRevision: number;
  readonly modRevision: number;
  /** How often it was put since it was created. */
  readonly version: number;
  readonly lease: LeaseId;
}
