import { emptyMap, getKey, setKey, size, type TrieMap } from '../lib/index.ts';
import {
  type Acl,
  type Bytes,
  type Image,
  NO_SESSION,
  OPEN_ACL,
  type SessionId,
  ZERO,
  type Zxid,
} from '../model/index.ts';

export type NodeKind = 'ordinary' | 'container' | 'ttl';

/** One node of the tree (DataNode): data, ACL, persisted Stat, names of children. */
export interface Znode {
  readonly data: Bytes | null;
  readonly acl: Acl;
  readonly czxid: Zxid;
  readonly mzxid: Zxid;
  readonly pzxid: Zxid;
  readonly ctime: number;
  readonly mtime: number;
  readonly version: number;
  /**
   * How many children were ever created: StatPersisted's cversion, and the next sequence number.
   */
  readonly creations: number;
  readonly aversion: number;
  /** Session of an ephemeral node, else NO_SESSION. */
  readonly owner: SessionId;
  readonly kind: NodeKind;
  readonly ttl: number;
  readonly children: TrieMap<true>;
}

/** A server's database (DataTree, and the sessions that ZKDatabase keeps beside it). */
export interface Database extends Image {
  readonly kind: 'image';
  readonly nodes: TrieMap<Znode>;
  /** Session id to negotiated timeout in milliseconds. */
  readonly sessions: TrieMap<number>;
  /** Session id to the paths of its ephemeral nodes. */
  readonly ephemerals: TrieMap<TrieMap<true>>;
  readonly containers: TrieMap<true>;
  readonly ttls: TrieMap<true>;
  /** Paths with a quota: they have a `zookeeper_limits` node (DataTree.pTrie). */
  readonly quotas: TrieMap<true>;
  /** Bytes of all paths and data (DataTree.nodeDataSize). */
  readonly dataBytes: number;
  /** Where the counters of every node begin. */
  readonly firsts: Firsts;
}

/** 0 in ZooKeeper; a scenario may say more, so that their end at 2147483647 can be seen. */
export interface Firsts {
  readonly version: number;
  /** The number that a node's first sequential child has. */
  readonly sequence: number;
}

const FROM_ZERO: Firsts = Object.freeze({ version: 0, sequence: 0 });

export type DraftOf<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A copy to be changed before anyone else sees it. Written out: a spread is twenty times slower.
 */
export function draftNode(node: Znode): DraftOf<Znode> {
  return {
    data: node.data,
    acl: node.acl,
    czxid: node.czxid,
    mzxid: node.mzxid,
    pzxid: node.pzxid,
    ctime: node.ctime,
    mtime: node.mtime,
    version: node.version,
    creations: node.creations,
    aversion: node.aversion,
    owner: node.owner,
    kind: node.kind,
    ttl: node.ttl,
    children: node.children,
  };
}

/** A copy to be changed before anyone else sees it; always all fields in the same order. */
export function draftDatabase(db: Database): DraftOf<Database> {
  return {
    kind: 'image',
    nodes: db.nodes,
    sessions: db.sessions,
    ephemerals: db.ephemerals,
    containers: db.containers,
    ttls: db.ttls,
    quotas: db.quotas,
    dataBytes: db.dataBytes,
    firsts: db.firsts,
  };
}

/** ZooDefs.Ids.READ_ACL_UNSAFE: world:anyone:r. */
const READ_ACL: Acl = Object.freeze([{ perms: 1, scheme: 'world', id: 'anyone' }]);

const ROOT_PATH = '/';
const ZOOKEEPER_PATH = '/zookeeper';
export const QUOTA_PATH = '/zookeeper/quota';
export const CONFIG_PATH = '/zookeeper/config';

/** Nodes that no client may delete (ZKDatabase.isSpecialPath). */
export function isSpecialPath(path: string): boolean {
  return (
    path === ROOT_PATH || path === ZOOKEEPER_PATH || path === QUOTA_PATH || path === CONFIG_PATH
  );
}

/** The lengths of the four built-in paths. */
const BUILT_IN_BYTES =
  ROOT_PATH.length + ZOOKEEPER_PATH.length + QUOTA_PATH.length + CONFIG_PATH.length;

/** Bytes of a node's data; none at all counts as 0. */
export function lengthOf(data: Bytes | null): number {
  return data === null ? 0 : data.length;
}

function builtIn(data: Bytes, children: readonly string[], firsts: Firsts): Znode {
  let names = emptyMap<true>();
  for (const name of children) names = setKey(names, name, true);
  return {
    data,
    acl: OPEN_ACL,
    czxid: ZERO,
    mzxid: ZERO,
    pzxid: ZERO,
    ctime: 0,
    mtime: 0,
    version: firsts.version,
    creations: firsts.sequence,
    aversion: firsts.version,
    owner: NO_SESSION,
    kind: 'ordinary',
    ttl: 0,
    children: names,
  };
}

/**
 * The tree of a server that never applied a transaction. The built-in children were not created by
 * one, hence cversion -1 of `/` and -2 of `/zookeeper`. The config node is protected at start-up
 * (aversion -1) and, in an ensemble, written with its list of servers, which leaves version -1
 * (ZKDatabase.initConfigInZKDatabase). `configText` is that list, null on a stand-alone server;
 * `startedMs` is the config node's mtime.
 */
export function emptyDatabase(
  configText: Bytes | null = null,
  startedMs = 0,
  firsts: Firsts = FROM_ZERO,
): Database {
  const config = draftNode(builtIn(configText ?? '', [], firsts));
  config.acl = READ_ACL;
  config.aversion = -1;
  if (configText !== null) {
    config.mtime = startedMs;
    config.version = -1;
  }
  let nodes = emptyMap<Znode>();
  nodes = setKey(nodes, ROOT_PATH, builtIn('', ['zookeeper'], firsts));
  nodes = setKey(nodes, ZOOKEEPER_PATH, builtIn('', ['quota', 'config'], firsts));
  nodes = setKey(nodes, QUOTA_PATH, builtIn('', [], firsts));
  nodes = setKey(nodes, CONFIG_PATH, config);
  return {
    kind: 'image',
    nodes,
    sessions: emptyMap(),
    ephemerals: emptyMap(),
    containers: emptyMap(),
    ttls: emptyMap(),
    quotas: emptyMap(),
    dataBytes: BUILT_IN_BYTES + lengthOf(configText),
    firsts,
  };
}

/** The node at `path`; the empty path is the root's other name (DataTree keeps it under both). */
export function nodeAt(db: Database, path: string): Znode | undefined {
  return getKey(db.nodes, path === '' ? ROOT_PATH : path);
}

/** Number of nodes, as `srvr` counts them: the root is held under two keys. */
export function nodeCount(db: Database): number {
  return size(db.nodes) + 1;
}

/** An ordinary ephemeral node: owned by a session, without children (EphemeralType.NORMAL). */
export function isEphemeral(node: Znode): boolean {
  return node.owner !== NO_SESSION;
}

const NODE_BYTES = 84;
const SESSION_BYTES = 12;

/**
 * About the size of a snapshot file: path, data, ACL number and Stat of each node, each session.
 */
export function snapshotBytes(db: Database): number {
  return db.dataBytes + NODE_BYTES * size(db.nodes) + SESSION_BYTES * size(db.sessions);
}
