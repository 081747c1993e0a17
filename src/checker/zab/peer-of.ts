import type { Host } from '../../sim/index.ts';
import type { Disk, Peer } from '../../zab/index.ts';

/*
 * The one place where this half says which protocol it is about: it is asked only about worlds that
 * speak ZAB, so the casts are true.
 */

/** The peer of a machine in a world of ZAB; null: its process does not run, or there is none. */
export function peerOf(host: Host | null | undefined): Peer | null {
  return (host?.server?.peer ?? null) as Peer | null;
}

/** What a process that has ended left on its disk. */
export function diskOf({ disk }: Host): Disk {
  return disk as Disk;
}
