import { itemAt } from '../../lib/index.ts';
import { sameZxid } from '../../model/index.ts';
import { entry, server } from '../breach.ts';
import type { ZabInvariant } from './occasions.ts';

/** A COMMIT names the oldest proposal that this learner holds and has not been told to commit. */
export const commitInconsistent: ZabInvariant = {
  name: 'commitInconsistent',
  source: 'ZkV3_7_0.tla, violatedInvariants.commitInconsistent',
  judges: {
    ordered: ({ sid, from, zxid, learner }) => {
      // While it saves, packets wait unread: their proposals are not pending yet.
      if (learner.progress === 'SAVING') return null;
      const head = itemAt(learner.pending, learner.head + learner.toCommit.length);
      if (head && sameZxid(head.zxid, zxid)) return null;
      const facts = { server: sid, from, zxid, head: head?.zxid ?? null };
      const rule = head ? 'commitInconsistent.order' : 'commitInconsistent.unknown';
      return { because: { rule, facts }, places: [entry(sid, zxid), server(from)] };
    },
  },
};
