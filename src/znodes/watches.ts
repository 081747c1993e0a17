import {
  byCodeUnit,
  deleteKey,
  emptyMap,
  forEachKey,
  getKey,
  keysOf,
  setKey,
  size,
  type TrieMap,
} from '../lib/index.ts';
import type { Acl, Change, SetWatchesOp, Txn, WatchEvent, WatchEventType } from '../model/index.ts';
import { compareZxid } from '../model/index.ts';
import { parentOf } from './paths.ts';
import { type Database, nodeAt } from './tree.ts';

/** A connection of a client, as the server tells them apart. */
export type Connection = string;

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

/** A server's watches. They belong to connections, are not replicated, and end with the connection. */
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

export interface SentEvent {
  readonly to: Connection;
  readonly event: WatchEvent;
}
export interface Watched {
  readonly table: WatchTable;
  readonly events: readonly SentEvent[];
}

const NO_EVENTS: readonly SentEvent[] = Object.freeze([]);

export function emptyWatches(keepsModesApart = false): WatchTable {
  return { data: EMPTY_SIDE, child: EMPTY_SIDE, keepsModesApart };
}

const EMPTY_SIDE: WatchSide = { byPath: emptyMap(), byConnection: emptyMap(), recursive: 0 };

/** Sets the mode bits of an entry; 0 removes it. */
function setEntry(side: WatchSide, path: string, to: Connection, bits: number): WatchSide {
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

function bitsOf(side: WatchSide, path: string, to: Connection): number {
  const onPath = getKey(side.byPath, path);
  return onPath === undefined ? 0 : (getKey(onPath, to) ?? 0);
}

/** The table with one more entry in one of its halves (WatchManager.addWatch). */
function watched(
  table: WatchTable,
  name: WatchTableName,
  path: string,
  to: Connection,
  mode: WatchMode,
): WatchTable {
  const side = table[name];
  const bits = table.keepsModesApart ? bitsOf(side, path, to) | mode : mode;
  return withSide(table, name, setEntry(side, path, to, bits));
}

function withSide(table: WatchTable, name: WatchTableName, side: WatchSide): WatchTable {
  if (side === table[name]) return table;
  return {
    data: name === 'data' ? side : table.data,
    child: name === 'child' ? side : table.child,
    keepsModesApart: table.keepsModesApart,
  };
}

/** A one-shot watch set by a read: exists and getData in the data table, getChildren in the child table. */
export function addReadWatch(
  table: WatchTable,
  name: WatchTableName,
  path: string,
  to: Connection,
): WatchTable {
  return watched(table, name, path, to, ONE_SHOT);
}

/** addWatch: in both tables (DataTree.addWatch). `mode` 0 PERSISTENT, 1 PERSISTENT_RECURSIVE. */
export function addPersistentWatch(
  table: WatchTable,
  path: string,
  mode: 0 | 1,
  to: Connection,
): WatchTable {
  const bits = mode === 0 ? PERSISTENT : RECURSIVE;
  const next = watched(table, 'data', path, to, bits);
  if (table.keepsModesApart && mode === 1) return next;
  return watched(next, 'child', path, to, bits);
}

/** Everything of a connection goes with it (WatchManager.removeWatcher). */
export function dropConnection(table: WatchTable, to: Connection): WatchTable {
  return withSide(
    withSide(table, 'data', sideWithout(table.data, to)),
    'child',
    sideWithout(table.child, to),
  );
}

function sideWithout(side: WatchSide, to: Connection): WatchSide {
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
 * Whether the connection watches the path so (checkWatches); null: no such WatcherType. In 3.8 the
 * question is answered by the path alone: anybody's watch will do, and the empty path never has one
 * (WatchManager.containsWatcher).
 */
export function hasWatch(
  table: WatchTable,
  path: string,
  kind: number,
  to: Connection,
): boolean | null {
  const names = sidesOf(kind);
  if (names === null) return null;
  if (table.keepsModesApart) return names.some((name) => bitsOf(table[name], path, to) !== 0);
  return path !== '' && names.some((name) => getKey(table[name].byPath, path) !== undefined);
}

/**
 * removeWatches: the table without the entries, whatever their mode; the same table when there were
 * none (NOWATCHER); null: no such WatcherType.
 */
export function removeWatch(
  table: WatchTable,
  path: string,
  kind: number,
  to: Connection,
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

/** Whether a connection may see an event about a node with this ACL, at the time of the change. */
export type MayRead = (to: Connection, acl: Acl) => boolean;

/** Collects what one txn triggers; lives only during one call. */
interface Firing {
  table: WatchTable;
  readonly events: SentEvent[];
  readonly mayRead: MayRead;
}

/**
 * Who is told what of a transaction, and the table afterwards (DataTree.createNode, deleteNode,
 * setData). `before` and `after` are the databases around it. Events are in the order in which the
 * server sends them; between connections the order is by name. A one-shot watch is used up even
 * when its event is withheld for lack of READ.
 */
export function watchEventsOf(
  table: WatchTable,
  before: Database,
  after: Database,
  txn: Txn,
  mayRead: MayRead,
): Watched {
  if (before === after || isIdle(table)) return { table, events: NO_EVENTS };
  const firing: Firing = { table, events: [], mayRead };
  fireChange(firing, before, after, txn.change, txn, new Map());
  return { table: firing.table, events: firing.events };
}

function isIdle(table: WatchTable): boolean {
  return size(table.data.byPath) === 0 && size(table.child.byPath) === 0;
}

/** `made`: ACLs of the nodes that earlier parts of the same multi created. */
function fireChange(
  firing: Firing,
  before: Database,
  after: Database,
  change: Change,
  txn: Txn,
  made: Map<string, Acl>,
): void {
  const aclOf = (path: string): Acl =>
    made.get(path) ?? nodeAt(before, path)?.acl ?? nodeAt(after, path)?.acl ?? [];
  switch (change.type) {
    case 'create':
      made.set(change.path, change.acl);
      fire(firing, 'data', change.path, 'NodeCreated', change.acl, null);
      fireParent(firing, change.path, aclOf);
      return;
    case 'delete':
      fireDelete(firing, change.path, aclOf);
      return;
    case 'setData':
      fire(firing, 'data', change.path, 'NodeDataChanged', aclOf(change.path), null);
      return;
    case 'closeSession':
      for (const path of change.paths) fireDelete(firing, path, aclOf);
      return;
    case 'multi':
      for (const part of change.changes) fireChange(firing, before, after, part, txn, made);
      return;
    default:
  }
}

/** Data watches first, then child watches of those not yet told, then the parent's. */
function fireDelete(firing: Firing, path: string, aclOf: (path: string) => Acl): void {
  const acl = aclOf(path);
  const told = fire(firing, 'data', path, 'NodeDeleted', acl, null);
  fire(firing, 'child', path, 'NodeDeleted', acl, told);
  fireParent(firing, path, aclOf);
}

function fireParent(firing: Firing, path: string, aclOf: (path: string) => Acl): void {
  const parent = parentOf(path);
  fire(firing, 'child', parent, 'NodeChildrenChanged', aclOf(parent), null);
}

/**
 * WatchManager.triggerWatch: the watches on the path itself, and the recursive ones on it and above.
 * Answers who was found, told or not.
 */
function fire(
  firing: Firing,
  name: WatchTableName,
  path: string,
  type: WatchEventType,
  acl: Acl,
  suppress: ReadonlySet<Connection> | null,
): ReadonlySet<Connection> | null {
  const side = firing.table[name];
  if (size(side.byPath) === 0) return null;
  const found = new Set<Connection>();
  let next = side;
  const onPath = getKey(side.byPath, path);
  if (onPath !== undefined) {
    forEachKey(onPath, (bits, to) => {
      if (bits !== RECURSIVE || type !== 'NodeChildrenChanged') found.add(to);
      if ((bits & ONE_SHOT) !== 0) next = setEntry(next, path, to, bits & ~ONE_SHOT);
    });
  }
  if (side.recursive > 0 && type !== 'NodeChildrenChanged') {
    for (let at = path; at.length > 1; ) {
      at = parentOf(at);
      const above = getKey(side.byPath, at);
      if (above === undefined) continue;
      forEachKey(above, (bits, to) => {
        if ((bits & RECURSIVE) !== 0) found.add(to);
      });
    }
  }
  firing.table = withSide(firing.table, name, next);
  if (found.size === 0) return null;
  for (const to of [...found].sort(byCodeUnit)) {
    if (suppress?.has(to) || !firing.mayRead(to, acl)) continue;
    firing.events.push({ to, event: { type, path } });
  }
  return found;
}

/**
 * Re-registration after a reconnect (DataTree.setWatches): what was missed is told at once, the rest
 * is watched again. Persistent watches never report what was missed. Permissions are not looked at.
 */
export function catchUp(
  table: WatchTable,
  db: Database,
  op: SetWatchesOp,
  to: Connection,
): Watched {
  let next = table;
  const events: SentEvent[] = [];
  const tell = (type: WatchEventType, path: string): void => {
    events.push({ to, event: { type, path } });
  };
  for (const path of op.data) {
    const node = nodeAt(db, path);
    if (node === undefined) tell('NodeDeleted', path);
    else if (compareZxid(node.mzxid, op.relativeZxid) > 0) tell('NodeDataChanged', path);
    else next = addReadWatch(next, 'data', path, to);
  }
  for (const path of op.exist) {
    if (nodeAt(db, path) !== undefined) tell('NodeCreated', path);
    else next = addReadWatch(next, 'data', path, to);
  }
  for (const path of op.child) {
    const node = nodeAt(db, path);
    if (node === undefined) tell('NodeDeleted', path);
    else if (compareZxid(node.pzxid, op.relativeZxid) > 0) tell('NodeChildrenChanged', path);
    else next = addReadWatch(next, 'child', path, to);
  }
  for (const path of op.persistent) next = addPersistentWatch(next, path, 0, to);
  for (const path of op.persistentRecursive) next = addPersistentWatch(next, path, 1, to);
  return { table: next, events };
}
