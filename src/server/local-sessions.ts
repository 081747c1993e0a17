import { deleteKey, entriesOf, getKey, hasKey, NONE, setKey, size } from '../lib/index.ts';
import { CREATE_MODES, NO_SERVER, type Op, type SessionId } from '../model/index.ts';
import type { ServerDraft } from './draft.ts';
import { expiryOf } from './session-tracker.ts';

/*
 * Sessions that the server alone knows, that gave them: no transaction makes or ends them, and the
 * server keeps their clocks itself (UpgradeableSessionTracker, LocalSessionTracker). They end with
 * the role of their server.
 */

/** Whether new sessions are of this kind. */
export function givesLocal(draft: ServerDraft): boolean {
  const { localSessions, standalone } = draft.context.peer.config;
  return localSessions && !standalone;
}

export function isLocal(draft: ServerDraft, session: SessionId): boolean {
  return hasKey(draft.server.local, session);
}

export function trackLocal(draft: ServerDraft, session: SessionId, timeoutMs: number): void {
  const expiresAtMs = expiryOf(draft, timeoutMs);
  const known = { timeoutMs, expiresAtMs, owner: NO_SERVER, closing: false };
  draft.local = setKey(draft.server.local, session, known);
}

/** A sign of life. False: there is no such session here. */
export function touchLocal(draft: ServerDraft, session: SessionId, granted?: number): boolean {
  const known = getKey(draft.server.local, session);
  if (known === undefined) return false;
  trackLocal(draft, session, granted ?? known.timeoutMs);
  return true;
}

/** Its end: nobody else need know. */
export function forgetLocal(draft: ServerDraft, session: SessionId): void {
  draft.local = deleteKey(draft.server.local, session);
}

/** Those from whom nothing was heard for too long, in order of their ids. */
export function expiredLocal(draft: ServerDraft): readonly SessionId[] {
  if (size(draft.server.local) === 0) return NONE;
  return entriesOf(draft.server.local)
    .filter(([, { expiresAtMs }]) => expiresAtMs <= draft.nowMs)
    .map(([session]) => session)
    .sort((a, b) => (a < b ? -1 : 1));
}

/** The session is to be everybody's from now on; its timeout, or null: it was not local. */
export function upgraded(draft: ServerDraft, session: SessionId): number | null {
  const known = getKey(draft.server.local, session);
  if (known === undefined) return null;
  draft.local = deleteKey(draft.server.local, session);
  return known.timeoutMs;
}

/**
 * Whether a request makes something that ends with its session (checkUpgradeSession): a container
 * or a node with a TTL is not looked at.
 */
export function makesEphemeral(op: Op): boolean {
  if (op.type === 'multi') return op.ops.some(makesEphemeral);
  if (op.type !== 'create' && op.type !== 'create2') return false;
  return CREATE_MODES[op.flags]?.startsWith('EPHEMERAL') === true;
}
