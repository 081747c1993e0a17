import type {
  ClientMessage,
  Micros,
  Op,
  Reply,
  ServerId,
  WatchEvent,
  Zxid,
} from '../model/index.ts';
import type { Asked, PendingCall, SessionEvent, WatcherName } from './client.ts';
import type { SessionLeaf } from './lifecycle.ts';
import type { Program } from './shell/index.ts';

/** connect: an attempt; retry: the pause before one; ping, read: a connection that is silent. */
export type ClientTimer = 'ping' | 'read' | 'connect' | 'retry';

/** What may happen to a client. */
export type ClientInput =
  /** The process begins: it dials the first server. Once, before all else. */
  | { readonly type: 'begun' }
  /** The TCP connection that was dialled is open. */
  | { readonly type: 'connected'; readonly server: ServerId }
  /** The dial was refused; what a silent dial comes to is decided by the `connect` timer. */
  | { readonly type: 'refused'; readonly server: ServerId }
  /** The other end closed the connection. */
  | { readonly type: 'disconnected'; readonly server: ServerId }
  | { readonly type: 'received'; readonly server: ServerId; readonly message: ClientMessage }
  | { readonly type: 'timedOut'; readonly timer: ClientTimer }
  | ({ readonly type: 'ask' } & Asked)
  /** A person typed a line at the client's console. */
  | { readonly type: 'typed'; readonly line: string; readonly program: Program }
  /** A person cuts the TCP connection, once; the library dials again by itself. */
  | { readonly type: 'disconnect' }
  /** ZooKeeper.close(): closeSession, and the end when it is answered. */
  | { readonly type: 'close' }
  /** The process is gone at once; its session lives on in the ensemble until it expires. */
  | { readonly type: 'kill' };

/** What a client may do, in this order. */
export type ClientEffect =
  /** Open a TCP connection; answered by `connected` or `refused`, or by nothing. */
  | { readonly type: 'dial'; readonly server: ServerId }
  /** Give up the connection, or the dial, to this server: nothing more is heard of it. */
  | { readonly type: 'hangUp'; readonly server: ServerId }
  | { readonly type: 'send'; readonly server: ServerId; readonly message: ClientMessage }
  /** Replaces an armed timer of the same name. Whole milliseconds. */
  | { readonly type: 'arm'; readonly timer: ClientTimer; readonly afterMs: number }
  | { readonly type: 'disarm'; readonly timer: ClientTimer }
  /** A call went out to the server (not pings, auth or setWatches: those are only messages). */
  | { readonly type: 'requested'; readonly cxid: number; readonly op: Op }
  /** A call is over: answered by a server, or failed here (CONNECTIONLOSS, SESSIONEXPIRED, ...). */
  | { readonly type: 'answered'; readonly call: PendingCall; readonly reply: Reply }
  /**
   * A watch event reached the application; `zxid` is the largest the client had seen. In what order
   * the Watcher objects are called is not defined.
   */
  | {
      readonly type: 'watched';
      readonly event: WatchEvent;
      readonly to: readonly WatcherName[];
      readonly zxid: Zxid;
    }
  /** Every Watcher object is told of the session's state (type None). */
  | { readonly type: 'told'; readonly state: SessionEvent; readonly to: readonly WatcherName[] }
  | { readonly type: 'stateChanged'; readonly leaf: SessionLeaf };

export interface ClientContext {
  readonly now: Micros;
  /** jute.maxbuffer: a longer answer costs the connection. */
  readonly maxBufferBytes: number;
}
