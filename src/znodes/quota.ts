import { deleteKey, forEachKey, getKey, setKey, size } from '../lib/index.ts';
import {
  type Bytes,
  childPath,
  type ErrorCode,
  nameOf,
  parentOf,
  printStatsTrack,
  readStatsTrack,
  trackField,
} from '../model/index.ts';
import { type Database, type DraftOf, draftNode, lengthOf, nodeAt, QUOTA_PATH } from './tree.ts';

const LIMITS = 'zookeeper_limits';
const STATS = 'zookeeper_stats';

/**
 * The nearest path at or above `path` that has a quota, or null; never `/` (getMaxPrefixWithQuota).
 */
export function quotaAbove(db: Database, path: string): string | null {
  if (size(db.quotas) === 0) return null;
  for (let at = path; at.length > 1; at = parentOf(at)) {
    if (getKey(db.quotas, at) !== undefined) return at;
  }
  return null;
}

function statsPath(quotaPath: string): string {
  return `${QUOTA_PATH}${quotaPath}/${STATS}`;
}

/** Replaces a stats node's text. Neither version nor mzxid moves: no transaction wrote it. */
function writeStats(db: DraftOf<Database>, path: string, text: Bytes): void {
  const node = getKey(db.nodes, path);
  if (node === undefined) return;
  const next = draftNode(node);
  next.data = text;
  db.dataBytes += text.length - lengthOf(node.data);
  db.nodes = setKey(db.nodes, path, next);
}

/** DataTree.updateQuotaStat: the subtree under a quota grew or shrank. */
export function countQuota(
  db: DraftOf<Database>,
  path: string,
  bytesDelta: number,
  countDelta: number,
): void {
  const above = quotaAbove(db, path);
  if (above === null) return;
  const stats = nodeAt(db, statsPath(above));
  if (stats === undefined) return;
  const track = readStatsTrack(stats.data);
  if (!track.readable) return;
  const count = trackField(track.fields, 'count') + countDelta;
  const bytes = trackField(track.fields, 'bytes') + bytesDelta;
  const grown = new Map(track.fields).set('count', count).set('bytes', bytes);
  writeStats(db, statsPath(above), printStatsTrack(grown));
}

/** After a create: a limits node starts a quota, a stats node starts with what is there already. */
export function noteQuotaCreated(db: DraftOf<Database>, path: string): void {
  const parent = parentOf(path);
  if (!parent.startsWith(QUOTA_PATH)) return;
  const name = nameOf(path);
  const quotaPath = parent.slice(QUOTA_PATH.length);
  if (quotaPath === '') return;
  if (name === LIMITS) db.quotas = setKey(db.quotas, quotaPath, true);
  if (name !== STATS) return;
  const total = subtreeTotals(db, quotaPath);
  const fields = new Map([
    ['count', total.count],
    ['bytes', total.bytes],
  ]);
  writeStats(db, path, printStatsTrack(fields));
}

/** After a delete of a limits node the quota is gone. */
export function noteQuotaDeleted(db: DraftOf<Database>, path: string): void {
  const parent = parentOf(path);
  if (nameOf(path) !== LIMITS || !parent.startsWith(QUOTA_PATH)) return;
  db.quotas = deleteKey(db.quotas, parent.slice(QUOTA_PATH.length));
}

/** DataTree.getCounts: walks the subtree; only a newly created stats node asks for it. */
function subtreeTotals(db: Database, path: string): { count: number; bytes: number } {
  const totals = { count: 0, bytes: 0 };
  const visit = (at: string): void => {
    const node = nodeAt(db, at);
    if (node === undefined) return;
    totals.count++;
    totals.bytes += lengthOf(node.data);
    forEachKey(node.children, (_, name) => visit(childPath(at, name)));
  };
  visit(path);
  return totals;
}

/**
 * What a quota has against the growth of a subtree (ZooKeeperServer.checkQuota): QUOTAEXCEEDED
 * beyond a hard limit; MARSHALLINGERROR when it cannot read its own nodes, for StatsTrack throws.
 * Soft limits only make the server log a warning, but for that it reads the stats, too.
 */
export function quotaError(
  db: Database,
  path: string,
  bytesDelta: number,
  countDelta: number,
): ErrorCode | null {
  const above = quotaAbove(db, path);
  if (above === null) return null;
  const limits = nodeAt(db, `${QUOTA_PATH}${above}/${LIMITS}`);
  if (limits === undefined) return null;
  const limit = readStatsTrack(limits.data);
  if (!limit.readable) return 'MARSHALLINGERROR';
  const limitOf = (key: string): number => trackField(limit.fields, key);
  const [maxCount, maxBytes] = [limitOf('countHardLimit'), limitOf('byteHardLimit')];
  const counts = countDelta !== 0 && (maxCount > -1 || limitOf('count') > -1);
  const measures = bytesDelta !== 0 && (maxBytes > -1 || limitOf('bytes') > -1);
  const stats = counts || measures ? nodeAt(db, statsPath(above)) : undefined;
  if (stats === undefined) return null;
  const track = readStatsTrack(stats.data);
  if (!track.readable) return 'MARSHALLINGERROR';
  const count = trackField(track.fields, 'count') + countDelta;
  const bytes = trackField(track.fields, 'bytes') + bytesDelta;
  const exceeds =
    (counts && maxCount > -1 && count > maxCount) ||
    (measures && maxBytes > -1 && bytes > maxBytes);
  return exceeds ? 'QUOTAEXCEEDED' : null;
}
