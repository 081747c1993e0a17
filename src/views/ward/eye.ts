import { getKey } from '../../lib/index.ts';
import { databaseOf, type Endpoint, type Host, hostOf, type World } from '../../sim/index.ts';
import type { Opening } from '../../timeline/index.ts';
import { type Database, nodeAt } from '../../znodes/index.ts';

/** Where a hospital begins in a tree. */
const HOSPITAL = '/medical';

/** Through whose eyes the ward is seen, and what they see. */
export interface Eye {
  readonly end: Endpoint;
  /** Why there is nothing to see: its process is down, or its client has no server. */
  readonly blank: 'down' | 'apart' | null;
  /** Null exactly when it is blank. */
  readonly tree: Database | null;
  /** The server serves nobody now: its tree may be old, and nothing in it is fresh. */
  readonly isOld: boolean;
}

/** The first server that serves and has a hospital, else one that runs, else the first. */
function usualEye(world: World): Endpoint {
  const { hosts } = world;
  const has = (host: Host): boolean => hasHospital(databaseOf(host));
  const best =
    hosts.find((host) => host.server?.serving === true && has(host)) ??
    hosts.find(has) ??
    hosts.find((host) => host.server !== null) ??
    hosts[0];
  return best?.sid ?? 1;
}

/** The server whose tree somebody sees: a client sees that of the server it is connected to. */
function serverOf(world: World, end: Endpoint): Host | null {
  if (typeof end === 'number') return hostOf(world, end);
  const host = getKey(world.clients, end);
  return host?.connection == null ? null : hostOf(world, host.client.server);
}

function isThere(world: World, end: Endpoint): boolean {
  return typeof end === 'number'
    ? world.hosts.some((host) => host.sid === end)
    : getKey(world.clients, end) !== undefined;
}

/** Sees through whom somebody has chosen; null, or one that is not in this run: the usual one. */
export function eyeOf(world: World, chosen: Endpoint | null): Eye {
  const end = chosen !== null && isThere(world, chosen) ? chosen : usualEye(world);
  const host = serverOf(world, end);
  const tree = databaseOf(host);
  if (host === null || tree === null) {
    return { end, blank: typeof end === 'number' ? 'down' : 'apart', tree: null, isOld: true };
  }
  return { end, blank: null, tree, isOld: host.server?.serving !== true };
}

function hasHospital(tree: Database | null): boolean {
  return tree !== null && nodeAt(tree, HOSPITAL) !== undefined;
}

/** What setups build, worked out once for each: it is asked for in every frame. */
const BUILT = new WeakMap<Opening['setup'], boolean>();

function buildsHospital(setup: Opening['setup']): boolean {
  const known = BUILT.get(setup);
  if (known !== undefined) return known;
  const isBuilt = setup.some(
    ({ command }) => command.type === 'ask' && command.line.split(/\s+/).includes(HOSPITAL),
  );
  BUILT.set(setup, isBuilt);
  return isBuilt;
}

/**
 * Whether a run has a ward: its setup builds a hospital, whenever that will be, so that the ward
 * has its place from the beginning and nothing moves; or some server knows of one.
 */
export function hasWard({ setup }: Opening, world: World): boolean {
  return buildsHospital(setup) || world.hosts.some((host) => hasHospital(databaseOf(host)));
}

/** Whether there is a ward to show: some running server knows of a hospital, or none runs. */
export function isHospital(world: World): boolean {
  const running = world.hosts.filter((host) => host.server !== null);
  return running.length === 0 || running.some((host) => hasHospital(databaseOf(host)));
}
