import { itemAt } from '../../lib/index.ts';
import { compareZxid, sameZxid, ZERO } from '../../model/index.ts';
import { entry, server } from '../breach.ts';
import { committedUpTo } from '../ledger.ts';
import { termOf } from './ghost.ts';
import type { ZabInvariant } from './occasions.ts';
import { peerOf } from './peer-of.ts';

/** What a serving follower has of earlier epochs its leader has, too. */
export const primaryIntegrity: ZabInvariant = {
  name: 'PrimaryIntegrity',
  source: 'ZkV3_7_0.tla, PrimaryIntegrity; Zab.tla, PrimaryIntegrity',
  judges: {
    joined: ({ sid, leader, last }, r) => {
      const peer = leader === null ? null : peerOf(r.host(leader));
      if (peer?.leaf !== 'LEADING.BROADCAST') return null;
      const epoch = peer.leader?.epoch ?? 0;
      const term = termOf(r.ledger, epoch);
      if (leader === null || term?.sid !== leader || last.epoch >= epoch) return null;
      const end = itemAt(r.ledger.committed, committedUpTo(r.ledger, last) - 1)?.zxid ?? ZERO;
      if (compareZxid(last, term.initialLast) <= 0 && sameZxid(end, last)) return null;
      return {
        because: {
          rule: 'primaryIntegrity.lacks',
          facts: { server: sid, zxid: last, leader, epoch },
        },
        places: [entry(sid, last), server(leader)],
      };
    },
  },
};
