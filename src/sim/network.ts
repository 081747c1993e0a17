import type { ClientMessage, ClientName, Micros, ServerId } from '../model/index.ts';
import type { DialIds, ReplicaMessage } from '../replica/index.ts';
import { entries, without } from './agenda.ts';
import type { Endpoint } from './commands.ts';
import type { WorldDraft } from './draft.ts';
import { clientOf, serverAt } from './ends.ts';
import type { BreakWay } from './events.ts';
import { tellMessage } from './messages.ts';
import { isDark, isStranded } from './power.ts';
import { NEW_STREAM, streamOf, wayFrom, waysBetween, withStream } from './streams.ts';
import type { ChannelName, Connection, Due, Flight, LinkRule, Way } from './world.ts';

/*
 * FIFO connections (src/ARCHITECTURE.md, "The network"): what is on its way is lost only when an
 * end gives the connection up; cuts, delays and holds stall a stream and lose nothing by
 * themselves.
 */

const LATENCY_LOW: Micros = 600; // a LAN message takes about a millisecond
const LATENCY_HIGH: Micros = 1400;

/** The open connection of a kind between two ends; where the way counts, `a` dialled it. */
export function connectionOf(
  d: WorldDraft,
  channel: ChannelName,
  a: Endpoint,
  b: Endpoint,
): Connection | null {
  if (channel !== 'client') return d.link(channel, serverAt(a), serverAt(b));
  const name = clientOf(a, b);
  const found = (d.client(name) ?? d.wire(name))?.connection ?? null;
  return found && (found.b === b || found.b === a) ? found : null;
}

export function isCut(d: WorldDraft, from: Endpoint, to: Endpoint): boolean {
  for (const rule of d.linkRules) if (rule.cut && bindsWay(rule, from, to)) return true;
  return false;
}

function bindsWay(rule: LinkRule, from: Endpoint, to: Endpoint): boolean {
  return isOf(from, rule.from) && isOf(to, rule.to);
}

const BESIDE = '@';

/** A client's connection to a server beside its own; no client is called so: none has that sign. */
export function besideOf(client: ClientName, server: ServerId): ClientName {
  return `${client}${BESIDE}${server}`;
}

/** Whether an end is somebody's: a client's connections beside its own are, too. */
function isOf(end: Endpoint, whose: Endpoint): boolean {
  if (end === whose) return true;
  return typeof end === 'string' && typeof whose === 'string' && end.startsWith(whose + BESIDE);
}

function delayOf(d: WorldDraft, from: Endpoint, to: Endpoint): Micros {
  for (const rule of d.linkRules) {
    if (bindsWay(rule, from, to)) return rule.delayMs * 1000;
  }
  return 0;
}

/** Sends over an open connection; without one the message is lost, as after a reset. */
export function send(
  d: WorldDraft,
  connection: Connection | null,
  from: Endpoint,
  to: Endpoint,
  message: ReplicaMessage | ClientMessage,
): void {
  if (!connection) return;
  const id = d.newId();
  const { channel } = connection;
  const way = wayFrom(connection, from);
  const flight: Flight = {
    type: 'flight',
    id,
    connection: connection.id,
    channel,
    way,
    from,
    to,
    message,
    sentAt: d.now,
  };
  const delay = d.linkRules.length === 0 ? 0 : delayOf(d, from, to);
  const soonest = d.now + latencyOf(d, connection, message) + delay;
  const { notBefore } = streamOf(connection, way);
  d.scheduleAt(Math.max(soonest, notBefore), flight);
  if (d.record) tellMessage(d, 'messageSent', flight);
}

/** A connection has one latency, so that nothing in it is overtaken. */
function latencyOf(
  d: WorldDraft,
  { channel, latency }: Connection,
  message: ReplicaMessage | ClientMessage,
): Micros {
  if (channel === 'client') return latency;
  const { protocol, variants } = d.world;
  return protocol.isOvertaken(message, variants) ? d.draw(LATENCY_LOW, 4 * LATENCY_HIGH) : latency;
}

/** The live connection on which a flight travels; null when it was given up. */
export function connectionOfFlight(d: WorldDraft, flight: Flight): Connection | null {
  const { channel, way, from, to, connection } = flight;
  const found =
    way === 'out' ? connectionOf(d, channel, from, to) : connectionOf(d, channel, to, from);
  return found?.id === connection ? found : null;
}

/** Whether the stream stands still at this message; if so it waits there, and all behind it. */
export function stalls(d: WorldDraft, connection: Connection, flight: Flight): boolean {
  const { stalled, notBefore } = streamOf(connection, flight.way);
  const held = isHeld(d, flight);
  const passes = !isCut(d, flight.from, flight.to) && !isDark(d, flight.to);
  if (stalled.length === 0 && !held && passes) return false;
  d.setConnection(withStream(connection, flight.way, { stalled: [...stalled, flight], notBefore }));
  if (held && stalled.length === 0) tellMessage(d, 'messageHeld', flight);
  return true;
}

function isHeld(d: WorldDraft, flight: Flight): boolean {
  if (d.holds.length === 0) return false;
  const { from, to, message } = flight;
  return d.holds.some((h) => h.message === message.type && h.from === from && h.to === to);
}

/** Lets the streams from one end to the other go on where they stood. */
export function unstall(d: WorldDraft, from: Endpoint, to: Endpoint): void {
  for (const connection of d.connections()) {
    for (const way of waysBetween(connection, from, to)) {
      const notBefore = moveOn(d, connection, way);
      d.setConnection(withStream(connection, way, { stalled: [], notBefore }));
    }
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
function moveOn(d: WorldDraft, connection: Connection, way: Way): Micros {
  const { stalled } = streamOf(connection, way);
  const behind = entries(d.agenda)
    .filter(({ item }) => isIn(item, connection, way))
    .sort((x, y) => x.at - y.at || x.seq - y.seq);
  const latest = behind.at(-1)?.at ?? 0;
  if (stalled.length === 0) return latest;
  const soon = d.now + (connection.latency >> 1);
  if (behind.length > 0) d.agenda = without(d.agenda, (due) => isIn(due, connection, way));
  for (const flight of stalled) d.scheduleAt(soon, flight);
  for (const { at, item } of behind) d.scheduleAt(Math.max(at, soon), item);
  return Math.max(latest, soon);
}

/** The numbers of what is on its way or waits in a stream. */
function idsIn(d: WorldDraft, connection: Connection, way: Way): number[] {
  const flying = entries(d.agenda).flatMap(({ item }) =>
    item.type === 'flight' && isIn(item, connection, way) ? [item.id] : [],
  );
  const { stalled } = streamOf(connection, way);
  return [...stalled.map(({ id }) => id), ...flying].sort((x, y) => x - y);
}

function isIn(due: Due, { id }: Connection, way: Way): boolean {
  return due.type === 'flight' && due.connection === id && due.way === way;
}

/** A connection is made: `a` dialled, `b` accepted. An older one of the same kind is given up. */
export function open(d: WorldDraft, channel: ChannelName, a: Endpoint, b: Endpoint): Connection {
  const old = connectionOf(d, channel, a, b);
  if (old) giveUp(d, old, b, 'anew');
  forget(d, (due) => due.type === 'closed' && due.channel === channel && isBetween(due, a, b));
  const connection: Connection = {
    id: d.newId(),
    channel,
    a,
    b,
    known: channel !== 'client',
    latency: d.draw(LATENCY_LOW, LATENCY_HIGH),
    out: NEW_STREAM,
    back: NEW_STREAM,
  };
  d.setConnection(connection);
  d.tell({ type: 'connectionOpened', between: [a, b] });
  return connection;
}

function isBetween(due: { from: Endpoint; to: Endpoint }, a: Endpoint, b: Endpoint): boolean {
  return (due.from === a && due.to === b) || (due.from === b && due.to === a);
}

/** Takes dues off the agenda and out of the parked ones. */
export function forget(d: WorldDraft, drop: (due: Due) => boolean): void {
  if (entries(d.agenda).some(({ item }) => drop(item))) d.agenda = without(d.agenda, drop);
  if (d.parked.some(drop)) d.parked = d.parked.filter((due) => !drop(due));
}

/**
 * One end gives the connection up: all that is on its way in it is lost, and the other end is told
 * after a latency, or when the cut between them heals; not at all if it has lost its power since.
 */
export function giveUp(
  d: WorldDraft,
  connection: Connection,
  by: Endpoint,
  how: BreakWay = 'gaveUp',
): void {
  const { channel, a, b } = connection;
  remove(d, connection, by, how);
  const to = by === a ? b : a;
  if (isStranded(d, connection, to)) return;
  const due: Due = { type: 'closed', connection: connection.id, dialler: a, channel, from: by, to };
  if (isCut(d, by, to)) d.parked = [...d.parked, due];
  else d.schedule(connection.latency, due);
}

/** What an end that loses its power leaves: connections that others hold, messages of its. */
export interface Stranded {
  readonly connections: readonly number[];
  readonly lost: readonly number[];
}

/** An end loses its power: what it has sent and did not arrive is lost, and nobody is told. */
export function strand(d: WorldDraft, end: ServerId): Stranded {
  forget(d, (due) => due.type === 'closed' && due.to === end);
  const connections: number[] = [];
  const lost: number[] = [];
  for (const connection of d.connections()) {
    const { id, a, b } = connection;
    if (a !== end && b !== end) continue;
    if (isStranded(d, connection, a === end ? b : a)) {
      remove(d, connection, end, 'power');
      continue;
    }
    connections.push(id);
    const way = wayFrom(connection, end);
    lost.push(...idsIn(d, connection, way));
    forget(d, (due) => isIn(due, connection, way));
    d.setConnection(withStream(connection, way, NEW_STREAM));
  }
  return { connections, lost };
}

/** An end has its power back: what waited for that is on its way again. */
export function sendAgain(d: WorldDraft, end: ServerId): void {
  const senders = new Set<Endpoint>();
  for (const { a, b } of d.connections())
    if (a === end || b === end) senders.add(a === end ? b : a);
  for (const due of d.parked) if ('to' in due && due.to === end) senders.add(due.from);
  for (const from of senders) unstall(d, from, end);
}

/** Takes the connection away with everything in it, and says who ended it, and what was lost. */
export function remove(
  d: WorldDraft,
  connection: Connection,
  by: Endpoint,
  how: BreakWay = 'closed',
): void {
  const { id, a, b } = connection;
  const lost = [...idsIn(d, connection, 'out'), ...idsIn(d, connection, 'back')];
  lost.sort((x, y) => x - y);
  forget(d, (due) => due.type === 'flight' && due.connection === id);
  d.removeConnection(connection);
  d.tell({ type: 'connectionBroken', between: [a, b], lost, by, how });
}

/** Somebody wants a connection: the call travels there, or waits for the cut to heal. */
export function dial(
  d: WorldDraft,
  channel: ChannelName,
  from: Endpoint,
  to: Endpoint,
  ids?: DialIds,
): void {
  const due: Due = { type: 'dial', id: d.newId(), channel, from, to, ids };
  if (isCut(d, from, to)) d.parked = [...d.parked, due];
  else d.schedule(d.draw(LATENCY_LOW, LATENCY_HIGH) + delayOf(d, from, to), due);
}

/** The answer to a dial travels back; connection 0 refuses. */
export function answerDial(
  d: WorldDraft,
  dialled: Extract<Due, { type: 'dial' }>,
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
export function cancelDial(
  d: WorldDraft,
  channel: ChannelName,
  from: Endpoint,
  to: Endpoint,
): void {
  forget(
    d,
    (due) =>
      (due.type === 'dial' && due.channel === channel && due.from === from && due.to === to) ||
      (due.type === 'answer' && due.channel === channel && due.from === to && due.to === from) ||
      (due.type === 'closed' && due.channel === channel && due.from === to && due.to === from),
  );
}
