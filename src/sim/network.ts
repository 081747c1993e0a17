import type { ClientMessage, Micros, ServerId } from '../model/index.ts';
import type { Message } from '../zab/index.ts';
import { entries, without } from './agenda.ts';
import type { Endpoint } from './commands.ts';
import type { Draft } from './draft.ts';
import type { Channel, Connection, Due, Flight } from './world.ts';

/*
 * FIFO connections (src/ARCHITECTURE.md, "The network"): what is on its way is lost only when an
 * end gives the connection up; cuts, delays and holds stall a stream and lose nothing by
 * themselves.
 */

const LATENCY_LOW: Micros = 600; // a LAN message takes about a millisecond
const LATENCY_HIGH: Micros = 1400;

/** The open connection of a kind between two ends; on quorum links `a` is the learner. */
export function connectionOf(
  d: Draft,
  channel: Channel,
  a: Endpoint,
  b: Endpoint,
): Connection | null {
  if (channel === 'election') return d.electionLink(a as ServerId, b as ServerId);
  if (channel === 'quorum') return d.quorumLink(a as ServerId, b as ServerId);
  const name = (typeof a === 'string' ? a : b) as string;
  const found = (d.client(name) ?? d.wire(name))?.connection ?? null;
  return found && (found.b === b || found.b === a) ? found : null;
}

export function isCut(d: Draft, from: Endpoint, to: Endpoint): boolean {
  for (const rule of d.linkRules) if (rule.cut && rule.from === from && rule.to === to) return true;
  return false;
}

function delayOf(d: Draft, from: Endpoint, to: Endpoint): Micros {
  for (const rule of d.linkRules) {
    if (rule.from === from && rule.to === to) return rule.delayMs * 1000;
  }
  return 0;
}

/** Sends over an open connection; without one the message is lost, as after a reset. */
export function send(
  d: Draft,
  connection: Connection | null,
  from: Endpoint,
  to: Endpoint,
  message: Message | ClientMessage,
): void {
  if (!connection) return;
  const id = d.newId();
  const { channel } = connection;
  const flight: Flight = {
    type: 'flight',
    id,
    connection: connection.id,
    channel,
    from,
    to,
    message,
    sentAt: d.now,
  };
  const delay = d.linkRules.length === 0 ? 0 : delayOf(d, from, to);
  const notBefore = from === connection.a ? connection.notBeforeAB : connection.notBeforeBA;
  d.scheduleAt(Math.max(d.now + latencyOf(d, connection, message) + delay, notBefore), flight);
  if (d.record) d.tell({ type: 'messageSent', id, from, to, message });
}

/** A connection has one latency, so that nothing in it is overtaken. */
function latencyOf(d: Draft, { latency }: Connection, message: Flight['message']): Micros {
  const isOvertaken = d.world.variants.commitOutOfOrder && message.type === 'PROPOSAL';
  return isOvertaken ? d.draw(LATENCY_LOW, 4 * LATENCY_HIGH) : latency;
}

/** The live connection on which a flight travels; null when it was given up. */
export function connectionOfFlight(d: Draft, flight: Flight): Connection | null {
  const { channel, from, to } = flight;
  let found = connectionOf(d, channel, from, to);
  if (found?.id !== flight.connection && channel === 'quorum')
    found = connectionOf(d, channel, to, from);
  return found?.id === flight.connection ? found : null;
}

/** Whether the stream stands still at this message; if so it waits there, and all behind it. */
export function stalls(d: Draft, connection: Connection, flight: Flight): boolean {
  const forward = flight.from === connection.a;
  const waiting = forward ? connection.stalledAB : connection.stalledBA;
  const held = isHeld(d, flight);
  if (waiting.length === 0 && !held && !isCut(d, flight.from, flight.to)) return false;
  const { channel, a, b } = connection;
  const stalled = [...waiting, flight];
  const next = forward
    ? { ...connection, stalledAB: stalled }
    : { ...connection, stalledBA: stalled };
  d.setConnection(channel, a, b, next);
  const { id, from, to, message } = flight;
  if (held && waiting.length === 0) d.tell({ type: 'messageHeld', id, from, to, message });
  return true;
}

function isHeld(d: Draft, flight: Flight): boolean {
  if (d.holds.length === 0) return false;
  const { from, to, message } = flight;
  return d.holds.some((h) => h.message === message.type && h.from === from && h.to === to);
}

/** Lets the streams from one end to the other go on where they stood. */
export function unstall(d: Draft, from: Endpoint, to: Endpoint): void {
  for (const connection of d.connections()) {
    const forward = connection.a === from && connection.b === to;
    if (!forward && !(connection.b === from && connection.a === to)) continue;
    const notBefore = moveOn(d, connection, forward);
    const { channel, a, b } = connection;
    const next = forward
      ? { ...connection, stalledAB: [], notBeforeAB: notBefore }
      : { ...connection, stalledBA: [], notBeforeBA: notBefore };
    d.setConnection(channel, a, b, next);
  }
  const ready = d.parked.filter((due) => 'from' in due && due.from === from && due.to === to);
  if (ready.length === 0) return;
  d.parked = d.parked.filter((due) => !ready.includes(due));
  for (const due of ready) d.schedule(LATENCY_HIGH, due);
}

/**
 * What stood still in a stream arrives soon, and what was sent behind it and is still on its way
 * not before that. Answers when the last of all these arrives: nothing sent later may overtake it.
 */
function moveOn(d: Draft, connection: Connection, forward: boolean): Micros {
  const from = forward ? connection.a : connection.b;
  const waiting = forward ? connection.stalledAB : connection.stalledBA;
  const behind = entries(d.agenda)
    .filter(({ item }) => isIn(item, connection, from))
    .sort((x, y) => x.at - y.at || x.seq - y.seq);
  const latest = behind.at(-1)?.at ?? 0;
  if (waiting.length === 0) return latest;
  const soon = d.now + (connection.latency >> 1);
  if (behind.length > 0) d.agenda = without(d.agenda, (due) => isIn(due, connection, from));
  for (const flight of waiting) d.scheduleAt(soon, flight);
  for (const { at, item } of behind) d.scheduleAt(Math.max(at, soon), item);
  return Math.max(latest, soon);
}

function isIn(due: Due, { id }: Connection, from: Endpoint): boolean {
  return due.type === 'flight' && due.connection === id && due.from === from;
}

/** A connection is made: `a` dialled, `b` accepted. An older one of the same kind is given up. */
export function open(d: Draft, channel: Channel, a: Endpoint, b: Endpoint): Connection {
  const old = connectionOf(d, channel, a, b);
  if (old) giveUp(d, old, b);
  forget(d, (due) => due.type === 'closed' && due.channel === channel && isBetween(due, a, b));
  const connection: Connection = {
    id: d.newId(),
    channel,
    a,
    b,
    known: channel !== 'client',
    latency: d.draw(LATENCY_LOW, LATENCY_HIGH),
    stalledAB: [],
    stalledBA: [],
    notBeforeAB: 0,
    notBeforeBA: 0,
  };
  d.setConnection(channel, a, b, connection);
  d.tell({ type: 'connectionOpened', between: [a, b] });
  return connection;
}

function isBetween(due: { from: Endpoint; to: Endpoint }, a: Endpoint, b: Endpoint): boolean {
  return (due.from === a && due.to === b) || (due.from === b && due.to === a);
}

/** Takes dues off the agenda and out of the parked ones. */
export function forget(d: Draft, drop: (due: Due) => boolean): void {
  if (entries(d.agenda).some(({ item }) => drop(item))) d.agenda = without(d.agenda, drop);
  if (d.parked.some(drop)) d.parked = d.parked.filter((due) => !drop(due));
}

/**
 * One end gives the connection up: all that is on its way in it is lost, and the other end is told
 * after a latency, or when the cut between them heals.
 */
export function giveUp(d: Draft, connection: Connection, by: Endpoint): void {
  const { channel, a, b } = connection;
  remove(d, connection);
  const to = by === a ? b : a;
  const due: Due = { type: 'closed', connection: connection.id, learner: a, channel, from: by, to };
  if (isCut(d, by, to)) d.parked = [...d.parked, due];
  else d.schedule(connection.latency, due);
}

/** Takes the connection away with everything in it, and says what was lost. */
export function remove(d: Draft, connection: Connection): void {
  const { id, channel, a, b } = connection;
  const lost: number[] = [];
  for (const { item } of entries(d.agenda)) {
    if (item.type === 'flight' && item.connection === id) lost.push(item.id);
  }
  if (lost.length > 0) {
    d.agenda = without(d.agenda, (due) => due.type === 'flight' && due.connection === id);
  }
  for (const flight of [...connection.stalledAB, ...connection.stalledBA]) lost.push(flight.id);
  lost.sort((x, y) => x - y);
  d.setConnection(channel, a, b, null);
  d.tell({ type: 'connectionBroken', between: [a, b], lost });
}

/** Somebody wants a connection: the call travels there, or waits for the cut to heal. */
export function dial(d: Draft, channel: Channel, from: Endpoint, to: Endpoint): void {
  const due: Due = { type: 'dial', id: d.newId(), channel, from, to };
  if (isCut(d, from, to)) d.parked = [...d.parked, due];
  else d.schedule(d.draw(LATENCY_LOW, LATENCY_HIGH) + delayOf(d, from, to), due);
}

/** The answer to a dial travels back; connection 0 refuses. */
export function answerDial(
  d: Draft,
  dialled: {
    readonly id: number;
    readonly channel: Channel;
    readonly from: Endpoint;
    readonly to: Endpoint;
  },
  connection: Connection | null,
): void {
  const due: Due = {
    type: 'answer',
    dial: dialled.id,
    connection: connection?.id ?? 0,
    channel: dialled.channel,
    from: dialled.to,
    to: dialled.from,
  };
  if (isCut(d, due.from, due.to)) d.parked = [...d.parked, due];
  else d.schedule(connection?.latency ?? LATENCY_LOW, due);
}

/** The dialler no longer wants it. */
export function cancelDial(d: Draft, channel: Channel, from: Endpoint, to: Endpoint): void {
  forget(
    d,
    (due) =>
      (due.type === 'dial' && due.channel === channel && due.from === from && due.to === to) ||
      (due.type === 'answer' && due.channel === channel && due.from === to && due.to === from) ||
      (due.type === 'closed' && due.channel === channel && due.from === to && due.to === from),
  );
}
