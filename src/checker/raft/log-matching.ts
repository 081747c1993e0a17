import { committed, entry } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** Entries of the same index and term are the same, and so is all before them. */
export const logMatching: RaftInvariant = {
  name: 'LogMatching',
  source: 'Ongaro, figure 3.2: Log Matching',
  judges: {
    placed: ({ sid, txn, previous, other }) => {
      if (other === null) return null;
      const { zxid } = txn;
      if (other.txn !== txn) {
        return {
          because: { rule: 'logMatching.entry', facts: { server: sid, zxid } },
          places: [entry(sid, zxid), committed(zxid)],
        };
      }
      if (other.previous === previous) return null;
      const facts = { server: sid, zxid, term: previous, other: other.previous };
      return {
        because: { rule: 'logMatching.previous', facts },
        places: [entry(sid, zxid), committed(zxid)],
      };
    },
  },
};
