import { byCodeUnit, forEachKey, getKey, size } from '../lib/index.ts';
import {
  type Acl,
  type Change,
  compareZxid,
  parentOf,
  type SetWatchesOp,
  type Txn,
  type WatchEvent,
  type WatchEventType,
} from '../model/index.ts';
import { type Database, nodeAt } from './tree.ts';
import {
  addPersistentWatch,
  addReadWatch,
  type ConnectionName,
  ONE_SHOT,
  RECURSIVE,
  setEntry,
  type WatchTable,
  type WatchTableName,
  withSide,
} from './watches.ts';

export interface SentEvent {
  readonly to: ConnectionName;
  readonly event: WatchEvent;
}
export interface WatchOutcome {
  readonly table: WatchTable;
  readonly events: readonly SentEvent[];
}

const NO_EVENTS: readonly SentEvent[] = Object.freeze([]);

/** Whether a connection may see an event about a node with this ACL, at the time of the change. */
export type MayRead = (to: ConnectionName, acl: Acl) => boolean;

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
): WatchOutcome {
  if (before === after) return { table, events: NO_EVENTS };
  const firing: Firing = { table, events: [], mayRead };
  fireChange(firing, before, after, txn.change, txn, new Map());
  return { table: firing.table, events: firing.events };
}

/** Whether nobody watches anything. */
export function isIdle(table: WatchTable): boolean {
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
 * WatchManager.triggerWatch: the watches on the path itself, and the recursive ones on it and
 * above. Answers who was found, told or not.
 */
function fire(
  firing: Firing,
  name: WatchTableName,
  path: string,
  type: WatchEventType,
  acl: Acl,
  suppress: ReadonlySet<ConnectionName> | null,
): ReadonlySet<ConnectionName> | null {
  const side = firing.table[name];
  if (size(side.byPath) === 0) return null;
  const found = new Set<ConnectionName>();
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
 * Re-registration after a reconnect (DataTree.setWatches): what was missed is told at once, the
 * rest is watched again. Persistent watches never report what was missed. Permissions are not
 * looked at.
 */
export function catchUp(
  table: WatchTable,
  db: Database,
  op: SetWatchesOp,
  to: ConnectionName,
): WatchOutcome {
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
