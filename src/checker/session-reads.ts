import { compareZxid, type Reply, type Zxid } from '../model/index.ts';
import type { Invariant } from './occasions.ts';

/** The latest change that an answer shows. */
function shown(reply: Reply): Zxid | null {
  const { body } = reply;
  if (body === null || !('stat' in body) || body.stat === null) return null;
  const { mzxid, pzxid } = body.stat;
  return compareZxid(mzxid, pzxid) >= 0 ? mzxid : pzxid;
}

/**
 * A session never reads backwards: what it is shown is never older than what it saw before, on any
 * server.
 */
export const sessionReads: Invariant = {
  name: 'SessionReads',
  source: 'ZooKeeper programmer’s guide, consistency guarantees: single system image',
  judges: {
    answered: ({ client, reply, seen }) => {
      const newest = shown(reply);
      const backwards = compareZxid(reply.zxid, seen) < 0;
      if (!backwards && (newest === null || compareZxid(newest, reply.zxid) <= 0)) return null;
      const facts = { client, xid: reply.cxid, zxid: reply.zxid, seen: backwards ? seen : newest };
      const rule = backwards ? 'sessionReads.backwards' : 'sessionReads.ahead';
      return {
        because: { rule, facts },
        places: [
          { type: 'client', client, zxid: seen },
          { type: 'client', client, zxid: reply.zxid },
        ],
      };
    },
  },
};
