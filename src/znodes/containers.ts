import { byCodeUnit, forEachKey, size } from '../lib/index.ts';
import { type Database, nodeAt } from './tree.ts';

/**
 * What the leader's periodic scan would delete at `nowMs`, sorted (ContainerManager.getCandidates):
 * childless containers that once had a child, or, with `maxNeverUsedMs` > 0, are older than that
 * without one; and childless TTL nodes not written for longer than their ttl.
 */
export function containersDue(db: Database, nowMs: number, maxNeverUsedMs = 0): string[] {
  const due: string[] = [];
  forEachKey(db.containers, (_, path) => {
    const node = nodeAt(db, path);
    if (node === undefined || size(node.children) > 0) return;
    const unused = maxNeverUsedMs > 0 && nowMs - node.mtime > maxNeverUsedMs;
    if (node.creations > 0 || unused) due.push(path);
  });
  forEachKey(db.ttls, (_, path) => {
    const node = nodeAt(db, path);
    if (node === undefined || size(node.children) > 0) return;
    if (nowMs - node.mtime > node.ttl) due.push(path);
  });
  return due.sort(byCodeUnit);
}
