import { byCodeUnit } from '../lib/index.ts';
import type {
  ErrorCode,
  Op,
  SetWatchesOp,
  WatchEvent,
  WatchEventType,
  Zxid,
} from '../model/index.ts';
import type { ClientWatches } from './client.ts';

type ListName = keyof ClientWatches;

const NO_PATHS: readonly string[] = Object.freeze([]);

/** Nothing is watched. */
export const NO_WATCHES: ClientWatches = Object.freeze({
  data: NO_PATHS,
  exist: NO_PATHS,
  child: NO_PATHS,
  persistent: NO_PATHS,
  persistentRecursive: NO_PATHS,
});

function withList(watches: ClientWatches, name: ListName, paths: readonly string[]): ClientWatches {
  if (paths === watches[name]) return watches;
  return {
    data: name === 'data' ? paths : watches.data,
    exist: name === 'exist' ? paths : watches.exist,
    child: name === 'child' ? paths : watches.child,
    persistent: name === 'persistent' ? paths : watches.persistent,
    persistentRecursive: name === 'persistentRecursive' ? paths : watches.persistentRecursive,
  };
}

function added(watches: ClientWatches, name: ListName, path: string): ClientWatches {
  const paths = watches[name];
  if (paths.includes(path)) return watches;
  return withList(watches, name, [...paths, path].sort(byCodeUnit));
}

function without(watches: ClientWatches, name: ListName, path: string): ClientWatches {
  const paths = watches[name];
  return paths.includes(path)
    ? withList(
        watches,
        name,
        paths.filter((other) => other !== path),
      )
    : watches;
}

/**
 * The list in which a call registers once it is answered so (WatchRegistration.getWatches); null:
 * in none.
 */
function listFor(op: Op, code: ErrorCode): ListName | null {
  if (op.type === 'exists' && op.watch) {
    return code === 'OK' ? 'data' : code === 'NONODE' ? 'exist' : null;
  }
  if (code !== 'OK') return null;
  if (op.type === 'getData') return op.watch ? 'data' : null;
  if (op.type === 'getChildren' || op.type === 'getChildren2') return op.watch ? 'child' : null;
  if (op.type === 'addWatch') return op.mode === 0 ? 'persistent' : 'persistentRecursive';
  return null;
}

/** The watches after an answer: a failed read leaves none, a failed exists does. */
export function registered(watches: ClientWatches, op: Op, code: ErrorCode): ClientWatches {
  const name = listFor(op, code);
  return name === null || !('path' in op) ? watches : added(watches, name, op.path);
}

/** Which lists an event of a type clears; the persistent ones stay (ZKWatchManager.materialize). */
const CLEARS: Readonly<Record<WatchEventType, readonly ListName[]>> = {
  NodeCreated: ['data', 'exist'],
  NodeDataChanged: ['data', 'exist'],
  NodeChildrenChanged: ['child'],
  NodeDeleted: ['data', 'exist', 'child'],
  DataWatchRemoved: ['data', 'exist'],
  ChildWatchRemoved: ['child'],
  PersistentWatchRemoved: ['persistent', 'persistentRecursive'],
};

/** The watches after an event: one-shot ones are used up. */
export function triggered(watches: ClientWatches, event: WatchEvent): ClientWatches {
  let next = watches;
  for (const name of CLEARS[event.type]) next = without(next, name, event.path);
  return next;
}

/** The order in which a removal of any kind is told (observed at the Java client). */
const REMOVALS = [
  { type: 'PersistentWatchRemoved', kinds: [3] },
  { type: 'ChildWatchRemoved', kinds: [1, 3] },
  { type: 'DataWatchRemoved', kinds: [2, 3] },
] as const;

/**
 * What removing watches of a WatcherType (1 children, 2 data, 3 any) from a path tells this
 * client; empty: it has no such watch (NOWATCHER). The server sends no event for it: the library
 * makes these itself (ZKWatchManager.removeWatcher).
 */
export function removalsOf(watches: ClientWatches, path: string, kind: number): WatchEvent[] {
  const events: WatchEvent[] = [];
  for (const { type, kinds } of REMOVALS) {
    const concerned = kinds.some((one) => one === kind);
    if (concerned && CLEARS[type].some((name) => watches[name].includes(path))) {
      events.push({ type, path });
    }
  }
  return events;
}

/** About the length at which a request is cut in two (ClientCnxn.SET_WATCHES_MAX_LENGTH). */
export const SET_WATCHES_MAX_LENGTH = 128 * 1024;

/**
 * The requests that register all watches again after a reconnect (SendThread.primeConnection), cut
 * in pieces; without persistent watches in the older form. Empty when nothing is watched.
 */
export function setWatchesOps(watches: ClientWatches, relativeZxid: Zxid): SetWatchesOp[] {
  const ops: SetWatchesOp[] = [];
  let piece = emptyPiece();
  let length = 0;
  const flush = (): void => {
    if (length === 0) return;
    const older = piece.persistent.length + piece.persistentRecursive.length === 0;
    ops.push({
      type: older ? 'setWatches' : 'setWatches2',
      relativeZxid,
      data: piece.data,
      exist: piece.exist,
      child: piece.child,
      persistent: piece.persistent,
      persistentRecursive: piece.persistentRecursive,
    });
    piece = emptyPiece();
    length = 0;
  };
  for (const name of LIST_NAMES) {
    for (const path of watches[name]) {
      piece[name].push(path);
      length += path.length;
      if (length >= SET_WATCHES_MAX_LENGTH) flush();
    }
  }
  flush();
  return ops;
}

const LIST_NAMES = ['data', 'exist', 'child', 'persistent', 'persistentRecursive'] as const;

function emptyPiece(): Record<ListName, string[]> {
  return { data: [], exist: [], child: [], persistent: [], persistentRecursive: [] };
}
