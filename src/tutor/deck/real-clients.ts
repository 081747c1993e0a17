/** Somebody else's clients: what a failure does to one of them is done to its connection. */
import { byCodeUnit, entriesOf, getKey, keysOf } from '../../lib/index.ts';
import {
  type ClientName,
  NO_SESSION,
  parentOf,
  type ServerId,
  type SessionId,
} from '../../model/index.ts';
import { databaseOf, hostOf, leaderOf, type World, zooServerOf } from '../../sim/index.ts';
import { ephemeralsOf, ONE_SHOT } from '../../znodes/index.ts';
import { ticketsAt, znodeAt } from '../scene.ts';

/** A connection that is open and has a session. */
export interface RealClient {
  readonly name: ClientName;
  readonly session: SessionId;
  readonly server: ServerId;
  readonly timeoutMs: number;
}

/** Those whom nothing keeps from their servers, in the order in which they came. */
export function realClients(world: World): readonly RealClient[] {
  const leader = zooServerOf(leaderOf(world));
  if (leader === null) return [];
  const apart = new Set(world.linkRules.flatMap(({ from, to, cut }) => (cut ? [from, to] : [])));
  const found = entriesOf(world.wires).flatMap(([name, { library, state, session, server }]) => {
    const isOpen = library === null && state === 'open' && !apart.has(name);
    if (!isOpen || session === null || session === NO_SESSION) return [];
    const tracked = getKey(leader.tracked, session);
    if (tracked === undefined || tracked.closing) return [];
    return [{ name, session, server, timeoutMs: tracked.timeoutMs }];
  });
  return found.sort((a, b) => a.name.length - b.name.length || byCodeUnit(a.name, b.name));
}

/** The nodes that live as long as its session. */
export function ownNodes(world: World, { session, server }: RealClient): readonly string[] {
  const database = databaseOf(hostOf(world, server));
  return database === null ? [] : ephemeralsOf(database, session);
}

/** A path whose data it watches, once; null: there is none. */
export function watchedBy(world: World, { name, server }: RealClient): string | null {
  const data = zooServerOf(hostOf(world, server))?.watches.data;
  const mine = data && getKey(data.byConnection, name);
  if (!data || !mine) return null;
  const isOnce = (path: string): boolean => {
    const onPath = getKey(data.byPath, path);
    return onPath !== undefined && getKey(onPath, name) === ONE_SHOT;
  };
  const paths = keysOf(mine).filter((path) => isOnce(path) && znodeAt(world, path) !== undefined);
  return paths.sort(byCodeUnit)[0] ?? null;
}

/** Whoever is first in a line of sequential ephemeral nodes in which others stand behind. */
export function realHolder(world: World): RealClient | null {
  for (const client of realClients(world)) {
    for (const path of ownNodes(world, client)) {
      const tickets = ticketsAt(world, parentOf(path));
      const isFirst = `${parentOf(path).replace(/\/$/, '')}/${tickets[0]?.name}` === path;
      if (isFirst && tickets.length > 1) return client;
    }
  }
  return null;
}
