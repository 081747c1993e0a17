/** What the protocol of one leader tells of its replicas, in the words that all protocols share. */
import { itemAt, lastItem, searchLog, sliceLog } from '../../src/lib/index.ts';
import {
  compareZxid,
  type EnsembleConfig,
  type Txn,
  votersOf,
  ZERO,
  type Zxid,
} from '../../src/model/index.ts';
import type { EntryFacts, Facts, LeadingFacts, ReplicaDisk } from '../../src/replica/index.ts';
import type { OneLeaderReplica } from './one-leader.ts';

/** How many servers make a majority. */
export const majority = (config: EnsembleConfig): number => (votersOf(config).length >> 1) + 1;

export function factsOfOneLeader(
  me: OneLeaderReplica | null,
  left: ReplicaDisk,
  config: EnsembleConfig,
): Facts {
  const { log, flushed } = me?.disk ?? left;
  const done = me?.done ?? 0;
  const zxidAt = (count: number): Zxid => itemAt(log, count - 1)?.zxid ?? ZERO;
  const entry = (txn: Txn, index: number): EntryFacts => ({
    ...{ id: txn.zxid, txn, logged: true, onDisk: index < flushed, usable: true },
    ...{ committed: index < done, applied: index < done },
  });
  return {
    role: me?.leaf ?? null,
    phase: me && phaseOf(me),
    leaf: me?.leaf ?? null,
    standing: standingOf(me),
    leader: me === null || me.leaf === 'ALONE' ? null : me.leader,
    term: 1,
    promises: [],
    election: null,
    needed: majority(config),
    count: null,
    log: {
      length: log.length,
      from: (index) => sliceLog(log, index).map((txn, i) => entry(txn, Math.max(0, index) + i)),
      find: (id) => {
        const at = searchLog(log, (txn) => compareZxid(txn.zxid, id) >= 0);
        const txn = itemAt(log, at);
        return txn && compareZxid(txn.zxid, id) === 0 ? entry(txn, at) : null;
      },
      writing: flushed < log.length,
      ...{ first: zxidAt(1), last: zxidAt(log.length) },
      committed: zxidAt(done),
      applied: zxidAt(done),
      ...{ snapshot: ZERO, snapshots: [], files: 1 },
    },
    leading: me?.leaf === 'LEADS' ? leadingFacts(me, config) : null,
  };
}

export function phaseOf(me: OneLeaderReplica): string {
  return me.serving ? 'WORKING' : 'JOINING';
}

export function standingOf(me: OneLeaderReplica | null): Facts['standing'] {
  if (me === null || me.leaf === 'ALONE') return 'none';
  if (me.leaf === 'FOLLOWS') return 'following';
  return me.serving ? 'established' : 'elected';
}

function leadingFacts(me: OneLeaderReplica, config: EnsembleConfig): LeadingFacts {
  const { log, flushed } = me.disk;
  const zxidAt = (count: number): Zxid => itemAt(log, count - 1)?.zxid ?? ZERO;
  return {
    proposed: log.length,
    lastProposed: lastItem(log)?.zxid ?? ZERO,
    next: itemAt(log, me.done)?.zxid ?? null,
    members: me.have.map(({ sid, count }) => ({
      ...{ sid, voter: votersOf(config).includes(sid), acked: zxidAt(count) },
      ...{ doing: 'WORKING', serving: true },
    })),
    quorum: (id) => {
      const own = id.counter <= flushed ? [me.sid] : [];
      const others = me.have.filter(({ count }) => count >= id.counter).map(({ sid }) => sid);
      const verdict = id.counter <= me.done ? 'committed' : 'waiting';
      return { needed: majority(config), reached: [...own, ...others], verdict };
    },
  };
}
