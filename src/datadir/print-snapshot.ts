import { bucketsFor, dateAt, inHashOrder, javaHash } from '../lib/index.ts';
import {
  type Bytes,
  compareZxid,
  maxZxid,
  type SessionId,
  ZERO,
  type Zxid,
  zxidHex,
} from '../model/index.ts';
import { nodeAt, QUOTA_PATH } from '../znodes/index.ts';
import type { SnapshotFile } from './file-scan.ts';
import { imageOf } from './image.ts';
import type { SavedNode } from './snapshot-scanner.ts';

/** A HashSet of so many items that began with so many buckets, at Java's load factor of 0.75. */
function buckets(first: number, count: number): number {
  return bucketsFor(first, count / 0.75);
}

/**
 * The lines that `SnapshotFormatter -d` prints of a snapshot, with dates in UTC; `zxid` is the one
 * that its name says. Each piece is one node's, or the end.
 */
export function* snapshotText(
  { nodes, sessions }: Pick<SnapshotFile, 'nodes' | 'sessions'>,
  zxid: Zxid,
): Generator<string> {
  const byPath = new Map<string, SavedNode>();
  const children = new Map<string, string[]>();
  for (const node of nodes) {
    byPath.set(node.path, node);
    if (node.path === '') continue;
    const slash = node.path.lastIndexOf('/');
    const parent = node.path.slice(0, slash);
    const names = children.get(parent);
    if (names === undefined) children.set(parent, [node.path.slice(slash + 1)]);
    else names.push(node.path.slice(slash + 1));
  }
  yield `ZNode Details (count=${byPath.size + 1}):\n`;
  const counted = countedStats(nodes);
  let last = ZERO;
  const waiting = [''];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const node = byPath.get(path);
    if (node === undefined) continue;
    yield nodeText(counted.get(path) ?? node);
    if (compareZxid(node.mzxid, last) > 0) last = node.mzxid;
    if (compareZxid(node.pzxid, last) > 0) last = node.pzxid;
    const names = children.get(path) ?? [];
    // DataNode begins its set with eight buckets.
    const ordered = inHashOrder(names, javaHash, buckets(8, names.length));
    for (let i = ordered.length - 1; i >= 0; i--) waiting.push(`${path}/${ordered[i]}`);
  }
  yield `----\n${sessionsText(nodes, sessions)}----\nLast zxid: ${zxidHex(maxZxid(zxid, last))}\n`;
}

/**
 * The nodes that count what is under a quota: whoever loads a snapshot counts anew, since the tree
 * went on while it was written (DataTree.setupQuota).
 */
function countedStats(nodes: SnapshotFile['nodes']): ReadonlyMap<string, SavedNode> {
  const stats = nodes.filter(({ path }) => path.startsWith(QUOTA_PATH));
  if (stats.length < 2) return new Map();
  const image = imageOf(nodes, []);
  return new Map(
    stats.map((node) => [node.path, { ...node, data: nodeAt(image, node.path)?.data ?? null }]),
  );
}

function nodeText(node: SavedNode): string {
  const lines = [
    '----',
    node.path === '' ? '/' : node.path,
    `  cZxid = ${wideHex(zxidHex(node.czxid))}`,
    `  ctime = ${longDate(node.ctime)}`,
    `  mZxid = ${wideHex(zxidHex(node.mzxid))}`,
    `  mtime = ${longDate(node.mtime)}`,
    `  pZxid = ${wideHex(zxidHex(node.pzxid))}`,
    `  cversion = ${node.cversion}`,
    `  dataVersion = ${node.version}`,
    `  aclVersion = ${node.aversion}`,
    `  ephemeralOwner = ${wideHex(node.owner)}`,
    `  data = ${base64(node.data ?? '')}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** `%#016x`: `0x` and digits, together at least 16. */
function wideHex(hex: string): string {
  return `0x${hex.slice(2).padStart(14, '0')}`;
}

function sessionsText(
  nodes: readonly SavedNode[],
  sessions: readonly (readonly [SessionId, number])[],
): string {
  const counts = new Map<SessionId, number>();
  for (const { owner } of nodes) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const timeouts = new Map(sessions);
  const ids = inHashOrder([...timeouts.keys()], longHash, buckets(16, timeouts.size));
  const lines = ids.map((id) => `${wideHex(id)}, ${timeouts.get(id)}, ${counts.get(id) ?? 0}\n`);
  return `Session Details (sid, timeout, ephemeralCount):\n${lines.join('')}`;
}

/** Long.hashCode. */
function longHash(id: SessionId): number {
  const digits = id.slice(2).padStart(16, '0');
  return Number.parseInt(digits.slice(0, 8), 16) ^ Number.parseInt(digits.slice(8), 16);
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = [
  ...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
];

/** Date.toString: `Mon Nov 30 03:29:37 UTC 2026`. */
function longDate(ms: number): string {
  const { year, month, day, weekday, hour, minute, second } = dateAt(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  const time = [hour, minute, second].map(two).join(':');
  return `${DAYS[weekday]} ${MONTHS[month - 1]} ${two(day)} ${time} UTC ${year}`;
}

/** Bytes in base64 (java.util.Base64). */
function base64(bytes: Bytes): string {
  return btoa(bytes);
}
