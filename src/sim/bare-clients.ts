import type { ClientInput } from '../client/index.ts';
import { assert } from '../lib/index.ts';
import type { ClientMessage, ClientName, ServerId } from '../model/index.ts';
import { WorldDraft } from './draft.ts';
import { cancelDial, connectionOf, dial, giveUp, send } from './network.ts';
import type { Due, Wire, World } from './world.ts';

/*
 * Bare clients: one connection each and no library behind it, for those who say and hear every
 * message themselves. A wire reconnects to nothing and registers nothing again; it keeps what
 * arrives, and pings so that its session lives, unless it has been silenced.
 */

/** The request number of a wire's own pings, as in the library (ClientCnxn.PING_XID). */
export const WIRE_PING = -2;

/** A session is pinged three times in its timeout, as a library would. */
const PINGS_A_TIMEOUT = 3;

/** The wire of that name; undefined when nobody opened one. */
export function wireOf(world: World, name: ClientName): Wire | undefined {
  return new WorldDraft(world, world.now, false).wire(name);
}

/** Dials a server; a connection that this wire had is dropped first. No client bears the name. */
export function wireOpen(world: World, name: ClientName, server: ServerId): World {
  const d = new WorldDraft(world, world.now, false);
  assert(!d.client(name), 'a wire and a client do not share a name');
  hangUp(d, name);
  d.setWire({
    name,
    server,
    state: 'dialled',
    silent: false,
    pingEveryMs: 0,
    pingAt: 0,
    connection: null,
    received: [],
  });
  dial(d, 'client', name, server);
  return d.finish();
}

/** Says something over an open wire; on any other wire it is lost. */
export function wireSend(world: World, name: ClientName, message: ClientMessage): World {
  const d = new WorldDraft(world, world.now, false);
  say(d, name, message);
  return d.finish();
}

/** The connection goes away without a word; the session does not. */
export function wireDrop(world: World, name: ClientName): World {
  const d = new WorldDraft(world, world.now, false);
  hangUp(d, name);
  return d.finish();
}

/** From now on the wire says nothing by itself, not even pings. */
export function wireSilence(world: World, name: ClientName): World {
  const d = new WorldDraft(world, world.now, false);
  const wire = d.wire(name);
  if (wire) d.setWire({ ...wire, silent: true });
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
  d.setWire({ ...wire, received: [] });
  return { world: d.finish(), messages: wire.received };
}

function hangUp(d: WorldDraft, name: ClientName): void {
  const wire = d.wire(name);
  if (!wire) return;
  const link = connectionOf(d, 'client', name, wire.server);
  if (link) giveUp(d, link, name);
  cancelDial(d, 'client', name, wire.server);
  d.setWire({ ...(d.wire(name) ?? wire), state: 'closed' });
}

function say(d: WorldDraft, name: ClientName, message: ClientMessage): void {
  const wire = d.wire(name);
  if (wire?.state !== 'open') return;
  send(d, connectionOf(d, 'client', name, wire.server), name, wire.server, message);
}

/** What the network has to tell a wire. */
export function stepWire(d: WorldDraft, wire: Wire, input: ClientInput): void {
  switch (input.type) {
    case 'connected':
      return d.setWire({ ...wire, state: 'open' });
    case 'refused':
    case 'disconnected':
      if (input.server === wire.server) d.setWire({ ...wire, state: 'closed' });
      return;
    case 'received': {
      const { message } = input;
      const received = [...wire.received, message];
      if (message.type !== 'CONNECTED') return d.setWire({ ...wire, received });
      const pingEveryMs = Math.floor(message.timeoutMs / PINGS_A_TIMEOUT);
      return pingLater(d, { ...wire, received, pingEveryMs });
    }
    default:
  }
}

function pingLater(d: WorldDraft, wire: Wire): void {
  const pingAt = d.now + wire.pingEveryMs * 1000;
  d.setWire({ ...wire, pingAt });
  if (wire.pingEveryMs === 0) return;
  d.scheduleAt(pingAt, { type: 'client-timer', client: wire.name, timer: 'ping' });
}

/** A wire pings. False: it is gone or silent, or this was for an earlier connection. */
export function onWireTimer(d: WorldDraft, due: Extract<Due, { type: 'client-timer' }>): boolean {
  const wire = d.wire(due.client);
  if (wire?.state !== 'open' || wire.silent || wire.pingAt !== d.now) return false;
  say(d, wire.name, { type: 'CALL', cxid: WIRE_PING, op: { type: 'ping' } });
  pingLater(d, d.wire(wire.name) ?? wire);
  return true;
}
