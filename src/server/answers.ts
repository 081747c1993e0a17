import { deleteKey, emptyMap, forEachKey, getKey, itemAt, NONE } from '../lib/index.ts';
import {
  type ClientName,
  type ClientRequest,
  compareZxid,
  type Reply,
  type SessionId,
  type Txn,
} from '../model/index.ts';
import { dropConnection, emptyWatches } from '../znodes/index.ts';
import type { ServerDraft } from './draft.ts';
import { forgetLocal } from './local-sessions.ts';
import { answer, syncedBody } from './reads.ts';
import type { Closing } from './rules.ts';
import type { ClientConnection } from './server.ts';

/*
 * What goes back to clients: that their session stands, the answers they are owed, in the order in
 * which one session asked (CommitProcessor), and the end of a connection.
 */

/** The session stands: its client is told, and may be answered (finishSessionInit). */
export function openSession(
  draft: ServerDraft,
  session: SessionId,
  what: 'sessionCreated' | 'sessionMoved',
): void {
  const connection = draft.connectionOf(session);
  if (!connection || connection.open) return;
  const { client, timeoutMs } = connection;
  draft.setConnection({ ...connection, open: true });
  const { readOnly } = draft.server;
  const message = { type: 'CONNECTED', session, timeoutMs, readOnly } as const;
  draft.emit({ type: 'sendClient', client, message });
  draft.emit({ type: 'session', what, session, client });
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
export function completeOwed(
  draft: ServerDraft,
  connection: ClientConnection,
  answered: Reply,
): void {
  const { client } = connection;
  draft.setConnection(withOwed(connection, connection.owed.slice(1)));
  reply(draft, client, answered);
  drain(draft, client);
}

/** The leader has answered a forwarded sync. */
export function onSyncDone(draft: ServerDraft, session: SessionId, cxid: number): void {
  const connection = draft.connectionOf(session);
  const head = connection?.owed[0];
  if (!connection || !head?.waits || head.cxid !== cxid) return;
  const body = syncedBody(head.op.type === 'sync' ? head.op.path : null);
  const zxid = draft.lastProcessed;
  completeOwed(draft, connection, { cxid, zxid, code: 'OK', body });
}

/**
 * A client's own write comes behind its syncs: when that is about to be applied, all that they wait
 * for has been, whether or not the leader's word on them is here already. They and the reads
 * between are answered first, and do not see it.
 */
export function endSyncsBefore(draft: ServerDraft, { session, cxid }: Txn): void {
  for (;;) {
    const owed = draft.connectionOf(session)?.owed ?? NONE;
    const [head] = owed;
    if (head?.op.type !== 'sync' || !head.waits || head.cxid === cxid) return;
    if (!owed.some((one) => one.waits && one.cxid === cxid)) return;
    onSyncDone(draft, session, head.cxid);
  }
}

/**
 * Whether a write of this session that came by another way, through a learner it has left, is
 * proposed and not yet applied: a session's requests wait for one another, whatever connection they
 * came by (CommitProcessor.pendingRequests).
 */
function hasEarlierWrite(draft: ServerDraft, { session, owed }: ClientConnection): boolean {
  const { outstanding } = draft.server;
  const { lastProcessed } = draft;
  for (let i = outstanding.length - 1; i >= 0; i--) {
    const txn = itemAt(outstanding, i);
    if (!txn || compareZxid(txn.zxid, lastProcessed) <= 0) return false;
    if (txn.session === session && !owed.some((one) => one.cxid === txn.cxid)) return true;
  }
  return false;
}

/** Answers reads up to the first request that still waits. */
export function drain(draft: ServerDraft, client: ClientName): void {
  for (;;) {
    const connection = draft.connection(client);
    const head = connection?.owed[0];
    if (!connection || !head || head.waits || hasEarlierWrite(draft, connection)) return;
    const { session, auth } = connection;
    const { cxid, op, refusal } = head;
    if (refusal === 'SESSIONMOVED') return closeConnection(draft, client, 'moved');
    const request: ClientRequest = { session, cxid, op, auth };
    if (op.type === 'closeSession' && refusal === null) return closeLocal(draft, connection, cxid);
    draft.setConnection(withOwed(connection, connection.owed.slice(1)));
    if (refusal !== null) {
      reply(draft, client, { cxid, zxid: draft.lastProcessed, code: refusal, body: null });
      continue;
    }
    const { watches } = draft.server;
    const { existsNeedsRead } = draft.context.peer.variants;
    const { database, lastProcessed } = draft;
    const served = answer(database, watches, client, request, lastProcessed, existsNeedsRead);
    draft.watches = served.watches;
    for (const { to, event } of served.events) {
      draft.emit({ type: 'sendClient', client: to, message: { type: 'EVENT', event } });
    }
    reply(draft, client, served.reply);
  }
}

/** The client of a session that only this server knows asked for its end: no write. */
function closeLocal(draft: ServerDraft, { client, session }: ClientConnection, cxid: number): void {
  forgetLocal(draft, session);
  draft.emit({ type: 'session', what: 'sessionClosed', session, client });
  reply(draft, client, { cxid, zxid: draft.lastProcessed, code: 'OK', body: null });
  closeConnection(draft, client, 'over');
}

/** Says the answer on the client's stream. */
export function reply(draft: ServerDraft, client: ClientName, answered: Reply): void {
  draft.emit({ type: 'sendClient', client, message: { type: 'REPLY', reply: answered } });
}

/** The connection is gone, and with it its watches; `why` when this server ends it. */
export function closeConnection(draft: ServerDraft, client: ClientName, why?: Closing): void {
  const connection = draft.connection(client);
  if (!connection) return;
  const { server } = draft;
  server.connections = deleteKey(server.connections, client);
  if (getKey(server.bySession, connection.session) === client) {
    server.bySession = deleteKey(server.bySession, connection.session);
  }
  server.watches = dropConnection(server.watches, client);
  if (why) draft.emit({ type: 'closeClient', client, why });
}

/** A server that no longer serves closes every client's connection (ZooKeeperServer.shutdown). */
export function closeAll(draft: ServerDraft, why: Closing): void {
  const clients: ClientName[] = [];
  forEachKey(draft.server.connections, (_connection, client) => clients.push(client));
  clients.sort((a, b) => (a < b ? -1 : 1));
  for (const client of clients) draft.emit({ type: 'closeClient', client, why });
  draft.server.connections = emptyMap();
  draft.server.bySession = emptyMap();
  draft.watches = emptyWatches(draft.server.watches.keepsModesApart);
}
