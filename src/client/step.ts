import { replyBytes } from '../jute/index.ts';
import { assert, emptyLog, NONE, type Outcome, seeded, unreachable } from '../lib/index.ts';
import {
  type ClientMessage,
  type ClientName,
  type Micros,
  NO_SERVER,
  NO_SESSION,
  type ServerId,
  ZERO,
} from '../model/index.ts';
import { answer, ask, witness } from './calls.ts';
import { answerFrom, fromServer } from './chroot.ts';
import type { Client, ClientHandle } from './client.ts';
import {
  accepted,
  dial,
  killed,
  lost,
  pingTimerDue,
  pingWhenAwake,
  reached,
  readTimerDue,
  tryNext,
} from './connection.ts';
import { assertClient, type ClientDraft, writableCopy } from './draft.ts';
import type { ClientContext, ClientEffect, ClientInput, ClientTimer } from './io.ts';
import { isAlive } from './lifecycle.ts';
import { goOn, hasMore, NEW_SHELL, typeLine } from './shell/index.ts';
import { NO_WATCHES } from './watches.ts';

/**
 * A client that has not begun yet. `servers`: at least one, tried in this order; `askedTimeoutMs`:
 * the server answers with what it grants; `now`: virtual microseconds.
 */
export function newClient(
  name: ClientName,
  servers: readonly ServerId[],
  askedTimeoutMs: number,
  seed: number,
  now: Micros,
  handle: ClientHandle = {},
): Client {
  assert(servers.length > 0, 'a client knows at least one server');
  return {
    name,
    servers,
    askedTimeoutMs,
    chroot: handle.chroot === '/' ? '' : (handle.chroot ?? ''),
    leaf: 'CONNECTING',
    session: handle.session ?? NO_SESSION,
    timeoutMs: askedTimeoutMs,
    lastZxid: ZERO,
    server: NO_SERVER,
    nextServer: 0,
    roundStart: -1,
    reachedOnce: false,
    nextCxid: 1,
    sent: NONE,
    queued: NONE,
    watches: NO_WATCHES,
    auth: NONE,
    closing: false,
    lastSentAt: now,
    lastHeardAt: now,
    transcript: emptyLog(),
    shell: NEW_SHELL,
    chance: seeded(seed),
  };
}

/**
 * One input to a client (ClientCnxn). Pure; what is due later comes back as `timedOut`. What no
 * longer concerns the client (an answer on a connection it gave up, a stale timer) changes nothing:
 * the same client comes back.
 */
export function stepClient(
  client: Client,
  input: ClientInput,
  context: ClientContext,
): Outcome<Client, ClientEffect> {
  if (!concerns(client, input)) return { next: client, effects: NONE };
  const draft: ClientDraft = { client: writableCopy(client), now: context.now, effects: [] };
  takeInput(draft, input, context);
  if (hasMore(draft.client.shell)) goOn(draft);
  assertClient(draft.client);
  return { next: draft.client, effects: draft.effects };
}

/** Whether the client, as it is, listens to such an input. */
function concerns(client: Client, input: ClientInput): boolean {
  switch (input.type) {
    case 'begun':
    case 'ask':
    case 'typed':
      return true;
    case 'connected':
    case 'refused':
      return client.server === input.server && client.leaf === 'CONNECTING';
    case 'disconnected':
      return client.server === input.server;
    case 'received':
      return client.server === input.server && accepts(client, input.message);
    case 'timedOut':
      return awaits(client, input.timer);
    case 'disconnect':
      return client.server !== NO_SERVER;
    case 'close':
      return isAlive(client) && !client.closing;
    case 'kill':
      return client.leaf !== 'DEAD';
    default:
      return unreachable(input);
  }
}

function accepts(client: Client, message: ClientMessage): boolean {
  return message.type === 'CONNECTED'
    ? client.leaf === 'ASSOCIATING'
    : client.leaf === 'CONNECTED' && (message.type === 'REPLY' || message.type === 'EVENT');
}

function awaits(client: Client, timer: ClientTimer): boolean {
  if (timer === 'ping' || timer === 'read') return client.leaf === 'CONNECTED';
  if (timer === 'retry') return client.leaf === 'CONNECTING' && client.server === NO_SERVER;
  return (
    client.leaf === 'ASSOCIATING' || (client.leaf === 'CONNECTING' && client.server !== NO_SERVER)
  );
}

function takeInput(draft: ClientDraft, input: ClientInput, context: ClientContext): void {
  switch (input.type) {
    case 'begun':
      tryNext(draft);
      return;
    case 'connected':
      reached(draft);
      return;
    case 'refused':
    case 'disconnected':
    case 'disconnect':
      lost(draft);
      return;
    case 'received':
      hear(draft, input.message, context);
      return;
    case 'timedOut':
      timedOut(draft, input.timer);
      return;
    case 'ask':
      ask(draft, input);
      return;
    case 'typed':
      typeLine(draft, { line: input.line, program: input.program });
      return;
    case 'close':
      ask(draft, { op: { type: 'closeSession' }, asker: 'library' });
      return;
    case 'kill':
      killed(draft);
      return;
    default:
      unreachable(input);
  }
}

function hear(draft: ClientDraft, message: ClientMessage, { maxBufferBytes }: ClientContext): void {
  const { chroot } = draft.client;
  draft.client.lastHeardAt = draft.now;
  if (message.type === 'CONNECTED') accepted(draft, message);
  else if (message.type === 'REPLY') {
    // "Packet len … is out of range!": what was sent and not answered fails with the connection.
    if (replyBytes(message.reply) > maxBufferBytes) lost(draft);
    else answer(draft, answerFrom(chroot, message.reply));
  } else if (message.type === 'EVENT') {
    const { type, path } = message.event;
    witness(draft, chroot === '' ? message.event : { type, path: fromServer(chroot, path) });
  }
  if (draft.client.leaf === 'CONNECTED') pingWhenAwake(draft);
}

function timedOut(draft: ClientDraft, timer: ClientTimer): void {
  switch (timer) {
    case 'ping':
      pingTimerDue(draft);
      return;
    case 'read':
      readTimerDue(draft);
      return;
    case 'connect':
      lost(draft);
      return;
    case 'retry':
      dial(draft);
      return;
    default:
      unreachable(timer);
  }
}
