import { requestBytes } from '../jute/index.ts';
import { hasKey, setKey } from '../lib/index.ts';
import {
  type AuthId,
  type Because,
  type CallMessage,
  type ClientName,
  type ClientRequest,
  type ConnectMessage,
  compareZxid,
  type ErrorCode,
  NO_SESSION,
  NO_ZXID,
  type Op,
  type Reply,
  type SessionId,
  ZERO,
} from '../model/index.ts';
import { authenticated } from '../znodes/index.ts';
import { closeConnection, drain, openSession, reply, withOwed } from './answers.ts';
import type { ServerDraft } from './draft.ts';
import {
  givesLocal,
  isLocal,
  makesEphemeral,
  touchLocal,
  trackLocal,
  upgraded,
} from './local-sessions.ts';
import { prepareAndPropose } from './pipeline.ts';
import { routeOf } from './route.ts';
import type { ServerRule } from './rules.ts';
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
  const { readOnly } = draft.server;
  if (!readOnly && !takesClients(draft.server, draft.context.peer.config)) {
    return draft.emit({ type: 'closeClient', client, why: 'noLeader' });
  }
  if (readOnly && !message.readOnly) {
    return turnAway(draft, client, { rule: 'client.notReadOnly', facts: { client } });
  }
  const { lastZxid: seen } = message;
  // A long: with its highest bit it is negative, and before everything.
  if ((seen.epoch | 0) >= 0 && compareZxid(seen, draft.lastProcessed) > 0) {
    const facts = { client, seen, last: draft.lastProcessed };
    return turnAway(draft, client, { rule: 'client.seenNewer', facts });
  }
  const { minSessionTimeoutMs, maxSessionTimeoutMs } = draft.context.peer.config;
  const wanted = Math.max(message.timeoutMs, minSessionTimeoutMs);
  const timeoutMs = Math.min(wanted, maxSessionTimeoutMs);
  if (message.session === NO_SESSION) newSession(draft, client, timeoutMs);
  else continueSession(draft, client, message, timeoutMs);
}

/** Hangs up without a word. */
function turnAway(draft: ServerDraft, client: ClientName, because: Because<ServerRule>): void {
  draft.emit({ type: 'noted', because });
  draft.emit({ type: 'closeClient', client, why: because.rule });
}

function newSession(draft: ServerDraft, client: ClientName, timeoutMs: number): void {
  const session = sessionIdOf(draft.server, draft.sid);
  draft.server.nextSession += 1;
  attach(draft, client, session, timeoutMs, false);
  if (givesLocal(draft)) {
    trackLocal(draft, session, timeoutMs);
    return openSession(draft, session, 'sessionCreated');
  }
  // The request for a session is a write, and so is answered as any other; the client that waits
  // for the answer to its greeting cannot read this, and gives up.
  if (draft.server.readOnly) {
    return reply(draft, client, notReadOnly(draft, 0));
  }
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
  const { readOnly } = draft.server;
  if (readOnly && hasKey(draft.database.sessions, session)) {
    return turnAway(draft, client, { rule: 'client.globalSession', facts: { client } });
  }
  const before = draft.connectionOf(session);
  if (before) closeConnection(draft, before.client, 'moved');
  if (!message.passwordOk) return refuseSession(draft, client);
  attach(draft, client, session, timeoutMs, false);
  if (touchLocal(draft, session, timeoutMs)) return openSession(draft, session, 'sessionMoved');
  if (readOnly) {
    // Whom it cannot ask about, it believes, unless it gives sessions of its own.
    if (givesLocal(draft)) return refuseSession(draft, client);
    return openSession(draft, session, 'sessionMoved');
  }
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
  const { readOnly } = draft.server;
  const message = { type: 'CONNECTED', session: NO_SESSION, timeoutMs: 0, readOnly } as const;
  draft.emit({ type: 'sendClient', client, message });
  closeConnection(draft, client);
  draft.emit({ type: 'closeClient', client, why: 'expired' });
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
    return closeConnection(draft, client, 'tooLong');
  }
  const route = routeOf(op);
  if (route === 'auth') return authenticate(draft, connection, message);
  if (route === 'sasl') {
    return reply(draft, client, { cxid, zxid: ZERO, code: 'OK', body: { type: 'noPath' } });
  }
  // A session that the leader does not know any more is not heard (submitRequestNow).
  if (!markActive(draft, connection.session)) return;
  switch (route) {
    case 'broken':
      return closeConnection(draft, client, 'unreadable');
    case 'unknown':
      reply(draft, client, { cxid, zxid: NO_ZXID, code: 'UNIMPLEMENTED', body: null });
      return closeConnection(draft, client, 'unknown');
    default: {
      const { session, auth } = connection;
      const leaves = route === 'write' || (route === 'sync' && !draft.decides);
      const waits = leaves && !draft.server.readOnly && !endsLocal(draft, session, op);
      const refusal = refusalOf(draft, session, op, waits, leaves);
      const owed = [...connection.owed, { cxid, op, waits, refusal }];
      draft.setConnection(withOwed(connection, owed));
      if (waits) submit(draft, { session, cxid, op, auth });
      else if (owed.length === 1) drain(draft, client);
    }
  }
}

/** A local session's end is no write. */
function endsLocal(draft: ServerDraft, session: SessionId, op: Op): boolean {
  return op.type === 'closeSession' && isLocal(draft, session);
}

/** What stands against a request before anybody looks at the tree. `leaves`: it is the leader's. */
function refusalOf(
  draft: ServerDraft,
  session: SessionId,
  op: Op,
  waits: boolean,
  leaves: boolean,
): ErrorCode | null {
  if (endsLocal(draft, session, op)) return null;
  if (leaves && draft.server.readOnly) return 'NOTREADONLY'; // ReadOnlyRequestProcessor
  if (waits) return isLocal(draft, session) ? forGlobal(draft, session, op) : null;
  // The leader's Prep looks at the session of reads and pings, too; a learner does not.
  return draft.decides ? sessionError(draft, session, draft.sid) : null;
}

/** A local session that is to have an ephemeral: it becomes everybody's first, where it may. */
function forGlobal(draft: ServerDraft, session: SessionId, op: Op): ErrorCode | null {
  if (!makesEphemeral(op)) return null;
  if (!draft.context.peer.config.localSessionsUpgrade) return 'EPHEMERALONLOCALSESSION';
  const timeoutMs = upgraded(draft, session);
  if (timeoutMs !== null) {
    submit(draft, { session, cxid: 0, op: { type: 'createSession', timeoutMs }, auth: [] });
  }
  return null;
}

function notReadOnly(draft: ServerDraft, cxid: number): Reply {
  return { cxid, zxid: draft.lastProcessed, code: 'NOTREADONLY', body: null };
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
  if (ids === null) closeConnection(draft, client, 'noAuth');
  else draft.setConnection({ ...connection, auth: ids });
}

/** To the leader's Prep stage: here, or over the quorum link. */
function submit(draft: ServerDraft, request: ClientRequest): void {
  if (draft.decides) prepareAndPropose(draft, request, draft.sid);
  else draft.toLeader({ type: 'REQUEST', request });
}

/** A sign of life: the leader notes it, a learner reports it with its next PING. */
function markActive(draft: ServerDraft, session: SessionId): boolean {
  if (touchLocal(draft, session) || draft.server.readOnly) return true;
  if (draft.decides) return touch(draft, session) || isClosing(draft, session);
  if (!hasKey(draft.server.touched, session)) {
    draft.server.touched = setKey(draft.server.touched, session, true);
  }
  return true;
}
