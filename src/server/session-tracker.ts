import { assert, deleteKey, emptyMap, entriesOf, getKey, hasKey, setKey } from '../lib/index.ts';
import { type ErrorCode, NO_SERVER, type ServerId, type SessionId } from '../model/index.ts';
import type { Database } from '../znodes/index.ts';
import type { ServerDraft } from './draft.ts';
import type { Server, TrackedSession } from './server.ts';

/*
 * Who is still alive: only the leader (or a server alone) decides. SessionTrackerImpl, ExpiryQueue.
 */

/**
 * The bucket in which a session touched now falls due: rounded up to the next tick
 * (roundToNextInterval).
 */
export function bucketMs(nowMs: number, timeoutMs: number, tickMs: number): number {
  return (Math.floor((nowMs + timeoutMs) / tickMs) + 1) * tickMs;
}

/** A new leader gives every session of its tree a full timeout from now. */
export function trackAll(draft: ServerDraft, db: Database): void {
  let tracked = emptyMap<TrackedSession>();
  for (const [session, timeoutMs] of entriesOf(db.sessions)) {
    tracked = setKey(tracked, session, fresh(draft, timeoutMs, NO_SERVER));
  }
  draft.tracked = tracked;
}

function fresh(draft: ServerDraft, timeoutMs: number, owner: ServerId): TrackedSession {
  return { timeoutMs, expiresAtMs: expiryOf(draft, timeoutMs), owner, closing: false };
}

/** When a session falls due that shows a sign of life now; TrackedSession's invariants. */
export function expiryOf(draft: ServerDraft, timeoutMs: number): number {
  const { tickMs } = draft.context.peer.config;
  const expiresAtMs = bucketMs(draft.nowMs, timeoutMs, tickMs);
  const over = expiresAtMs - draft.nowMs - timeoutMs;
  assert(timeoutMs > 0, 'TrackedSession 1: it has a timeout');
  assert(over > 0 && over <= tickMs, 'TrackedSession 2: it expires at the tick after its timeout');
  return expiresAtMs;
}

/** A session begins: its clock starts with the request, before the txn (PrepRequestProcessor). */
export function track(
  draft: ServerDraft,
  session: SessionId,
  timeoutMs: number,
  owner: ServerId,
): void {
  draft.tracked = setKey(draft.server.tracked, session, fresh(draft, timeoutMs, owner));
}

export function untrack(draft: ServerDraft, session: SessionId): void {
  draft.tracked = deleteKey(draft.server.tracked, session);
}

/**
 * A sign of life. False: there is no such session, or it is closing. A session that goes on may
 * have been granted another timeout than before.
 */
export function touch(draft: ServerDraft, session: SessionId, granted?: number): boolean {
  const known = getKey(draft.server.tracked, session);
  if (!known || known.closing) return false;
  const { owner, closing } = known;
  const timeoutMs = granted ?? known.timeoutMs;
  const expiresAtMs = expiryOf(draft, timeoutMs);
  if (expiresAtMs !== known.expiresAtMs || timeoutMs !== known.timeoutMs) {
    const next = { timeoutMs, expiresAtMs, owner, closing };
    draft.tracked = setKey(draft.server.tracked, session, next);
  }
  return true;
}

/** From now on the session speaks through this server (setOwner). */
export function own(draft: ServerDraft, session: SessionId, owner: ServerId): void {
  const known = getKey(draft.server.tracked, session);
  if (known) draft.tracked = setKey(draft.server.tracked, session, { ...known, owner });
}

/**
 * SESSIONEXPIRED before SESSIONMOVED (SessionTrackerImpl.checkSession); the first to ask becomes
 * the owner.
 */
export function sessionError(
  draft: ServerDraft,
  session: SessionId,
  from: ServerId,
): ErrorCode | null {
  const known = getKey(draft.server.tracked, session);
  if (!known || known.closing) return mayBeLocal(draft, session) ? null : 'SESSIONEXPIRED';
  if (known.owner === NO_SERVER) own(draft, session, from);
  else if (known.owner !== from) return 'SESSIONMOVED';
  return null;
}

/**
 * What stands against a node that is to end with its session: only of the sessions that everybody
 * knows is the end told to all (checkGlobalSession).
 */
export function ephemeralError(
  draft: ServerDraft,
  session: SessionId,
  from: ServerId,
): ErrorCode | null {
  const known = hasKey(draft.server.tracked, session);
  if (known || !draft.context.peer.config.localSessions) return sessionError(draft, session, from);
  return hasKey(draft.server.local, session) ? 'EPHEMERALONLOCALSESSION' : 'SESSIONEXPIRED';
}

/**
 * Whether a session that the leader does not know may be local: its own ones it knows, of the
 * others' it only sees who gave them (LeaderSessionTracker.checkSession).
 */
function mayBeLocal(draft: ServerDraft, session: SessionId): boolean {
  if (!draft.context.peer.config.localSessions) return false;
  if (hasKey(draft.server.local, session)) return true;
  return !hasKey(draft.server.tracked, session) && giverOf(session) !== draft.sid % 256;
}

/** The last eight bits of the number of the server that gave a session. */
function giverOf(session: SessionId): number {
  return Number.parseInt(session.slice(2).padStart(16, '0').slice(0, 2), 16);
}

export function markClosing(draft: ServerDraft, session: SessionId): void {
  const known = getKey(draft.server.tracked, session);
  if (known) draft.tracked = setKey(draft.server.tracked, session, { ...known, closing: true });
}

/** Its end is decided and not yet carried out: what it asks still takes its way, and is refused. */
export function isClosing(draft: ServerDraft, session: SessionId): boolean {
  return getKey(draft.server.tracked, session)?.closing === true;
}

/** The sessions whose bucket has passed, in order of their ids. */
export function expiredSessions(draft: ServerDraft): SessionId[] {
  const due: SessionId[] = [];
  for (const [session, known] of entriesOf(draft.server.tracked)) {
    if (!known.closing && known.expiresAtMs <= draft.nowMs) due.push(session);
  }
  return due.sort((a, b) => (a < b ? -1 : 1));
}

/** 40 bits of milliseconds: what of a clock a session id has room for. */
const CLOCK_BITS = 0x100_0000_0000;

/**
 * `0x`, eight bits of the sid, and 56 bits of start time and count (initializeNextSessionId):
 * the count's lowest 16 bits stand behind the time, to which the others are added.
 */
export function sessionIdOf(
  { sessionsFrom, nextSession }: Pick<Server, 'sessionsFrom' | 'nextSession'>,
  sid: ServerId,
): SessionId {
  const high = sessionsFrom + Math.floor(nextSession / 65536);
  const low = (nextSession % 65536).toString(16).padStart(4, '0');
  const digits = `${(sid % 256).toString(16)}${high.toString(16).padStart(10, '0')}${low}`;
  return `0x${digits.replace(/^0+/, '')}`;
}

/**
 * From where a server counts that starts when the wall clock says `clockMs` (a real one goes by how
 * long its machine runs, Time.currentElapsedTime, which nobody knows here). Two servers of which
 * the sid's last eight bits are the same have to differ: no two processes start at one moment.
 */
export function firstSession(
  sid: ServerId,
  clockMs: number,
): Pick<Server, 'sessionsFrom' | 'nextSession'> {
  const sessionsFrom = (clockMs + Math.floor(sid / 256)) % CLOCK_BITS;
  // 0x0 is no session.
  return { sessionsFrom, nextSession: sessionsFrom === 0 && sid === 0 ? 1 : 0 };
}
