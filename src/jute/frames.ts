import {
  type CallMessage,
  type ClientMessage,
  type ConnectMessage,
  ERROR_CODES,
  type EventMessage,
  errorCodeOf,
  NO_SESSION,
  NO_ZXID,
  type ReplyMessage,
  type WatchEventType,
} from '../model/index.ts';
import { JuteError } from './jute-error.ts';
import { readOp } from './op-reader.ts';
import { writeOp } from './op-writer.ts';
import { opcodeOf } from './opcodes.ts';
import { passwordOf } from './password.ts';
import { JuteReader } from './reader.ts';
import { readBody, writeBody } from './reply-bodies.ts';
import type { JuteWriter } from './writer.ts';

/*
 * Packets as they travel between a client and its server, without the length before each: the two
 * ConnectRequest and ConnectResponse first, then a RequestHeader or ReplyHeader and a record.
 */

/** The request numbers of what is not asked for: a watch's event (ClientCnxn.NOTIFICATION_XID). */
const EVENT_XID = -1;

/** Watcher.Event.EventType. */
const EVENT_TYPES = {
  NodeCreated: 1,
  NodeDeleted: 2,
  NodeDataChanged: 3,
  NodeChildrenChanged: 4,
  DataWatchRemoved: 5,
  ChildWatchRemoved: 6,
  PersistentWatchRemoved: 7,
} as const satisfies Readonly<Record<WatchEventType, number>>;
/** Watcher.Event.KeeperState.SyncConnected: what every event of a server says. */
const SYNC_CONNECTED = 3;

/**
 * A client's first packet. `old`: it does not say whether it takes a server that only reads, and is
 * not told either whether it has one (ZooKeeperServer.processConnectRequest).
 */
export interface Greeting {
  readonly connect: ConnectMessage;
  readonly old: boolean;
}

/** Reads a client's first packet; null: it cannot be read, and a server closes the connection. */
export function readGreeting(packet: Uint8Array): Greeting | null {
  return orNull(() => {
    const r = new JuteReader(packet);
    r.int();
    const lastZxid = r.zxid();
    const timeoutMs = r.int();
    const session = r.session();
    const password = r.buffer();
    const passwordOk = session === NO_SESSION || password === passwordOf(session);
    const old = r.left === 0;
    const readOnly = old ? false : r.flag();
    const what = { session, passwordOk, timeoutMs, lastZxid, readOnly };
    return { connect: { type: 'CONNECT', ...what }, old };
  });
}

/** Writes a client's first packet, with the password that belongs to its session. */
export function writeGreeting(w: JuteWriter, { connect, old }: Greeting): void {
  const { lastZxid, timeoutMs, session, passwordOk, readOnly } = connect;
  w.int(0);
  w.zxid(lastZxid);
  w.int(timeoutMs);
  w.session(session);
  w.buffer(passwordOk && session !== NO_SESSION ? passwordOf(session) : NO_PASSWORD);
  if (!old) w.flag(readOnly);
}

const NO_PASSWORD = '\0'.repeat(16);

/**
 * Reads a request; null: it is shorter than its header, and a server closes the connection. What
 * cannot be read behind the header is a `raw` op (`refusalOfRaw` says what comes of it).
 */
export function readRequest(packet: Uint8Array): CallMessage | null {
  return orNull(() => {
    const r = new JuteReader(packet);
    const cxid = r.int();
    return { type: 'CALL', cxid, op: readOp(r.int(), r) };
  });
}

export function writeRequest(w: JuteWriter, { cxid, op }: CallMessage): void {
  w.int(cxid);
  w.int(opcodeOf(op));
  writeOp(w, op);
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof JuteError) return null;
    throw thrown;
  }
}

/** What a server says on a client's stream; CLOSE is the end of the stream, and no packet. */
export type ServerMessage = Extract<
  ClientMessage,
  { readonly type: 'CONNECTED' | 'REPLY' | 'EVENT' }
>;

/** Writes what a server says. `old`: to a client whose greeting did not speak of `readOnly`. */
export function writeAnswer(w: JuteWriter, message: ServerMessage, old: boolean): void {
  switch (message.type) {
    case 'CONNECTED':
      w.int(0);
      w.int(message.timeoutMs);
      w.session(message.session);
      w.buffer(message.session === NO_SESSION ? NO_PASSWORD : passwordOf(message.session));
      if (!old) w.flag(message.readOnly);
      return;
    case 'EVENT':
      w.int(EVENT_XID);
      w.zxid(NO_ZXID);
      w.int(ERROR_CODES.OK);
      w.int(EVENT_TYPES[message.event.type]);
      w.int(SYNC_CONNECTED);
      return w.text(message.event.path);
    case 'REPLY': {
      const { cxid, zxid, code, body } = message.reply;
      w.int(cxid);
      w.zxid(zxid);
      w.int(ERROR_CODES[code]);
      if (body !== null) writeBody(w, body);
    }
  }
}

/** Reads a server's first packet; throws a JuteError where it cannot be read. */
export function readConnected(packet: Uint8Array): Extract<ServerMessage, { type: 'CONNECTED' }> {
  const r = new JuteReader(packet);
  r.int();
  const timeoutMs = r.int();
  const session = r.session();
  r.buffer();
  return { type: 'CONNECTED', timeoutMs, session, readOnly: r.left > 0 && r.flag() };
}

/**
 * Reads any later packet of a server; throws a JuteError where it cannot be read. `opcodeFor`: of
 * which kind the request of that number was.
 */
export function readAnswer(
  packet: Uint8Array,
  opcodeFor: (cxid: number) => number,
): ReplyMessage | EventMessage {
  const r = new JuteReader(packet);
  const cxid = r.int();
  const zxid = r.zxid();
  const code = errorCodeOf(r.int());
  if (cxid !== EVENT_XID) {
    const body = r.left > 0 ? readBody(r, opcodeFor(cxid)) : null;
    return { type: 'REPLY', reply: { cxid, zxid, code, body } };
  }
  const type = r.int();
  r.int();
  const path = r.text() ?? '';
  const name = (Object.keys(EVENT_TYPES) as WatchEventType[]).find(
    (one) => EVENT_TYPES[one] === type,
  );
  if (name === undefined) throw new JuteError('length', r.at);
  return { type: 'EVENT', event: { type: name, path } };
}
