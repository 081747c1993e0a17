import { server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** At most one member leads a term. */
export const electionSafety: RaftInvariant = {
  name: 'ElectionSafety',
  source: 'Ongaro, "Consensus: Bridging Theory and Practice", figure 3.2: Election Safety',
  judges: {
    won: ({ sid, term, earlier }) => {
      if (earlier === null || earlier === sid) return null;
      const facts = { server: sid, other: earlier, term };
      return {
        because: { rule: 'electionSafety.two', facts },
        places: [server(earlier), server(sid)],
      };
    },
  },
};
