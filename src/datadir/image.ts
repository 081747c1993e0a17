import {
  emptyMap,
  entriesOf,
  getKey,
  NONE,
  setKey,
  sortedKeys,
  type TrieMap,
} from '../lib/index.ts';
import { NO_SESSION, type SessionId } from '../model/index.ts';
import {
  type Database,
  type DraftOf,
  draftDatabase,
  emptyDatabase,
  lengthOf,
  noteQuotaCreated,
  type Znode,
} from '../znodes/index.ts';
import { aclOf } from './changes.ts';
import type { SavedNode } from './snapshot-scanner.ts';

/** What stands for the owner of a container (EphemeralType.CONTAINER_EPHEMERAL_OWNER). */
const CONTAINER: SessionId = '0x8000000000000000';
/** The first byte of a TTL node's owner; the last five are the TTL (EphemeralType.TTL). */
const TTL_MARK = 'ff';
const TTL_DIGITS = 10;

type Kind = Pick<Znode, 'owner' | 'kind' | 'ttl'>;

function kindOf(owner: SessionId): Kind {
  if (owner === CONTAINER) return { owner: NO_SESSION, kind: 'container', ttl: 0 };
  const digits = owner.slice(2);
  if (digits.length === 16 && digits.startsWith(TTL_MARK)) {
    const ttl = Number.parseInt(digits.slice(16 - TTL_DIGITS), 16);
    return { owner: NO_SESSION, kind: 'ttl', ttl };
  }
  return { owner, kind: 'ordinary', ttl: 0 };
}

function ownerOf({ kind, ttl, owner }: Kind): SessionId {
  if (kind === 'container') return CONTAINER;
  if (kind !== 'ttl') return owner;
  return `0x${TTL_MARK}${ttl.toString(16).padStart(14, '0')}`;
}

/** The database that a snapshot holds (DataTree.deserialize). */
export function imageOf(
  nodes: readonly SavedNode[],
  sessions: readonly (readonly [SessionId, number])[],
): Database {
  const db: DraftOf<Database> = draftDatabase(emptyDatabase());
  db.nodes = emptyMap();
  db.dataBytes = 0;
  const children = new Map<string, TrieMap<true>>();
  for (const { path } of nodes) {
    if (path === '') continue;
    const slash = path.lastIndexOf('/');
    const parent = path.slice(0, slash);
    const names = children.get(parent) ?? emptyMap<true>();
    children.set(parent, setKey(names, path.slice(slash + 1), true));
  }
  for (const saved of nodes) addNode(db, saved, children.get(saved.path) ?? emptyMap<true>());
  for (const { path } of nodes) noteQuotaCreated(db, path);
  for (const [id, timeoutMs] of sessions) db.sessions = setKey(db.sessions, id, timeoutMs);
  return db;
}

function addNode(db: DraftOf<Database>, saved: SavedNode, children: TrieMap<true>): void {
  const path = saved.path === '' ? '/' : saved.path;
  const kind = kindOf(saved.owner);
  const { data, czxid, mzxid, pzxid, ctime, mtime, version, cversion, aversion } = saved;
  db.nodes = setKey(db.nodes, path, {
    data,
    acl: aclOf(saved.acl),
    ...{ czxid, mzxid, pzxid, ctime, mtime, version },
    creations: cversion,
    aversion,
    owner: kind.owner,
    kind: kind.kind,
    ttl: kind.ttl,
    children,
  });
  db.dataBytes += path.length + lengthOf(data);
  if (kind.kind === 'container') db.containers = setKey(db.containers, path, true);
  else if (kind.kind === 'ttl') db.ttls = setKey(db.ttls, path, true);
  else if (kind.owner !== NO_SESSION) {
    const paths = getKey(db.ephemerals, kind.owner) ?? emptyMap<true>();
    db.ephemerals = setKey(db.ephemerals, kind.owner, setKey(paths, path, true));
  }
}

/** The nodes of a database as a snapshot has them: each behind its parent. */
export function savedNodes(db: Database): readonly SavedNode[] {
  const saved: SavedNode[] = [];
  const waiting = ['/'];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const node = getKey(db.nodes, path);
    if (node === undefined) continue;
    const { data, acl, czxid, mzxid, pzxid, ctime, mtime, version, creations, aversion } = node;
    saved.push({
      path: path === '/' ? '' : path,
      ...{ data, acl, czxid, mzxid, pzxid, ctime, mtime, version },
      cversion: creations,
      aversion,
      owner: ownerOf(node),
    });
    const parent = path === '/' ? '' : path;
    const names = sortedKeys(node.children);
    for (let i = names.length - 1; i >= 0; i--) waiting.push(`${parent}/${names[i]}`);
  }
  return saved;
}

/** A database's sessions, in the order of their ids. */
export function savedSessions(db: Database): readonly (readonly [SessionId, number])[] {
  const sessions = entriesOf(db.sessions);
  return sessions.length === 0 ? NONE : sessions.sort(([a], [b]) => (a < b ? -1 : 1));
}
