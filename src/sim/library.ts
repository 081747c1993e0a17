import { type Asked, type ClientHandle, newClient } from '../client/index.ts';
import type { ClientName, ServerId } from '../model/index.ts';
import { beginClient, stepClientHost } from './clients.ts';
import { WorldDraft } from './draft.ts';
import type { World } from './world.ts';

/*
 * An application of one's own: it uses the client's library directly, where a person would type at
 * zkCli, and has all that the library offers: several Watcher objects, a chroot, a session that it
 * was given.
 */

/** A new handle (ZooKeeper's constructor). `timeoutMs`: asked for, in milliseconds. */
export function libraryConnect(
  world: World,
  name: ClientName,
  servers: readonly ServerId[],
  timeoutMs: number,
  handle: ClientHandle,
): World {
  const d = new WorldDraft(world, world.now, false);
  beginClient(d, newClient(name, servers, timeoutMs, d.draw(0, 0x7fffffff), d.now, handle));
  return d.finish();
}

/** Asks something of a handle; nothing happens when there is none of that name. */
export function libraryAsk(world: World, name: ClientName, asked: Asked): World {
  const d = new WorldDraft(world, world.now, false);
  stepClientHost(d, name, { type: 'ask', ...asked });
  return d.finish();
}
