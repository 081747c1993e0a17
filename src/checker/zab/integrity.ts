import { committed, entry, server } from '../breach.ts';
import { proposalAt, termOf } from './ghost.ts';
import type { ZabInvariant } from './occasions.ts';

/** What is committed was proposed by a leader, and what a serving server applied was committed. */
export const integrity: ZabInvariant = {
  name: 'Integrity',
  source: 'ZkV3_7_0.tla, Integrity; Zab.tla, Integrity',
  judges: {
    committed: ({ sid, txn }, r) => {
      const term = termOf(r.ledger, txn.zxid.epoch);
      if (!term || proposalAt(r.ledger, txn.zxid) === txn) return null;
      const facts = { server: sid, zxid: txn.zxid, leader: term.sid };
      return {
        because: { rule: 'integrity.notProposed', facts },
        places: [entry(sid, txn.zxid), server(term.sid)],
      };
    },
    strayed: ({ sid, has, last, expected }, r) => {
      if (has === null) return null;
      const proposed = proposalAt(r.ledger, has.zxid) === has || !termOf(r.ledger, has.zxid.epoch);
      if (proposed && expected !== null) return null;
      const rule = proposed ? 'integrity.notCommitted' : 'integrity.notProposed';
      const leader = termOf(r.ledger, has.zxid.epoch)?.sid ?? sid;
      return {
        because: { rule, facts: { server: sid, zxid: last, leader } },
        places: [entry(sid, last), committed(last)],
      };
    },
  },
};
