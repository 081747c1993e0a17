import { byCodeUnit, deleteKey, forEachKey, getKey, setKey, size } from '../lib/index.ts';
import type { Bytes } from '../model/index.ts';
import { childPath, nameOf, parentOf } from './paths.ts';
import { type Database, type Draft, draftNode, lengthOf, nodeAt, QUOTA_PATH } from './tree.ts';

const LIMITS = 'zookeeper_limits';
const STATS = 'zookeeper_stats';

/** A limits or stats text: `count=2,bytes=10=;byteHardLimit=4` (StatsTrack). Absent is -1. */
interface Track {
  readonly fields: ReadonlyMap<string, number>;
  /** False when the text is not of this form: StatsTrack throws, the server logs and goes on. */
  readonly readable: boolean;
}

function readTrack(text: Bytes | null): Track {
  const fields = new Map<string, number>();
  if (text === null || text === '') return { fields, readable: text !== null };
  for (const pair of text.split(/[,;]+/)) {
    const [key = '', value] = pair.split('=');
    if (value === undefined || !/^[+-]?\d*$/.test(value)) return { fields, readable: false };
    fields.set(key, value === '' ? -1 : Number(value));
  }
  return { fields, readable: true };
}

function fieldOf(track: Track, key: string): number {
  return track.fields.get(key) ?? -1;
}

/** StatsTrack.toString: count and bytes first, then the others after a spurious `=`. */
function printTrack(count: number, bytes: number, track: Track | null): Bytes {
  let text = `count=${count},bytes=${bytes}`;
  const others = track === null ? [] : [...track.fields.keys()];
  const keys = others.filter((key) => key !== 'count' && key !== 'bytes').sort(byCodeUnit);
  if (keys.length > 0 && track !== null) {
    text += '=';
    for (const key of keys) text += `;${key}=${fieldOf(track, key)}`;
  }
  return text;
}

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
function writeStats(db: Draft<Database>, path: string, text: Bytes): void {
  const node = getKey(db.nodes, path);
  if (node === undefined) return;
  const next = draftNode(node);
  next.data = text;
  db.dataBytes += text.length - lengthOf(node.data);
  db.nodes = setKey(db.nodes, path, next);
}

/** DataTree.updateQuotaStat: the subtree under a quota grew or shrank. */
export function countQuota(
  db: Draft<Database>,
  path: string,
  bytesDelta: number,
  countDelta: number,
): void {
  const above = quotaAbove(db, path);
  if (above === null) return;
  const stats = nodeAt(db, statsPath(above));
  if (stats === undefined) return;
  const track = readTrack(stats.data);
  if (!track.readable) return;
  const count = fieldOf(track, 'count') + countDelta;
  const bytes = fieldOf(track, 'bytes') + bytesDelta;
  writeStats(db, statsPath(above), printTrack(count, bytes, track));
}

/** After a create: a limits node starts a quota, a stats node starts with what is there already. */
export function noteQuotaCreated(db: Draft<Database>, path: string): void {
  const parent = parentOf(path);
  if (!parent.startsWith(QUOTA_PATH)) return;
  const name = nameOf(path);
  const quotaPath = parent.slice(QUOTA_PATH.length);
  if (quotaPath === '') return;
  if (name === LIMITS) db.quotas = setKey(db.quotas, quotaPath, true);
  if (name !== STATS) return;
  const total = subtreeTotals(db, quotaPath);
  writeStats(db, path, printTrack(total.count, total.bytes, null));
}

/** After a delete of a limits node the quota is gone. */
export function noteQuotaDeleted(db: Draft<Database>, path: string): void {
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
 * Whether a hard limit forbids the growth (ZooKeeperServer.checkQuota). Soft limits only make the
 * server log a warning.
 */
export function exceedsQuota(
  db: Database,
  path: string,
  bytesDelta: number,
  countDelta: number,
): boolean {
  const above = quotaAbove(db, path);
  if (above === null) return false;
  const limits = nodeAt(db, `${QUOTA_PATH}${above}/${LIMITS}`);
  const stats = nodeAt(db, statsPath(above));
  if (limits === undefined || stats === undefined) return false;
  const limit = readTrack(limits.data);
  const track = readTrack(stats.data);
  const maxCount = fieldOf(limit, 'countHardLimit');
  const maxBytes = fieldOf(limit, 'byteHardLimit');
  const count = fieldOf(track, 'count') + countDelta;
  const bytes = fieldOf(track, 'bytes') + bytesDelta;
  return (
    (countDelta !== 0 && maxCount > -1 && count > maxCount) ||
    (bytesDelta !== 0 && maxBytes > -1 && bytes > maxBytes)
  );
}
