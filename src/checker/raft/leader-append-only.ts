import { entry, server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** While it leads, a leader only appends to its log. */
export const leaderAppendOnly: RaftInvariant = {
  name: 'LeaderAppendOnly',
  source: 'Ongaro, figure 3.2: Leader Append-Only',
  judges: {
    leaderCut: ({ sid, zxid }) => ({
      because: { rule: 'leaderAppendOnly.cut', facts: { server: sid, zxid } },
      places: [entry(sid, zxid), server(sid)],
    }),
  },
};
