import { emptyLog, emptyMap, type Outcome, sortedKeys } from '../lib/index.ts';
import type {
  ClientMessage,
  ClientName,
  EnsembleConfig,
  Micros,
  ServerConfig,
  ServerId,
  StateMachine,
  Zxid,
} from '../model/index.ts';
import type {
  Protocol,
  ReplicaDisk,
  ReplicaInput,
  ServiceMessage,
  VariantSwitches,
} from '../replica/index.ts';
import { type Database, emptyDatabase, emptyWatches, stateMachineOf } from '../znodes/index.ts';
import { closeAll, closeConnection, onSyncDone } from './answers.ts';
import { onCall, onConnect, onRevalidated } from './connections.ts';
import { Desk, draftServer } from './desk.ts';
import {
  finish,
  firstSweep,
  onNumbered,
  onWake,
  prepareAndPropose,
  processSync,
  wakeNextTick,
} from './pipeline.ts';
import type { Server, ServerContext, ServerEffect, ServerInput } from './server.ts';
import { firstSession, own, touch, trackAll } from './session-tracker.ts';

type ForServer = Extract<
  ServerEffect,
  { type: 'deliver' | 'passUp' | 'numbered' | 'serve' | 'stopServing' }
>;

const machines = new WeakMap<EnsembleConfig, StateMachine>();

/** When each server writes its config node: as it starts, hence not at 1970's first instant. */
const CONFIG_WRITTEN_MS = 1;

/** A server as the config node lists it (QuorumServer.toString). */
function lineOf({ sid, host, learnerType, ports, clientAddress }: ServerConfig): string {
  const { quorum, election } = ports ?? { quorum: 2888, election: 3888 };
  const client = clientAddress === undefined ? '' : `;${clientAddress}`;
  return `server.${sid}=${host}:${quorum}:${election}:${learnerType.toLowerCase()}${client}`;
}

/** The state machine of an ensemble: its tree begins with a config node that lists the servers. */
export function machineOf(config: EnsembleConfig): StateMachine {
  const known = machines.get(config);
  if (known) return known;
  const firsts = { version: config.firstVersion, sequence: config.firstSequence };
  const text = config.standalone
    ? null
    : [...config.servers.map(lineOf), `version=${config.version}`].join('\n');
  const machine = stateMachineOf(emptyDatabase(text, CONFIG_WRITTEN_MS, firsts));
  machines.set(config, machine);
  return machine;
}

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
    nextSession: firstSession(sid, Math.floor(now / 1000)),
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
      return atDesk(server, input, context);
    default:
      return stepReplica(server, input, context);
  }
}

/** Most of what a replica does concerns only others: then nothing is to be done at a desk. */
function stepReplica(
  server: Server,
  input: ReplicaInput,
  context: ServerContext,
): Outcome<Server, ServerEffect> {
  const { next, effects } = context.protocol.step(server.peer, input, context.peer);
  for (let i = 0; i < effects.length; i++) {
    if (!isForServer(effects[i] as ServerEffect)) continue;
    const desk = new Desk(server, context, answerPeer);
    desk.carryOn(next, effects);
    return { next: desk.server, effects: desk.effects };
  }
  const draft = draftServer(server);
  draft.peer = next;
  return { next: draft, effects };
}

function atDesk(
  server: Server,
  input: Exclude<ServerInput, ReplicaInput>,
  context: ServerContext,
): Outcome<Server, ServerEffect> {
  const desk = new Desk(server, context, answerPeer);
  switch (input.type) {
    case 'clientSaid':
      onClientMessage(desk, input.client, input.message);
      break;
    case 'clientGone':
      closeConnection(desk, input.client, false);
      break;
    case 'woken':
      onWake(desk);
      break;
  }
  return { next: desk.server, effects: desk.effects };
}

function onClientMessage(desk: Desk, client: ClientName, message: ClientMessage): void {
  if (message.type === 'CONNECT') onConnect(desk, client, message);
  else if (message.type === 'CALL') onCall(desk, client, message);
}

/** Whether an effect asks something of the server above the replica: nobody else need know. */
function isForServer(effect: ServerEffect): effect is ForServer {
  switch (effect.type) {
    case 'deliver':
    case 'passUp':
    case 'numbered':
    case 'serve':
    case 'stopServing':
      return true;
    default:
      return false;
  }
}

/** What the peer's effects ask of the server above it. True: done here. */
function answerPeer(desk: Desk, effect: ServerEffect): boolean {
  if (!isForServer(effect)) return false;
  switch (effect.type) {
    case 'deliver':
      if (!effect.quiet) {
        finish(desk, effect.txn, effect.before as Database, effect.after as Database);
      }
      return true;
    case 'passUp':
      onPassedUp(desk, effect.from, effect.message);
      return true;
    case 'numbered':
      onNumbered(desk, effect.txn);
      return true;
    case 'serve':
      serve(desk, effect.leader, effect.zxid);
      return true;
    case 'stopServing':
      stopServing(desk);
      return true;
  }
}

function serve(desk: Desk, leader: ServerId, zxid: Zxid): void {
  desk.server.serving = true;
  desk.server.leader = leader;
  desk.server.outstanding = emptyLog();
  desk.server.predicted = desk.database;
  desk.server.touched = emptyMap();
  desk.emit({ type: 'serving', zxid });
  if (!desk.decides) return;
  trackAll(desk, desk.database);
  firstSweep(desk);
  wakeNextTick(desk);
}

function stopServing(desk: Desk): void {
  if (!desk.server.serving) return;
  closeAll(desk);
  desk.server.serving = false;
  desk.server.leader = null;
  desk.tracked = emptyMap();
  desk.pendingSyncs = [];
  desk.emit({ type: 'stoppedServing', zxid: desk.lastProcessed });
}

/** PING, REQUEST, SYNC and REVALIDATE between servers. */
function onPassedUp(desk: Desk, from: ServerId, message: ServiceMessage): void {
  const leading = desk.decides;
  switch (message.type) {
    case 'PING':
      if (leading) touchAll(desk, message.touched);
      else answerPing(desk);
      break;
    case 'REQUEST':
      if (message.request.op.type === 'sync') processSync(desk, message.request, from);
      else prepareAndPropose(desk, message.request, from);
      break;
    case 'SYNC':
      onSyncDone(desk, message.session, message.cxid);
      break;
    case 'REVALIDATE':
      if (leading) revalidate(desk, from, message.session, message.timeoutMs);
      else onRevalidated(desk, message.session, message.valid);
      break;
  }
}

/** The sessions that were active at a learner. */
function touchAll(desk: Desk, touched: readonly string[]): void {
  if (desk.context.peer.variants.noSessionTouch) return;
  for (const session of touched) touch(desk, session);
}

/** A learner answers a PING with the sessions that were active since the last one. */
function answerPing(desk: Desk): void {
  const touched = sortedKeys(desk.server.touched);
  desk.server.touched = emptyMap();
  desk.toLeader({ type: 'PING', touched });
}

/** A session wants to go on at a learner: is it alive? It is that learner's from now on. */
function revalidate(desk: Desk, to: ServerId, session: string, timeoutMs: number): void {
  const valid = touch(desk, session, timeoutMs);
  if (valid) own(desk, session, to);
  desk.toLearner(to, { type: 'REVALIDATE', session, timeoutMs, valid });
}
