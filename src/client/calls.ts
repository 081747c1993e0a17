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
import { toServer } from './chroot.ts';
import {
  type Asked,
  type Client,
  DEFAULT_WATCHER,
  type PendingCall,
  type WatcherName,
} from './client.ts';
import { move, note, type Step, tell } from './draft.ts';
import { isAlive } from './lifecycle.ts';
import { heard } from './shell/shell.ts';
import { registered, removed, triggered } from './watches.ts';

/** The numbers that no call has: they mark pings, addAuth and setWatches on the stream. */
export const PING_CXID = -2;
export const AUTH_CXID = -4;
export const SET_WATCHES_CXID = -8;

const MAX_CXID = 0x7fffffff;

/**
 * Somebody wants an operation (ClientCnxn.queuePacket): sent, queued until connected, or failed.
 */
export function ask(step: Step, asked: Asked): void {
  const { client, now } = step;
  const { op } = asked;
  if (op.type === 'auth') {
    addAuth(step, op);
    return;
  }
  const call = callOf(asked, takeCxid(step), now);
  const code = localError(client);
  if (code !== null) {
    fail(step, call, code);
    return;
  }
  if (op.type === 'closeSession') client.closing = true;
  if (client.leaf === 'CONNECTED') transmit(step, call);
  else client.queued = appended(client.queued, call);
}

function callOf(asked: Asked, cxid: number, at: Micros): PendingCall {
  const { op, asker, line, local, watcher } = asked;
  // Field by field: to copy whatever is there takes longer.
  const call: { -readonly [K in keyof PendingCall]: PendingCall[K] } = { cxid, op, at, asker };
  if (line !== undefined) call.line = line;
  if (local !== undefined) call.local = local;
  if (watcher !== undefined) call.watcher = watcher;
  return call;
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
  const message = { type: 'CALL', cxid, op: toServer(client.chroot, op) } as const;
  step.effects.push({ type: 'send', server: client.server, message });
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
  const { op, watcher } = call;
  client.watches = registered(client.watches, op, said.code, watcher ?? DEFAULT_WATCHER);
  const removes = op.type === 'removeWatches' || op.type === 'checkWatches';
  const reply = removes ? deregistered(step, call, op, said) : said;
  step.effects.push({ type: 'answered', call, reply });
  if (call.asker === 'shell') client.shell = heard(client.shell, reply);
  else if (call.asker === 'console') {
    note(step, { type: 'answered', at: step.now, line: call.line ?? '', op, reply });
  }
}

/**
 * Watches are removed; without a server, too, if only `local` says so. That there are none counts
 * before anything a server said (ClientCnxn.finishPacket, ZKWatchManager.removeWatcher).
 */
function deregistered(step: Step, call: PendingCall, op: WatcherOp, said: Reply): Reply {
  const { left, told } = removed(step.client.watches, op, call.watcher ?? null);
  if (told.length === 0) return { ...said, code: 'NOWATCHER' };
  if (said.code !== 'OK' && call.local !== true) return said;
  step.client.watches = left;
  const isLost = said.code === 'CONNECTIONLOSS' || said.code === 'SESSIONEXPIRED';
  const state = isLost ? 'Disconnected' : 'SyncConnected';
  for (const { event, to } of told) announce(step, event, state, to);
  return said.code === 'OK' ? said : { ...said, code: 'OK' };
}

/** A server's watch event reaches the application, if somebody there still waits for it. */
export function witness(step: Step, event: WatchEvent): void {
  const { left, to } = triggered(step.client.watches, event);
  step.client.watches = left;
  if (to.length > 0) announce(step, event, 'SyncConnected', to);
}

/** The thread that calls watchers ends with the handle. */
function announce(
  step: Step,
  event: WatchEvent,
  state: 'SyncConnected' | 'Disconnected',
  to: readonly WatcherName[],
): void {
  if (!isAlive(step.client)) return;
  step.effects.push({ type: 'watched', event, to, zxid: step.client.lastZxid });
  note(step, { type: 'event', at: step.now, event, state, to });
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

/** The handle is dead: no connection, no timers. Only who watched what is still known. */
export function abandon(step: Step): void {
  hangUp(step);
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
