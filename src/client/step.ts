import { emptyLog, NONE, type Outcome, seeded } from '../lib/index.ts';
import { type ClientName, type Micros, NO_SESSION, type ServerId, ZERO } from '../model/index.ts';
import type { Client } from './client.ts';
import type { ClientContext, ClientEffect, ClientInput } from './io.ts';

const NO_WATCHES = Object.freeze({
  data: NONE,
  exist: NONE,
  child: NONE,
  persistent: NONE,
  persistentRecursive: NONE,
});

/** A client that has not begun yet. `servers`: at least one, tried in this order. */
export function newClient(
  name: ClientName,
  servers: readonly ServerId[],
  askedTimeoutMs: number,
  seed: number,
  now: Micros,
): Client {
  return {
    name,
    servers,
    askedTimeoutMs,
    leaf: 'CONNECTING',
    session: NO_SESSION,
    timeoutMs: askedTimeoutMs,
    lastZxid: ZERO,
    server: 0,
    nextServer: 0,
    roundStart: -1,
    nextCxid: 1,
    sent: NONE,
    queued: NONE,
    watches: NO_WATCHES,
    auth: NONE,
    closing: false,
    lastSentAt: now,
    lastHeardAt: now,
    transcript: emptyLog(),
    chance: seeded(seed),
  };
}

/** One input to a client (ClientCnxn). Pure; what is due later comes back as `timedOut`. */
export function stepClient(
  client: Client,
  _input: ClientInput,
  _context: ClientContext,
): Outcome<Client, ClientEffect> {
  return { next: client, effects: NONE };
}
