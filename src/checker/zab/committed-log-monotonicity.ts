import { committed, entry } from '../breach.ts';
import { follows } from './ghost.ts';
import type { ZabInvariant } from './occasions.ts';

/** What the leader commits goes on where everything committed before it ends. */
export const committedLogMonotonicity: ZabInvariant = {
  name: 'CommittedLogMonotonicity',
  source: 'NJU specification, CommittedLogMonotonicity ("monotonic read"; Remix, EuroSys 2025)',
  judges: {
    committed: ({ sid, txn, previous }, r) => {
      if (follows(r.ledger, previous, txn)) return null;
      return {
        because: {
          rule: 'committedLogMonotonicity.gap',
          facts: { server: sid, zxid: txn.zxid, after: previous },
        },
        places: [entry(sid, txn.zxid), committed(previous)],
      };
    },
  },
};
