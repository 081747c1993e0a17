import { PING_XID } from '../jute/index.ts';
import { bucketsFor, forEachKey, inHashOrder, javaHash, size, sortedKeys } from '../lib/index.ts';
import {
  type AuthId,
  type ClientRequest,
  childPath,
  compareZxid,
  type ErrorCode,
  type MultiReadOp,
  type OpResult,
  type ReadOp,
  type Reply,
  type ReplyBody,
  ZERO,
  type Zxid,
} from '../model/index.ts';
import {
  addPersistentWatch,
  addReadWatch,
  type ConnectionName,
  catchUp,
  type Database,
  ephemeralsOf,
  hasWatch,
  inJavaOrder,
  isGranted,
  maskedAcl,
  nodeAt,
  PERMS,
  removeWatch,
  type SentEvent,
  statOf,
  userName,
  type WatchTable,
  type WatchTableName,
  type Znode,
} from '../znodes/index.ts';

/** Where a read with `watch` registers. */
export interface WatchRegistration {
  readonly table: WatchTableName;
  readonly path: string;
}
export interface ReadAnswer {
  readonly reply: Reply;
  readonly watch: WatchRegistration | null;
}

/** The content of an answer before it has its header. */
interface Answer {
  readonly code: ErrorCode;
  readonly body: ReplyBody | null;
  readonly watch: WatchRegistration | null;
}

function failed(code: ErrorCode): Answer {
  return { code, body: null, watch: null };
}

function ok(body: ReplyBody | null, watch: WatchRegistration | null = null): Answer {
  return { code: 'OK', body, watch };
}

/**
 * The answer to a read from one server's own database (FinalRequestProcessor); `lastZxid` is the
 * last one that this server applied and goes into the header. Also answers ping and sync, once the
 * latter has come back from the leader. What watches need is in `answer`.
 */
export function read(
  db: Database,
  request: ClientRequest,
  lastZxid: Zxid,
  existsNeedsRead = false,
): ReadAnswer {
  const { code, body, watch } = answerTo(db, request, existsNeedsRead);
  const cxid = request.op.type === 'ping' ? PING_XID : request.cxid;
  return { reply: { cxid, zxid: lastZxid, code, body }, watch };
}

function answerTo(db: Database, request: ClientRequest, existsNeedsRead: boolean): Answer {
  const op = request.op;
  switch (op.type) {
    case 'exists':
      return exists(db, op, existsNeedsRead ? request.auth : null);
    case 'getData':
    case 'getChildren':
    case 'getChildren2':
      return readNode(db, op, request.auth);
    case 'getACL':
      return getAcl(db, op.path, request.auth);
    case 'getAllChildrenNumber':
      return withNode(db, op.path, request.auth, () => ({
        type: 'count',
        count: descendants(db, op.path),
      }));
    case 'getEphemerals':
      return ok({ type: 'ephemerals', paths: ownEphemerals(db, request, op.path) });
    case 'multiRead':
      return multiRead(db, op, request.auth);
    case 'whoAmI':
      return ok({ type: 'clientInfo', ids: clientInfo(request.auth) });
    case 'sync':
      return ok(syncedBody(op.path));
    case 'ping':
      return ok(null);
    default:
      return failed('MARSHALLINGERROR');
  }
}

/** What a sync is answered with: the path as it came. */
export function syncedBody(path: string | null): ReplyBody {
  return path === null ? { type: 'noPath' } : { type: 'path', path };
}

/**
 * The watch is set even when there is no node. No permission is needed for one that is there,
 * unless `auth` has to grant it (ZOOKEEPER-2590).
 */
function exists(db: Database, op: ReadOp, auth: readonly AuthId[] | null): Answer {
  if (op.path.includes('\0')) return failed('BADARGUMENTS');
  const watch: WatchRegistration | null = op.watch ? { table: 'data', path: op.path } : null;
  const node = nodeAt(db, op.path);
  if (node === undefined) return { code: 'NONODE', body: null, watch };
  if (auth !== null && !isGranted(node.acl, PERMS.READ, auth)) return failed('NOAUTH');
  return ok({ type: 'stat', stat: statOf(node) }, watch);
}

/** A read that needs the node and READ on it. */
function withNode(
  db: Database,
  path: string,
  auth: readonly AuthId[],
  body: (node: Znode) => ReplyBody,
): Answer {
  const node = nodeAt(db, path);
  if (node === undefined) return failed('NONODE');
  if (!isGranted(node.acl, PERMS.READ, auth)) return failed('NOAUTH');
  return ok(body(node));
}

function readNode(db: Database, op: ReadOp, auth: readonly AuthId[]): Answer {
  const result = withNode(db, op.path, auth, (node) => {
    if (op.type === 'getData') return { type: 'data', data: node.data, stat: statOf(node) };
    const stat = op.type === 'getChildren2' ? statOf(node) : null;
    return { type: 'children', children: childrenAsSent(db, op.path, node), stat };
  });
  if (!op.watch || result.code !== 'OK') return result;
  return ok(result.body, { table: op.type === 'getData' ? 'data' : 'child', path: op.path });
}

/**
 * The children as their hash set goes through them (DataNode), those of one bucket in the order in
 * which they came. A set that was larger once has more buckets: here it is taken for a new one.
 */
function childrenAsSent(db: Database, path: string, { children }: Znode): readonly string[] {
  const bornAt = (name: string): Zxid => nodeAt(db, childPath(path, name))?.czxid ?? ZERO;
  const names = sortedKeys(children).sort((a, b) => compareZxid(bornAt(a), bornAt(b)));
  return inHashOrder(names, javaHash, bucketsFor(8, names.length / 0.75));
}

/** Needs READ or ADMIN; without ADMIN the digests are masked. */
function getAcl(db: Database, path: string, auth: readonly AuthId[]): Answer {
  const node = nodeAt(db, path);
  if (node === undefined) return failed('NONODE');
  if (!isGranted(node.acl, PERMS.READ | PERMS.ADMIN, auth)) return failed('NOAUTH');
  const acl = isGranted(node.acl, PERMS.ADMIN, auth) ? node.acl : maskedAcl(node.acl);
  return ok({ type: 'acl', acl, stat: statOf(node) });
}

/** Nodes below a path (DataTree.getAllChildrenNumber); the root does not count itself. */
function descendants(db: Database, path: string): number {
  if (path === '/') return size(db.nodes) - 1;
  // The server counts keys that start with `path/`: the empty path sees the root's key '/', too.
  if (path === '') return size(db.nodes);
  let count = 0;
  const visit = (at: string): void => {
    const node = nodeAt(db, at);
    if (node === undefined) return;
    forEachKey(node.children, (_, name) => {
      count++;
      visit(childPath(at, name));
    });
  };
  visit(path);
  return count;
}

function ownEphemerals(db: Database, request: ClientRequest, prefix: string): readonly string[] {
  const all = ephemeralsOf(db, request.session);
  const trimmed = prefix.trim();
  if (trimmed === '' || trimmed === '/') return all;
  return all.filter((path) => path.startsWith(prefix));
}

/** Of writes, an exception: its code, and the results so far, which are none. */
function multiRead(db: Database, op: MultiReadOp, auth: readonly AuthId[]): Answer {
  const results: OpResult[] = [];
  for (const part of op.ops) {
    if (!('watch' in part)) {
      return { code: 'MARSHALLINGERROR', body: { type: 'results', results }, watch: null };
    }
    results.push(readPart(db, part, auth));
  }
  return ok({ type: 'results', results });
}

/** An error of one part is its own result and stops nobody else's. */
function readPart(db: Database, op: ReadOp, auth: readonly AuthId[]): OpResult {
  const { code, body } = readNode(db, op, auth);
  if (body?.type === 'data') return { type: 'getData', data: body.data, stat: body.stat };
  if (body?.type === 'children') return { type: 'getChildren', children: body.children };
  return { type: 'error', code };
}

/** AuthUtil.getClientInfos: scheme and name, no secrets; in the order of a Java set. */
function clientInfo(ids: readonly AuthId[]): readonly AuthId[] {
  return inJavaOrder(ids).map((id) => ({ scheme: id.scheme, id: userName(id) }));
}

export interface ServedAnswer {
  readonly reply: Reply;
  readonly watches: WatchTable;
  /** What the server sends before the reply (setWatches only). */
  readonly events: readonly SentEvent[];
}

const NO_EVENTS: readonly SentEvent[] = Object.freeze([]);

/**
 * Everything that a server answers by itself, in order and without a transaction: reads with their
 * watches, and the requests about watches.
 */
export function answer(
  db: Database,
  watches: WatchTable,
  connection: ConnectionName,
  request: ClientRequest,
  lastZxid: Zxid,
  existsNeedsRead = false,
): ServedAnswer {
  const op = request.op;
  const only = (code: ErrorCode, next: WatchTable = watches): ServedAnswer => ({
    reply: { cxid: request.cxid, zxid: lastZxid, code, body: null },
    watches: next,
    events: NO_EVENTS,
  });
  switch (op.type) {
    case 'addWatch':
      if (op.mode !== 0 && op.mode !== 1) return only('MARSHALLINGERROR');
      return {
        reply: { ...only('OK').reply, body: { type: 'noError' } },
        watches: addPersistentWatch(watches, op.path, op.mode, connection),
        events: NO_EVENTS,
      };
    case 'checkWatches': {
      const has = hasWatch(watches, op.path, op.kind, connection);
      if (has === null) return only('MARSHALLINGERROR');
      return only(has ? 'OK' : 'NOWATCHER');
    }
    case 'removeWatches': {
      const next = removeWatch(watches, op.path, op.kind, connection);
      if (next === null) return only('MARSHALLINGERROR');
      return next === watches ? only('NOWATCHER') : only('OK', next);
    }
    case 'setWatches':
    case 'setWatches2': {
      const caught = catchUp(watches, db, op, connection);
      return { reply: only('OK').reply, watches: caught.table, events: caught.events };
    }
    default: {
      const { reply, watch } = read(db, request, lastZxid, existsNeedsRead);
      const next =
        watch === null ? watches : addReadWatch(watches, watch.table, watch.path, connection);
      return { reply, watches: next, events: NO_EVENTS };
    }
  }
}
