import { sliceLog } from '../lib/index.ts';
import type { ClientName, Micros, ServerId, Zxid } from '../model/index.ts';
import type { Replica, ServiceEffect, ServiceInput } from '../replica/index.ts';
import { channelOf } from './channels.ts';
import type { WorldDraft } from './draft.ts';
import type { SimEvent } from './events.ts';
import {
  cancelDial,
  connectionOf,
  dial,
  giveUp,
  isCut,
  open,
  send,
  sendAgain,
  strand,
} from './network.ts';
import { isStranded } from './power.ts';
import { isLookedAt, lookAt, withArmed, withoutTimer } from './timers.ts';
import type { Connection, Due, Host, HostTimer } from './world.ts';

/** For inputs that open no connection. */
const NOBODY = (): void => {};

/** Gives an input to a server whose process runs, and carries its effects out in order. */
export function stepHost(
  d: WorldDraft,
  sid: ServerId,
  input: ServiceInput,
  onAccept: (connection: Connection) => void = NOBODY,
): void {
  const host = d.host(sid);
  if (!host?.server) return;
  const { next, effects } = d.world.service.step(host.server, input, d);
  const draft = d.editHost(sid);
  draft.server = next;
  for (let i = 0; i < effects.length; i++) {
    // A cast: `i` is within the list. In every turn: an index costs less than an iterator.
    carryOut(d, sid, effects[i] as ServiceEffect, onAccept);
    if (draft.server === null) return; // the process has ended
  }
}

/** The connection with another server that a side of this one means. */
function linkOf(d: WorldDraft, sid: ServerId, side: string, other: ServerId): Connection | null {
  const { name, dialled } = channelOf(d.world.protocol, side);
  return side === dialled ? d.link(name, sid, other) : d.link(name, other, sid);
}

/** The client's connection that the process means; none when it knows only of one that is gone. */
function clientLink(d: WorldDraft, sid: ServerId, client: ClientName): Connection | null {
  const link = connectionOf(d, 'client', client, sid);
  return link?.known ? link : null;
}

function carryOut(
  d: WorldDraft,
  sid: ServerId,
  effect: ServiceEffect,
  onAccept: (connection: Connection) => void,
): void {
  switch (effect.type) {
    case 'send':
      return send(d, linkOf(d, sid, effect.side, effect.to), sid, effect.to, effect.message);
    case 'sendClient':
      return send(d, clientLink(d, sid, effect.client), sid, effect.client, effect.message);
    case 'note':
      // A cast: a spread of a union is for the compiler no union of spreads.
      if (d.record) d.tell({ ...effect.note, server: sid } as SimEvent);
      return;
    case 'applied':
      if (d.record) d.tell({ type: 'applied', server: sid, txn: effect.txn });
      return;
    case 'flush':
      return startFlush(d, sid);
    case 'arm':
      return arm(d, sid, effect.timer, d.now + Math.round(effect.afterMs * 1000));
    case 'disarm':
      return disarm(d, sid, effect.timer);
    case 'dial':
      return dial(d, channelOf(d.world.protocol, effect.side).name, sid, effect.to, effect.ids);
    case 'accept':
      return onAccept(open(d, channelOf(d.world.protocol, effect.side).name, effect.from, sid));
    case 'hangUp': {
      const link = linkOf(d, sid, effect.side, effect.to);
      if (link) giveUp(d, link, sid);
      return cancelDial(d, channelOf(d.world.protocol, effect.side).name, sid, effect.to);
    }
    case 'closeClient':
      // The end of the stream comes behind all that was sent: a last answer arrives before it.
      return send(d, clientLink(d, sid, effect.client), sid, effect.client, {
        type: 'CLOSE',
        why: effect.why,
      });
    case 'saveSnapshot':
      return startSaving(d, sid, effect.bytes);
    case 'wake':
      return arm(d, sid, 'service', effect.at);
    case 'exit':
      d.tell({ type: 'serverExited', server: sid, code: effect.code, because: effect.because });
      stopProcess(d, sid);
      return;
    case 'serving':
    case 'stoppedServing':
      return d.tell({ type: effect.type, server: sid, zxid: effect.zxid });
    case 'session': {
      const { what, session } = effect;
      const client = effect.client ?? holderOf(d, session);
      return d.tell({ type: what, session, client, server: sid });
    }
    case 'noted':
      return d.tell({ type: 'noted', server: sid, because: effect.because });
    default:
      return; // numbered, deliver, passUp, serve, stopServing: done inside the server
  }
}

/** The client that holds a session, connected or not. */
function holderOf(d: WorldDraft, session: string): string | null {
  return d.clientNames.find((name) => d.client(name)?.client.session === session) ?? null;
}

// ---- timers ------------------------------------------------------------------------------------

/** Where among a host's timers this one is; -1: it is not armed. */
function placeOf({ timers }: Host, timer: HostTimer): number {
  for (let i = 0; i < timers.length; i++) {
    const known = timers[i]?.timer;
    if (known === timer) return i;
    if (typeof known !== 'object' || typeof timer !== 'object') continue;
    if (known.kind === timer.kind && known.sid === timer.sid) return i;
  }
  return -1;
}

function arm(d: WorldDraft, sid: ServerId, timer: HostTimer, deadline: Micros): void {
  const host = d.hostAt(sid);
  const at = placeOf(host, timer);
  if (!isLookedAt(host.timers, at, deadline)) {
    d.scheduleAt(deadline, { type: 'timer', server: sid, boot: host.boot, timer });
  }
  d.editHost(sid).timers = withArmed(host.timers, at, timer, deadline);
}

function disarm(d: WorldDraft, sid: ServerId, timer: HostTimer): void {
  const host = d.hostAt(sid);
  const at = placeOf(host, timer);
  if (at >= 0) d.editHost(sid).timers = withoutTimer(host.timers, at);
}

/** A timer's moment: true when it fired, false when it was disarmed or only looked at again. */
export function onTimerDue(d: WorldDraft, due: Extract<Due, { type: 'timer' }>): boolean {
  const { server, timer } = due;
  const host = d.host(server);
  if (!host?.server || host.boot !== due.boot) return false;
  const look = lookAt(d, host.timers, placeOf(host, timer), due);
  if (look === null) return false;
  d.editHost(server).timers = look.timers;
  if (!look.fires) return false;
  stepHost(d, server, timer === 'service' ? { type: 'woken' } : { type: 'timedOut', timer });
  return true;
}

// ---- disk --------------------------------------------------------------------------------------

function fsyncTime(d: WorldDraft, host: Host): number {
  const { fsyncLow, fsyncHigh } = d.world.protocol.costs;
  return host.fsyncMs > 0 ? host.fsyncMs * 1000 : d.draw(fsyncLow, fsyncHigh);
}

/** One fsync at a time; it covers what was written before it began (group commit). */
function startFlush(d: WorldDraft, sid: ServerId): void {
  const host = d.hostAt(sid);
  if (host.flushing || !host.server) return;
  const ticket = d.world.protocol.unwritten(host.server.peer);
  if (ticket === null) return;
  const time = fsyncTime(d, host);
  d.editHost(sid).flushing = true;
  d.schedule(time, { type: 'flushed', server: sid, boot: host.boot, ticket });
}

/** An fsync is done; what was written meanwhile gets the next one. */
export function onFlushDone(d: WorldDraft, due: Extract<Due, { type: 'flushed' }>): boolean {
  const host = d.host(due.server);
  if (!host?.server || host.boot !== due.boot) return false;
  d.editHost(due.server).flushing = false;
  stepHost(d, due.server, { type: 'flushed', ticket: due.ticket });
  startFlush(d, due.server);
  return true;
}

function startSaving(d: WorldDraft, sid: ServerId, bytes: number): void {
  const { saveBase, saveBytesPerMicro } = d.world.protocol.costs;
  const host = d.hostAt(sid);
  const ticket = host.saveTicket + 1;
  const slow = host.fsyncMs > 0 ? host.fsyncMs * 1000 : saveBase;
  const time = slow + Math.ceil(bytes / saveBytesPerMicro);
  d.editHost(sid).saveTicket = ticket;
  d.schedule(time, { type: 'saved', server: sid, boot: host.boot, ticket });
}

export function onSaveDone(d: WorldDraft, due: Extract<Due, { type: 'saved' }>): boolean {
  const host = d.host(due.server);
  if (!host?.server || host.boot !== due.boot || host.saveTicket !== due.ticket) return false;
  stepHost(d, due.server, { type: 'snapshotSaved' });
  return true;
}

// ---- processes ---------------------------------------------------------------------------------

/** Who could answer a process that asks all others once. */
function reachedBy(d: WorldDraft, sid: ServerId): readonly Replica[] {
  const reaches = (other: ServerId) => !isCut(d, sid, other) && !isCut(d, other, sid);
  return d.world.hosts.flatMap(({ sid: other, status, dark, server }) =>
    status === 'up' && !dark && server && reaches(other) ? [server.peer] : [],
  );
}

/** Starts the process of a host that is down. */
export function startProcess(d: WorldDraft, sid: ServerId): void {
  const host = d.hostAt(sid);
  const { protocol, service, config, variants, hosts } = d.world;
  const disks = hosts.map((one) => one.server?.peer.disk ?? one.disk);
  const disk = protocol.introduced?.(host.disk, sid, config, reachedBy(d, sid), disks) ?? host.disk;
  const chance = d.draw(0, 0x7fffffff);
  const server = service.boot(protocol, sid, disk, config, chance, d.now, variants);
  const draft = d.editHost(sid);
  draft.status = 'up';
  draft.boot = host.boot + 1;
  draft.server = server;
  draft.timers = [];
  draft.flushing = false;
  draft.queue = [];
  draft.backlog = [];
  draft.dark = false;
  const { promises, log } = protocol.facts(null, disk, config, variants);
  const said = promises.map(({ name, value }) => ({ name, value }));
  d.tell({ type: 'serverStarted', server: sid, promises: said, lastZxid: log.last });
  if (host.dark) sendAgain(d, sid);
  stepHost(d, sid, { type: 'booted' });
}

/** The process ends at once: memory and what is not fsynced are lost, connections are reset. */
export function stopProcess(d: WorldDraft, sid: ServerId): readonly Zxid[] {
  if (!d.host(sid)?.server) return [];
  for (const connection of d.connections()) {
    if (connection.a !== sid && connection.b !== sid) continue;
    if (!isStranded(d, connection, sid)) giveUp(d, connection, sid, 'died');
  }
  return endProcess(d, sid);
}

/** The machine loses its power: the same is lost, and nobody is told. */
export function losePower(d: WorldDraft, sid: ServerId): void {
  const { connections, lost: silent } = strand(d, sid);
  const lost = endProcess(d, sid);
  const draft = d.editHost(sid);
  draft.dark = true;
  draft.stranded = connections;
  d.tell({ type: 'serverCrashed', server: sid, lost, silent });
}

function endProcess(d: WorldDraft, sid: ServerId): readonly Zxid[] {
  const host = d.host(sid);
  if (!host?.server) return [];
  for (const other of d.hosts) {
    if (other.sid === sid) continue;
    for (const { name } of d.world.protocol.channels) cancelDial(d, name, sid, other.sid);
  }
  const { disk } = host.server.peer;
  const lost = sliceLog(disk.log, disk.flushed).map((txn) => txn.zxid);
  const draft = d.editHost(sid);
  draft.status = 'down';
  draft.disk = d.world.protocol.afterCrash(disk, d.now);
  draft.server = null;
  draft.timers = [];
  draft.flushing = false;
  draft.queue = [];
  draft.backlog = [];
  return lost;
}
