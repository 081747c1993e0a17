import { assert, NONE } from '../lib/index.ts';
import {
  type AuthOp,
  type ErrorCode,
  type Micros,
  maxZxid,
  type Op,
  type Reply,
  type WatchEvent,
  type WatcherOp,
  ZERO,
} from '../model/index.ts';
import type { Asker, Client, PendingCall } from './client.ts';
import { move, note, type Step, tell } from './draft.ts';
import { heard } from './shell/shell.ts';
import { NO_WATCHES, registered, removalsOf, triggered } from './watches.ts';

/** The numbers that no call has: they mark pings, addAuth and setWatches on the stream. */
export const PING_CXID = -2;
export const AUTH_CXID = -4;
export const SET_WATCHES_CXID = -8;

const MAX_CXID = 0x7fffffff;

/**
 * Somebody wants an operation (ClientCnxn.queuePacket): sent, queued until connected, or failed.
 */
export function ask(step: Step, op: Op, asker: Asker, line?: string, local?: true): void {
  const { client, now } = step;
  if (op.type === 'auth') {
    addAuth(step, op);
    return;
  }
  const call = callOf(takeCxid(step), op, now, asker, line, local);
  const code = localError(client);
  if (code !== null) {
    fail(step, call, code);
    return;
  }
  if (op.type === 'closeSession') client.closing = true;
  if (client.leaf === 'CONNECTED') transmit(step, call);
  else client.queued = appended(client.queued, call);
}

function callOf(
  cxid: number,
  op: Op,
  at: Micros,
  asker: Asker,
  line: string | undefined,
  local: true | undefined,
): PendingCall {
  if (line === undefined) return { cxid, op, at, asker };
  return local === undefined ? { cxid, op, at, asker, line } : { cxid, op, at, asker, line, local };
}

function takeCxid(step: Step): number {
  const cxid = step.client.nextCxid;
  step.client.nextCxid = cxid === MAX_CXID ? 1 : cxid + 1;
  return cxid;
}

/** Why this client accepts no call (ClientCnxn.conLossPacket); null: it does. */
function localError(client: Client): ErrorCode | null {
  switch (client.leaf) {
    case 'EXPIRED':
    case 'CLOSED':
      return 'SESSIONEXPIRED';
    case 'AUTH_FAILED':
      return 'AUTHFAILED';
    case 'DEAD':
      return 'CONNECTIONLOSS';
    default:
      return client.closing ? 'CONNECTIONLOSS' : null;
  }
}

/** Kept for every later connection, and sent on this one; nobody waits for the answer. */
function addAuth(step: Step, op: AuthOp): void {
  const { client } = step;
  if (localError(client) !== null) return;
  client.auth = [...client.auth, op];
  if (client.leaf === 'CONNECTED') sendRaw(step, AUTH_CXID, op);
}

/** Puts a message that is no call on the stream. */
export function sendRaw(step: Step, cxid: number, op: Op): void {
  const { client } = step;
  client.lastSentAt = step.now;
  step.effects.push({ type: 'send', server: client.server, message: { type: 'CALL', cxid, op } });
}

function transmit(step: Step, call: PendingCall): void {
  step.client.sent = appended(step.client.sent, call);
  step.effects.push({ type: 'requested', cxid: call.cxid, op: call.op });
  sendRaw(step, call.cxid, call.op);
}

/** What waited for the connection goes out, in order. */
export function transmitQueued(step: Step): void {
  const waiting = step.client.queued;
  step.client.queued = NONE;
  for (const call of waiting) transmit(step, call);
}

/** An answer arrived (SendThread.readResponse, ClientCnxn.finishPacket). */
export function answer(step: Step, reply: Reply): void {
  const { client } = step;
  if (reply.cxid === PING_CXID) return;
  if (reply.cxid === AUTH_CXID) {
    if (reply.code === 'AUTHFAILED') refuseAuth(step);
    return;
  }
  client.lastZxid = maxZxid(client.lastZxid, reply.zxid);
  if (reply.cxid === SET_WATCHES_CXID) return;
  const call = client.sent[0];
  assert(call?.cxid === reply.cxid, `reply ${reply.cxid} where ${call?.cxid} is the oldest call`);
  client.sent = client.sent.slice(1);
  finish(step, call, reply);
  if (call.op.type === 'closeSession') closed(step);
}

function finish(step: Step, call: PendingCall, said: Reply): void {
  const { client } = step;
  client.watches = registered(client.watches, call.op, said.code);
  const reply = call.op.type === 'removeWatches' ? removed(step, call, call.op, said) : said;
  step.effects.push({ type: 'answered', call, reply });
  if (call.asker === 'shell') client.shell = heard(client.shell, reply);
  else if (call.asker === 'console') {
    note(step, { type: 'answered', at: step.now, line: call.line ?? '', op: call.op, reply });
  }
}

/**
 * Watches are removed; without a server, too, if only `local` says so (finishPacket). The server
 * is asked first and may have found something to remove, such as half a persistent watch, where
 * the library finds nothing.
 */
function removed(step: Step, call: PendingCall, op: WatcherOp, reply: Reply): Reply {
  const removals = removalsOf(step.client.watches, op.path, op.kind);
  if (removals.length === 0) return { ...reply, code: 'NOWATCHER' };
  if (reply.code !== 'OK' && call.local !== true) return reply;
  for (const event of removals) witness(step, event);
  return reply.code === 'OK' ? reply : { ...reply, code: 'OK' };
}

/** A watch event reaches the application. */
export function witness(step: Step, event: WatchEvent): void {
  const { client } = step;
  client.watches = triggered(client.watches, event);
  step.effects.push({ type: 'watched', event, zxid: client.lastZxid });
  note(step, { type: 'event', at: step.now, event });
}

/** The call ends here, without a server's answer. */
function fail(step: Step, call: PendingCall, code: ErrorCode): void {
  finish(step, call, { cxid: call.cxid, zxid: ZERO, code, body: null });
}

/**
 * Everything sent or waiting ends so (SendThread.cleanup). Whether it was carried out is not
 * known.
 */
export function failAll(step: Step, code: ErrorCode): void {
  const { client } = step;
  const calls = client.queued.length === 0 ? client.sent : [...client.sent, ...client.queued];
  client.sent = NONE;
  client.queued = NONE;
  for (const call of calls) fail(step, call, code);
}

/** The handle is dead, by an addAuth that the server refused; its session expires by itself. */
function refuseAuth(step: Step): void {
  move(step, 'AUTH_REFUSED');
  tell(step, 'AuthFailed');
  failAll(step, 'AUTHFAILED');
  abandon(step);
}

function closed(step: Step): void {
  move(step, 'CLOSED');
  tell(step, 'Closed');
  abandon(step);
}

/** The handle is dead: no connection, no watches, no timers. */
export function abandon(step: Step): void {
  hangUp(step);
  step.client.watches = NO_WATCHES;
  step.effects.push({ type: 'disarm', timer: 'read' }, { type: 'disarm', timer: 'ping' });
}

export function hangUp(step: Step): void {
  const { client } = step;
  if (client.server === 0) return;
  step.effects.push({ type: 'hangUp', server: client.server });
  client.server = 0;
}

function appended(calls: readonly PendingCall[], call: PendingCall): PendingCall[] {
  const next = calls.slice();
  next.push(call);
  return next;
}
