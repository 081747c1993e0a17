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
import type { Desk } from './desk.ts';
import { replyTo } from './finalize.ts';
import { prepare } from './prepare.ts';
import { expiredSessions, markClosing, sessionError, track, untrack } from './session-tracker.ts';

/*
 * A write's way through the leader: Prep makes it a transaction, the peer replicates it, Final
 * applies it on every server and answers where the request came from (PrepRequestProcessor,
 * CommitProcessor, FinalRequestProcessor).
 */

/** PrepRequestProcessor: validates against what is predicted, and proposes what comes of it. */
export function prepareAndPropose(desk: Desk, request: ClientRequest, from: ServerId): void {
  const { op, session } = request;
  if (op.type === 'createSession') track(desk, session, op.timeoutMs, from);
  const exempt =
    op.type === 'createSession' || op.type === 'closeSession' || session === NO_SESSION;
  const { config } = desk.context.peer;
  const change = prepare(desk.server.predicted, request, {
    nowMs: desk.nowMs,
    sessionError: exempt ? null : sessionError(desk, session, from),
    extendedTypesEnabled: config.extendedTypesEnabled,
    enforceQuota: config.enforceQuota,
    applied: desk.database,
    outstanding: desk.server.outstanding,
  });
  if (change === null) return;
  if (op.type === 'closeSession') markClosing(desk, session);
  const prepared = { session, cxid: request.cxid, timeMs: desk.nowMs, change };
  desk.stepPeer({ type: 'proposed', txn: prepared });
}

/** What was proposed has its number: the prediction goes on with it. */
export function onNumbered(desk: Desk, txn: Txn): void {
  const { predicted, outstanding } = desk.server;
  desk.server.outstanding = append(outstanding, txn);
  const after = desk.context.peer.machine.apply(predicted, txn) as Database;
  const { change } = txn;
  desk.server.predicted =
    change.type === 'create' ? withCount(after, change.path, change.parentCreations) : after;
  if (desk.context.peer.variants.answerAtProposal) {
    answerOrigin(desk, txn, predicted, desk.server.predicted);
  }
}

/**
 * A learner asks for a sync: answered behind everything that is committed now (Leader.processSync).
 */
export function processSync(desk: Desk, request: ClientRequest, from: ServerId): void {
  if (!desk.decides) return;
  const last = lastItem(desk.server.outstanding);
  if (!last) return sendSync(desk, request, from);
  const pending = { request, from, after: last.zxid };
  desk.pendingSyncs = [...desk.server.pendingSyncs, pending];
}

function sendSync(desk: Desk, request: ClientRequest, to: ServerId): void {
  desk.toLearner(to, { type: 'SYNC', session: request.session, cxid: request.cxid });
}

/** FinalRequestProcessor: the peer has applied a transaction here. */
export function finish(desk: Desk, txn: Txn, before: Database, after: Database): void {
  if (desk.context.peer.record) desk.emit({ type: 'applied', txn });
  const last = lastItem(desk.server.outstanding);
  if (last && sameZxid(last.zxid, txn.zxid)) desk.server.outstanding = emptyLog();
  const { change } = txn;
  fireWatches(desk, txn, before, after);
  if (change.type === 'create' && desk.decides) forgetCount(desk, change, after);
  if (change.type === 'createSession') openSession(desk, txn.session, 'sessionCreated');
  if (change.type === 'closeSession') endSession(desk, txn);
  else answerOrigin(desk, txn, before, after);
  releaseSyncs(desk);
}

/** Events go out before the reply to anything later, and before the reply to the cause itself. */
function fireWatches(desk: Desk, txn: Txn, before: Database, after: Database): void {
  const { watches } = desk.server;
  if (isIdle(watches)) return;
  const { table, events } = watchEventsOf(watches, before, after, txn, mayReadOf(desk));
  desk.watches = table;
  for (const { to, event } of events) {
    desk.emit({ type: 'sendClient', client: to, message: { type: 'EVENT', event } });
  }
}

/** Whether a connection's identities may read what an ACL guards. */
export function mayReadOf(desk: Desk): Parameters<typeof watchEventsOf>[4] {
  return (to, acl) => isGranted(acl, PERMS.READ, desk.connection(to)?.auth ?? []);
}

/** The last of the creates that were under way: from now on the tree's own count is predicted. */
function forgetCount(
  desk: Desk,
  { path, parentCreations }: Extract<Change, { type: 'create' }>,
  after: Database,
): void {
  const { predicted } = desk.server;
  const counted = nodeAt(predicted, parentOf(path))?.creations;
  const own = nodeAt(after, parentOf(path))?.creations;
  if (counted !== parentCreations || own === undefined || own === counted) return;
  desk.server.predicted = withCount(predicted, path, own);
}

function answerOrigin(desk: Desk, txn: Txn, before: Database, after: Database): void {
  const connection = desk.connectionOf(txn.session);
  const head = connection?.owed[0];
  if (!connection || !head) return;
  if (!head.waits) return drain(desk, connection.client);
  if (head.cxid !== txn.cxid) return;
  const reply = replyTo(txn, before, after);
  // ZOOKEEPER-710: a session that moved away is a matter of the connection, not of the reply.
  if (reply.code === 'SESSIONMOVED') return closeConnection(desk, connection.client);
  completeOwed(desk, connection, reply);
}

function endSession(desk: Desk, txn: Txn): void {
  const { session } = txn;
  untrack(desk, session);
  const connection = desk.connectionOf(session);
  const asked = txn.cxid !== 0;
  // Told once: by the server that decided, or by the one that the client asked.
  if (asked ? connection !== undefined : desk.decides) {
    const what = asked ? 'sessionClosed' : 'sessionExpired';
    desk.emit({ type: 'session', what, session, client: connection?.client ?? null });
  }
  if (!connection) return;
  const head = connection.owed[0];
  if (head?.waits && head.cxid === txn.cxid) {
    const reply = { cxid: txn.cxid, zxid: txn.zxid, code: 'OK', body: null } as const;
    // The last answer: what was asked behind it gets none.
    const { client } = connection;
    desk.emit({ type: 'sendClient', client, message: { type: 'REPLY', reply } });
  }
  closeConnection(desk, connection.client);
}

/** Syncs whose turn has come: everything before them is committed. */
function releaseSyncs(desk: Desk): void {
  const { pendingSyncs } = desk.server;
  if (pendingSyncs.length === 0) return;
  const { lastProcessed } = desk;
  const done = pendingSyncs.filter((s) => compareZxid(s.after, lastProcessed) <= 0);
  if (done.length === 0) return;
  desk.pendingSyncs = pendingSyncs.filter((s) => compareZxid(s.after, lastProcessed) > 0);
  for (const { request, from } of done) sendSync(desk, request, from);
}

/** Sessions whose time is up are closed by a transaction; nodes nobody needs are swept. */
export function onWake(desk: Desk): void {
  if (!desk.decides) return;
  for (const session of expiredSessions(desk)) {
    prepareAndPropose(desk, internal(session, { type: 'closeSession' }), desk.sid);
    if (!desk.decides) return;
  }
  if (desk.nowMs >= desk.server.sweepAtMs) sweep(desk);
  wakeNextTick(desk);
}

function internal(session: string, op: Op): ClientRequest {
  return { session, cxid: 0, op, auth: [] };
}

const SWEEP_MS = 60_000; // znode.container.checkIntervalMs
const MOST_PER_SWEEP = 10_000; // znode.container.maxPerMinute

/** ContainerManager: empty containers and expired TTL nodes, at most so many a minute. */
function sweep(desk: Desk): void {
  desk.server.sweepAtMs = desk.nowMs + SWEEP_MS;
  for (const path of containersDue(desk.database, desk.nowMs).slice(0, MOST_PER_SWEEP)) {
    const op: Op = { type: 'deleteContainer', path };
    prepareAndPropose(desk, internal(NO_SESSION, op), desk.sid);
    if (!desk.decides) return;
  }
}

/** The next expiry bucket is at the next multiple of tickTime. */
export function wakeNextTick(desk: Desk): void {
  const { tickMs } = desk.context.peer.config;
  const at = (Math.floor(desk.nowMs / tickMs) + 1) * tickMs * 1000;
  desk.emit({ type: 'wake', at });
}

/** When a leader's first scan is due. */
export function firstSweep(desk: Desk): void {
  desk.server.sweepAtMs = desk.nowMs + SWEEP_MS;
}
