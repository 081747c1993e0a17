import { server } from '../breach.ts';
import type { ZabInvariant, ZabOccasionOf } from './occasions.ts';

const PHASED: ReadonlySet<string> = new Set(['LEADERINFO', 'DIFF', 'TRUNC', 'SNAP']);

function wrongPhase({ message, accepted, handler, peer }: ZabOccasionOf<'received'>): boolean {
  if (!accepted) return PHASED.has(message.type);
  const progress = peer.learner?.progress;
  switch (message.type) {
    case 'FOLLOWERINFO':
    case 'OBSERVERINFO':
      return handler?.progress !== 'ACCEPTED';
    case 'ACKEPOCH':
      return handler?.progress !== 'EPOCH_SENT';
    case 'DIFF':
    case 'TRUNC':
    case 'SNAP':
      return progress !== 'EPOCH_ACKED';
    case 'NEWLEADER':
      return progress !== 'RECEIVING';
    case 'UPTODATE':
      return progress !== 'NEWLEADER_ACKED' && progress !== 'SAVING';
    default:
      return false;
  }
}

/** No packet of discovery or synchronization is handled in another phase than its own. */
export const stateInconsistent: ZabInvariant = {
  name: 'stateInconsistent',
  source: 'ZkV3_7_0.tla, violatedInvariants.stateInconsistent',
  judges: {
    received: (occasion) => {
      if (!wrongPhase(occasion)) return null;
      const { sid, from, message, peer } = occasion;
      const facts = { server: sid, from, message: message.type, state: peer.leaf };
      return {
        because: { rule: 'stateInconsistent.phase', facts },
        places: [server(sid), server(from)],
      };
    },
  },
};
