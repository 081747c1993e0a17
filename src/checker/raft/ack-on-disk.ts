import { server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** An acknowledgement leaves only when what it names is on disk. */
export const ackOnDisk: RaftInvariant = {
  name: 'AckOnDisk',
  source: 'Ongaro, section 3.8; etcdserver.raftNode.start',
  judges: {
    vouched: ({ sid, to, index, onDisk }) => {
      if (onDisk) return null;
      return {
        because: { rule: 'ackOnDisk.lacks', facts: { server: sid, to, index } },
        places: [server(sid), server(to)],
      };
    },
  },
};
