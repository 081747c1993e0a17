import { server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** A member gives its vote of a term to one only, over restarts, too. */
export const oneVoteATerm: RaftInvariant = {
  name: 'OneVoteATerm',
  source: 'Ongaro, section 3.4',
  judges: {
    granted: ({ sid, to, term, earlier }) => {
      if (earlier === null || earlier === to) return null;
      const facts = { server: sid, to, other: earlier, term };
      return {
        because: { rule: 'oneVoteATerm.two', facts },
        places: [server(sid), server(to)],
      };
    },
  },
};
