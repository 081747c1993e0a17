import { compareZxid } from '../../model/index.ts';
import { entry, server } from '../breach.ts';
import type { ZabInvariant } from './occasions.ts';

/**
 * A learner's first ACK is for NEWLEADER; the others rise, and name what was proposed. (ACKs with
 * counter 0 after the first are the answer to UPTODATE.)
 */
export const ackInconsistent: ZabInvariant = {
  name: 'ackInconsistent',
  source: 'ZkV3_7_0.tla, violatedInvariants.ackInconsistent',
  judges: {
    acknowledged: ({ sid, from, zxid, handler, leader }) => {
      const { epoch, lastProposed } = leader;
      const rises = compareZxid(zxid, handler.acked) > 0 && compareZxid(zxid, lastProposed) <= 0;
      const isFirst = handler.progress === 'SYNCING';
      const right =
        zxid.epoch === epoch && (isFirst ? zxid.counter === 0 : zxid.counter === 0 || rises);
      if (right) return null;
      const rule = isFirst ? 'ackInconsistent.newLeader' : 'ackInconsistent.order';
      return {
        because: { rule, facts: { server: sid, from, zxid, epoch } },
        places: [server(sid), entry(from, zxid)],
      };
    },
  },
};
