import { server } from '../breach.ts';
import { reigning } from './leaders.ts';
import type { ZabInvariant } from './occasions.ts';
import { peerOf } from './peer-of.ts';

/** At most one server leads an epoch at a time. */
export const leadership1: ZabInvariant = {
  name: 'Leadership1',
  source: 'ZkV3_7_0.tla, Leadership1; Zab.tla, Leadership1',
  judges: {
    elected: ({ sid, epoch }, r) => {
      for (const other of r.world.hosts) {
        if (other.sid === sid || reigning(peerOf(other))?.epoch !== epoch) continue;
        return {
          because: { rule: 'leadership1.two', facts: { server: sid, other: other.sid, epoch } },
          places: [server(sid), server(other.sid)],
        };
      }
      return null;
    },
  },
};
