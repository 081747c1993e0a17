import { deleteKey, emptyMap, forEachKey, getKey, hasKey, itemAt, setKey } from '../lib/index.ts';
import {
  type AuthId,
  type CallMessage,
  type ClientName,
  type ClientRequest,
  type ConnectMessage,
  compareZxid,
  NO_SESSION,
  type Reply,
  type SessionId,
  ZERO,
} from '../model/index.ts';
import { authenticated, dropConnection, emptyWatches } from '../znodes/index.ts';
import type { Desk } from './desk.ts';
import { isTooLarge } from './packet.ts';
import { prepareAndPropose } from './pipeline.ts';
import { answer } from './reads.ts';
import { routeOf } from './route.ts';
import { type ClientConnection, takesClients } from './server.ts';
import { isClosing, own, sessionError, sessionIdOf, touch } from './session-tracker.ts';

/*
 * The connections of clients: how a session is opened, continued and refused; the order in which
 * one session is answered. ZooKeeperServer.processConnectRequest, CommitProcessor.
 */

/** Every connection has its address for an identity from the start. */
const ADDRESS: readonly AuthId[] = Object.freeze([{ scheme: 'ip', id: '127.0.0.1' }]);

/** A client says hello: a new session, or its old one continued (processConnectRequest). */
export function onConnect(desk: Desk, client: ClientName, message: ConnectMessage): void {
  if (!takesClients(desk.server, desk.context.peer.config)) {
    return desk.emit({ type: 'closeClient', client });
  }
  if (compareZxid(message.lastZxid, desk.lastProcessed) > 0) {
    const facts = { client, seen: message.lastZxid, last: desk.lastProcessed };
    const because = { rule: 'client.seenNewer', facts };
    desk.emit({ type: 'refusedClient', client, because });
    return desk.emit({ type: 'closeClient', client });
  }
  const { minSessionTimeoutMs, maxSessionTimeoutMs } = desk.context.peer.config;
  const wanted = Math.max(message.timeoutMs, minSessionTimeoutMs);
  const timeoutMs = Math.min(wanted, maxSessionTimeoutMs);
  if (message.session === NO_SESSION) newSession(desk, client, timeoutMs);
  else continueSession(desk, client, message, timeoutMs);
}

function newSession(desk: Desk, client: ClientName, timeoutMs: number): void {
  const session = sessionIdOf(desk.sid, desk.server.nextSession);
  desk.server.nextSession += 1;
  attach(desk, client, session, timeoutMs, false);
  submit(desk, { session, cxid: 0, op: { type: 'createSession', timeoutMs }, auth: [] });
}

function attach(
  desk: Desk,
  client: ClientName,
  session: SessionId,
  timeoutMs: number,
  open: boolean,
): void {
  desk.setConnection({ client, session, timeoutMs, open, auth: ADDRESS, owed: [] });
  desk.server.bySession = setKey(desk.server.bySession, session, client);
}

function continueSession(
  desk: Desk,
  client: ClientName,
  message: ConnectMessage,
  timeoutMs: number,
): void {
  const { session } = message;
  const before = desk.connectionOf(session);
  if (before) closeConnection(desk, before.client);
  if (!message.passwordOk) return refuseSession(desk, client);
  attach(desk, client, session, timeoutMs, false);
  if (desk.decides) {
    if (!touch(desk, session, timeoutMs)) return refuseSession(desk, client);
    own(desk, session, desk.sid);
    openSession(desk, session, 'sessionMoved');
  } else {
    desk.toLeader({ type: 'REVALIDATE', session, timeoutMs, valid: false });
  }
}

/** "That session has expired": a timeout of 0, and the end of the connection. */
function refuseSession(desk: Desk, client: ClientName): void {
  const message = { type: 'CONNECTED', session: NO_SESSION, timeoutMs: 0 } as const;
  desk.emit({ type: 'sendClient', client, message });
  closeConnection(desk, client, false);
  desk.emit({ type: 'closeClient', client });
}

/** The leader's word on a session that wants to go on here. */
export function onRevalidated(desk: Desk, session: SessionId, valid: boolean): void {
  const connection = desk.connectionOf(session);
  if (!connection || connection.open) return;
  if (valid) openSession(desk, session, 'sessionMoved');
  else refuseSession(desk, connection.client);
}

/** The session stands: its client is told, and may be answered (finishSessionInit). */
export function openSession(
  desk: Desk,
  session: SessionId,
  what: 'sessionCreated' | 'sessionMoved',
): void {
  const connection = desk.connectionOf(session);
  if (!connection || connection.open) return;
  const { client, timeoutMs } = connection;
  desk.setConnection({ ...connection, open: true });
  const message = { type: 'CONNECTED', session, timeoutMs } as const;
  desk.emit({ type: 'sendClient', client, message });
  desk.emit({ type: 'session', what, session, client });
}

/** A request arrives on a client's stream. */
export function onCall(desk: Desk, client: ClientName, message: CallMessage): void {
  const connection = desk.connection(client);
  if (!connection?.open) return;
  const { op, cxid } = message;
  if (isTooLarge(op, desk.context.peer.config.maxBufferBytes))
    return closeConnection(desk, client, true);
  const route = routeOf(op);
  if (route === 'auth') return authenticate(desk, connection, message);
  // A session that the leader does not know any more is not heard (submitRequestNow).
  if (!markActive(desk, connection.session)) return;
  switch (route) {
    case 'broken':
      return closeConnection(desk, client, true);
    case 'unknown':
      reply(desk, client, { cxid, zxid: ZERO, code: 'UNIMPLEMENTED', body: null });
      return closeConnection(desk, client, true);
    default: {
      const toLeaderFirst = route === 'write' || (route === 'sync' && !desk.decides);
      // The leader's Prep looks at the session of reads and pings, too; a learner does not.
      const looks = desk.decides && !toLeaderFirst;
      const refusal = looks ? sessionError(desk, connection.session, desk.sid) : null;
      const owed = [...connection.owed, { cxid, op, waits: toLeaderFirst, refusal }];
      desk.setConnection(withOwed(connection, owed));
      if (toLeaderFirst) {
        const { session, auth } = connection;
        submit(desk, { session, cxid, op, auth });
      } else if (owed.length === 1) drain(desk, client);
    }
  }
}

function withOwed(c: ClientConnection, owed: ClientConnection['owed']): ClientConnection {
  return {
    client: c.client,
    session: c.session,
    timeoutMs: c.timeoutMs,
    open: c.open,
    auth: c.auth,
    owed,
  };
}

function authenticate(desk: Desk, connection: ClientConnection, message: CallMessage): void {
  if (message.op.type !== 'auth') return;
  const { scheme, auth } = message.op;
  const ids = authenticated(connection.auth, scheme, auth, desk.context.superDigest);
  const { client } = connection;
  const code = ids === null ? 'AUTHFAILED' : 'OK';
  reply(desk, client, { cxid: message.cxid, zxid: ZERO, code, body: null });
  if (ids === null) closeConnection(desk, client, true);
  else desk.setConnection({ ...connection, auth: ids });
}

/** To the leader's Prep stage: here, or over the quorum link. */
function submit(desk: Desk, request: ClientRequest): void {
  if (desk.decides) prepareAndPropose(desk, request, desk.sid);
  else desk.toLeader({ type: 'REQUEST', request });
}

/** A sign of life: the leader notes it, a learner reports it with its next PING. */
function markActive(desk: Desk, session: SessionId): boolean {
  if (desk.decides) return touch(desk, session) || isClosing(desk, session);
  if (!hasKey(desk.server.touched, session)) {
    desk.server.touched = setKey(desk.server.touched, session, true);
  }
  return true;
}

/** The head of what is owed has its answer; the reads behind it follow at once. */
export function completeOwed(desk: Desk, connection: ClientConnection, answered: Reply): void {
  const { client } = connection;
  desk.setConnection(withOwed(connection, connection.owed.slice(1)));
  reply(desk, client, answered);
  drain(desk, client);
}

/** The leader has answered a forwarded sync. */
export function onSyncDone(desk: Desk, session: SessionId, cxid: number): void {
  const connection = desk.connectionOf(session);
  const head = connection?.owed[0];
  if (!connection || !head?.waits || head.cxid !== cxid) return;
  const path = head.op.type === 'sync' ? head.op.path : '';
  const zxid = desk.lastProcessed;
  completeOwed(desk, connection, { cxid, zxid, code: 'OK', body: { type: 'path', path } });
}

/**
 * Whether a write of this session that came by another way, through a learner it has left, is
 * proposed and not yet applied: a session's requests wait for one another, whatever connection they
 * came by (CommitProcessor.pendingRequests).
 */
function hasEarlierWrite(desk: Desk, { session, owed }: ClientConnection): boolean {
  const { outstanding } = desk.server;
  const { lastProcessed } = desk;
  for (let i = outstanding.length - 1; i >= 0; i--) {
    const txn = itemAt(outstanding, i);
    if (!txn || compareZxid(txn.zxid, lastProcessed) <= 0) return false;
    if (txn.session === session && !owed.some((one) => one.cxid === txn.cxid)) return true;
  }
  return false;
}

/** Answers reads up to the first request that still waits. */
export function drain(desk: Desk, client: ClientName): void {
  for (;;) {
    const connection = desk.connection(client);
    const head = connection?.owed[0];
    if (!connection || !head || head.waits || hasEarlierWrite(desk, connection)) return;
    const { session, auth } = connection;
    const { cxid, op, refusal } = head;
    if (refusal === 'SESSIONMOVED') return closeConnection(desk, client);
    const request: ClientRequest = { session, cxid, op, auth };
    desk.setConnection(withOwed(connection, connection.owed.slice(1)));
    if (refusal !== null) {
      reply(desk, client, { cxid, zxid: desk.lastProcessed, code: refusal, body: null });
      continue;
    }
    const { watches } = desk.server;
    const { existsNeedsRead } = desk.context.peer.variants;
    const { database, lastProcessed } = desk;
    const served = answer(database, watches, client, request, lastProcessed, existsNeedsRead);
    desk.watches = served.watches;
    for (const { to, event } of served.events) {
      desk.emit({ type: 'sendClient', client: to, message: { type: 'EVENT', event } });
    }
    reply(desk, client, served.reply);
  }
}

function reply(desk: Desk, client: ClientName, answered: Reply): void {
  desk.emit({ type: 'sendClient', client, message: { type: 'REPLY', reply: answered } });
}

/** The connection is gone, and with it its watches; `hangUp` when this server ends it. */
export function closeConnection(desk: Desk, client: ClientName, hangUp = true): void {
  const connection = desk.connection(client);
  if (!connection) return;
  const { server } = desk;
  server.connections = deleteKey(server.connections, client);
  if (getKey(server.bySession, connection.session) === client) {
    server.bySession = deleteKey(server.bySession, connection.session);
  }
  server.watches = dropConnection(server.watches, client);
  if (hangUp) desk.emit({ type: 'closeClient', client });
}

/** A server that no longer serves closes every client's connection (ZooKeeperServer.shutdown). */
export function closeAll(desk: Desk): void {
  const clients: ClientName[] = [];
  forEachKey(desk.server.connections, (_connection, client) => clients.push(client));
  clients.sort((a, b) => (a < b ? -1 : 1));
  for (const client of clients) desk.emit({ type: 'closeClient', client });
  desk.server.connections = emptyMap();
  desk.server.bySession = emptyMap();
  desk.watches = emptyWatches(desk.server.watches.keepsModesApart);
}
