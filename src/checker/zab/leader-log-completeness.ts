import { committed, server } from '../breach.ts';
import type { ZabInvariant } from './occasions.ts';

/**
 * Who is established as leader has everything that was ever committed. Judged of the highest epoch
 * only.
 */
export const leaderLogCompleteness: ZabInvariant = {
  name: 'LeaderLogCompleteness',
  source: 'NJU specification, LeaderLogCompleteness (Remix, EuroSys 2025)',
  judges: {
    established: ({ sid, epoch, last, lacks }) => {
      if (lacks === null) return null;
      const facts = { server: sid, epoch, last, zxid: lacks.zxid };
      return {
        because: { rule: 'leaderLogCompleteness.lacks', facts },
        places: [server(sid), committed(lacks.zxid)],
      };
    },
  },
};
