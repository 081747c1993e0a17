import type { ServerId } from '../../model/index.ts';
import type { WorldDraft } from '../draft.ts';
import type { Host } from '../world.ts';
import type { LineReader } from './fault.ts';

/** What faults of servers have in common. */

/** A command that names servers and nothing else. */
export interface OfServers<T extends string> {
  readonly type: T;
  readonly servers: readonly ServerId[];
}

/** Reads the servers' numbers, at least one. */
export function readServers<T extends string>(type: T): (line: LineReader) => OfServers<T> {
  return (line) => ({ type, servers: line.sids(1) });
}

export function printServers({ servers }: { readonly servers: readonly ServerId[] }) {
  return servers;
}

/** Why not, as the rule of a refusal; null: nothing is against it. */
export type Objection = (
  host: Host,
) => 'serverDown' | 'serverUp' | 'frozen' | 'notFrozen' | 'mustBeDown' | null;

export const mustRun = (host: Host) => (host.status === 'down' ? 'serverDown' : null);

/**
 * The named hosts; false, and a refusal told, when one does not exist or `wrong` names a rule
 * against it.
 */
export function eachAllowed(
  d: WorldDraft,
  servers: readonly ServerId[],
  wrong: Objection,
): boolean {
  for (const server of servers) {
    const host = d.host(server);
    const rule = host ? wrong(host) : 'unknownServer';
    if (rule) {
      d.refuse(rule, { server });
      return false;
    }
  }
  return true;
}
