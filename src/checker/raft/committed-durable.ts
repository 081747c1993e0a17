import { entry, server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** A member applies, and records as committed, only what its own disk has. */
export const committedDurable: RaftInvariant = {
  name: 'CommittedDurable',
  source: 'etcdraft.tla, CommittedIsDurableInv',
  judges: {
    executed: ({ sid, has, onDisk }) => {
      if (onDisk) return null;
      return {
        because: { rule: 'committedDurable.applied', facts: { server: sid, zxid: has } },
        places: [entry(sid, has), server(sid)],
      };
    },
    recorded: ({ sid, commit, last }) => {
      if (commit <= last) return null;
      return {
        because: { rule: 'committedDurable.recorded', facts: { server: sid, commit, last } },
        places: [server(sid), server(sid)],
      };
    },
  },
};
