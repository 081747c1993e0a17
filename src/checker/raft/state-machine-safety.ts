import { sameZxid } from '../../model/index.ts';
import { committed, entry, server } from '../breach.ts';
import type { RaftInvariant } from './occasions.ts';

/** What a member applies or commits at an index nobody applies otherwise. */
export const stateMachineSafety: RaftInvariant = {
  name: 'StateMachineSafety',
  source: 'Ongaro, figure 3.2: State Machine Safety; etcdraft.tla, LogInv',
  judges: {
    executed: ({ sid, has, expected }) => {
      if (expected !== null && sameZxid(has, expected)) return null;
      if (expected === null) {
        const facts = { server: sid, zxid: has };
        return {
          because: { rule: 'stateMachineSafety.uncommitted', facts },
          places: [entry(sid, has), server(sid)],
        };
      }
      const facts = { server: sid, zxid: has, expected };
      return {
        because: { rule: 'stateMachineSafety.other', facts },
        places: [entry(sid, has), committed(expected)],
      };
    },
    recommitted: ({ sid, has, expected }) => ({
      because: {
        rule: 'stateMachineSafety.commits',
        facts: { server: sid, zxid: has, expected },
      },
      places: [entry(sid, has), committed(expected)],
    }),
  },
};
