import { requestBytes } from '../jute/index.ts';
import { hasKey, setKey } from '../lib/index.ts';
import {
  type AuthId,
  type CallMessage,
  type ClientName,
  type ClientRequest,
  type ConnectMessage,
  compareZxid,
  NO_SESSION,
  NO_ZXID,
  type SessionId,
  ZERO,
} from '../model/index.ts';
import { authenticated } from '../znodes/index.ts';
import { closeConnection, drain, openSession, reply, withOwed } from './answers.ts';
import type { ServerDraft } from './draft.ts';
import { prepareAndPropose } from './pipeline.ts';
import { routeOf } from './route.ts';
import { type ClientConnection, takesClients } from './server.ts';
import { isClosing, own, sessionError, sessionIdOf, touch } from './session-tracker.ts';

/*
 * What comes from clients: how a session is opened, continued and refused, and which way a request
 * goes (ZooKeeperServer.processConnectRequest, submitRequestNow).
 */

/** Every connection has its address for an identity from the start. */
const ADDRESS: readonly AuthId[] = Object.freeze([{ scheme: 'ip', id: '127.0.0.1' }]);

/** A client says hello: a new session, or its old one continued (processConnectRequest). */
export function onConnect(draft: ServerDraft, client: ClientName, message: ConnectMessage): void {
  if (!takesClients(draft.server, draft.context.peer.config)) {
    return draft.emit({ type: 'closeClient', client });
  }
  if (compareZxid(message.lastZxid, draft.lastProcessed) > 0) {
    const facts = { client, seen: message.lastZxid, last: draft.lastProcessed };
    const because = { rule: 'client.seenNewer', facts } as const;
    draft.emit({ type: 'refusedClient', client, because });
    return draft.emit({ type: 'closeClient', client });
  }
  const { minSessionTimeoutMs, maxSessionTimeoutMs } = draft.context.peer.config;
  const wanted = Math.max(message.timeoutMs, minSessionTimeoutMs);
  const timeoutMs = Math.min(wanted, maxSessionTimeoutMs);
  if (message.session === NO_SESSION) newSession(draft, client, timeoutMs);
  else continueSession(draft, client, message, timeoutMs);
}

function newSession(draft: ServerDraft, client: ClientName, timeoutMs: number): void {
  const session = sessionIdOf(draft.server, draft.sid);
  draft.server.nextSession += 1;
  attach(draft, client, session, timeoutMs, false);
  submit(draft, { session, cxid: 0, op: { type: 'createSession', timeoutMs }, auth: [] });
}

function attach(
  draft: ServerDraft,
  client: ClientName,
  session: SessionId,
  timeoutMs: number,
  open: boolean,
): void {
  draft.setConnection({ client, session, timeoutMs, open, auth: ADDRESS, owed: [] });
  draft.server.bySession = setKey(draft.server.bySession, session, client);
}

function continueSession(
  draft: ServerDraft,
  client: ClientName,
  message: ConnectMessage,
  timeoutMs: number,
): void {
  const { session } = message;
  const before = draft.connectionOf(session);
  if (before) closeConnection(draft, before.client);
  if (!message.passwordOk) return refuseSession(draft, client);
  attach(draft, client, session, timeoutMs, false);
  if (draft.decides) {
    if (!touch(draft, session, timeoutMs)) return refuseSession(draft, client);
    own(draft, session, draft.sid);
    openSession(draft, session, 'sessionMoved');
  } else {
    draft.toLeader({ type: 'REVALIDATE', session, timeoutMs, valid: false });
  }
}

/** "That session has expired": a timeout of 0, and the end of the connection. */
function refuseSession(draft: ServerDraft, client: ClientName): void {
  const message = { type: 'CONNECTED', session: NO_SESSION, timeoutMs: 0 } as const;
  draft.emit({ type: 'sendClient', client, message });
  closeConnection(draft, client, false);
  draft.emit({ type: 'closeClient', client });
}

/** The leader's word on a session that wants to go on here. */
export function onRevalidated(draft: ServerDraft, session: SessionId, valid: boolean): void {
  const connection = draft.connectionOf(session);
  if (!connection || connection.open) return;
  if (valid) openSession(draft, session, 'sessionMoved');
  else refuseSession(draft, connection.client);
}

/** A request arrives on a client's stream. */
export function onCall(draft: ServerDraft, client: ClientName, message: CallMessage): void {
  const connection = draft.connection(client);
  if (!connection?.open) return;
  const { op, cxid } = message;
  // jute.maxbuffer, NIOServerCnxn.readLength
  if (requestBytes(op) > draft.context.peer.config.maxBufferBytes) {
    return closeConnection(draft, client, true);
  }
  const route = routeOf(op);
  if (route === 'auth') return authenticate(draft, connection, message);
  // A session that the leader does not know any more is not heard (submitRequestNow).
  if (!markActive(draft, connection.session)) return;
  switch (route) {
    case 'broken':
      return closeConnection(draft, client, true);
    case 'unknown':
      reply(draft, client, { cxid, zxid: NO_ZXID, code: 'UNIMPLEMENTED', body: null });
      return closeConnection(draft, client, true);
    default: {
      const toLeaderFirst = route === 'write' || (route === 'sync' && !draft.decides);
      // The leader's Prep looks at the session of reads and pings, too; a learner does not.
      const looks = draft.decides && !toLeaderFirst;
      const refusal = looks ? sessionError(draft, connection.session, draft.sid) : null;
      const owed = [...connection.owed, { cxid, op, waits: toLeaderFirst, refusal }];
      draft.setConnection(withOwed(connection, owed));
      if (toLeaderFirst) {
        const { session, auth } = connection;
        submit(draft, { session, cxid, op, auth });
      } else if (owed.length === 1) drain(draft, client);
    }
  }
}

function authenticate(
  draft: ServerDraft,
  connection: ClientConnection,
  message: CallMessage,
): void {
  if (message.op.type !== 'auth') return;
  const { scheme, auth } = message.op;
  const ids = authenticated(connection.auth, scheme, auth, draft.context.superDigest);
  const { client } = connection;
  const code = ids === null ? 'AUTHFAILED' : 'OK';
  reply(draft, client, { cxid: message.cxid, zxid: ZERO, code, body: null });
  if (ids === null) closeConnection(draft, client, true);
  else draft.setConnection({ ...connection, auth: ids });
}

/** To the leader's Prep stage: here, or over the quorum link. */
function submit(draft: ServerDraft, request: ClientRequest): void {
  if (draft.decides) prepareAndPropose(draft, request, draft.sid);
  else draft.toLeader({ type: 'REQUEST', request });
}

/** A sign of life: the leader notes it, a learner reports it with its next PING. */
function markActive(draft: ServerDraft, session: SessionId): boolean {
  if (draft.decides) return touch(draft, session) || isClosing(draft, session);
  if (!hasKey(draft.server.touched, session)) {
    draft.server.touched = setKey(draft.server.touched, session, true);
  }
  return true;
}
