import type { Host } from '../../sim/index.ts';
import type { Peer } from '../../zab/index.ts';

/**
 * The peer of a machine in a world of ZAB, while its process runs. The one place where this half
 * says which protocol it is about: it is asked only about worlds that speak it.
 */
export function peerOf(host: Host): Peer | null {
  return (host.server?.peer ?? null) as Peer | null;
}
