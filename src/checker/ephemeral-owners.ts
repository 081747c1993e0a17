import { byCodeUnit, getKey, hasKey, keysOf } from '../lib/index.ts';
import {
  type Change,
  NO_SESSION,
  type ServerId,
  type SessionId,
  type Zxid,
} from '../model/index.ts';
import { type Database, nodeAt } from '../znodes/index.ts';
import { entry } from './breach.ts';
import type { Finding, Invariant } from './occasions.ts';

function orphan(sid: ServerId, path: string, session: SessionId, zxid: Zxid): Finding {
  return {
    because: { rule: 'ephemeralOwners.orphan', facts: { server: sid, path, session, zxid } },
    places: [{ type: 'path', server: sid, path }, entry(sid, zxid)],
  };
}

/** Of one session that is not in the table: a node that it still owns. */
function orphanOf(db: Database, session: SessionId): string | null {
  if (hasKey(db.sessions, session)) return null;
  const paths = getKey(db.ephemerals, session);
  if (paths === undefined || paths.size === 0) return null;
  return keysOf(paths).sort(byCodeUnit)[0] ?? null;
}

/** An orphan that this change could have made. */
function madeBy(change: Change, session: SessionId, db: Database): [string, SessionId] | null {
  if (change.type === 'create' && change.owner !== NO_SESSION) {
    const isOwner = nodeAt(db, change.path)?.owner === change.owner;
    return isOwner && !hasKey(db.sessions, change.owner) ? [change.path, change.owner] : null;
  }
  if (change.type === 'closeSession') {
    const path = orphanOf(db, session);
    return path === null ? null : [path, session];
  }
  if (change.type !== 'multi') return null;
  for (const one of change.changes) {
    const found = madeBy(one, session, db);
    if (found !== null) return found;
  }
  return null;
}

/**
 * The owner of every ephemeral node is a live session: in that same server's table, at what it has
 * applied.
 */
export const ephemeralOwners: Invariant = {
  name: 'EphemeralOwners',
  source: 'ZooKeeper programmer’s guide, ephemeral nodes; DataTree.killSession',
  judges: {
    applied: ({ sid, txn, image }) => {
      const found = madeBy(txn.change, txn.session, image);
      return found && orphan(sid, found[0], found[1], txn.zxid);
    },
    joined: ({ sid, last, image }) => {
      for (const session of keysOf(image.ephemerals)) {
        const path = orphanOf(image, session);
        if (path !== null) return orphan(sid, path, session, last);
      }
      return null;
    },
  },
};
