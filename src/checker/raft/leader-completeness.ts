import { committed, server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** What is committed in a term is in the log of each leader of a later one. */
export const leaderCompleteness: RaftInvariant = {
  name: 'LeaderCompleteness',
  source: 'Ongaro, figure 3.2: Leader Completeness',
  judges: {
    won: ({ sid, term, lacks }) => {
      if (lacks === null) return null;
      const { zxid } = lacks;
      return {
        because: { rule: 'leaderCompleteness.lacks', facts: { server: sid, term, zxid } },
        places: [committed(zxid), server(sid)],
      };
    },
  },
};
