import type { Program } from '../../client/index.ts';
import { type ClientName, NO_SERVER, type ServerId, serverAt } from '../../model/index.ts';
import { recipeNamed } from '../../recipes/index.ts';
import { startClient, startRecipe, stepClientHost, toRecipe } from '../clients.ts';
import type { Command } from '../commands.ts';
import { deliverDue } from '../deliver.ts';
import type { WorldDraft } from '../draft.ts';
import { connectionOf, giveUp } from '../network.ts';

/** A new client process; under a name whose process is over, a new process takes the name. */
export function connect(
  d: WorldDraft,
  name: ClientName,
  servers: readonly ServerId[],
  timeoutMs: number,
): void {
  if (servers.length === 0) return d.refuse('noServers');
  for (const server of servers) {
    if (!d.host(server)) return d.refuse('unknownServer', { server });
  }
  const leaf = d.client(name)?.client.leaf;
  const over = leaf === 'DEAD' || leaf === 'CLOSED' || leaf === 'EXPIRED' || leaf === 'AUTH_FAILED';
  if (leaf && !over) return move(d, name, servers);
  startClient(d, name, servers, timeoutMs);
}

/**
 * A living client gets a new connect string: it leaves its server and goes to the first of the
 * list.
 */
function move(d: WorldDraft, name: ClientName, servers: readonly ServerId[]): void {
  const host = d.client(name);
  if (!host) return;
  d.setClient({ ...host, client: { ...host.client, servers, nextServer: 0 } });
  stepClientHost(d, name, { type: 'disconnect' });
}

/** What a person does to a client process. */
export function control(
  d: WorldDraft,
  name: ClientName,
  action: Extract<Command, { type: 'client' }>['action'],
): void {
  const host = d.client(name);
  if (!host || (host.client.leaf === 'DEAD' && action !== 'freeze')) {
    return d.refuse('unknownClient', { client: name });
  }
  switch (action) {
    case 'freeze':
      d.setClient({ ...host, frozen: true });
      return d.tell({ type: 'clientFrozen', client: name });
    case 'resume': {
      d.setClient({ ...host, frozen: false, backlog: [] });
      d.tell({ type: 'clientResumed', client: name });
      for (const due of host.backlog) deliverDue(d, due, true);
      return;
    }
    case 'kill': {
      d.setClient({ ...host, frozen: false, backlog: [], recipe: null });
      stepClientHost(d, name, { type: 'kill' });
      const link = connectionOf(d, 'client', name, d.client(name)?.client.server ?? NO_SERVER);
      if (link) giveUp(d, link, name);
      return;
    }
    default:
      stepClientHost(d, name, { type: action });
  }
}

/** A typed console line, and what it comes to. */
export function ask(d: WorldDraft, name: ClientName, line: string, program: Program): void {
  if (!living(d, name)) return;
  if (program.type !== 'connect' || program.to === null) {
    return stepClientHost(d, name, { type: 'typed', line, program });
  }
  const servers: ServerId[] = [];
  for (const { host, port } of program.to) {
    const server = serverAt(d.world.config, host, port);
    if (server === null) return d.refuse('unknownServer', { server: host });
    servers.push(server);
  }
  stepClientHost(d, name, { type: 'typed', line, program: { ...program, servers } });
}

/** The request that belongs into a multi, sent by itself (opcode 13; ZOOKEEPER-2623). */
export function check(d: WorldDraft, name: ClientName, path: string, version: number): void {
  const op = { type: 'check', path, version } as const;
  ask(d, name, `check ${path} ${version}`, { type: 'ask', op });
}

export function recipe(d: WorldDraft, name: ClientName, word: string, path: string): void {
  if (!living(d, name)) return;
  if (!recipeNamed(word)) return d.refuse('unknownRecipe', { recipe: word });
  startRecipe(d, name, word, path);
}

export function releaseRecipe(d: WorldDraft, name: ClientName): void {
  if (!living(d, name)) return;
  if (!d.client(name)?.recipe) return d.refuse('noRecipe', { client: name });
  toRecipe(d, name, { type: 'release' });
}

function living(d: WorldDraft, name: ClientName): boolean {
  const host = d.client(name);
  if (!host || host.client.leaf === 'DEAD') d.refuse('unknownClient', { client: name });
  else if (host.frozen) d.refuse('clientFrozen', { client: name });
  else return true;
  return false;
}
