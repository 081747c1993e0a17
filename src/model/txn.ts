import type { ErrorCode } from './error-codes.ts';
import type { ServerId, SessionId } from './ids.ts';
import type { Acl, Bytes } from './op.ts';
import type { Zxid } from './zxid.ts';

export interface CreateChange {
  readonly type: 'create';
  /** The final path: a sequence suffix is already in it. */
  readonly path: string;
  readonly data: Bytes | null;
  readonly acl: Acl;
  /** Owner session of an ephemeral node, else NO_SESSION. */
  readonly owner: SessionId;
  readonly kind: 'ordinary' | 'container' | 'ttl';
  /** Milliseconds; 0 unless kind is ttl. */
  readonly ttl: number;
  /** The parent's count of creations after this one: absolute, so that replay is idempotent. */
  readonly parentCreations: number;
  /** Whether the reply carries a Stat (create2 and its kin). */
  readonly answersStat: boolean;
}
export interface DeleteChange {
  readonly type: 'delete';
  readonly path: string;
}
export interface SetDataChange {
  readonly type: 'setData';
  readonly path: string;
  readonly data: Bytes | null;
  /** The node's version after this change: absolute. */
  readonly version: number;
}
export interface SetAclChange {
  readonly type: 'setACL';
  readonly path: string;
  readonly acl: Acl;
  readonly version: number;
}
export interface CheckChange {
  readonly type: 'check';
  readonly path: string;
  readonly version: number;
}
/** A write that failed validation: it has its zxid and changes nothing (ErrorTxn). */
export interface ErrorChange {
  readonly type: 'error';
  readonly code: ErrorCode;
}
/** An entry that a protocol makes for itself: it has its place, and changes nothing. */
export interface EmptyChange {
  readonly type: 'empty';
}
/** What another service than ZooKeeper's writes: only its own state machine looks into it. */
export interface ServiceChange {
  readonly type: 'service';
  readonly body: unknown;
  /** What it changes of the group itself, where a protocol allows for that. */
  readonly group?: GroupChange;
}
/** A change of who belongs to a group (raftpb.ConfChange). */
export interface GroupChange {
  readonly act: 'add' | 'addLearner' | 'promote' | 'remove';
  readonly sid: ServerId;
}
export interface CreateSessionChange {
  readonly type: 'createSession';
  readonly timeoutMs: number;
}
export interface CloseSessionChange {
  readonly type: 'closeSession';
  /** The ephemerals to delete (closeSessionTxn.enabled, the default). */
  readonly paths: readonly string[];
}
export type SubChange = CreateChange | DeleteChange | SetDataChange | CheckChange | ErrorChange;
export interface MultiChange {
  readonly type: 'multi';
  /** All of them, or, when the multi failed, an ErrorChange for each. */
  readonly changes: readonly SubChange[];
}
export type Change =
  | SubChange
  | SetAclChange
  | MultiChange
  | EmptyChange
  | ServiceChange
  | CreateSessionChange
  | CloseSessionChange;

/**
 * What a write failed of at its validation, by itself or as a multi (whose parts before the culprit
 * say OK): it has its zxid and changes nothing. Null: it did not fail.
 */
export function refusalOf(change: Change): ErrorCode | null {
  for (const part of change.type === 'multi' ? change.changes : [change]) {
    if (part.type === 'error' && part.code !== 'OK') return part.code;
  }
  return null;
}

/** One transaction (TxnHeader and its record). Built once, shared by reference everywhere. */
export interface Txn {
  readonly zxid: Zxid;
  readonly session: SessionId;
  /** The client's number for the request; the server it came from matches its reply by it. */
  readonly cxid: number;
  /**
   * The leader's clock when the txn was built, in milliseconds: ctime and mtime of what it touches.
   */
  readonly timeMs: number;
  readonly change: Change;
}

/**
 * A server's database as the protocol sees it: it can be applied to, copied, sent; not looked into.
 */
export interface Image {
  readonly kind: 'image';
}

/** How such a database lies in its file: not looked into, either. */
export interface DatabaseFile {
  readonly kind: 'file';
}

/**
 * The state machine that the agreed transactions drive, f: S x O -> S. The protocol is given one.
 */
export interface StateMachine {
  readonly empty: Image;
  readonly apply: (image: Image, txn: Txn) => Image;
  /**
   * The image is a database on the disk, written through so often: a process starts with it, and
   * what it holds already is not applied once more. Absent: the image is in memory alone.
   */
  readonly written?: {
    readonly everyMs: number;
    /** What an entry changes all the same where the database holds it. */
    readonly again: (image: Image, txn: Txn) => Image;
    readonly newFile: DatabaseFile;
    /** The file when an image has been written through to it; the same one with the same image. */
    readonly fileWith: (file: DatabaseFile, image: Image) => DatabaseFile;
    /** All that is in it, written anew without the room that was left free. */
    readonly defragmented: (file: DatabaseFile) => DatabaseFile;
  };
  /** How large a snapshot file of it would be, in bytes (an estimate that grows with the tree). */
  readonly sizeOf: (image: Image) => number;
  /** How long its entry is, in bytes; absent: all are short. */
  readonly bytesOf?: (txn: Txn) => number;
}
