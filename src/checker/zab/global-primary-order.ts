import { itemAt } from '../../lib/index.ts';
import { committed, entry } from '../breach.ts';
import type { ZabInvariant } from './occasions.ts';

/** Everything of a smaller epoch comes before anything of a greater one. */
export const globalPrimaryOrder: ZabInvariant = {
  name: 'GlobalPrimaryOrder',
  source: 'ZkV3_7_0.tla, GlobalPrimaryOrder; Zab.tla, GlobalPrimaryOrder',
  judges: {
    committed: ({ sid, txn, previous }) => {
      if (txn.zxid.epoch >= previous.epoch) return null;
      return {
        because: {
          rule: 'globalPrimaryOrder.older',
          facts: { server: sid, zxid: txn.zxid, after: previous },
        },
        places: [entry(sid, txn.zxid), committed(previous)],
      };
    },
    strayed: ({ sid, has, position }, r) => {
      const previous = itemAt(r.ledger.committed, position - 1);
      if (!has || !previous || has.zxid.epoch >= previous.zxid.epoch) return null;
      return {
        because: {
          rule: 'globalPrimaryOrder.older',
          facts: { server: sid, zxid: has.zxid, after: previous.zxid },
        },
        places: [entry(sid, has.zxid), committed(previous.zxid)],
      };
    },
  },
};
