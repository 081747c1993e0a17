import { append } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import type { Client, SessionEvent, TranscriptEntry } from './client.ts';
import type { ClientEffect } from './io.ts';
import { moveSession, type SessionControl } from './lifecycle.ts';
import { everyWatcher } from './watches.ts';

/**
 * The client that a step is making: one written-out copy an input, filled in by the handlers and
 * never seen outside the step. (A saturating client steps tens of thousands of times a second.)
 */
export type Draft = { -readonly [K in keyof Client]: Client[K] };

/** What the handlers of one step share. */
export interface Step {
  readonly client: Draft;
  readonly now: Micros;
  readonly effects: ClientEffect[];
}

/** A copy to write in. */
export function draftOf(client: Client): Draft {
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

/** Moves the session's chart and says so when its state is another one. */
export function move(step: Step, event: SessionControl): void {
  const leaf = moveSession(step.client.leaf, event);
  if (leaf === step.client.leaf) return;
  step.client.leaf = leaf;
  step.effects.push({ type: 'stateChanged', leaf });
}

/** Tells every watcher of the session's state (EventThread.queueEvent with type None). */
export function tell(step: Step, state: SessionEvent): void {
  const to = everyWatcher(step.client.watches);
  step.effects.push({ type: 'told', state, to });
  note(step, { type: 'session', at: step.now, state, to });
}

/** Puts an entry into the transcript; notices only while they are printed (printwatches). */
export function note(step: Step, entry: TranscriptEntry): void {
  const isNotice = entry.type === 'event' || entry.type === 'session';
  if (isNotice && !step.client.shell.printsWatches) return;
  step.client.transcript = append(step.client.transcript, entry);
}
