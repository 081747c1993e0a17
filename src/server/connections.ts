import { hasKey, setKey } from '../lib/index.ts';
import {
  type AuthId,
  type CallMessage,
  type ClientName,
  type ClientRequest,
  type ConnectMessage,
  compareZxid,
  NO_SESSION,
  type SessionId,
  ZERO,
} from '../model/index.ts';
import { authenticated } from '../znodes/index.ts';
import { closeConnection, drain, openSession, reply, withOwed } from './answers.ts';
import type { Desk } from './desk.ts';
import { isTooLarge } from './packet.ts';
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
export function onConnect(desk: Desk, client: ClientName, message: ConnectMessage): void {
  if (!takesClients(desk.server, desk.context.peer.config)) {
    return desk.emit({ type: 'closeClient', client });
  }
  if (compareZxid(message.lastZxid, desk.lastProcessed) > 0) {
    const facts = { client, seen: message.lastZxid, last: desk.lastProcessed };
    const because = { rule: 'client.seenNewer', facts } as const;
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
