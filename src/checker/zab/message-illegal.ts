import { server } from '../breach.ts';
import type { ZabInvariant } from './occasions.ts';

const PHASED: ReadonlySet<string> = new Set(['LEADERINFO', 'DIFF', 'TRUNC', 'SNAP']);

/** Nobody gets a packet that its role should never receive. */
export const messageIllegal: ZabInvariant = {
  name: 'messageIllegal',
  source: 'ZkV3_7_0.tla, violatedInvariants.messageIllegal',
  judges: {
    received: ({ sid, from, message, accepted, peer }) => {
      if (accepted || PHASED.has(message.type)) return null;
      const facts = { server: sid, from, message: message.type, state: peer.leaf };
      return {
        because: { rule: 'messageIllegal.role', facts },
        places: [server(sid), server(from)],
      };
    },
  },
};
