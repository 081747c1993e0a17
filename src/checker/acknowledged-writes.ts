import { server } from './breach.ts';
import type { Invariant } from './occasions.ts';

/** A write that a client was told is done is never lost. */
export const acknowledgedWrites: Invariant = {
  name: 'AcknowledgedWrites',
  source: 'ZooKeeper programmer’s guide, consistency guarantees: reliability',
  judges: {
    lost: ({ write, sid }) => {
      const { client, cxid, zxid } = write;
      return {
        because: {
          rule: 'acknowledgedWrites.lost',
          facts: { client, xid: cxid, zxid, server: sid },
        },
        places: [{ type: 'client', client, zxid }, server(sid)],
      };
    },
  },
};
