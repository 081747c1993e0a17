/** What clients are told to do, apart from what is done to their processes (faults/client). */
import { isAlive, type Program } from '../client/index.ts';
import { type ClientName, type ServerId, serverAt } from '../model/index.ts';
import { recipeNamed } from '../recipes/index.ts';
import { startClient, startRecipe, stepClientHost, toRecipe } from './clients.ts';
import type { ClientCommand } from './commands.ts';
import type { WorldDraft } from './draft.ts';

type CommandOf<T extends ClientCommand['type']> = Extract<ClientCommand, { readonly type: T }>;

/** A new client process; under a name whose process is over, a new process takes the name. */
export function connect(
  d: WorldDraft,
  { client: name, servers, timeoutMs, chroot }: CommandOf<'client-connect'>,
): void {
  if (servers.length === 0) return d.refuse('noServers', {});
  for (const server of servers) {
    if (!d.host(server)) return d.refuse('unknownServer', { server });
  }
  if (d.wire(name)) return d.refuse('nameTaken', { client: name });
  const client = d.client(name)?.client;
  if (client && isAlive(client)) return move(d, name, servers, chroot ?? '');
  startClient(d, name, servers, timeoutMs, chroot ?? '');
}

/**
 * A living client gets a new connect string: it leaves its server and goes to the first of the
 * list.
 */
function move(d: WorldDraft, name: ClientName, servers: readonly ServerId[], chroot: string): void {
  const host = d.client(name);
  if (!host) return;
  d.setClient({ ...host, client: { ...host.client, servers, chroot, nextServer: 0 } });
  stepClientHost(d, name, { type: 'disconnect' });
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
