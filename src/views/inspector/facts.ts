import { forEachKey, getKey } from '../../lib/index.ts';
import type { ClientName, Micros, ServerId, SessionId } from '../../model/index.ts';
import type { ClientHost, Endpoint, Host, World } from '../../sim/index.ts';
import type { Database } from '../../znodes/index.ts';

/** The machine with this number; null when the ensemble has none. */
export function hostOf(world: World, sid: ServerId): Host | null {
  return world.hosts.find((host) => host.sid === sid) ?? null;
}

/** The tree that a server holds in memory; null while its process does not run. */
export function databaseOf(host: Host): Database | null {
  return host.server === null ? null : (host.server.peer.memory.image as Database);
}

/** The clients, in the order in which they came. */
export function clientsOf(world: World): readonly ClientHost[] {
  const found: ClientHost[] = [];
  for (const name of world.clientNames) {
    const client = getKey(world.clients, name);
    if (client !== undefined) found.push(client);
  }
  return found;
}

/** Which client speaks for a session, by the clients' own account. */
export function namesBySession(world: World): ReadonlyMap<SessionId, ClientName> {
  const names = new Map<SessionId, ClientName>();
  for (const host of clientsOf(world)) names.set(host.client.session, host.client.name);
  for (const host of world.hosts) {
    if (host.server === null) continue;
    forEachKey(host.server.bySession, (name, session) => {
      if (!names.has(session)) names.set(session, name);
    });
  }
  return names;
}

/** The running server that leads, established; that of the newest epoch if two say so. */
export function leaderOf(world: World): Host | null {
  let best: Host | null = null;
  let bestEpoch = -1;
  for (const host of world.hosts) {
    if (host.server === null) continue;
    const { leaf, leader, disk } = host.server.peer;
    if (leaf === 'STANDALONE') return host;
    if (leader?.established !== true || disk.currentEpoch <= bestEpoch) continue;
    best = host;
    bestEpoch = disk.currentEpoch;
  }
  return best;
}

/** Virtual time as the clock shows it: seconds with three decimals, `12.841`. */
export function clockText(at: Micros): string {
  const ms = Math.floor(at / 1000);
  return `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;
}

/** Milliseconds as seconds with one decimal, for spans: `4.5`. */
export function secondsText(ms: number): string {
  const tenths = Math.round(ms / 100);
  return `${Math.trunc(tenths / 10)}.${Math.abs(tenths % 10)}`;
}

export function isServer(end: Endpoint | null): end is ServerId {
  return typeof end === 'number';
}

/** The class that sets the colours of an epoch: four in turn, and a plain one before the first. */
export function epochClass(epoch: number): string {
  return epoch < 1 ? 'epoch-none' : `epoch-${((epoch - 1) % 4) + 1}`;
}
