import { entry } from '../breach.ts';
import { isCommitted } from '../ledger.ts';
import { otherWith } from './ledger-draft.ts';
import type { ZabInvariant } from './occasions.ts';

/**
 * Of two servers' committed histories one contains the other: neither has something the other
 * lacks.
 */
export const agreement: ZabInvariant = {
  name: 'Agreement',
  source: 'ZkV3_7_0.tla, Agreement; Zab.tla, Agreement',
  judges: {
    strayed: ({ sid, has, last, position, expected }, r) => {
      if (expected === null || (has !== null && isCommitted(r.ledger, has))) return null;
      const other = otherWith(r, position, sid);
      if (other === null) return null;
      const facts = { server: sid, zxid: last, other, lacks: expected.zxid };
      return {
        because: { rule: 'agreement.neither', facts },
        places: [entry(sid, last), entry(other, expected.zxid)],
      };
    },
  },
};
