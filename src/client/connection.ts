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
import { move, type Step, tell } from './draft.ts';
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
export function readTimeoutMs(client: Client): number {
  return Math.floor((client.timeoutMs * 2) / 3);
}

/** How long one attempt may take, in ms: for TCP, and again for the session. */
export function connectTimeoutMs(client: Client): number {
  return Math.floor(client.timeoutMs / client.servers.length);
}

function arm(step: Step, timer: ClientTimer, afterMs: number): void {
  step.effects.push({ type: 'arm', timer, afterMs });
}

/**
 * Chooses the next server and dials it, after the pauses that ClientCnxn makes. Round robin over
 * the list as given: StaticHostProvider would shuffle it first, but here a person chose the order.
 */
export function tryNext(step: Step): void {
  const { client } = step;
  let pauseMs = client.nextServer === client.roundStart ? ROUND_PAUSE_MS : 0;
  if (client.roundStart === -1) client.roundStart = 0;
  if (client.reachedOnce) {
    client.chance = nextRandom(client.chance);
    pauseMs += randomBetween(client.chance, 0, MAX_SLEEP_MS);
  }
  if (pauseMs > 0) arm(step, 'retry', pauseMs);
  else dial(step);
}

/** The pause is over. */
export function dial(step: Step): void {
  const { client } = step;
  const server = client.servers[client.nextServer] as ServerId;
  client.server = server;
  client.nextServer = (client.nextServer + 1) % client.servers.length;
  client.lastSentAt = step.now;
  client.lastHeardAt = step.now;
  step.effects.push({ type: 'dial', server });
  arm(step, 'connect', connectTimeoutMs(client));
}

/** TCP is open: ask for a session, or for the old one (SendThread.primeConnection). */
export function reached(step: Step): void {
  const { client, now } = step;
  client.reachedOnce = true;
  client.lastSentAt = now;
  client.lastHeardAt = now;
  move(step, 'REACHED');
  step.effects.push({
    type: 'send',
    server: client.server,
    message: {
      type: 'CONNECT',
      session: client.session,
      passwordOk: true,
      timeoutMs: client.askedTimeoutMs,
      lastZxid: client.lastZxid,
    },
  });
  arm(step, 'connect', connectTimeoutMs(client));
}

/**
 * The server's answer about the session (SendThread.onConnected). The real library writes
 * identities, watches and waiting calls behind its ConnectRequest without waiting for this answer;
 * the server reads them only afterwards, so the order in which it meets them is the same.
 */
export function accepted(step: Step, message: ConnectedMessage): void {
  const { client } = step;
  step.effects.push({ type: 'disarm', timer: 'connect' });
  if (message.timeoutMs <= 0) {
    expired(step);
    return;
  }
  client.session = message.session;
  client.timeoutMs = message.timeoutMs;
  client.roundStart = client.servers.indexOf(client.server);
  move(step, 'ACCEPTED');
  // Each is put at the head of the queue (SendThread.primeConnection): the last goes first.
  for (const op of [...client.auth].reverse()) sendRaw(step, AUTH_CXID, op);
  for (const op of setWatchesOps(client.watches, client.lastZxid).reverse()) {
    sendRaw(step, SET_WATCHES_CXID, op);
  }
  transmitQueued(step);
  arm(step, 'read', readTimeoutMs(client));
  arm(step, 'ping', Math.floor(readTimeoutMs(client) / 2));
  // Last: what the application asks when it is told goes behind all of that on the stream.
  tell(step, 'SyncConnected');
}

function expired(step: Step): void {
  move(step, 'EXPIRED');
  tell(step, 'Expired');
  failAll(step, 'SESSIONEXPIRED');
  abandon(step);
}

/**
 * The connection, or the attempt, came to nothing (SendThread.cleanAndNotifyState). All calls fail
 * with CONNECTIONLOSS, also those that waited for this attempt: that is how ClientCnxn.cleanup
 * treats its outgoing queue. What is asked from now on waits for the next attempt.
 */
export function lost(step: Step): void {
  const { client } = step;
  const was = client.leaf;
  hangUp(step);
  disarmAll(step, was === 'CONNECTED' ? ['read', 'ping'] : ['connect']);
  failAll(step, 'CONNECTIONLOSS');
  move(step, 'LOST');
  if (was === 'CONNECTED') tell(step, 'Disconnected');
  if (client.closing) {
    move(step, 'CLOSED');
    tell(step, 'Closed');
    abandon(step);
    return;
  }
  tryNext(step);
}

function disarmAll(step: Step, timers: readonly ClientTimer[]): void {
  for (const timer of timers) step.effects.push({ type: 'disarm', timer });
}

/** The process is gone: nothing is said to anybody, its calls are nobody's. */
export function killed(step: Step): void {
  hangUp(step);
  disarmAll(step, ['connect', 'retry', 'read', 'ping']);
  step.client.sent = NONE;
  step.client.queued = NONE;
  step.client.watches = NO_WATCHES;
  step.client.shell = ended(step.client.shell);
  move(step, 'KILLED');
}

/** The read timer is due: was there silence, or has something come since it was armed? */
export function readTimerDue(step: Step): void {
  const { client, now } = step;
  const leftMs = Math.ceil(readTimeoutMs(client) - (now - client.lastHeardAt) / MS);
  if (leftMs <= 0) lost(step);
  else arm(step, 'read', leftMs);
}

/** How long until a ping is due, in ms; 0 or less: now (SendThread.run). */
function msToPing(step: Step): number {
  const idleMs = (step.now - step.client.lastSentAt) / MS;
  if (idleMs > MAX_PING_INTERVAL_MS) return 0;
  const slackMs = idleMs > PING_SLACK_MS ? PING_SLACK_MS : 0;
  return Math.ceil(Math.floor(readTimeoutMs(step.client) / 2) - idleMs - slackMs);
}

/** The ping timer is due: pings when this client has been silent, else looks again later. */
export function pingTimerDue(step: Step): void {
  const leftMs = msToPing(step);
  if (leftMs > 0) {
    arm(step, 'ping', leftMs);
    return;
  }
  sendRaw(step, PING_CXID, { type: 'ping' });
  arm(step, 'ping', Math.floor(readTimeoutMs(step.client) / 2));
}

/** Something was heard; the library, awake now, pings when that is nearly due (SendThread.run). */
export function pingWhenAwake(step: Step): void {
  if (step.now - step.client.lastSentAt <= PING_SLACK_MS * MS) return;
  if (msToPing(step) <= 0) sendRaw(step, PING_CXID, { type: 'ping' });
}
