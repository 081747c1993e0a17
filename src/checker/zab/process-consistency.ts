import { itemAt, searchLog } from '../../lib/index.ts';
import { compareZxid, type ServerId, sameZxid, type Zxid } from '../../model/index.ts';
import { lastZxidOnDisk, type Peer } from '../../zab/index.ts';
import { entry, server } from '../breach.ts';
import { committedUpTo } from '../ledger.ts';
import type { Finding } from '../occasions.ts';
import { follows, settledZxid } from './ghost.ts';
import type { ZabLedgerDraft } from './ledger-draft.ts';
import type { ZabInvariant } from './occasions.ts';
import { peerOf } from './peer-of.ts';
import type { ZabBreachRule } from './rules.ts';

/**
 * The leader that a learner has taken the epoch over from; null: it leads no more, nothing to
 * compare with.
 */
function leaderOf(peer: Peer, r: ZabLedgerDraft): Peer | null {
  const { learner, disk } = peer;
  if (!learner || disk.currentEpoch !== learner.epoch || disk.acceptedEpoch !== learner.epoch) {
    return null;
  }
  const leader = peerOf(r.host(learner.leader));
  return leader?.leader?.epoch === learner.epoch ? leader : null;
}

/**
 * Whether the leader's history has a transaction at `z`: in its log, at its end, or among the
 * committed.
 */
function holds(leader: Peer, z: Zxid, r: ZabLedgerDraft): boolean {
  if (z.epoch === 0) return true;
  const { log } = leader.disk;
  const at = searchLog(log, (txn) => compareZxid(txn.zxid, z) >= 0);
  const found = itemAt(log, at);
  if (found && sameZxid(found.zxid, z)) return true;
  if (sameZxid(settledZxid(r.ledger, lastZxidOnDisk(leader.disk)), z)) return true;
  const done = itemAt(r.ledger.committed, committedUpTo(r.ledger, z) - 1);
  return done !== undefined && sameZxid(done.zxid, z);
}

function differs(sid: ServerId, z: Zxid, leader: ServerId): Finding<ZabBreachRule> {
  return {
    because: { rule: 'processConsistency.differs', facts: { server: sid, zxid: z, leader } },
    places: [entry(sid, z), server(leader)],
  };
}

/**
 * The history of a server that has taken over its leader's epoch is a prefix of the leader's. The
 * leader's counts what it has appended, on disk or not: a follower's disk may be the faster one.
 */
export const processConsistency: ZabInvariant = {
  name: 'ProcessConsistency',
  source: 'NJU specification, ProcessConsistency (Remix, EuroSys 2025)',
  judges: {
    promised: ({ sid, peer, torn }, r) => {
      const leader = leaderOf(peer, r);
      if (!leader) return null;
      const z = settledZxid(r.ledger, lastZxidOnDisk(peer.disk));
      return torn || !holds(leader, z, r) ? differs(sid, z, leader.sid) : null;
    },
    appended: ({ sid, peer, txn, previous }, r) => {
      const leader = leaderOf(peer, r);
      if (!leader || follows(r.ledger, settledZxid(r.ledger, previous), txn)) return null;
      return differs(sid, txn.zxid, leader.sid);
    },
  },
};
