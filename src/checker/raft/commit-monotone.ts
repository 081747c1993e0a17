import { server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** While a process lives, what it knows to be committed only grows. */
export const commitMonotone: RaftInvariant = {
  name: 'CommitMonotone',
  source: 'raft.raftLog.commitTo',
  judges: {
    commitMoved: ({ sid, from, to }) => {
      if (to >= from) return null;
      return {
        because: { rule: 'commitMonotone.falls', facts: { server: sid, from, to } },
        places: [server(sid), server(sid)],
      };
    },
  },
};
