import type { ClientInput } from '../client/index.ts';
import { deleteKey, NONE } from '../lib/index.ts';
import type { ClientName, ServerId } from '../model/index.ts';
import type { LibraryEffect, LibraryInput } from '../replica/index.ts';
import { endWire, openWire, place, sayOver, stepWire } from './bare-clients.ts';
import type { ClientCommand } from './commands.ts';
import type { WorldDraft } from './draft.ts';
import { existing } from './ends.ts';
import { besideOf, cancelDial, giveUp } from './network.ts';
import { draftWire, type Wire } from './wire.ts';
import type { Due } from './world.ts';

/*
 * Clients of a service that brings a library of its own: a wire each, and over it that library
 * speaks, dials again, and tells its program.
 */

type BesideEffect = Extract<LibraryEffect, { readonly type: 'sayBeside' }>;
type CommandOf<T extends ClientCommand['type']> = Extract<ClientCommand, { readonly type: T }>;

/** A new client, or one that begins anew under its name. */
export function connect(
  d: WorldDraft,
  { client: name, servers }: CommandOf<'client-connect'>,
): void {
  const library = d.world.service.library;
  const [first] = servers;
  if (library === undefined || first === undefined) return d.refuse('noServers', {});
  const strange = servers.find((server) => !d.host(server));
  if (strange !== undefined) return d.refuse('unknownServer', { server: strange });
  openWire(d, name, first, false, true);
  const { next, effects } = library.begin(servers);
  put(d, name, next);
  for (const effect of effects) carryOut(d, name, effect);
}

/** Its program asks for something. */
export function call(d: WorldDraft, { client, line, request }: CommandOf<'call'>): void {
  if (!d.wire(client)?.library) return d.refuse('unknownClient', { client });
  step(d, client, { type: 'asked', line, request });
}

/** What the network has to tell such a client, which its wire has heard before it. */
export function tellWire(d: WorldDraft, name: ClientName, input: ClientInput): void {
  const before = d.wire(name);
  stepWire(d, name, input);
  if (before?.beside) return tellBeside(d, before, before.beside, input);
  const wire = d.wire(name);
  if (!wire?.library) return;
  if (input.type === 'connected') step(d, name, { type: 'connected' });
  else if (input.type === 'refused' || input.type === 'disconnected') {
    if (input.server === wire.server) step(d, name, { type: 'lost' });
  } else if (input.type === 'received' && input.message.type === 'RPC') {
    step(d, name, { type: 'heard', body: input.message.body });
  }
}

/** What comes over a connection that a client has beside its own. */
function tellBeside(d: WorldDraft, { server }: Wire, client: ClientName, input: ClientInput): void {
  if (input.type === 'received' && input.message.type === 'RPC') {
    step(d, client, { type: 'heardBeside', server, body: input.message.body });
  } else if (input.type === 'refused' || input.type === 'disconnected') {
    if (input.server === server) step(d, client, { type: 'heardBeside', server, body: null });
  }
}

function sayBeside(d: WorldDraft, client: ClientName, effect: BesideEffect): void {
  const name = besideOf(client, effect.server);
  if (!d.wire(name)) {
    openWire(d, name, effect.server, false, false);
    place(d, { ...draftWire(existing(d.wire(name), name)), beside: client });
  }
  sayOver(d, name, { type: 'RPC', body: effect.body, text: effect.text });
}

/** The time for which it asked; false: it asked for another since. */
export function onLibraryTimer(
  d: WorldDraft,
  { client }: Extract<Due, { type: 'client-timer' }>,
): boolean {
  if (d.wire(client)?.pingAt !== d.now) return false;
  step(d, client, { type: 'woken' });
  return true;
}

/** Something is done to the process of such a client. */
export function actOnProcess(
  d: WorldDraft,
  name: ClientName,
  action: 'freeze' | 'resume' | 'disconnect' | 'close' | 'kill',
): void {
  const wire = existing(d.wire(name), name);
  const { connection, missed, server } = wire;
  switch (action) {
    case 'freeze':
      place(d, { ...draftWire(wire), missed: missed ?? NONE });
      return d.tell({ type: 'clientFrozen', client: name });
    case 'resume':
      place(d, { ...draftWire(wire), missed: null });
      d.tell({ type: 'clientResumed', client: name });
      for (const input of missed ?? NONE) step(d, name, input);
      // Its alarm may have gone off meanwhile.
      return step(d, name, { type: 'woken' });
    case 'disconnect':
      if (connection === null) return;
      giveUp(d, connection, name, 'hand');
      return tellWire(d, name, { type: 'disconnected', server });
    default:
      // Nothing of it is left; its leases live as long as they do.
      if (connection) giveUp(d, connection, name, 'died');
      else cancelDial(d, 'client', name, server);
      d.wires = deleteKey(d.wires, name);
      for (const { sid } of d.world.hosts) {
        if (d.wire(besideOf(name, sid))) actOnProcess(d, besideOf(name, sid), action);
      }
  }
}

function put(d: WorldDraft, name: ClientName, library: ReturnType<typeof stateOf>): void {
  place(d, { ...draftWire(existing(d.wire(name), name)), library });
}

const stateOf = (d: WorldDraft, name: ClientName) => d.wire(name)?.library ?? null;

function step(d: WorldDraft, name: ClientName, input: LibraryInput): void {
  const state = stateOf(d, name);
  const library = d.world.service.library;
  if (state === null || library === undefined) return;
  const missed = d.wire(name)?.missed ?? null;
  if (missed !== null) {
    place(d, { ...draftWire(existing(d.wire(name), name)), missed: [...missed, input] });
    return;
  }
  const { next, effects } = library.step(state, input, d.now, d.world.variants);
  if (next !== state) put(d, name, next);
  for (const effect of effects) carryOut(d, name, effect);
}

function carryOut(d: WorldDraft, client: ClientName, effect: LibraryEffect): void {
  const server: ServerId = stateOf(d, client)?.server ?? 0;
  switch (effect.type) {
    case 'dial': {
      const library = stateOf(d, client);
      openWire(d, client, effect.server, false, true);
      return put(d, client, library);
    }
    case 'say':
      return sayOver(d, client, { type: 'RPC', body: effect.body, text: effect.text });
    case 'sayBeside':
      return sayBeside(d, client, effect);
    case 'endBeside':
      return endWire(d, besideOf(client, effect.server));
    case 'wake': {
      const wire = draftWire(existing(d.wire(client), client));
      wire.pingAt = effect.at;
      place(d, wire);
      return d.scheduleAt(effect.at, { type: 'client-timer', client, timer: 'ping' });
    }
    case 'called': {
      const { id, line } = effect;
      return d.tell({ type: 'called', client, server, id, line });
    }
    case 'answered': {
      const { id, line, answer, done } = effect;
      return d.tell({ type: 'answered', client, server, id, line, answer, done });
    }
  }
}
