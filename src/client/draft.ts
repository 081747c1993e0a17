import { append, assert } from '../lib/index.ts';
import { type Micros, NO_SERVER, NO_SESSION } from '../model/index.ts';
import type { Client, SessionEvent, TranscriptEntry } from './client.ts';
import type { ClientEffect } from './io.ts';
import { isAlive, moveSession, type SessionControl } from './lifecycle.ts';
import { everyWatcher } from './watches.ts';

/**
 * The client that a step is making: one written-out copy an input, filled in by the handlers and
 * never seen outside the step. (A saturating client steps tens of thousands of times a second.)
 */
export type ClientFields = { -readonly [K in keyof Client]: Client[K] };

/** What the handlers of one step share. */
export interface ClientDraft {
  readonly client: ClientFields;
  readonly now: Micros;
  readonly effects: ClientEffect[];
}

/** A copy to write in. */
export function writableCopy(client: Client): ClientFields {
  return {
    name: client.name,
    servers: client.servers,
    askedTimeoutMs: client.askedTimeoutMs,
    chroot: client.chroot,
    leaf: client.leaf,
    session: client.session,
    timeoutMs: client.timeoutMs,
    lastZxid: client.lastZxid,
    server: client.server,
    nextServer: client.nextServer,
    roundStart: client.roundStart,
    reachedOnce: client.reachedOnce,
    nextCxid: client.nextCxid,
    sent: client.sent,
    queued: client.queued,
    watches: client.watches,
    auth: client.auth,
    closing: client.closing,
    lastSentAt: client.lastSentAt,
    lastHeardAt: client.lastHeardAt,
    transcript: client.transcript,
    shell: client.shell,
    chance: client.chance,
  };
}

/** Client's invariants, by their numbers. */
export function assertClient(c: Client): void {
  const { leaf, server, sent, queued } = c;
  const isConnected = leaf === 'CONNECTED';
  const isAttached = isConnected || leaf === 'ASSOCIATING';
  const alive = isAlive(c);
  assert(isAttached ? server !== NO_SERVER : alive || server === NO_SERVER, 'Client 1: its server');
  assert(!isConnected || c.session !== NO_SESSION, 'Client 2: who is connected has a session');
  assert(!isConnected || queued.length === 0, 'Client 2: who is connected sends at once');
  assert(isConnected || sent.length === 0, 'Client 3: what was sent ends with its connection');
  assert(alive || queued.length === 0, 'Client 4: who is not alive waits for nothing');
  const count = c.servers.length;
  assert(c.nextServer >= 0 && c.nextServer < count, 'Client 5: the next of its servers');
  assert(c.roundStart >= -1 && c.roundStart < count, 'Client 5: a round begins at a server');
}

/** Moves the session's chart and says so when its state is another one. */
export function move(draft: ClientDraft, event: SessionControl): void {
  const leaf = moveSession(draft.client.leaf, event);
  if (leaf === draft.client.leaf) return;
  draft.client.leaf = leaf;
  draft.effects.push({ type: 'stateChanged', leaf });
}

/** Tells every watcher of the session's state (EventThread.queueEvent with type None). */
export function tell(draft: ClientDraft, state: SessionEvent): void {
  const to = everyWatcher(draft.client.watches);
  draft.effects.push({ type: 'told', state, to });
  note(draft, { type: 'session', at: draft.now, state, to });
}

/** Puts an entry into the transcript; notices only while they are printed (printwatches). */
export function note(draft: ClientDraft, entry: TranscriptEntry): void {
  const isNotice = entry.type === 'event' || entry.type === 'session';
  if (isNotice && !draft.client.shell.printsWatches) return;
  draft.client.transcript = append(draft.client.transcript, entry);
}
