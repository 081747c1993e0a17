import { type Endpoint, type Host, hostOf, type World } from '../../sim/index.ts';
import { HOSPITAL } from './places.ts';
import type { Records } from './records.ts';
import type { Sight } from './sight.ts';

/** Through whose eyes the ward is seen, and what they see. */
export interface Eye {
  readonly end: Endpoint;
  /** Why there is nothing to see: its process is down, or its client has no server. */
  readonly blank: 'down' | 'apart' | null;
  /** Whose records they are, and these; null exactly when it is blank. */
  readonly seen: { readonly host: Host; readonly records: Records } | null;
  /** The server serves nobody now: its tree may be old, or ahead of what is committed. */
  readonly isOld: boolean;
}

/** The first server that serves and has a hospital, else one that runs, else the first. */
function usualEye(world: World, sight: Sight): Endpoint {
  const { hosts } = world;
  const has = (host: Host): boolean => hasHospital(sight.recordsOf(host));
  const best =
    hosts.find((host) => sight.isFresh(host) && has(host)) ??
    hosts.find(has) ??
    hosts.find((host) => host.server !== null) ??
    hosts[0];
  return best?.sid ?? 1;
}

function isThere(world: World, end: Endpoint, sight: Sight): boolean {
  return typeof end === 'number'
    ? world.hosts.some((host) => host.sid === end)
    : sight.namesOf(world).includes(end);
}

/**
 * Sees through whom somebody has chosen; null, or one that is not in this run: the usual one. A
 * client sees what the server shows that it is connected to.
 */
export function eyeOf(world: World, chosen: Endpoint | null, sight: Sight): Eye {
  const isChosen = chosen !== null && isThere(world, chosen, sight);
  const end = isChosen ? chosen : usualEye(world, sight);
  const host = typeof end === 'number' ? hostOf(world, end) : sight.serverOf(world, end);
  const records = host === null ? null : sight.recordsOf(host);
  if (host === null || records === null) {
    return { end, blank: typeof end === 'number' ? 'down' : 'apart', seen: null, isOld: true };
  }
  return { end, blank: null, seen: { host, records }, isOld: !sight.isFresh(host) };
}

function hasHospital(records: Records | null): boolean {
  return records?.has(HOSPITAL) === true;
}

/** Whether some running server knows of a hospital. */
export function knowsHospital(world: World, sight: Sight): boolean {
  return world.hosts.some((host) => hasHospital(sight.recordsOf(host)));
}
