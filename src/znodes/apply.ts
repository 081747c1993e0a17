import {
  bucketsFor,
  deleteKey,
  emptyMap,
  getKey,
  inHashOrder,
  javaHash,
  NONE,
  setKey,
  size,
  sortedKeys,
} from '../lib/index.ts';
import {
  type Change,
  type CreateChange,
  compareZxid,
  type DeleteChange,
  type Image,
  NO_SESSION,
  nameOf,
  parentOf,
  type SessionId,
  type SetAclChange,
  type SetDataChange,
  type StateMachine,
  type Txn,
  ZERO,
  type Zxid,
} from '../model/index.ts';
import { countQuota, noteQuotaCreated, noteQuotaDeleted } from './quota.ts';
import {
  type Database,
  type DraftOf,
  draftDatabase,
  draftNode,
  type Firsts,
  lengthOf,
  nodeAt,
  snapshotBytes,
  type Znode,
} from './tree.ts';

/**
 * The one memo of the core. All servers apply the same txn object to the same tree object, so the
 * first one's result serves the others: a ring of slots, found by the zxid's counter, that answers
 * only when both pointers are the very same. A server whose tree went another way has another
 * pointer and computes for itself; forgetting a slot costs time, never correctness.
 */
const MEMO_SLOTS = 256;
const memoBefore = new Array<Database | null>(MEMO_SLOTS).fill(null);
const memoTxn = new Array<Txn | null>(MEMO_SLOTS).fill(null);
const memoAfter = new Array<Database | null>(MEMO_SLOTS).fill(null);

/**
 * The database after a transaction (DataTree.processTxn). Applying never fails: validation was the
 * leader's business. Applying one again that the tree holds already changes nothing that a client
 * can see, which is what replaying a log over a fuzzy snapshot needs.
 */
export function applyTxn(db: Database, txn: Txn): Database {
  const slot = txn.zxid.counter % MEMO_SLOTS;
  if (memoTxn[slot] === txn && memoBefore[slot] === db) return memoAfter[slot] as Database;
  const after = applyChange(db, txn.change, txn);
  memoBefore[slot] = db;
  memoTxn[slot] = txn;
  memoAfter[slot] = after;
  return after;
}

/** What a change needs to know of the transaction around it. */
export type TxnHeader = Pick<Txn, 'zxid' | 'session' | 'timeMs'>;

/** The database after one change; the very same object when it changes nothing. */
export function applyChange(db: Database, change: Change, header: TxnHeader): Database {
  switch (change.type) {
    case 'create':
      return applyCreate(db, change, header);
    case 'delete':
      return applyDelete(db, change, header);
    case 'setData':
      return applySetData(db, change, header);
    case 'setACL':
      return applySetAcl(db, change);
    case 'createSession': {
      const next = draftDatabase(db);
      next.sessions = setKey(db.sessions, header.session, change.timeoutMs);
      return next;
    }
    case 'closeSession':
      return applyCloseSession(db, change.paths, header);
    case 'multi': {
      let next = db;
      for (const part of change.changes) next = applyChange(next, part, header);
      return next;
    }
    case 'check':
    case 'empty':
    case 'service':
    case 'error':
      return db;
  }
}

/** DataTree.createNode; on a node that is there already only the parent's counters may advance. */
function applyCreate(db: Database, change: CreateChange, header: TxnHeader): Database {
  const parentPath = parentOf(change.path);
  const parent = nodeAt(db, parentPath);
  if (parent === undefined) return db;
  const name = nameOf(change.path);
  const exists = getKey(parent.children, name) !== undefined;
  const advances = change.parentCreations > parent.creations;
  if (exists && !advances) return db;
  const next = draftDatabase(db);
  const nextParent = draftNode(parent);
  if (advances) {
    nextParent.creations = change.parentCreations;
    nextParent.pzxid = header.zxid;
  }
  nextParent.children = setKey(parent.children, name, true);
  next.nodes = setKey(db.nodes, parentPath, nextParent);
  if (exists) return next;
  next.nodes = setKey(next.nodes, change.path, newNode(change, header, db.firsts));
  const bytes = lengthOf(change.data);
  next.dataBytes += change.path.length + bytes;
  if (change.kind === 'container') next.containers = setKey(db.containers, change.path, true);
  else if (change.kind === 'ttl') next.ttls = setKey(db.ttls, change.path, true);
  else if (change.owner !== NO_SESSION) addEphemeral(next, change.owner, change.path);
  noteQuotaCreated(next, change.path);
  countQuota(next, change.path, bytes, 1);
  return next;
}

/**
 * The tree as a leader predicts it after a create that is under way: the count of the parent runs
 * over at 2147483647, which in the tree itself it does not (ChangeRecord, DataTree.createNode).
 */
export function withCount(db: Database, path: string, creations: number): Database {
  const parentPath = parentOf(path);
  const parent = nodeAt(db, parentPath);
  if (parent === undefined || parent.creations === creations) return db;
  const next = draftDatabase(db);
  const nextParent = draftNode(parent);
  nextParent.creations = creations;
  next.nodes = setKey(db.nodes, parentPath, nextParent);
  return next;
}

function newNode(change: CreateChange, header: TxnHeader, firsts: Firsts): Znode {
  return {
    data: change.data,
    acl: change.acl,
    czxid: header.zxid,
    mzxid: header.zxid,
    pzxid: header.zxid,
    ctime: header.timeMs,
    mtime: header.timeMs,
    version: firsts.version,
    creations: firsts.sequence,
    aversion: firsts.version,
    owner: change.owner,
    kind: change.kind,
    ttl: change.ttl,
    children: emptyMap(),
  };
}

function addEphemeral(db: DraftOf<Database>, session: SessionId, path: string): void {
  const paths = getKey(db.ephemerals, session) ?? emptyMap<true>();
  db.ephemerals = setKey(db.ephemerals, session, setKey(paths, path, true));
}

function dropEphemeral(db: DraftOf<Database>, session: SessionId, path: string): void {
  const paths = getKey(db.ephemerals, session);
  if (paths === undefined) return;
  const rest = deleteKey(paths, path);
  db.ephemerals =
    size(rest) === 0 ? deleteKey(db.ephemerals, session) : setKey(db.ephemerals, session, rest);
}

/** DataTree.deleteNode: the parent's pzxid advances even when the child is gone already. */
function applyDelete(
  db: Database,
  change: Pick<DeleteChange, 'path'>,
  header: TxnHeader,
): Database {
  const parentPath = parentOf(change.path);
  const parent = nodeAt(db, parentPath);
  if (parent === undefined) return db;
  const node = getKey(db.nodes, change.path);
  const advances = compareZxid(header.zxid, parent.pzxid) > 0;
  if (node === undefined && !advances) return db;
  const next = draftDatabase(db);
  const nextParent = draftNode(parent);
  if (advances) nextParent.pzxid = header.zxid;
  nextParent.children = deleteKey(parent.children, nameOf(change.path));
  next.nodes = setKey(db.nodes, parentPath, nextParent);
  if (node === undefined) return next;
  next.nodes = deleteKey(next.nodes, change.path);
  const bytes = lengthOf(node.data);
  next.dataBytes -= change.path.length + bytes;
  if (node.kind === 'container') next.containers = deleteKey(db.containers, change.path);
  else if (node.kind === 'ttl') next.ttls = deleteKey(db.ttls, change.path);
  else if (node.owner !== NO_SESSION) dropEphemeral(next, node.owner, change.path);
  noteQuotaDeleted(next, change.path);
  countQuota(next, change.path, -bytes, -1);
  return next;
}

/** DataTree.setData. */
function applySetData(db: Database, change: SetDataChange, header: TxnHeader): Database {
  const path = change.path === '' ? '/' : change.path;
  const node = getKey(db.nodes, path);
  if (node === undefined) return db;
  const nextNode = draftNode(node);
  nextNode.data = change.data;
  nextNode.mtime = header.timeMs;
  nextNode.mzxid = header.zxid;
  nextNode.version = change.version;
  const next = draftDatabase(db);
  next.nodes = setKey(db.nodes, path, nextNode);
  const grown = lengthOf(change.data) - lengthOf(node.data);
  next.dataBytes += grown;
  countQuota(next, path, grown, 0);
  return next;
}

/** DataTree.setACL: nothing but the list and its version changes, not even mzxid. */
function applySetAcl(db: Database, change: SetAclChange): Database {
  const node = getKey(db.nodes, change.path);
  if (node === undefined) return db;
  const nextNode = draftNode(node);
  nextNode.acl = change.acl;
  nextNode.aversion = change.version;
  const next = draftDatabase(db);
  next.nodes = setKey(db.nodes, change.path, nextNode);
  return next;
}

/**
 * DataTree.killSession: the nodes that the txn names, then any others still owned by the session
 * (there are none on a correct server).
 */
function applyCloseSession(db: Database, paths: readonly string[], header: TxnHeader): Database {
  let next = db;
  for (const path of paths) next = applyDelete(next, { path }, header);
  for (const path of ephemeralsOf(next, header.session)) next = applyDelete(next, { path }, header);
  if (getKey(next.sessions, header.session) === undefined) return next;
  const closed = draftDatabase(next);
  closed.sessions = deleteKey(next.sessions, header.session);
  closed.ephemerals = deleteKey(next.ephemerals, header.session);
  return closed;
}

/**
 * The paths of a session's ephemeral nodes, as the clone of its HashSet goes through them
 * (DataTree.getEphemerals): so they are listed, and deleted when the session ends.
 */
export function ephemeralsOf(db: Database, session: SessionId): readonly string[] {
  const set = getKey(db.ephemerals, session);
  if (set === undefined) return NONE;
  const bornAt = (path: string): Zxid => nodeAt(db, path)?.czxid ?? ZERO;
  const paths = sortedKeys(set).sort((a, b) => compareZxid(bornAt(a), bornAt(b)));
  const least = paths.length / 0.75;
  const cloned = bucketsFor(1, Math.floor(least + 1));
  return inHashOrder(inHashOrder(paths, javaHash, bucketsFor(16, least)), javaHash, cloned);
}

/**
 * The state machine that the protocol drives: the znode database, starting from a database of one's
 * own (a config node with a server list in it).
 */
export function stateMachineOf(empty: Database): StateMachine {
  return {
    empty,
    apply: (image: Image, txn: Txn): Image => applyTxn(image as Database, txn),
    sizeOf: (image: Image): number => snapshotBytes(image as Database),
  };
}
