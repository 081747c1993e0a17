import type { ServerId } from '../model/index.ts';
import type { Facts, Standing } from '../replica/index.ts';
import type { Database, Server } from '../server/index.ts';
import type { Host, World } from './world.ts';

/** The machine with this number; null when the ensemble has none. */
export function hostOf(world: World, sid: ServerId): Host | null {
  return world.hosts.find((host) => host.sid === sid) ?? null;
}

/** What is known of a machine's replica, whether its process runs or not. */
export function factsOf(world: World, host: Host): Facts {
  const { protocol, config, variants } = world;
  return protocol.facts(host.server?.peer ?? null, host.disk, config, variants);
}

/** How many voters make a quorum, under the variants of this run. */
export function neededOf(world: World): number {
  const [first] = world.hosts;
  return first === undefined ? 0 : factsOf(world, first).needed;
}

/** A machine's ZooKeeper server; null: its process does not run, or runs another service. */
export function zooServerOf(host: Host | null): Server | null {
  const server = host?.server ?? null;
  // A cast: a service's state is its own, and only ZooKeeper's tracks sessions.
  return server !== null && 'tracked' in server ? (server as Server) : null;
}

/** The tree that a server holds in memory; null: its process does not run, or there is no host. */
export function databaseOf(host: Host | null): Database | null {
  const server = zooServerOf(host);
  // A cast: to its replica the image is opaque; the server above gave it its state machine.
  return server === null ? null : (server.peer.memory.image as Database);
}

/**
 * The server that leads, established: a quorum has acknowledged it. Of two (one has not noticed
 * yet) that of the newest epoch; null: none.
 */
export function leaderOf(world: World): Host | null {
  return newestOf(world, ['established']);
}

/** The server that leads by its own belief, whether or not a quorum has acknowledged it. */
export function electedOf(world: World): Host | null {
  return newestOf(world, ['elected', 'established']);
}

function newestOf(world: World, standings: readonly Standing[]): Host | null {
  let best: Host | null = null;
  let newest = -1;
  for (const host of world.hosts) {
    const { standing, term } = factsOf(world, host);
    if (!standings.includes(standing) || term <= newest) continue;
    best = host;
    newest = term;
  }
  return best;
}
