import type { ClientInput } from '../client/index.ts';
import { assert, deleteKey, NONE, setKey } from '../lib/index.ts';
import {
  type CallMessage,
  type ClientMessage,
  type ClientName,
  NO_SESSION,
  NO_ZXID,
  type ServerId,
} from '../model/index.ts';
import type { WireCommand } from './commands.ts';
import { WorldDraft } from './draft.ts';
import { existing } from './ends.ts';
import { cancelDial, connectionOf, dial, giveUp, isCut, send } from './network.ts';
import { draftWire, type Wire, type WireDraft } from './wire.ts';
import type { Due, World } from './world.ts';

/*
 * Bare clients: one connection each and no library behind it, for those who say and hear every
 * message themselves. A wire reconnects to nothing, registers nothing again, and is forgotten when
 * its connection has ended. One that is told to pings, so that its session lives.
 */

/** The request number of a wire's own pings, as in the library (ClientCnxn.PING_XID). */
export const WIRE_PING = -2;

/** A session is pinged three times in its timeout, as a library would. */
const PINGS_A_TIMEOUT = 3;

/** The wire of that name; undefined when its connection is over, or there was none. */
export function wireOf(world: World, name: ClientName): Wire | undefined {
  return new WorldDraft(world, world.now, false).wire(name);
}

/**
 * Dials a server; a connection that this wire had is dropped first. No client bears the name.
 * `pings`: the wire sees to it that its session lives.
 */
export function wireOpen(world: World, name: ClientName, server: ServerId, pings = false): World {
  const d = new WorldDraft(world, world.now, false);
  openWire(d, name, server, pings, true);
  return d.finish();
}

/** Says something over a wire; on one that is over it is lost. */
export function wireSend(world: World, name: ClientName, message: ClientMessage): World {
  const d = new WorldDraft(world, world.now, false);
  sayOver(d, name, message);
  return d.finish();
}

/** The wire ends behind what it has said before; the session does not. */
export function wireDrop(world: World, name: ClientName): World {
  const d = new WorldDraft(world, world.now, false);
  endWire(d, name);
  return d.finish();
}

/** From now on the wire says nothing by itself. */
export function wireSilence(world: World, name: ClientName): World {
  const d = new WorldDraft(world, world.now, false);
  const wire = d.wire(name);
  if (wire) edit(d, name).pings = false;
  return d.finish();
}

/** Takes what has arrived since the last time, oldest first. */
export function wireTake(
  world: World,
  name: ClientName,
): { readonly world: World; readonly messages: readonly ClientMessage[] } {
  const d = new WorldDraft(world, world.now, false);
  const wire = d.wire(name);
  if (!wire || wire.received.length === 0) return { world, messages: [] };
  edit(d, name).received = NONE;
  return { world: d.finish(), messages: wire.received };
}

/** A line of script about a wire: whoever reads what it hears sees it arrive. */
export function actWire(d: WorldDraft, command: WireCommand): void {
  const { wire: name, action } = command;
  if (action === 'dial') {
    const { server } = command;
    if (d.client(name) || d.wire(name)) return d.refuse('nameTaken', { client: name });
    if (!d.host(server)) return d.refuse('unknownServer', { server });
    return openWire(d, name, server, false, false);
  }
  if (!d.wire(name)) return d.refuse('unknownClient', { client: name });
  if (action === 'say') sayOver(d, name, command.message);
  else endWire(d, name);
}

/** Puts a wire in its place, as a copy to write in. */
export function place(d: WorldDraft, wire: Wire): WireDraft {
  const draft = draftWire(wire);
  d.wires = setKey(d.wires, wire.name, draft);
  return draft;
}

/** A wire to write in: a copy of the one that is there. */
function edit(d: WorldDraft, name: ClientName): WireDraft {
  return place(d, existing(d.wire(name), name));
}

/** Dials; a connection that it had is dropped first. */
export function openWire(
  d: WorldDraft,
  name: ClientName,
  server: ServerId,
  pings: boolean,
  keeps: boolean,
): void {
  assert(!d.client(name), 'a wire and a client do not share a name');
  const before = d.wire(name);
  if (before?.connection) giveUp(d, before.connection, name);
  if (before) cancelDial(d, 'client', name, before.server);
  place(d, {
    name,
    library: null,
    missed: null,
    beside: null,
    server,
    state: 'dialled',
    keeps,
    pings,
    pingEveryMs: 0,
    pingAt: 0,
    connection: null,
    session: null,
    waiting: NONE,
    sent: NONE,
    received: NONE,
  });
  dial(d, 'client', name, server);
}

/** What a wire says, and its end, wait for one another, for the connection, and for the session. */
export function sayOver(d: WorldDraft, name: ClientName, message: ClientMessage): void {
  const wire = d.wire(name);
  if (!wire || wire.state === 'closed') return;
  if (wire.waiting.length === 0 && maySay(wire, message)) return put(d, wire, message);
  edit(d, name).waiting = [...wire.waiting, message];
}

/**
 * Whether a message may go now: a server reads nothing behind a greeting until that has its answer
 * (NIOServerCnxn.disableRecv).
 */
function maySay({ state, session }: Wire, message: ClientMessage): boolean {
  return state === 'open' && (session !== NO_SESSION || message.type === 'CONNECT');
}

function put(d: WorldDraft, wire: Wire, message: ClientMessage): void {
  const { name, server } = wire;
  if (message.type === 'CONNECT') edit(d, name).session = NO_SESSION;
  if (message.type === 'CALL') {
    const { cxid, op } = message;
    edit(d, name).sent = [...wire.sent, message];
    if (d.record) d.tell({ type: 'requested', client: name, server, xid: cxid, op });
  }
  send(d, connectionOf(d, 'client', name, server), name, server, message);
}

/** Sends what waits, as far as it may. */
function goOn(d: WorldDraft, name: ClientName): void {
  for (;;) {
    const wire = d.wire(name);
    const message = wire?.waiting[0];
    if (!wire || message === undefined || !maySay(wire, message)) return;
    edit(d, name).waiting = wire.waiting.slice(1);
    put(d, d.wire(name) ?? wire, message);
  }
}

/** It ends behind what it has said before. */
export function endWire(d: WorldDraft, name: ClientName): void {
  const wire = d.wire(name);
  if (!wire) return;
  // Its dial waits for a cut to heal: nobody has heard of it.
  if (wire.state !== 'dialled' || !isCut(d, name, wire.server)) {
    return sayOver(d, name, { type: 'CLOSE' });
  }
  cancelDial(d, 'client', name, wire.server);
  over(d, name);
}

/** The connection is over: nothing more is said or heard. */
function over(d: WorldDraft, name: ClientName): void {
  if (!d.wire(name)?.keeps) {
    d.wires = deleteKey(d.wires, name);
    return;
  }
  const wire = edit(d, name);
  wire.state = 'closed';
  wire.waiting = NONE;
}

/** The end of a wire's stream has come to its server. */
export function wireEnded(d: WorldDraft, name: ClientName): void {
  if (d.wire(name)) over(d, name);
}

/** What the network has to tell a wire. */
export function stepWire(d: WorldDraft, name: ClientName, input: ClientInput): void {
  const wire = d.wire(name);
  if (!wire) return;
  switch (input.type) {
    case 'connected':
      edit(d, name).state = 'open';
      return goOn(d, name);
    case 'refused':
    case 'disconnected':
      if (input.server === wire.server) over(d, name);
      return;
    case 'received':
      return hear(d, wire, input.message);
    default:
  }
}

function hear(d: WorldDraft, wire: Wire, message: ClientMessage): void {
  const { name, server } = wire;
  const heard = edit(d, name);
  heard.received = wire.keeps && wire.library === null ? [...wire.received, message] : [message];
  if (message.type === 'CONNECTED') {
    heard.session = message.session;
    heard.pingEveryMs = Math.floor(message.timeoutMs / PINGS_A_TIMEOUT);
    if (wire.pings) pingLater(d, name);
    return goOn(d, name);
  }
  if (message.type === 'EVENT') {
    return d.tell({ type: 'watchFired', client: name, event: message.event, zxid: NO_ZXID });
  }
  if (message.type !== 'REPLY') return;
  const { cxid, code, zxid } = message.reply;
  const at = wire.sent.findIndex((call) => isAnswer(call, cxid));
  const call = wire.sent[at];
  if (call === undefined) return;
  heard.sent = at === 0 ? wire.sent.slice(1) : wire.sent.filter((one) => one !== call);
  if (!d.record) return;
  d.tell({ type: 'replied', client: name, server, xid: cxid, op: call.op, result: code, zxid });
}

/** Whether a call is answered under this number: a ping always under its own. */
function isAnswer({ cxid, op }: CallMessage, answered: number): boolean {
  return op.type === 'ping' ? answered === WIRE_PING : cxid === answered;
}

function pingLater(d: WorldDraft, name: ClientName): void {
  const wire = edit(d, name);
  wire.pingAt = d.now + wire.pingEveryMs * 1000;
  if (wire.pingEveryMs === 0) return;
  d.scheduleAt(wire.pingAt, { type: 'client-timer', client: name, timer: 'ping' });
}

/** A wire pings. False: it is over or silent, or this was for an earlier connection. */
export function onWireTimer(d: WorldDraft, due: Extract<Due, { type: 'client-timer' }>): boolean {
  const wire = d.wire(due.client);
  if (wire?.state !== 'open' || !wire.pings || wire.pingAt !== d.now) return false;
  sayOver(d, wire.name, { type: 'CALL', cxid: WIRE_PING, op: { type: 'ping' } });
  pingLater(d, wire.name);
  return true;
}
