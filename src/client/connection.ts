import { NONE, nextRandom, randomBetween } from '../lib/index.ts';
import { type ConnectedMessage, MS, type ServerId } from '../model/index.ts';
import {
  AUTH_CXID,
  abandon,
  failAll,
  hangUp,
  PING_CXID,
  SET_WATCHES_CXID,
  sendRaw,
  transmitQueued,
} from './calls.ts';
import type { Client } from './client.ts';
import { type ClientDraft, move, tell } from './draft.ts';
import type { ClientTimer } from './io.ts';
import { ended } from './shell/shell.ts';
import { NO_WATCHES, setWatchesOps } from './watches.ts';

/**
 * Before every attempt but those before the first open connection: 0 to this, in ms
 * (startConnect).
 */
const MAX_SLEEP_MS = 999;
/** After a whole round without success, in ms (HostProvider.next). */
const ROUND_PAUSE_MS = 1000;
/** A ping goes out when nothing was sent for longer, whatever the timeout, in ms. */
const MAX_PING_INTERVAL_MS = 10_000;
/** A ping goes out so much earlier when the last message is older than this, in ms. */
const PING_SLACK_MS = 1000;

/** Silence after which a connection counts as dead, in ms. */
function readTimeoutMs(client: Client): number {
  return Math.floor((client.timeoutMs * 2) / 3);
}

/** How long one attempt may take, in ms: for TCP, and again for the session. */
function connectTimeoutMs(client: Client): number {
  return Math.floor(client.timeoutMs / client.servers.length);
}

function arm(draft: ClientDraft, timer: ClientTimer, afterMs: number): void {
  draft.effects.push({ type: 'arm', timer, afterMs });
}

/**
 * Chooses the next server and dials it, after the pauses that ClientCnxn makes. Round robin over
 * the list as given: StaticHostProvider would shuffle it first, but here a person chose the order.
 */
export function tryNext(draft: ClientDraft): void {
  const { client } = draft;
  let pauseMs = client.nextServer === client.roundStart ? ROUND_PAUSE_MS : 0;
  if (client.roundStart === -1) client.roundStart = 0;
  if (client.reachedOnce) {
    client.chance = nextRandom(client.chance);
    pauseMs += randomBetween(client.chance, 0, MAX_SLEEP_MS);
  }
  if (pauseMs > 0) arm(draft, 'retry', pauseMs);
  else dial(draft);
}

/** The pause is over. */
export function dial(draft: ClientDraft): void {
  const { client } = draft;
  const server = client.servers[client.nextServer] as ServerId;
  client.server = server;
  client.nextServer = (client.nextServer + 1) % client.servers.length;
  client.lastSentAt = draft.now;
  client.lastHeardAt = draft.now;
  draft.effects.push({ type: 'dial', server });
  arm(draft, 'connect', connectTimeoutMs(client));
}

/** TCP is open: ask for a session, or for the old one (SendThread.primeConnection). */
export function reached(draft: ClientDraft): void {
  const { client, now } = draft;
  client.reachedOnce = true;
  client.lastSentAt = now;
  client.lastHeardAt = now;
  move(draft, 'REACHED');
  draft.effects.push({
    type: 'send',
    server: client.server,
    message: {
      type: 'CONNECT',
      session: client.session,
      passwordOk: true,
      timeoutMs: client.askedTimeoutMs,
      lastZxid: client.lastZxid,
      readOnly: false,
    },
  });
  arm(draft, 'connect', connectTimeoutMs(client));
}

/**
 * The server's answer about the session (SendThread.onConnected). The real library writes
 * identities, watches and waiting calls behind its ConnectRequest without waiting for this answer;
 * the server reads them only afterwards, so the order in which it meets them is the same.
 */
export function accepted(draft: ClientDraft, message: ConnectedMessage): void {
  const { client } = draft;
  draft.effects.push({ type: 'disarm', timer: 'connect' });
  if (message.timeoutMs <= 0) {
    expired(draft);
    return;
  }
  client.session = message.session;
  client.timeoutMs = message.timeoutMs;
  client.roundStart = client.servers.indexOf(client.server);
  move(draft, 'ACCEPTED');
  // Each is put at the head of the queue (SendThread.primeConnection): the last goes first.
  for (const op of [...client.auth].reverse()) sendRaw(draft, AUTH_CXID, op);
  for (const op of setWatchesOps(client.watches, client.lastZxid).reverse()) {
    sendRaw(draft, SET_WATCHES_CXID, op);
  }
  transmitQueued(draft);
  arm(draft, 'read', readTimeoutMs(client));
  arm(draft, 'ping', Math.floor(readTimeoutMs(client) / 2));
  // Last: what the application asks when it is told goes behind all of that on the stream.
  tell(draft, 'SyncConnected');
}

function expired(draft: ClientDraft): void {
  move(draft, 'EXPIRED');
  tell(draft, 'Expired');
  failAll(draft, 'SESSIONEXPIRED');
  abandon(draft);
}

/**
 * The connection, or the attempt, came to nothing (SendThread.cleanAndNotifyState). All calls fail
 * with CONNECTIONLOSS, also those that waited for this attempt: that is how ClientCnxn.cleanup
 * treats its outgoing queue. What is asked from now on waits for the next attempt.
 */
export function lost(draft: ClientDraft): void {
  const { client } = draft;
  const was = client.leaf;
  hangUp(draft);
  disarmAll(draft, was === 'CONNECTED' ? ['read', 'ping'] : ['connect']);
  failAll(draft, 'CONNECTIONLOSS');
  move(draft, 'LOST');
  if (was === 'CONNECTED') tell(draft, 'Disconnected');
  if (client.closing) {
    move(draft, 'CLOSED');
    tell(draft, 'Closed');
    abandon(draft);
    return;
  }
  tryNext(draft);
}

function disarmAll(draft: ClientDraft, timers: readonly ClientTimer[]): void {
  for (const timer of timers) draft.effects.push({ type: 'disarm', timer });
}

/** The process is gone: nothing is said to anybody, its calls are nobody's. */
export function killed(draft: ClientDraft): void {
  hangUp(draft);
  disarmAll(draft, ['connect', 'retry', 'read', 'ping']);
  draft.client.sent = NONE;
  draft.client.queued = NONE;
  draft.client.watches = NO_WATCHES;
  draft.client.shell = ended(draft.client.shell);
  move(draft, 'KILLED');
}

/** The read timer is due: was there silence, or has something come since it was armed? */
export function readTimerDue(draft: ClientDraft): void {
  const { client, now } = draft;
  const leftMs = Math.ceil(readTimeoutMs(client) - (now - client.lastHeardAt) / MS);
  if (leftMs <= 0) lost(draft);
  else arm(draft, 'read', leftMs);
}

/** How long until a ping is due, in ms; 0 or less: now (SendThread.run). */
function msToPing(draft: ClientDraft): number {
  const idleMs = (draft.now - draft.client.lastSentAt) / MS;
  if (idleMs > MAX_PING_INTERVAL_MS) return 0;
  const slackMs = idleMs > PING_SLACK_MS ? PING_SLACK_MS : 0;
  return Math.ceil(Math.floor(readTimeoutMs(draft.client) / 2) - idleMs - slackMs);
}

/** The ping timer is due: pings when this client has been silent, else looks again later. */
export function pingTimerDue(draft: ClientDraft): void {
  const leftMs = msToPing(draft);
  if (leftMs > 0) {
    arm(draft, 'ping', leftMs);
    return;
  }
  sendRaw(draft, PING_CXID, { type: 'ping' });
  arm(draft, 'ping', Math.floor(readTimeoutMs(draft.client) / 2));
}

/** Something was heard; the library, awake now, pings when that is nearly due (SendThread.run). */
export function pingWhenAwake(draft: ClientDraft): void {
  if (draft.now - draft.client.lastSentAt <= PING_SLACK_MS * MS) return;
  if (msToPing(draft) <= 0) sendRaw(draft, PING_CXID, { type: 'ping' });
}
