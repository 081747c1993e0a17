import type { ClientInput } from '../client/index.ts';
import type { ClientName, ServerId } from '../model/index.ts';
import { onWireTimer, wireEnded } from './bare-clients.ts';
import { channelNamed } from './channels.ts';
import { onClientTimerDue, stepClientHost } from './clients.ts';
import type { Endpoint } from './commands.ts';
import type { WorldDraft } from './draft.ts';
import { clientAt, clientMessageOf, replicaMessageOf, serverAt } from './ends.ts';
import { onFlushDone, onSaveDone, onTimerDue, stepHost } from './hosts.ts';
import { onLibraryTimer, tellWire } from './library-clients.ts';
import { onLoadDue } from './load.ts';
import { tellMessage } from './messages.ts';
import {
  answerDial,
  connectionOf,
  connectionOfFlight,
  giveUp,
  isCut,
  open,
  remove,
  stalls,
} from './network.ts';
import { isDark, isStranded } from './power.ts';
import { knownToBoth } from './streams.ts';
import { queues, worked, workOn } from './work.ts';
import type { ChannelName, Connection, Due, Flight } from './world.ts';

/**
 * Carries out what is due. False: it was out of date, or only a look at a timer: the world is as it
 * was. To wait (in a stream, or for a process that stands still) is something that happens, too: a
 * turn in which nothing else does must not be lost when nothing follows it.
 * `arrived`: it comes from a frozen process's backlog, so what is a message has left its stream.
 */
export function deliverDue(d: WorldDraft, due: Due, arrived = false): boolean {
  if (due.type === 'flight') return deliverFlight(d, due, arrived);
  if (!arrived && isStopped(d, due)) return true;
  if (waits(d, due)) return true;
  switch (due.type) {
    case 'timer':
      return onTimerDue(d, due);
    case 'flushed':
      return onFlushDone(d, due);
    case 'saved':
      return onSaveDone(d, due);
    case 'worked':
      return onWorked(d, due);
    case 'dial':
      return onDial(d, due);
    case 'answer':
      return onAnswer(d, due);
    case 'closed':
      return onClosed(d, due);
    case 'client-timer':
      return onClientTimer(d, due);
    case 'load':
      return onLoadDue(d, due);
  }
}

function deliverFlight(d: WorldDraft, flight: Flight, arrived: boolean): boolean {
  const connection = connectionOfFlight(d, flight);
  // A stream that stands still keeps what it carries, also from a process that stands still.
  if (!arrived) {
    if (connection === null) return false;
    if (stalls(d, connection, flight)) return true;
    if (isStranded(d, connection, flight.to)) {
      giveUp(d, connection, flight.to);
      return true;
    }
  }
  return (
    waitsFor(d, flight.to, flight) || queues(d, flight) || onArrival(d, flight, connection, arrived)
  );
}

/**
 * Whether a word of the network is stopped by a cut, and waits for that to heal. What lies in a
 * frozen process's socket has come before; so it has its place there, ahead of what came after it.
 */
function isStopped(d: WorldDraft, due: Exclude<Due, Flight>): boolean {
  if (due.type !== 'answer' && due.type !== 'closed') return false;
  if (!isCut(d, due.from, due.to)) return false;
  d.parked = [...d.parked, due];
  return true;
}

/** Whether this is for a frozen process, and now in its backlog. */
function waits(d: WorldDraft, due: Exclude<Due, Flight>): boolean {
  switch (due.type) {
    case 'dial':
      // Its kernel still takes connections for it.
      return due.channel !== 'client' && waitsFor(d, due.to, due);
    case 'answer':
    case 'closed':
      return waitsFor(d, due.to, due);
    case 'timer':
    case 'flushed':
    case 'saved':
    case 'worked':
      return waitsFor(d, due.server, due);
    case 'client-timer':
      return waitsFor(d, due.client, due);
    default:
      return false;
  }
}

function waitsFor(d: WorldDraft, to: Endpoint, due: Due): boolean {
  if (typeof to === 'string') {
    const host = d.client(to);
    if (!host?.frozen) return false;
    d.editClient(to).backlog = [...host.backlog, due];
    return true;
  }
  const host = d.host(to);
  if (host?.status !== 'frozen') return false;
  d.editHost(to).backlog = [...host.backlog, due];
  return true;
}

/**
 * A server's work on a packet is done. Whoever has left meanwhile is not answered any more: the
 * work was for nothing.
 */
function onWorked(d: WorldDraft, due: Extract<Due, { type: 'worked' }>): boolean {
  const flight = worked(d, due);
  if (flight === null) return false;
  const connection = connectionOfFlight(d, flight);
  if (connection !== null) onArrival(d, flight, connection, true);
  workOn(d, due.server);
  return true;
}

/**
 * A message is read. What had come to a frozen process is read although its sender has given the
 * connection up since: it lies in the receiver's socket, before the end of the stream.
 */
function onArrival(
  d: WorldDraft,
  flight: Flight,
  connection: Connection | null,
  arrived: boolean,
): boolean {
  if (!connection && !(arrived && isUnreplaced(d, flight))) return false;
  const { channel, way, from, to } = flight;
  if (d.record) tellMessage(d, 'messageDelivered', flight);
  if (typeof to === 'string') {
    const said = clientMessageOf(flight);
    if (said.type === 'CLOSE') {
      if (connection) remove(d, connection, from);
      tellClient(d, to, { type: 'disconnected', server: serverAt(from) });
      return true;
    }
    tellClient(d, to, { type: 'received', server: serverAt(from), message: said });
  } else if (typeof from === 'string') {
    const message = clientMessageOf(flight);
    if (message.type === 'CLOSE') {
      if (connection) remove(d, connection, from);
      wireEnded(d, from);
      stepHost(d, to, { type: 'clientGone', client: from });
      return true;
    }
    if (connection?.known === false) {
      d.setConnection(knownToBoth(connection));
    }
    stepHost(d, to, { type: 'clientSaid', client: from, message });
  } else {
    const { dialled, accepted } = channelNamed(d.world.protocol, channel);
    const side = way === 'out' ? accepted : dialled;
    stepHost(d, to, { type: 'received', side, from, message: replicaMessageOf(flight) });
  }
  return true;
}

/** Whether the two ends have no newer connection, over which an answer would go. */
function isUnreplaced(d: WorldDraft, { channel, from, to }: Flight): boolean {
  return connectionOf(d, channel, from, to) === null && connectionOf(d, channel, to, from) === null;
}

/** A client, or a bare one, hears of something. */
function tellClient(d: WorldDraft, name: ClientName, input: ClientInput): void {
  if (d.wire(name)) tellWire(d, name, input);
  else stepClientHost(d, name, input);
}

function onClientTimer(d: WorldDraft, due: Extract<Due, { type: 'client-timer' }>): boolean {
  const wire = d.wire(due.client);
  if (!wire) return onClientTimerDue(d, due);
  return wire.library ? onLibraryTimer(d, due) : onWireTimer(d, due);
}

function onDial(d: WorldDraft, due: Extract<Due, { type: 'dial' }>): boolean {
  const { channel, from, to, ids } = due;
  if (isCut(d, from, to) || isDark(d, to)) {
    d.parked = [...d.parked, due];
    return true;
  }
  const sid = serverAt(to);
  if (!d.host(sid)?.server) {
    answerDial(d, due, null);
    return true;
  }
  if (channel === 'client') {
    endFormerStream(d, clientAt(from), sid);
    answerDial(d, due, open(d, 'client', from, to));
    return true;
  }
  endStranded(d, channel, serverAt(from), sid);
  let answered = false;
  const side = channelNamed(d.world.protocol, channel).accepted;
  stepHost(d, sid, { type: 'dialled', side, from: serverAt(from), ids }, (connection) => {
    // The answer goes out before anything that is said over the new connection.
    answered = true;
    answerDial(d, due, connection);
  });
  if (!answered) answerDial(d, due, null);
  return true;
}

/**
 * A client that dials again has left its former connection to this server: the server learns that
 * before anything that is said over the new one, since here a connection has no name but its ends.
 */
function endFormerStream(d: WorldDraft, client: ClientName, server: ServerId): void {
  const host = d.host(server);
  if (host?.status !== 'frozen') return stepHost(d, server, { type: 'clientGone', client });
  const due: Due = {
    ...{ type: 'closed', connection: 0, dialler: client, channel: 'client' },
    ...{ from: client, to: server },
  };
  d.editHost(server).backlog = [...host.backlog, due];
}

/** Who dials after it had lost its power has left a former connection without a word. */
function endStranded(d: WorldDraft, channel: ChannelName, from: ServerId, to: ServerId): void {
  const former = connectionOf(d, channel, from, to);
  if (former === null || !isStranded(d, former, from)) return;
  remove(d, former, from, 'power');
  const { dialled, accepted } = channelNamed(d.world.protocol, channel);
  stepHost(d, to, { type: 'disconnected', side: former.a === to ? dialled : accepted, from });
}

function onAnswer(d: WorldDraft, due: Extract<Due, { type: 'answer' }>): boolean {
  const { channel, from, to } = due;
  const open = due.connection !== 0 && connectionOf(d, channel, to, from)?.id === due.connection;
  const type = open ? 'connected' : 'refused';
  if (typeof to === 'string') {
    tellClient(d, to, { type, server: serverAt(from) });
  } else {
    const side = channelNamed(d.world.protocol, channel).dialled;
    stepHost(d, to, { type, side, from: serverAt(from) });
  }
  return true;
}

/** The other end has given the connection up. */
function onClosed(d: WorldDraft, due: Extract<Due, { type: 'closed' }>): boolean {
  const { channel, from, to } = due;
  if (typeof to === 'string') {
    tellClient(d, to, { type: 'disconnected', server: serverAt(from) });
  } else if (typeof from === 'string') {
    stepHost(d, to, { type: 'clientGone', client: from });
  } else {
    const { dialled, accepted } = channelNamed(d.world.protocol, channel);
    const side = due.dialler === to ? dialled : accepted;
    stepHost(d, to, { type: 'disconnected', side, from });
  }
  return true;
}
