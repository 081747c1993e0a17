import { server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** A read sees all that was committed when it was asked for. */
export const linearizableReads: RaftInvariant = {
  name: 'LinearizableReads',
  source: 'Ongaro, section 6.4',
  judges: {
    readable: ({ sid, from, index, floor }) => {
      if (index >= floor) return null;
      return {
        because: { rule: 'linearizableReads.old', facts: { server: sid, from, index, floor } },
        places: [server(sid), server(from)],
      };
    },
  },
};
