import { committed, server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** What is committed is on the disks of a majority. */
export const quorumLog: RaftInvariant = {
  name: 'QuorumLog',
  source: 'etcdraft.tla, QuorumLogInv',
  judges: {
    held: ({ sid, zxid, on, needed }) => {
      if (on.length >= needed) return null;
      const facts = { server: sid, zxid, on, needed };
      return {
        because: { rule: 'quorumLog.few', facts },
        places: [committed(zxid), server(sid)],
      };
    },
  },
};
