import { entry } from '../breach.ts';
import { placeOf } from './ledger-draft.ts';
import type { ZabInvariant } from './occasions.ts';

/**
 * Any two servers' committed histories agree on the length that both have, and so do the trees that
 * they make of the same history.
 */
export const prefixConsistency: ZabInvariant = {
  name: 'PrefixConsistency',
  source: 'ZkV3_7_0.tla, PrefixConsistency; Zab.tla, PrefixConsistency',
  judges: {
    strayed: ({ sid, last, position, expected }, r) => {
      if (expected === null) return null;
      const facts = { server: sid, zxid: last, expected: expected.zxid, position: position + 1 };
      return {
        because: { rule: 'prefixConsistency.differs', facts },
        places: [entry(sid, last), placeOf(r, position, expected.zxid, sid)],
      };
    },
    diverged: ({ sid, other, zxid, path }) => ({
      because: { rule: 'prefixConsistency.tree', facts: { server: sid, other, zxid, path } },
      places: [
        { type: 'path', server: sid, path },
        { type: 'path', server: other, path },
      ],
    }),
  },
};
