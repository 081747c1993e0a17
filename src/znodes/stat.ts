import { size } from '../lib/index.ts';
import type { Stat } from '../model/index.ts';
import { lengthOf, type Znode } from './tree.ts';

/**
 * What a client sees of a node (DataNode.copyStat). Inside, a node counts only creations of
 * children; shown is creations plus deletions, which is 2N - numChildren.
 */
export function statOf(node: Znode): Stat {
  const numChildren = size(node.children);
  return {
    czxid: node.czxid,
    mzxid: node.mzxid,
    pzxid: node.pzxid,
    ctime: node.ctime,
    mtime: node.mtime,
    version: node.version,
    cversion: (2 * node.creations - numChildren) | 0,
    aversion: node.aversion,
    ephemeralOwner: node.owner,
    dataLength: lengthOf(node.data),
    numChildren,
  };
}
