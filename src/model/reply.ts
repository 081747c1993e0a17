import type { ErrorCode } from './error-codes.ts';
import type { SessionId } from './ids.ts';
import type { Acl, AuthId, Bytes } from './op.ts';
import type { Zxid } from './zxid.ts';

/** As a client sees a node's Stat; times in milliseconds of the leader's clock. */
export interface Stat {
  readonly czxid: Zxid;
  readonly mzxid: Zxid;
  readonly pzxid: Zxid;
  readonly ctime: number;
  readonly mtime: number;
  readonly version: number;
  readonly cversion: number;
  readonly aversion: number;
  readonly ephemeralOwner: SessionId;
  readonly dataLength: number;
  readonly numChildren: number;
}

/** One entry of a multi's or multiRead's answer. */
export type OpResult =
  | { readonly type: 'create'; readonly path: string }
  | { readonly type: 'create2'; readonly path: string; readonly stat: Stat }
  | { readonly type: 'delete' }
  | { readonly type: 'check' }
  | { readonly type: 'setData'; readonly stat: Stat }
  | { readonly type: 'getData'; readonly data: Bytes | null; readonly stat: Stat }
  | { readonly type: 'getChildren'; readonly children: readonly string[] }
  | { readonly type: 'error'; readonly code: ErrorCode };

/** What follows the reply header; absent on an error. Children are in no order that is one. */
export type ReplyBody =
  | { readonly type: 'path'; readonly path: string }
  /** Of a sync that named none. */
  | { readonly type: 'noPath' }
  /** ErrorResponse with OK in it: what addWatch answers. */
  | { readonly type: 'noError' }
  | { readonly type: 'pathStat'; readonly path: string; readonly stat: Stat }
  | { readonly type: 'stat'; readonly stat: Stat }
  | { readonly type: 'data'; readonly data: Bytes | null; readonly stat: Stat }
  | { readonly type: 'children'; readonly children: readonly string[]; readonly stat: Stat | null }
  | { readonly type: 'acl'; readonly acl: Acl; readonly stat: Stat }
  | { readonly type: 'count'; readonly count: number }
  | { readonly type: 'ephemerals'; readonly paths: readonly string[] }
  | { readonly type: 'clientInfo'; readonly ids: readonly AuthId[] }
  | { readonly type: 'results'; readonly results: readonly OpResult[] };

/** An answer to one request (ReplyHeader and body). */
export interface Reply {
  readonly cxid: number;
  /** The server's last applied zxid; for a write, the write's own. */
  readonly zxid: Zxid;
  readonly code: ErrorCode;
  readonly body: ReplyBody | null;
}

/** Watcher.Event.EventType of the events that a server sends. */
export type WatchEventType =
  | 'NodeCreated'
  | 'NodeDeleted'
  | 'NodeDataChanged'
  | 'NodeChildrenChanged'
  | 'DataWatchRemoved'
  | 'ChildWatchRemoved'
  | 'PersistentWatchRemoved';

export interface WatchEvent {
  readonly type: WatchEventType;
  readonly path: string;
}
