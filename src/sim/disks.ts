import type { ServerId } from '../model/index.ts';
import type { DiskContents } from '../replica/index.ts';
import type { World } from './world.ts';

/**
 * What would be found on the machines' disks if they lost power now; null: the protocol has other
 * files than ZooKeeper's.
 */
export function disksOf({ hosts, protocol }: World): ReadonlyMap<ServerId, DiskContents> | null {
  const { files } = protocol;
  if (files === undefined) return null;
  return new Map(
    hosts.map(({ sid, disk, server }) => [sid, files.contentsOf(server?.peer.disk ?? disk)]),
  );
}
