import { server } from '../breach.ts';
import type { ZabInvariant } from './occasions.ts';
import { peerOf } from './peer-of.ts';

/** An epoch has one leader for all time, also when the first one is long gone. */
export const leadership2: ZabInvariant = {
  name: 'Leadership2',
  source: 'ZkV3_7_0.tla, Leadership2; Zab.tla, Leadership2',
  judges: {
    elected: ({ sid, epoch, earlier }) =>
      earlier === null
        ? null
        : {
            because: {
              rule: 'leadership2.again',
              facts: { server: sid, other: earlier.sid, epoch },
            },
            places: [server(sid), server(earlier.sid)],
          },
    // A leader that counts on past the end of its epoch proposes in one that nobody elected it for.
    committed: ({ sid, txn }, r) => {
      const peer = peerOf(r.host(sid));
      const epoch = peer?.leader?.epoch ?? null;
      const own = peer?.leaf !== 'STANDALONE' && epoch !== null;
      if (!own || txn.zxid.epoch <= epoch) return null;
      return {
        because: { rule: 'leadership2.unelected', facts: { server: sid, epoch, zxid: txn.zxid } },
        places: [server(sid), { type: 'entry', server: sid, zxid: txn.zxid }],
      };
    },
  },
};
