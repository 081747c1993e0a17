import type { Facts } from '../replica/index.ts';
import type { Database } from '../server/index.ts';
import type { Host, World } from './world.ts';

/** What is known of a machine's replica, whether its process runs or not. */
export function factsOf(world: World, host: Host): Facts {
  const { protocol, config, variants } = world;
  return protocol.facts(host.server?.peer ?? null, host.disk, config, variants);
}

/** The tree that a server holds in memory; null while its process does not run. */
export function databaseOf(host: Host): Database | null {
  return host.server === null ? null : (host.server.peer.memory.image as Database);
}

/** The server that leads, established; that of the newest epoch if two say so; null: none. */
export function leaderOf(world: World): Host | null {
  let best: Host | null = null;
  let newest = -1;
  for (const host of world.hosts) {
    const { standing, term } = factsOf(world, host);
    if (standing !== 'established' || term <= newest) continue;
    best = host;
    newest = term;
  }
  return best;
}
