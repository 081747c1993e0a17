import { byCodeUnit, NONE } from '../lib/index.ts';
import type {
  ErrorCode,
  Op,
  SetWatchesOp,
  WatchEvent,
  WatchEventType,
  WatcherOp,
  Zxid,
} from '../model/index.ts';
import { type ClientWatches, DEFAULT_WATCHER, type Watched, type WatcherName } from './client.ts';

type ListName = keyof ClientWatches;
type List = readonly Watched[];

/** Nothing is watched. */
export const NO_WATCHES: ClientWatches = Object.freeze({
  data: NONE,
  exist: NONE,
  child: NONE,
  persistent: NONE,
  persistentRecursive: NONE,
});

function watchersOf(list: List, path: string): readonly WatcherName[] {
  return list.find((one) => one.path === path)?.by ?? NONE;
}

/** The watches with these watchers of a path in that list, and no others. */
function withWatchers(
  watches: ClientWatches,
  name: ListName,
  path: string,
  by: readonly WatcherName[],
): ClientWatches {
  const others = watches[name].filter((one) => one.path !== path);
  if (by.length === 0 && others.length === watches[name].length) return watches;
  const list = by.length === 0 ? others : [...others, { path, by }].sort(byPath);
  return { ...watches, [name]: list };
}

function byPath(a: Watched, b: Watched): number {
  return byCodeUnit(a.path, b.path);
}

/** All Watcher objects, which are told of the session: the default one is always among them. */
export function everyWatcher(watches: ClientWatches): readonly WatcherName[] {
  const all = LIST_NAMES.flatMap((name) => watches[name].flatMap(({ by }) => by));
  return [...new Set([DEFAULT_WATCHER, ...all])];
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

/**
 * The watches after an answer to a call that names that watcher: a failed read leaves none, a
 * failed exists does.
 */
export function registered(
  watches: ClientWatches,
  op: Op,
  code: ErrorCode,
  watcher: WatcherName,
): ClientWatches {
  const name = listFor(op, code);
  if (name === null || op.type === 'sync' || !('path' in op)) return watches;
  const by = watchersOf(watches[name], op.path);
  return by.includes(watcher) ? watches : withWatchers(watches, name, op.path, [...by, watcher]);
}

/** Which one-shot lists an event of a type uses up (ZKWatchManager.materialize). */
const USES_UP: Readonly<Record<WatchEventType, readonly ListName[]>> = {
  NodeCreated: ['data', 'exist'],
  NodeDataChanged: ['data', 'exist'],
  NodeChildrenChanged: ['child'],
  NodeDeleted: ['data', 'exist', 'child'],
  DataWatchRemoved: [],
  ChildWatchRemoved: [],
  PersistentWatchRemoved: [],
};

/**
 * Whom a server's event is for, each once, and the watches after it. Persistent watchers of the
 * path get every event about it, recursive ones also NodeChildrenChanged (ZOOKEEPER-4475).
 */
export function triggered(
  watches: ClientWatches,
  { type, path }: WatchEvent,
): { readonly left: ClientWatches; readonly to: readonly WatcherName[] } {
  const oneShot = USES_UP[type];
  let left = watches;
  for (const name of oneShot) left = withWatchers(left, name, path, NONE);
  const to = [
    ...oneShot.flatMap((name) => watchersOf(watches[name], path)),
    ...watchersOf(watches.persistent, path),
    ...watches.persistentRecursive.flatMap((one) => (covers(one.path, path) ? one.by : NONE)),
  ];
  return { left, to: [...new Set(to)] };
}

/** Whether a path is the root of a subtree or lies in it. */
function covers(root: string, path: string): boolean {
  return root === '/' || path === root || path.startsWith(`${root}/`);
}

/**
 * What a removal of a WatcherType (1 children, 2 data, 3 any) tells. The real library keeps the
 * events in a map without an order.
 */
const REMOVALS: readonly {
  readonly type: WatchEventType;
  readonly kinds: readonly number[];
  readonly lists: readonly ListName[];
}[] = [
  { type: 'PersistentWatchRemoved', kinds: [3], lists: ['persistent', 'persistentRecursive'] },
  { type: 'ChildWatchRemoved', kinds: [1, 3], lists: ['child'] },
  { type: 'DataWatchRemoved', kinds: [2, 3], lists: ['data', 'exist'] },
];

/** A watch event, and whom it is for. */
export interface Told {
  readonly event: WatchEvent;
  readonly to: readonly WatcherName[];
}

/**
 * The watches without those of one watcher, or of all (null), on a path, and who is told of that;
 * nobody: there are none (NOWATCHER). The server sends no event for it: the library makes these
 * itself (ZKWatchManager.removeWatcher).
 */
export function removed(
  watches: ClientWatches,
  { path, kind }: WatcherOp,
  watcher: WatcherName | null,
): { readonly left: ClientWatches; readonly told: readonly Told[] } {
  let left = watches;
  const told: Told[] = [];
  for (const { type, lists } of REMOVALS.filter(({ kinds }) => kinds.includes(kind))) {
    const to = new Set<WatcherName>();
    for (const name of lists) {
      const by = watchersOf(watches[name], path);
      const staying = watcher === null ? NONE : by.filter((one) => one !== watcher);
      for (const one of by) if (watcher === null || one === watcher) to.add(one);
      if (staying.length < by.length) left = withWatchers(left, name, path, staying);
    }
    if (to.size > 0) told.push({ event: { type, path }, to: [...to] });
  }
  return { left, told };
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
    for (const { path } of watches[name]) {
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
