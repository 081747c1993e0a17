/** What tests of ZAB see of a machine that everybody else knows by the contract only. */
import type { Host } from '../../src/sim/index.ts';
import type { Disk, Peer } from '../../src/zab/index.ts';

/** The peer of a machine whose process runs. */
export function peerOf(host: Host | undefined): Peer | null {
  return (host?.server?.peer ?? null) as Peer | null;
}

/** What is on a machine's disk, whether its process runs or not. */
export function diskOf(host: Host): Disk {
  return (host.server?.peer.disk ?? host.disk) as Disk;
}
