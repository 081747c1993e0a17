import type { RaftDisk, RaftPeer } from '../../raft/index.ts';
import type { Host } from '../../sim/index.ts';

/*
 * The one place where this half says which protocol it is about: it is asked only about worlds that
 * speak Raft, so the casts are true.
 */

/** The member on a machine; null: its process does not run. */
export function memberOf(host: Host | undefined): RaftPeer | null {
  return (host?.server?.peer ?? null) as RaftPeer | null;
}

/** A machine's disk, whether its process runs or not. */
export function diskAt(host: Host): RaftDisk {
  return (host.server?.peer.disk ?? host.disk) as RaftDisk;
}
