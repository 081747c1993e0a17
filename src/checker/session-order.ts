import { getKey } from '../lib/index.ts';
import { refusalOf } from '../model/index.ts';
import { committed, entry } from './breach.ts';
import { UNNUMBERED } from './ledger.ts';
import type { Invariant } from './occasions.ts';

/** One session's writes are committed in the order in which it asked for them. */
export const sessionOrder: Invariant = {
  name: 'SessionOrder',
  source: 'ZooKeeper programmer’s guide, consistency guarantees: sequential consistency',
  judges: {
    committed: ({ sid, txn, previous }, r) => {
      const { session, cxid, change, zxid } = txn;
      if (cxid <= 0 || refusalOf(change) !== null) return null;
      const before = getKey(r.ledger.sessions, session);
      if (before === undefined || before === UNNUMBERED || before < cxid) return null;
      return {
        because: { rule: 'sessionOrder.late', facts: { session, xid: cxid, zxid, before } },
        places: [entry(sid, zxid), committed(previous)],
      };
    },
  },
};
