import { server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** A vote leaves only when term and vote are on disk. */
export const voteOnDisk: RaftInvariant = {
  name: 'VoteOnDisk',
  source: 'Ongaro, section 3.8',
  judges: {
    granted: ({ sid, to, term, onDisk }) => {
      if (onDisk) return null;
      return {
        because: { rule: 'voteOnDisk.lacks', facts: { server: sid, to, term } },
        places: [server(sid), server(to)],
      };
    },
  },
};
