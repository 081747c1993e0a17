import type { SessionId } from './ids.ts';
import type { Op } from './op.ts';
import type { Reply, WatchEvent } from './reply.ts';
import type { Zxid } from './zxid.ts';

/** ConnectRequest: a new session (session NO_SESSION) or an old one continued. */
export interface ConnectMessage {
  readonly type: 'CONNECT';
  readonly session: SessionId;
  readonly passwordOk: boolean;
  readonly timeoutMs: number;
  /**
   * The largest zxid this client has seen; a server behind it refuses
   * (ZooKeeperServer.processConnectRequest).
   */
  readonly lastZxid: Zxid;
  /** Whether it takes a server that only reads, too. */
  readonly readOnly: boolean;
}
/** ConnectResponse; timeoutMs 0 says: that session has expired. */
export interface ConnectedMessage {
  readonly type: 'CONNECTED';
  readonly session: SessionId;
  readonly timeoutMs: number;
  /** Said by a server that only reads. */
  readonly readOnly: boolean;
}
/**
 * A request on the client's stream. Reserved numbers: -1 watch event, -2 ping, -4 auth, -8
 * setWatches.
 */
export interface CallMessage {
  readonly type: 'CALL';
  readonly cxid: number;
  readonly op: Op;
}
export interface ReplyMessage {
  readonly type: 'REPLY';
  readonly reply: Reply;
}
export interface EventMessage {
  readonly type: 'EVENT';
  readonly event: WatchEvent;
}
/** The server's end of the stream: it comes behind everything that was sent before (TCP's FIN). */
export interface CloseMessage {
  readonly type: 'CLOSE';
  /** For what a server ends it, by a word of its own; absent: a client does. */
  readonly why?: string;
}
/** What clients of another service say and hear: only it and its clients look into it. */
export interface RpcMessage {
  readonly type: 'RPC';
  readonly body: unknown;
  /** What a picture calls it; absent: nobody has a word for it. */
  readonly text?: string;
}
/** What travels between a client and its server, one FIFO stream each way. */
export type ClientMessage =
  | CloseMessage
  | ConnectMessage
  | ConnectedMessage
  | CallMessage
  | ReplyMessage
  | EventMessage
  | RpcMessage;

const TYPES: Readonly<Record<ClientMessage['type'], true>> = {
  CLOSE: true,
  CONNECT: true,
  CONNECTED: true,
  CALL: true,
  REPLY: true,
  EVENT: true,
  RPC: true,
};

/** Whether it travels between a client and its server: these types are no replica's. */
export function isClientMessage(message: { readonly type: string }): message is ClientMessage {
  return Object.hasOwn(TYPES, message.type);
}
