import { server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** The term on a disk never falls. */
export const termMonotone: RaftInvariant = {
  name: 'TermMonotone',
  source: 'Ongaro, section 3.3',
  judges: {
    recorded: ({ sid, before, term }) => {
      if (term >= before) return null;
      return {
        because: { rule: 'termMonotone.falls', facts: { server: sid, before, term } },
        places: [server(sid), server(sid)],
      };
    },
  },
};
