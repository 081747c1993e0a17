import { deleteKey, emptyMap, forEachKey, getKey, itemAt } from '../lib/index.ts';
import {
  type ClientName,
  type ClientRequest,
  compareZxid,
  type Reply,
  type SessionId,
} from '../model/index.ts';
import { dropConnection, emptyWatches } from '../znodes/index.ts';
import type { Desk } from './desk.ts';
import { answer } from './reads.ts';
import type { ClientConnection } from './server.ts';

/*
 * What goes back to clients: that their session stands, the answers they are owed, in the order in
 * which one session asked (CommitProcessor), and the end of a connection.
 */

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

/** The connection with other requests before it that have no answer yet. */
export function withOwed(c: ClientConnection, owed: ClientConnection['owed']): ClientConnection {
  return {
    client: c.client,
    session: c.session,
    timeoutMs: c.timeoutMs,
    open: c.open,
    auth: c.auth,
    owed,
  };
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

/** Says the answer on the client's stream. */
export function reply(desk: Desk, client: ClientName, answered: Reply): void {
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
