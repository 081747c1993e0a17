import { sameZxid, zxid } from '../../model/index.ts';
import { committed, entry } from '../breach.ts';
import { parentOf } from './ghost.ts';
import type { ZabInvariant } from './occasions.ts';

/**
 * What one leader proposed in one epoch is committed in that order, without gaps. Judged for all
 * pairs: each transaction of an epoch stands right behind the one its leader proposed before it
 * (upstream's formula quantifies the pair existentially, which is weaker than its comment).
 */
export const localPrimaryOrder: ZabInvariant = {
  name: 'LocalPrimaryOrder',
  source: 'ZkV3_7_0.tla, LocalPrimaryOrder (over all pairs); Zab.tla, LocalPrimaryOrder',
  judges: {
    committed: ({ sid, txn, previous }, r) => {
      const { epoch, counter } = txn.zxid;
      const parent = parentOf(r.ledger, txn);
      if (parent === null || parent.epoch !== epoch || sameZxid(parent, previous)) return null;
      const before = zxid(epoch, counter - 1);
      return {
        because: { rule: 'localPrimaryOrder.gap', facts: { server: sid, zxid: txn.zxid, before } },
        places: [entry(sid, txn.zxid), committed(before)],
      };
    },
    strayed: ({ sid, has, expected }, r) => {
      const parent = has && parentOf(r.ledger, has);
      if (!has || !parent || !expected || expected.zxid.epoch !== has.zxid.epoch) return null;
      if (expected.zxid.counter >= has.zxid.counter) return null;
      return {
        because: {
          rule: 'localPrimaryOrder.gap',
          facts: { server: sid, zxid: has.zxid, before: expected.zxid },
        },
        places: [entry(sid, has.zxid), committed(expected.zxid)],
      };
    },
  },
};
