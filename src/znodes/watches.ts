import {
  deleteKey,
  emptyMap,
  forEachKey,
  getKey,
  keysOf,
  setKey,
  size,
  type TrieMap,
} from '../lib/index.ts';

/** A connection of a client, as the server tells them apart. */
export type ConnectionName = string;

/** The modes in which one connection watches one path in one table, as bits (WatcherMode). */
export const ONE_SHOT = 1;
export const PERSISTENT = 2;
export const RECURSIVE = 4;
export type WatchMode = typeof ONE_SHOT | typeof PERSISTENT | typeof RECURSIVE;

/** One of the two tables of a server (WatchManager): data watches or child watches. */
export interface WatchSide {
  /** Path to connections to mode bits. */
  readonly byPath: TrieMap<TrieMap<number>>;
  /** Connection to the paths it watches here. */
  readonly byConnection: TrieMap<TrieMap<true>>;
  /** How many entries are recursive: ancestors are only looked at while there are some. */
  readonly recursive: number;
}

export type WatchTableName = 'data' | 'child';

/**
 * A server's watches. They belong to connections, are not replicated, and end with the connection.
 */
export interface WatchTable {
  readonly data: WatchSide;
  readonly child: WatchSide;
  /**
   * False, as in 3.8: a connection has one mode a table and path, and the last one set wins
   * (ZOOKEEPER-4466). True, as in 3.9: the modes live side by side, and a recursive watch is
   * registered in the data table only.
   */
  readonly keepsModesApart: boolean;
}

export function emptyWatches(keepsModesApart = false): WatchTable {
  return { data: EMPTY_SIDE, child: EMPTY_SIDE, keepsModesApart };
}

const EMPTY_SIDE: WatchSide = { byPath: emptyMap(), byConnection: emptyMap(), recursive: 0 };

/** Sets the mode bits of an entry; 0 removes it. */
export function setEntry(
  side: WatchSide,
  path: string,
  to: ConnectionName,
  bits: number,
): WatchSide {
  const onPath = getKey(side.byPath, path) ?? emptyMap<number>();
  const old = getKey(onPath, to) ?? 0;
  if (old === bits) return side;
  const recursive = side.recursive + ((bits & RECURSIVE) - (old & RECURSIVE)) / RECURSIVE;
  const nextOnPath = bits === 0 ? deleteKey(onPath, to) : setKey(onPath, to, bits);
  const byPath = withMap(side.byPath, path, nextOnPath);
  if (old !== 0 && bits !== 0) return { byPath, byConnection: side.byConnection, recursive };
  const paths = getKey(side.byConnection, to) ?? emptyMap<true>();
  const nextPaths = bits === 0 ? deleteKey(paths, path) : setKey(paths, path, true);
  return { byPath, byConnection: withMap(side.byConnection, to, nextPaths), recursive };
}

function withMap<V>(map: TrieMap<TrieMap<V>>, key: string, inner: TrieMap<V>) {
  return size(inner) === 0 ? deleteKey(map, key) : setKey(map, key, inner);
}

function bitsOf(side: WatchSide, path: string, to: ConnectionName): number {
  const onPath = getKey(side.byPath, path);
  return onPath === undefined ? 0 : (getKey(onPath, to) ?? 0);
}

/** The table with one more entry in one of its halves (WatchManager.addWatch). */
function watched(
  table: WatchTable,
  name: WatchTableName,
  path: string,
  to: ConnectionName,
  mode: WatchMode,
): WatchTable {
  const side = table[name];
  const bits = table.keepsModesApart ? bitsOf(side, path, to) | mode : mode;
  return withSide(table, name, setEntry(side, path, to, bits));
}

export function withSide(table: WatchTable, name: WatchTableName, side: WatchSide): WatchTable {
  if (side === table[name]) return table;
  return {
    data: name === 'data' ? side : table.data,
    child: name === 'child' ? side : table.child,
    keepsModesApart: table.keepsModesApart,
  };
}

/**
 * A one-shot watch set by a read: exists and getData in the data table, getChildren in the child
 * table.
 */
export function addReadWatch(
  table: WatchTable,
  name: WatchTableName,
  path: string,
  to: ConnectionName,
): WatchTable {
  return watched(table, name, path, to, ONE_SHOT);
}

/** addWatch: in both tables (DataTree.addWatch). `mode` 0 PERSISTENT, 1 PERSISTENT_RECURSIVE. */
export function addPersistentWatch(
  table: WatchTable,
  path: string,
  mode: 0 | 1,
  to: ConnectionName,
): WatchTable {
  const bits = mode === 0 ? PERSISTENT : RECURSIVE;
  const next = watched(table, 'data', path, to, bits);
  if (table.keepsModesApart && mode === 1) return next;
  return watched(next, 'child', path, to, bits);
}

/** Everything of a connection goes with it (WatchManager.removeWatcher). */
export function dropConnection(table: WatchTable, to: ConnectionName): WatchTable {
  return withSide(
    withSide(table, 'data', sideWithout(table.data, to)),
    'child',
    sideWithout(table.child, to),
  );
}

function sideWithout(side: WatchSide, to: ConnectionName): WatchSide {
  const paths = getKey(side.byConnection, to);
  if (paths === undefined) return side;
  let next = side;
  for (const path of keysOf(paths)) next = setEntry(next, path, to, 0);
  return next;
}

/** The halves that a WatcherType names: 1 children, 2 data, 3 any; null for an unknown number. */
function sidesOf(kind: number): readonly WatchTableName[] | null {
  if (kind === 1) return ['child'];
  if (kind === 2) return ['data'];
  return kind === 3 ? ['child', 'data'] : null;
}

/**
 * Whether the connection watches the path so (checkWatches); null: no such WatcherType, or a path
 * over which 3.8 stumbles. In 3.8 the question is answered by the path alone: anybody's watch will
 * do (WatchManager.containsWatcher).
 */
export function hasWatch(
  table: WatchTable,
  path: string,
  kind: number,
  to: ConnectionName,
): boolean | null {
  const names = sidesOf(kind);
  if (names === null) return null;
  if (table.keepsModesApart) return names.some((name) => bitsOf(table[name], path, to) !== 0);
  const found = names.map((name) => anybodyWatches(table[name], path));
  return found.includes(null) ? null : found.includes(true);
}

/**
 * PathParentIterator: the empty path has no first element; with every element it looks for the last
 * slash, and dies (null) where there is none. It goes up to the parents only while there are
 * recursive watches.
 */
function anybodyWatches(side: WatchSide, path: string): boolean | null {
  if (path === '') return false;
  if (!path.includes('/')) return null;
  if (getKey(side.byPath, path) !== undefined) return true;
  return side.recursive === 0 || path.startsWith('/') ? false : null;
}

/**
 * removeWatches: the table without the entries, whatever their mode; the same table when there were
 * none (NOWATCHER); null: no such WatcherType.
 */
export function removeWatch(
  table: WatchTable,
  path: string,
  kind: number,
  to: ConnectionName,
): WatchTable | null {
  const names = sidesOf(kind);
  if (names === null) return null;
  let next = table;
  for (const name of names) next = withSide(next, name, setEntry(next[name], path, to, 0));
  return next;
}

/** Number of entries: each connection counts once a path and table, as `wchs` counts. */
export function watchCount(table: WatchTable): number {
  let count = 0;
  for (const side of [table.data, table.child]) {
    forEachKey(side.byPath, (connections) => {
      count += size(connections);
    });
  }
  return count;
}
