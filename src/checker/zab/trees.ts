import { byCodeUnit, forEachChange, size } from '../../lib/index.ts';
import { sameZxid } from '../../model/index.ts';
import type { Database, Znode } from '../../znodes/index.ts';

/** Whether two servers' copies of a node went through the same transactions. */
function isAlike(a: Znode, b: Znode): boolean {
  return (
    sameZxid(a.czxid, b.czxid) &&
    sameZxid(a.mzxid, b.mzxid) &&
    sameZxid(a.pzxid, b.pzxid) &&
    a.version === b.version &&
    a.aversion === b.aversion &&
    a.creations === b.creations &&
    size(a.children) === size(b.children)
  );
}

/**
 * The first path, by code units, at which two trees differ; null: they are alike. What both share
 * is passed over, so it costs as much as what one of them has worked out for itself.
 */
export function differingPath(a: Database, b: Database): string | null {
  let found: string | null = null;
  if (a === b) return found;
  forEachChange(a.nodes, b.nodes, (path, x, y) => {
    if (x && y && isAlike(x, y)) return;
    if (found === null || byCodeUnit(path, found) < 0) found = path;
  });
  return found;
}
