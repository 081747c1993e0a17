import { entry } from '../breach.ts';
import { isCommitted } from '../ledger.ts';
import { placeOf } from './ledger-draft.ts';
import type { ZabInvariant } from './occasions.ts';

/** Who has a later transaction has all earlier ones, in the same order. */
export const totalOrder: ZabInvariant = {
  name: 'TotalOrder',
  source: 'ZkV3_7_0.tla, TotalOrder; Zab.tla, TotalOrder',
  judges: {
    strayed: ({ sid, has, position, expected }, r) => {
      if (expected === null || has === null || has === expected || !isCommitted(r.ledger, has))
        return null;
      const facts = { server: sid, zxid: has.zxid, before: expected.zxid };
      return {
        because: { rule: 'totalOrder.skipped', facts },
        places: [entry(sid, has.zxid), placeOf(r, position, expected.zxid, sid)],
      };
    },
  },
};
