import type { Dice } from '../../lib/index.ts';
import type { ServerId } from '../../model/index.ts';
import { factsOf } from '../facts.ts';
import type { Host, World } from '../world.ts';

/** Whom faults hit: what menus and chance ask of a world. */

export function sidsOf(world: World): readonly ServerId[] {
  return world.hosts.map((host) => host.sid);
}

export function othersOf(world: World, sid: ServerId): readonly ServerId[] {
  return sidsOf(world).filter((other) => other !== sid);
}

export function statusOf(world: World, sid: ServerId): Host['status'] {
  return world.hosts.find((host) => host.sid === sid)?.status ?? 'down';
}

/** Whether it leads, established or not. */
export function isLeading(world: World, host: Host): boolean {
  const { standing } = factsOf(world, host);
  return standing === 'elected' || standing === 'established';
}

/** A running server, the one that leads more often than chance would have it. */
export function victim(dice: Dice, world: World): ServerId | null {
  const running = world.hosts.filter((host) => host.status === 'up');
  const leading = running.filter((host) => isLeading(world, host));
  if (leading.length > 0 && dice.percent(35)) return dice.pick(leading).sid;
  return running.length === 0 ? null : dice.pick(running).sid;
}

/** Two servers, one of them the leader more often than not; null: there is only one. */
export function pair(dice: Dice, world: World): readonly [ServerId, ServerId] | null {
  const sids = sidsOf(world);
  if (sids.length < 2) return null;
  const leader = world.hosts.find((host) => isLeading(world, host))?.sid;
  const a = leader !== undefined && dice.percent(60) ? leader : dice.pick(sids);
  const b = dice.pick(sids.filter((sid) => sid !== a));
  return dice.percent(50) ? [a, b] : [b, a];
}
