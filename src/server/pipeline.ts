import { append, emptyLog, lastItem } from '../lib/index.ts';
import {
  type Change,
  type ClientRequest,
  compareZxid,
  NO_SESSION,
  type Op,
  parentOf,
  type ServerId,
  sameZxid,
  type Txn,
} from '../model/index.ts';
import {
  containersDue,
  type Database,
  isGranted,
  isIdle,
  nodeAt,
  PERMS,
  watchEventsOf,
  withCount,
} from '../znodes/index.ts';
import { closeConnection, completeOwed, drain, openSession } from './answers.ts';
import type { ServerDraft } from './draft.ts';
import { replyTo } from './finalize.ts';
import { expiredLocal, forgetLocal, givesLocal } from './local-sessions.ts';
import { prepare } from './prepare.ts';
import { beginReadOnly } from './read-only.ts';
import {
  ephemeralError,
  expiredSessions,
  markClosing,
  sessionError,
  track,
  untrack,
} from './session-tracker.ts';

/*
 * A write's way through the leader: Prep makes it a transaction, the peer replicates it, Final
 * applies it on every server and answers where the request came from (PrepRequestProcessor,
 * CommitProcessor, FinalRequestProcessor).
 */

/** PrepRequestProcessor: validates against what is predicted, and proposes what comes of it. */
export function prepareAndPropose(
  draft: ServerDraft,
  request: ClientRequest,
  from: ServerId,
): void {
  const { op, session } = request;
  if (op.type === 'createSession') track(draft, session, op.timeoutMs, from);
  const exempt =
    op.type === 'createSession' || op.type === 'closeSession' || session === NO_SESSION;
  const { config } = draft.context.peer;
  const change = prepare(draft.server.predicted, request, {
    nowMs: draft.clockMs,
    sessionError: exempt ? null : sessionError(draft, session, from),
    ephemeralError: exempt ? null : ephemeralError(draft, session, from),
    extendedTypesEnabled: config.extendedTypesEnabled,
    enforceQuota: config.enforceQuota,
    applied: draft.database,
    outstanding: draft.server.outstanding,
  });
  if (change === null) return;
  if (op.type === 'closeSession') markClosing(draft, session);
  const prepared = { session, cxid: request.cxid, timeMs: draft.clockMs, change };
  draft.stepPeer({ type: 'proposed', txn: prepared });
}

/** What was proposed has its number: the prediction goes on with it. */
export function onNumbered(draft: ServerDraft, txn: Txn): void {
  const { predicted, outstanding } = draft.server;
  draft.server.outstanding = append(outstanding, txn);
  const after = draft.context.peer.machine.apply(predicted, txn) as Database;
  const { change } = txn;
  draft.server.predicted =
    change.type === 'create' ? withCount(after, change.path, change.parentCreations) : after;
  if (draft.context.peer.variants.answerAtProposal) {
    answerOrigin(draft, txn, predicted, draft.server.predicted);
  }
}

/**
 * A learner asks for a sync: answered behind everything that is committed now (Leader.processSync).
 */
export function processSync(draft: ServerDraft, request: ClientRequest, from: ServerId): void {
  if (!draft.decides) return;
  const last = lastItem(draft.server.outstanding);
  if (!last) return sendSync(draft, request, from);
  const pending = { request, from, after: last.zxid };
  draft.pendingSyncs = [...draft.server.pendingSyncs, pending];
}

function sendSync(draft: ServerDraft, request: ClientRequest, to: ServerId): void {
  draft.toLearner(to, { type: 'SYNC', session: request.session, cxid: request.cxid });
}

/** FinalRequestProcessor: the peer has applied a transaction here. */
export function finish(draft: ServerDraft, txn: Txn, before: Database, after: Database): void {
  if (draft.context.peer.record) draft.emit({ type: 'applied', txn });
  const last = lastItem(draft.server.outstanding);
  if (last && sameZxid(last.zxid, txn.zxid)) draft.server.outstanding = emptyLog();
  const { change } = txn;
  fireWatches(draft, txn, before, after);
  if (change.type === 'create' && draft.decides) forgetCount(draft, change, after);
  if (change.type === 'createSession') openSession(draft, txn.session, 'sessionCreated');
  if (change.type === 'closeSession') endSession(draft, txn);
  else answerOrigin(draft, txn, before, after);
  releaseSyncs(draft);
}

/** Events go out before the reply to anything later, and before the reply to the cause itself. */
function fireWatches(draft: ServerDraft, txn: Txn, before: Database, after: Database): void {
  const { watches } = draft.server;
  if (isIdle(watches)) return;
  const { table, events } = watchEventsOf(watches, before, after, txn, mayReadOf(draft));
  draft.watches = table;
  for (const { to, event } of events) {
    draft.emit({ type: 'sendClient', client: to, message: { type: 'EVENT', event } });
  }
}

/** Whether a connection's identities may read what an ACL guards. */
export function mayReadOf(draft: ServerDraft): Parameters<typeof watchEventsOf>[4] {
  return (to, acl) => isGranted(acl, PERMS.READ, draft.connection(to)?.auth ?? []);
}

/** The last of the creates that were under way: from now on the tree's own count is predicted. */
function forgetCount(
  draft: ServerDraft,
  { path, parentCreations }: Extract<Change, { type: 'create' }>,
  after: Database,
): void {
  const { predicted } = draft.server;
  const counted = nodeAt(predicted, parentOf(path))?.creations;
  const own = nodeAt(after, parentOf(path))?.creations;
  if (counted !== parentCreations || own === undefined || own === counted) return;
  draft.server.predicted = withCount(predicted, path, own);
}

function answerOrigin(draft: ServerDraft, txn: Txn, before: Database, after: Database): void {
  const connection = draft.connectionOf(txn.session);
  const head = connection?.owed[0];
  if (!connection || !head) return;
  if (!head.waits) return drain(draft, connection.client);
  if (head.cxid !== txn.cxid) return;
  const judged = replyTo(txn, before, after);
  // What was found out here stands above what the leader made of it (FinalRequestProcessor).
  const known = head.op.type === 'multi' ? null : head.refusal;
  const reply = known === null ? judged : { ...judged, code: known, body: null };
  // ZOOKEEPER-710: a session that moved away is a matter of the connection, not of the reply.
  if (reply.code === 'SESSIONMOVED') return closeConnection(draft, connection.client, 'moved');
  completeOwed(draft, connection, reply);
}

function endSession(draft: ServerDraft, txn: Txn): void {
  const { session } = txn;
  untrack(draft, session);
  const connection = draft.connectionOf(session);
  const asked = txn.cxid !== 0;
  // Told once: by the server that decided, or by the one that the client asked.
  if (asked ? connection !== undefined : draft.decides) {
    const what = asked ? 'sessionClosed' : 'sessionExpired';
    draft.emit({ type: 'session', what, session, client: connection?.client ?? null });
  }
  if (!connection) return;
  const head = connection.owed[0];
  if (head?.waits && head.cxid === txn.cxid) {
    const reply = { cxid: txn.cxid, zxid: txn.zxid, code: 'OK', body: null } as const;
    // The last answer: what was asked behind it gets none.
    const { client } = connection;
    draft.emit({ type: 'sendClient', client, message: { type: 'REPLY', reply } });
  }
  closeConnection(draft, connection.client, 'over');
}

/** Syncs whose turn has come: everything before them is committed. */
function releaseSyncs(draft: ServerDraft): void {
  const { pendingSyncs } = draft.server;
  if (pendingSyncs.length === 0) return;
  const { lastProcessed } = draft;
  const done = pendingSyncs.filter((s) => compareZxid(s.after, lastProcessed) <= 0);
  if (done.length === 0) return;
  draft.pendingSyncs = pendingSyncs.filter((s) => compareZxid(s.after, lastProcessed) > 0);
  for (const { request, from } of done) sendSync(draft, request, from);
}

/** Sessions whose time is up are closed by a transaction; nodes nobody needs are swept. */
export function onWake(draft: ServerDraft): void {
  beginReadOnly(draft);
  expireLocal(draft);
  if (draft.decides) endAndSweep(draft);
  if (keepsClocks(draft)) wakeNextTick(draft);
}

function expireLocal(draft: ServerDraft): void {
  for (const session of expiredLocal(draft)) {
    const client = draft.connectionOf(session)?.client ?? null;
    forgetLocal(draft, session);
    draft.emit({ type: 'session', what: 'sessionExpired', session, client });
    if (client !== null) closeConnection(draft, client, 'over');
  }
}

/** Whether this server has clocks of sessions to look at. */
export function keepsClocks(draft: ServerDraft): boolean {
  const { serving, readOnly } = draft.server;
  return draft.decides || ((serving || readOnly) && givesLocal(draft));
}

function endAndSweep(draft: ServerDraft): void {
  for (const session of expiredSessions(draft)) {
    prepareAndPropose(draft, internal(session, { type: 'closeSession' }), draft.sid);
    if (!draft.decides) return;
  }
  if (draft.nowMs >= draft.server.sweepAtMs) sweep(draft);
}

function internal(session: string, op: Op): ClientRequest {
  return { session, cxid: 0, op, auth: [] };
}

const SWEEP_MS = 60_000; // znode.container.checkIntervalMs
const MOST_PER_SWEEP = 10_000; // znode.container.maxPerMinute

/** ContainerManager: empty containers and expired TTL nodes, at most so many a minute. */
function sweep(draft: ServerDraft): void {
  draft.server.sweepAtMs = draft.nowMs + SWEEP_MS;
  for (const path of containersDue(draft.database, draft.clockMs).slice(0, MOST_PER_SWEEP)) {
    const op: Op = { type: 'deleteContainer', path };
    prepareAndPropose(draft, internal(NO_SESSION, op), draft.sid);
    if (!draft.decides) return;
  }
}

/** The next expiry bucket is at the next multiple of tickTime. */
export function wakeNextTick(draft: ServerDraft): void {
  const { tickMs } = draft.context.peer.config;
  const at = (Math.floor(draft.nowMs / tickMs) + 1) * tickMs * 1000;
  draft.emit({ type: 'wake', at });
}

/** When a leader's first scan is due. */
export function firstSweep(draft: ServerDraft): void {
  draft.server.sweepAtMs = draft.nowMs + SWEEP_MS;
}
