import { itemAt } from '../lib/index.ts';
import { compareZxid, sameZxid } from '../model/index.ts';
import { committed } from './breach.ts';
import { isWrite } from './clients.ts';
import { committedUpTo } from './ledger.ts';
import type { Invariant } from './occasions.ts';

/**
 * Writes take effect one after the other, between asking and answer: a write asked for after
 * another was acknowledged comes behind it, and the answer is about the client's own transaction.
 */
export const linearizableWrites: Invariant = {
  name: 'LinearizableWrites',
  source: 'Hunt et al., "ZooKeeper: Wait-free coordination", section 2.3 (A-linearizability)',
  judges: {
    answered: ({ client, op, reply, session, pending }, r) => {
      if (!isWrite(op) || reply.code !== 'OK') return null;
      const { zxid, cxid } = reply;
      if (pending !== null && compareZxid(zxid, pending.floor) <= 0) {
        const facts = { client, xid: cxid, zxid, before: pending.floor };
        return {
          because: { rule: 'linearizableWrites.order', facts },
          places: [{ type: 'client', client, zxid }, committed(pending.floor)],
        };
      }
      const txn = itemAt(r.ledger.committed, committedUpTo(r.ledger, zxid) - 1);
      // Not committed: AcknowledgedWrites waits for it.
      if (!txn || !sameZxid(txn.zxid, zxid)) return null;
      if (txn.session === session && txn.cxid === cxid) return null;
      return {
        because: { rule: 'linearizableWrites.other', facts: { client, xid: cxid, zxid } },
        places: [{ type: 'client', client, zxid }, committed(zxid)],
      };
    },
  },
};
