import { emptyLog, emptyMap, type Outcome, sortedKeys } from '../lib/index.ts';
import type {
  ClientMessage,
  ClientName,
  EnsembleConfig,
  Micros,
  ServerId,
  Zxid,
} from '../model/index.ts';
import type {
  Protocol,
  ReplicaDisk,
  ReplicaInput,
  ServiceMessage,
  VariantSwitches,
} from '../replica/index.ts';
import { type Database, emptyWatches } from '../znodes/index.ts';
import { closeAll, closeConnection, endSyncsBefore, onSyncDone } from './answers.ts';
import { onCall, onConnect, onRevalidated } from './connections.ts';
import { copyServer, ServerDraft } from './draft.ts';
import { machineOf } from './machine.ts';
import {
  finish,
  firstSweep,
  keepsClocks,
  onNumbered,
  onWake,
  prepareAndPropose,
  processSync,
  wakeNextTick,
} from './pipeline.ts';
import { onRole } from './read-only.ts';
import type { Server, ServerContext, ServerEffect, ServerInput } from './server.ts';
import { firstSession, own, touch, trackAll } from './session-tracker.ts';

/**
 * A process that has just started on `disk`; step it with `booted` first. `chance`: any 32-bit
 * number.
 */
export function newServer(
  protocol: Protocol,
  sid: ServerId,
  disk: ReplicaDisk,
  config: EnsembleConfig,
  chance: number,
  now: Micros,
  variants: VariantSwitches,
): Server {
  const peer = protocol.boot(sid, disk, config, machineOf(config), chance);
  return {
    peer,
    serving: false,
    leader: null,
    outstanding: emptyLog(),
    predicted: peer.memory.image as Database,
    connections: emptyMap(),
    bySession: emptyMap(),
    watches: emptyWatches(variants.keepWatchModes),
    tracked: emptyMap(),
    touched: emptyMap(),
    pendingSyncs: [],
    local: emptyMap(),
    readOnly: false,
    readOnlyAtMs: 0,
    ...firstSession(sid, config.clockMs + Math.floor(now / 1000)),
    sweepAtMs: 0,
  };
}

/** One input to a server: the server after it, and its effects in the order they must happen. */
export function stepServer(
  server: Server,
  input: ServerInput,
  context: ServerContext,
): Outcome<Server, ServerEffect> {
  switch (input.type) {
    case 'clientSaid':
    case 'clientGone':
    case 'woken':
      return stepService(server, input, context);
    default:
      return stepReplica(server, input, context);
  }
}

/** Most of what a replica does concerns only others: then no draft is needed. */
function stepReplica(
  server: Server,
  input: ReplicaInput,
  context: ServerContext,
): Outcome<Server, ServerEffect> {
  const { next, effects } = context.protocol.step(server.peer, input, context.peer);
  for (let i = 0; i < effects.length; i++) {
    if (!isForServer(effects[i] as ServerEffect)) continue;
    const draft = new ServerDraft(server, context, answerPeer);
    draft.carryOn(next, effects);
    return { next: draft.finish(), effects: draft.effects };
  }
  const copy = copyServer(server);
  copy.peer = next;
  return { next: copy, effects };
}

function stepService(
  server: Server,
  input: Exclude<ServerInput, ReplicaInput>,
  context: ServerContext,
): Outcome<Server, ServerEffect> {
  const draft = new ServerDraft(server, context, answerPeer);
  switch (input.type) {
    case 'clientSaid':
      onClientMessage(draft, input.client, input.message);
      break;
    case 'clientGone':
      closeConnection(draft, input.client);
      break;
    case 'woken':
      onWake(draft);
      break;
  }
  return { next: draft.finish(), effects: draft.effects };
}

function onClientMessage(draft: ServerDraft, client: ClientName, message: ClientMessage): void {
  if (message.type === 'CONNECT') onConnect(draft, client, message);
  else if (message.type === 'CALL') onCall(draft, client, message);
}

/** Whether an effect asks something of the server above the replica: nobody else need know. */
function isForServer(effect: ServerEffect): boolean {
  switch (effect.type) {
    case 'deliver':
    case 'passUp':
    case 'numbered':
    case 'serve':
    case 'stopServing':
      return true;
    case 'note':
      return effect.note.type === 'stateChanged';
    default:
      return false;
  }
}

/** What the peer's effects ask of the server above it. True: done here. */
function answerPeer(draft: ServerDraft, effect: ServerEffect): boolean {
  switch (effect.type) {
    case 'deliver':
      if (!effect.quiet) {
        endSyncsBefore(draft, effect.txn);
        draft.passOn(effect);
        finish(draft, effect.txn, effect.before as Database, effect.after as Database);
      }
      return true;
    case 'passUp':
      // Only another service's members call each other.
      if (effect.message.type !== 'MEMBER') onPassedUp(draft, effect.from, effect.message);
      return true;
    case 'numbered':
      onNumbered(draft, effect.txn);
      return true;
    case 'serve':
      serve(draft, effect.leader, effect.zxid);
      return true;
    case 'stopServing':
      stopServing(draft);
      return true;
    case 'note':
      if (effect.note.type === 'stateChanged') onRole(draft, effect.note.role);
      return false;
    default:
      return false;
  }
}

function serve(draft: ServerDraft, leader: ServerId, zxid: Zxid): void {
  draft.server.serving = true;
  draft.server.leader = leader;
  draft.server.outstanding = emptyLog();
  // All that the peer has applied by now, also what it tells next: nobody proposes that again.
  const database = draft.peer.memory.image as Database;
  draft.server.predicted = database;
  draft.server.touched = emptyMap();
  draft.emit({ type: 'serving', zxid });
  if (draft.decides) {
    trackAll(draft, database);
    firstSweep(draft);
  }
  if (keepsClocks(draft)) wakeNextTick(draft);
}

function stopServing(draft: ServerDraft): void {
  if (!draft.server.serving) return;
  closeAll(draft, 'noLeader');
  draft.server.serving = false;
  draft.server.leader = null;
  draft.server.outstanding = emptyLog();
  draft.tracked = emptyMap();
  draft.local = emptyMap();
  draft.pendingSyncs = [];
  draft.emit({ type: 'stoppedServing', zxid: draft.lastProcessed });
}

/** PING, REQUEST, SYNC and REVALIDATE between servers. */
function onPassedUp(draft: ServerDraft, from: ServerId, message: ServiceMessage): void {
  const leading = draft.decides;
  switch (message.type) {
    case 'PING':
      if (leading) touchAll(draft, message.touched);
      else answerPing(draft);
      break;
    case 'REQUEST':
      if (message.request.op.type === 'sync') processSync(draft, message.request, from);
      else prepareAndPropose(draft, message.request, from);
      break;
    case 'SYNC':
      onSyncDone(draft, message.session, message.cxid);
      break;
    case 'REVALIDATE':
      if (leading) revalidate(draft, from, message.session, message.timeoutMs);
      else onRevalidated(draft, message.session, message.valid);
      break;
  }
}

/** The sessions that were active at a learner. */
function touchAll(draft: ServerDraft, touched: readonly string[]): void {
  if (draft.context.peer.variants.noSessionTouch) return;
  for (const session of touched) touch(draft, session);
}

/** A learner answers a PING with the sessions that were active since the last one. */
function answerPing(draft: ServerDraft): void {
  const touched = sortedKeys(draft.server.touched);
  draft.server.touched = emptyMap();
  draft.toLeader({ type: 'PING', touched });
}

/** A session wants to go on at a learner: is it alive? It is that learner's from now on. */
function revalidate(draft: ServerDraft, to: ServerId, session: string, timeoutMs: number): void {
  const valid = touch(draft, session, timeoutMs);
  if (valid) own(draft, session, to);
  draft.toLearner(to, { type: 'REVALIDATE', session, timeoutMs, valid });
}
