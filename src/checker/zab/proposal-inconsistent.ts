import { sameZxid } from '../../model/index.ts';
import { entry, server } from '../breach.ts';
import { follows, settledZxid } from './ghost.ts';
import { ghostAt } from './ledger-draft.ts';
import type { ZabInvariant } from './occasions.ts';

/**
 * A proposal is the immediate successor of the one before it; a TRUNC aims at something in the
 * log.
 */
export const proposalInconsistent: ZabInvariant = {
  name: 'proposalInconsistent',
  source: 'ZkV3_7_0.tla, violatedInvariants.proposalInconsistent',
  judges: {
    pended: ({ sid, txn, previous }, r) => {
      if (follows(r.ledger, settledZxid(r.ledger, previous), txn)) return null;
      return {
        because: {
          rule: 'proposalInconsistent.gap',
          facts: { server: sid, zxid: txn.zxid, after: previous },
        },
        places: [entry(sid, txn.zxid), entry(sid, previous)],
      };
    },
    received: ({ sid, from, message, after }, r) => {
      if (message.type !== 'TRUNC') return null;
      const index = r.world.hosts.findIndex((host) => host.sid === sid);
      const { last } = ghostAt(r, index);
      if (after !== null && sameZxid(last, settledZxid(r.ledger, message.zxid))) return null;
      const facts = { server: sid, from, zxid: message.zxid };
      return {
        because: { rule: 'proposalInconsistent.trunc', facts },
        places: [entry(sid, message.zxid), server(from)],
      };
    },
  },
};
