import { assert, NONE } from '../lib/index.ts';
import {
  type AuthOp,
  type ErrorCode,
  type Micros,
  maxZxid,
  NO_SERVER,
  NO_ZXID,
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
import { type ClientDraft, move, note, tell } from './draft.ts';
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
export function ask(draft: ClientDraft, asked: Asked): void {
  const { client, now } = draft;
  const { op } = asked;
  if (op.type === 'auth') {
    addAuth(draft, op);
    return;
  }
  const call = callOf(asked, takeCxid(draft), now);
  const code = localError(client);
  if (code !== null) {
    fail(draft, call, code);
    return;
  }
  if (op.type === 'closeSession') client.closing = true;
  if (client.leaf === 'CONNECTED') transmit(draft, call);
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

function takeCxid(draft: ClientDraft): number {
  const cxid = draft.client.nextCxid;
  draft.client.nextCxid = cxid === MAX_CXID ? 1 : cxid + 1;
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
function addAuth(draft: ClientDraft, op: AuthOp): void {
  const { client } = draft;
  if (localError(client) !== null) return;
  client.auth = [...client.auth, op];
  if (client.leaf === 'CONNECTED') sendRaw(draft, AUTH_CXID, op);
}

/** Puts a message that is no call on the stream. */
export function sendRaw(draft: ClientDraft, cxid: number, op: Op): void {
  const { client } = draft;
  client.lastSentAt = draft.now;
  const message = { type: 'CALL', cxid, op: toServer(client.chroot, op) } as const;
  draft.effects.push({ type: 'send', server: client.server, message });
}

function transmit(draft: ClientDraft, call: PendingCall): void {
  draft.client.sent = appended(draft.client.sent, call);
  draft.effects.push({ type: 'requested', cxid: call.cxid, op: call.op });
  sendRaw(draft, call.cxid, call.op);
}

/** What waited for the connection goes out, in order. */
export function transmitQueued(draft: ClientDraft): void {
  const waiting = draft.client.queued;
  draft.client.queued = NONE;
  for (const call of waiting) transmit(draft, call);
}

/** An answer arrived (SendThread.readResponse, ClientCnxn.finishPacket). */
export function answer(draft: ClientDraft, reply: Reply): void {
  const { client } = draft;
  if (reply.cxid === PING_CXID) return;
  if (reply.cxid === AUTH_CXID) {
    if (reply.code === 'AUTHFAILED') refuseAuth(draft);
    return;
  }
  if (reply.zxid !== NO_ZXID) client.lastZxid = maxZxid(client.lastZxid, reply.zxid);
  if (reply.cxid === SET_WATCHES_CXID) return;
  const call = client.sent[0];
  assert(call?.cxid === reply.cxid, 'what is answered is the oldest call');
  client.sent = client.sent.slice(1);
  finish(draft, call, reply);
  if (call.op.type === 'closeSession') closed(draft);
}

function finish(draft: ClientDraft, call: PendingCall, said: Reply): void {
  const { client } = draft;
  const { op, watcher } = call;
  client.watches = registered(client.watches, op, said.code, watcher ?? DEFAULT_WATCHER);
  const removes = op.type === 'removeWatches' || op.type === 'checkWatches';
  const reply = removes ? deregistered(draft, call, op, said) : said;
  draft.effects.push({ type: 'answered', call, reply });
  if (call.asker === 'shell') client.shell = heard(client.shell, reply);
  else if (call.asker === 'console') {
    note(draft, { type: 'answered', at: draft.now, line: call.line ?? '', op, reply });
  }
}

/**
 * Watches are removed; without a server, too, if only `local` says so. That there are none counts
 * before anything a server said (ClientCnxn.finishPacket, ZKWatchManager.removeWatcher).
 */
function deregistered(draft: ClientDraft, call: PendingCall, op: WatcherOp, said: Reply): Reply {
  const { left, told } = removed(draft.client.watches, op, call.watcher ?? null);
  if (told.length === 0) return { ...said, code: 'NOWATCHER' };
  if (said.code !== 'OK' && call.local !== true) return said;
  draft.client.watches = left;
  const isLost = said.code === 'CONNECTIONLOSS' || said.code === 'SESSIONEXPIRED';
  const state = isLost ? 'Disconnected' : 'SyncConnected';
  for (const { event, to } of told) announce(draft, event, state, to);
  return said.code === 'OK' ? said : { ...said, code: 'OK' };
}

/** A server's watch event reaches the application, if somebody there still waits for it. */
export function witness(draft: ClientDraft, event: WatchEvent): void {
  const { left, to } = triggered(draft.client.watches, event);
  draft.client.watches = left;
  if (to.length > 0) announce(draft, event, 'SyncConnected', to);
}

/** The thread that calls watchers ends with the handle. */
function announce(
  draft: ClientDraft,
  event: WatchEvent,
  state: 'SyncConnected' | 'Disconnected',
  to: readonly WatcherName[],
): void {
  if (!isAlive(draft.client)) return;
  draft.effects.push({ type: 'watched', event, to, zxid: draft.client.lastZxid });
  note(draft, { type: 'event', at: draft.now, event, state, to });
}

/** The call ends here, without a server's answer. */
function fail(draft: ClientDraft, call: PendingCall, code: ErrorCode): void {
  finish(draft, call, { cxid: call.cxid, zxid: ZERO, code, body: null });
}

/**
 * Everything sent or waiting ends so (SendThread.cleanup). Whether it was carried out is not
 * known.
 */
export function failAll(draft: ClientDraft, code: ErrorCode): void {
  const { client } = draft;
  const calls = client.queued.length === 0 ? client.sent : [...client.sent, ...client.queued];
  client.sent = NONE;
  client.queued = NONE;
  for (const call of calls) fail(draft, call, code);
}

/** The handle is dead, by an addAuth that the server refused; its session expires by itself. */
function refuseAuth(draft: ClientDraft): void {
  move(draft, 'AUTH_REFUSED');
  tell(draft, 'AuthFailed');
  failAll(draft, 'AUTHFAILED');
  abandon(draft);
}

function closed(draft: ClientDraft): void {
  move(draft, 'CLOSED');
  tell(draft, 'Closed');
  abandon(draft);
}

/** The handle is dead: no connection, no timers. Only who watched what is still known. */
export function abandon(draft: ClientDraft): void {
  hangUp(draft);
  draft.effects.push({ type: 'disarm', timer: 'read' }, { type: 'disarm', timer: 'ping' });
}

export function hangUp(draft: ClientDraft): void {
  const { client } = draft;
  if (client.server === NO_SERVER) return;
  draft.effects.push({ type: 'hangUp', server: client.server });
  client.server = NO_SERVER;
}

function appended(calls: readonly PendingCall[], call: PendingCall): PendingCall[] {
  const next = calls.slice();
  next.push(call);
  return next;
}
