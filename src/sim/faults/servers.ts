import type { ServerId } from '../../model/index.ts';
import { deliverDue } from '../deliver.ts';
import type { WorldDraft } from '../draft.ts';
import { startProcess, stopProcess } from '../hosts.ts';
import type { Host } from '../world.ts';

/**
 * The named hosts; false, and a refusal told, when one does not exist or `wrong` names a rule
 * against it.
 */
function eachAllowed(
  d: WorldDraft,
  servers: readonly ServerId[],
  wrong: (host: Host) => string | null,
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

const mustRun = (host: Host): string | null => (host.status === 'down' ? 'serverDown' : null);

/** Starts processes, in the order named, at the same instant. */
export function start(d: WorldDraft, servers: readonly ServerId[]): void {
  if (!eachAllowed(d, servers, (host) => (host.status === 'down' ? null : 'serverUp'))) return;
  for (const server of servers) startProcess(d, server);
}

/** The processes end at once; connections are reset, so the others know it after a latency. */
export function crash(d: WorldDraft, servers: readonly ServerId[]): void {
  if (!eachAllowed(d, servers, mustRun)) return;
  for (const server of servers) {
    const lost = stopProcess(d, server);
    d.tell({ type: 'serverCrashed', server, lost });
  }
}

/** All named servers that run, or all there are, lose power at the same instant. */
export function powerLoss(d: WorldDraft, servers: readonly ServerId[]): void {
  const named = servers.length > 0 ? servers : d.hosts.map((host) => host.sid);
  if (!eachAllowed(d, named, () => null)) return;
  crash(
    d,
    named.filter((server) => d.host(server)?.status !== 'down'),
  );
}

/** The process stands still (SIGSTOP, a long GC pause): its sockets stay open, nothing is read. */
export function freeze(d: WorldDraft, servers: readonly ServerId[]): void {
  const wrong = (host: Host): string | null =>
    mustRun(host) ?? (host.status === 'frozen' ? 'frozen' : null);
  if (!eachAllowed(d, servers, wrong)) return;
  for (const server of servers) {
    d.setHost({ ...(d.host(server) as Host), status: 'frozen' });
    d.tell({ type: 'serverFrozen', server });
  }
}

/** The process goes on: what came due meanwhile happens now, in its order. */
export function resume(d: WorldDraft, servers: readonly ServerId[]): void {
  const wrong = (host: Host): string | null => (host.status === 'frozen' ? null : 'notFrozen');
  if (!eachAllowed(d, servers, wrong)) return;
  for (const server of servers) {
    const host = d.host(server) as Host;
    d.setHost({ ...host, status: 'up', backlog: [] });
    d.tell({ type: 'serverResumed', server });
    for (const due of host.backlog) deliverDue(d, due, true);
  }
}

/** A new, empty disk; only for a process that is down. */
export function wipe(d: WorldDraft, servers: readonly ServerId[]): void {
  const wrong = (host: Host): string | null => (host.status === 'down' ? null : 'mustBeDown');
  if (!eachAllowed(d, servers, wrong)) return;
  for (const server of servers) {
    d.setHost({ ...(d.host(server) as Host), disk: d.world.protocol.emptyDisk as Host['disk'] });
    d.tell({ type: 'diskWiped', server });
  }
}

/** From the next fsync on it takes this long; 0 ms is the ordinary disk. */
export function slowDisk(d: WorldDraft, server: ServerId, fsyncMs: number): void {
  if (!eachAllowed(d, [server], () => null)) return;
  d.setHost({ ...(d.host(server) as Host), fsyncMs });
  d.tell({ type: 'diskSlowed', server, fsyncMs });
}
