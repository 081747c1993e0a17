import type { SessionLeaf } from '../../client/index.ts';
import { byCodeUnit, forEachKey, getKey, keysOf, sortedKeys } from '../../lib/index.ts';
import {
  type ClientName,
  NO_SERVER,
  NO_SESSION,
  type ServerId,
  type SessionId,
} from '../../model/index.ts';
import {
  databaseOf,
  type Host,
  hostOf,
  leaderOf,
  type World,
  zooServerOf,
} from '../../sim/index.ts';
import { ONE_SHOT, PERSISTENT, RECURSIVE, type WatchSide } from '../../znodes/index.ts';
import { clientsOf, namesBySession } from '../inspector/facts.ts';
import type { Moment } from '../props.ts';

/** One watch as a server holds it for a connection. */
export interface WatchRow {
  readonly path: string;
  /** In the data table (getData, exists), the child table (getChildren), or both (addWatch). */
  readonly on: 'data' | 'child' | 'both';
  readonly mode: 'once' | 'persistent' | 'recursive';
}

export interface SessionRow {
  readonly session: SessionId;
  /** Null when no client of this world speaks for it. */
  readonly client: ClientName | null;
  /** By the client's own account; null without a client. `foreign`: it is somebody else's. */
  readonly state: SessionLeaf | 'foreign' | null;
  readonly frozen: boolean;
  /** The server through which it speaks; 0: none that anybody knows. */
  readonly server: ServerId;
  readonly timeoutMs: number;
  /** Virtual ms until the leader expires it, if nothing is heard; null: no leader counts. */
  readonly remainingMs: number | null;
  /** The leader has begun to close it. */
  readonly closing: boolean;
  /** The leader's tree has it; a client may still believe in a session that is gone. */
  readonly known: boolean;
  readonly ephemerals: readonly string[];
  readonly watches: readonly WatchRow[];
}

export interface SessionsModel {
  /** The server whose clock counts; null while nobody leads. */
  readonly leader: ServerId | null;
  /** Whose tree names the sessions and their ephemerals. */
  readonly asSeenBy: ServerId | null;
  readonly rows: readonly SessionRow[];
  /** Clients that have no session (yet, or any more). */
  readonly without: readonly { readonly client: ClientName; readonly state: SessionLeaf }[];
}

function modeOf(bits: number): WatchRow['mode'] {
  if ((bits & RECURSIVE) !== 0) return 'recursive';
  return (bits & PERSISTENT) !== 0 ? 'persistent' : 'once';
}

function bitsOn(side: WatchSide, path: string, connection: string): number {
  const onPath = getKey(side.byPath, path);
  return onPath === undefined ? 0 : (getKey(onPath, connection) ?? 0);
}

function watchesOf(world: World, sid: ServerId, name: ClientName): readonly WatchRow[] {
  const server = zooServerOf(hostOf(world, sid));
  if (server === null) return [];
  const { data, child } = server.watches;
  const paths = new Set<string>();
  for (const side of [data, child]) {
    const mine = getKey(side.byConnection, name);
    if (mine !== undefined) for (const path of keysOf(mine)) paths.add(path);
  }
  const rows: WatchRow[] = [];
  for (const path of [...paths].sort(byCodeUnit)) {
    const onData = bitsOn(data, path, name);
    const onChild = bitsOn(child, path, name);
    if (onData !== 0 && onData === onChild && onData !== ONE_SHOT) {
      rows.push({ path, on: 'both', mode: modeOf(onData) });
      continue;
    }
    if (onData !== 0) rows.push({ path, on: 'data', mode: modeOf(onData) });
    if (onChild !== 0) rows.push({ path, on: 'child', mode: modeOf(onChild) });
  }
  return rows;
}

/** The tree that names the sessions: the leader's, else the observed server's, else any. */
function treeHost(moment: Moment): Host | null {
  const { world, observed } = moment;
  const leader = leaderOf(world);
  if (leader !== null) return leader;
  const host = hostOf(world, observed);
  if (host !== null && host.server !== null) return host;
  return world.hosts.find((one) => one.server !== null) ?? null;
}

/** Every session that the leader's tree or a client knows, with what hangs on it. */
export function sessionsModel(moment: Moment): SessionsModel {
  const { world, now } = moment;
  const leader = leaderOf(world);
  const sessions = zooServerOf(leader)?.tracked ?? null;
  const seen = treeHost(moment);
  const db = databaseOf(seen);
  const names = namesBySession(world);
  const clients = new Map(clientsOf(world).map((host) => [host.client.name, host]));
  const ids = new Set<SessionId>();
  if (db !== null) for (const id of sortedKeys(db.sessions)) ids.add(id);
  if (sessions !== null) for (const id of sortedKeys(sessions)) ids.add(id);
  for (const host of clients.values()) {
    if (host.client.session !== NO_SESSION) ids.add(host.client.session);
  }
  const rows = [...ids].map((session): SessionRow => {
    const name = names.get(session) ?? null;
    const host = name === null ? undefined : clients.get(name);
    const speaks = host !== undefined && host.client.session === session;
    const wire = name === null ? undefined : getKey(world.wires, name);
    const here = speaks ? host.client.server : (wire?.server ?? NO_SERVER);
    const tracked = sessions === null ? undefined : getKey(sessions, session);
    const inTree = db === null ? undefined : getKey(db.sessions, session);
    const paths = db === null ? undefined : getKey(db.ephemerals, session);
    return {
      session,
      client: name,
      state: speaks ? host.client.leaf : wire?.session === session ? 'foreign' : null,
      frozen: speaks && host.frozen,
      server: here !== NO_SERVER ? here : (tracked?.owner ?? NO_SERVER),
      timeoutMs: tracked?.timeoutMs ?? inTree ?? (speaks ? host.client.timeoutMs : 0),
      remainingMs:
        tracked === undefined ? null : Math.max(0, tracked.expiresAtMs - Math.floor(now / 1000)),
      closing: tracked?.closing ?? false,
      known: inTree !== undefined,
      ephemerals: paths === undefined ? [] : sortedKeys(paths),
      watches: name === null || here === NO_SERVER ? [] : watchesOf(world, here, name),
    };
  });
  const without = [...clients.values()]
    .filter((host) => host.client.session === NO_SESSION)
    .map((host) => ({ client: host.client.name, state: host.client.leaf }));
  return { leader: leader?.sid ?? null, asSeenBy: seen?.sid ?? null, rows, without };
}

/** Who watches each path on one server: path to client names, sorted. */
export function watchersOn(host: Host): ReadonlyMap<string, readonly ClientName[]> {
  const found = new Map<string, Set<ClientName>>();
  const server = zooServerOf(host);
  if (server === null) return new Map();
  for (const side of [server.watches.data, server.watches.child]) {
    forEachKey(side.byPath, (connections, path) => {
      const names = found.get(path) ?? new Set();
      for (const name of keysOf(connections)) names.add(name);
      found.set(path, names);
    });
  }
  const sorted = new Map<string, readonly ClientName[]>();
  for (const [path, names] of found) {
    sorted.set(path, [...names].sort(byCodeUnit));
  }
  return sorted;
}
