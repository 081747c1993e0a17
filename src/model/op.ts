import type { SessionId } from './ids.ts';
import type { Zxid } from './zxid.ts';

/** Bytes as a string whose char codes are all 0 to 255: cheap to keep, compare and measure. */
export type Bytes = string;

/** ZooDefs.Perms: READ 1, WRITE 2, CREATE 4, DELETE 8, ADMIN 16. */
export interface AclEntry {
  readonly perms: number;
  readonly scheme: string;
  readonly id: string;
}
export type Acl = readonly AclEntry[];

/** ZooDefs.Ids.OPEN_ACL_UNSAFE: world:anyone:cdrwa. What create gives when nothing is said. */
export const OPEN_ACL: Acl = Object.freeze([
  Object.freeze({ perms: 31, scheme: 'world', id: 'anyone' }),
]);

/** An identity as records carry it: a string may also be none at all (data.Id). */
export interface WrittenId {
  readonly scheme: string | null;
  readonly id: string | null;
}

/** An ACL as a request carries it. */
export type AskedAcl = readonly (WrittenId & { readonly perms: number })[];

/** An identity of a connection: what `addAuth` or its address earned it. */
export interface AuthId {
  readonly scheme: string;
  readonly id: string;
}

/** CreateMode, as its flag on the wire; any other number is an unknown flag (BADARGUMENTS). */
export const CREATE_MODES = [
  'PERSISTENT',
  'EPHEMERAL',
  'PERSISTENT_SEQUENTIAL',
  'EPHEMERAL_SEQUENTIAL',
  'CONTAINER',
  'PERSISTENT_WITH_TTL',
  'PERSISTENT_SEQUENTIAL_WITH_TTL',
] as const;
export type CreateMode = (typeof CREATE_MODES)[number];

export interface CreateOp {
  /**
   * `create` answers with the path, the others with path and Stat (create2, createContainer,
   * createTTL).
   */
  readonly type: 'create' | 'create2' | 'createContainer' | 'createTTL';
  readonly path: string;
  readonly data: Bytes | null;
  readonly acl: AskedAcl;
  readonly flags: number;
  /** Milliseconds; only of createTTL. */
  readonly ttl: number;
}
export interface DeleteOp {
  readonly type: 'delete';
  readonly path: string;
  readonly version: number;
}
export interface SetDataOp {
  readonly type: 'setData';
  readonly path: string;
  readonly data: Bytes | null;
  readonly version: number;
}
export interface SetAclOp {
  readonly type: 'setACL';
  readonly path: string;
  readonly acl: AskedAcl;
  readonly version: number;
}
export interface CheckOp {
  readonly type: 'check';
  readonly path: string;
  readonly version: number;
}
export interface ReadOp {
  readonly type: 'exists' | 'getData' | 'getChildren' | 'getChildren2';
  readonly path: string;
  readonly watch: boolean;
}
export interface PathOp {
  readonly type: 'getACL' | 'getAllChildrenNumber' | 'getEphemerals' | 'deleteContainer';
  readonly path: string;
}
export interface SyncOp {
  readonly type: 'sync';
  /** Echoed as it came, also none at all. */
  readonly path: string | null;
}
export type SubOp = CreateOp | DeleteOp | SetDataOp | CheckOp;
export interface MultiOp {
  readonly type: 'multi';
  readonly ops: readonly SubOp[];
}
export interface MultiReadOp {
  readonly type: 'multiRead';
  /** Writes are refused one and all, and never stand beside reads. */
  readonly ops: readonly (ReadOp | SubOp)[];
}
export interface AddWatchOp {
  readonly type: 'addWatch';
  readonly path: string;
  /** AddWatchMode: 0 PERSISTENT, 1 PERSISTENT_RECURSIVE. */
  readonly mode: number;
}
export interface WatcherOp {
  readonly type: 'removeWatches' | 'checkWatches';
  readonly path: string;
  /** WatcherType: 1 children, 2 data, 3 any. */
  readonly kind: number;
}
/** Re-registration after a reconnect (SetWatches, SetWatches2). */
export interface SetWatchesOp {
  readonly type: 'setWatches' | 'setWatches2';
  readonly relativeZxid: Zxid;
  readonly data: readonly string[];
  readonly exist: readonly string[];
  readonly child: readonly string[];
  readonly persistent: readonly string[];
  readonly persistentRecursive: readonly string[];
}
export interface AuthOp {
  readonly type: 'auth';
  readonly scheme: string;
  /** Null: none was given. */
  readonly auth: Bytes | null;
}
export interface PlainOp {
  readonly type: 'ping' | 'whoAmI' | 'closeSession' | 'reconfig';
}
export interface CreateSessionOp {
  readonly type: 'createSession';
  readonly timeoutMs: number;
}
/** A request as such, by number: only its error code is of interest. */
export interface RawOp {
  readonly type: 'raw';
  readonly opcode: number;
  readonly body: Bytes;
}

/** What a client may ask (ZooDefs.OpCode). */
export type Op =
  | SubOp
  | SetAclOp
  | ReadOp
  | PathOp
  | SyncOp
  | MultiOp
  | MultiReadOp
  | AddWatchOp
  | WatcherOp
  | SetWatchesOp
  | AuthOp
  | PlainOp
  | CreateSessionOp
  | RawOp;

/** A request on its way to the leader: who asks, under which number, with which identities. */
export interface ClientRequest {
  readonly session: SessionId;
  readonly cxid: number;
  readonly op: Op;
  readonly auth: readonly AuthId[];
}
