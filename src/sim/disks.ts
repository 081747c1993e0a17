import { assert } from '../lib/index.ts';
import type { ServerId } from '../model/index.ts';
import type { DiskContents } from '../replica/index.ts';
import { draftHost, draftWorld, type Host, type World } from './world.ts';

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

/** What a process would leave that ended in order now; null: no more than after a crash. */
export function closedDiskOf({ hosts, protocol }: World, sid: ServerId): Host['disk'] | null {
  const server = hosts.find((host) => host.sid === sid)?.server;
  return server == null ? null : (protocol.afterStop?.(server.peer) ?? null);
}

/** A machine whose process is down has another disk: what an operator's tool made of it. */
export function withDisk(world: World, sid: ServerId, disk: Host['disk']): World {
  const hosts = world.hosts.map((host) => {
    if (host.sid !== sid) return host;
    assert(host.server === null, 'nobody works on the disk of a process that runs');
    const draft = draftHost(host);
    draft.disk = disk;
    return draft;
  });
  const draft = draftWorld(world, world.now);
  draft.hosts = hosts;
  return draft;
}
