import { itemAt } from '../../lib/index.ts';
import { compareZxid, ZERO } from '../../model/index.ts';
import type { Disk } from '../../zab/index.ts';
import { entry, server } from '../breach.ts';
import type { ZabInvariant } from './occasions.ts';

/** The last transaction that a crash would leave on this disk. */
function lastDurable(disk: Disk) {
  const logged = itemAt(disk.log, disk.flushed - 1)?.zxid ?? ZERO;
  const saved = disk.snapshots.at(-1)?.zxid ?? ZERO;
  return compareZxid(logged, saved) >= 0 ? logged : saved;
}

/**
 * acceptedEpoch >= currentEpoch >= the epoch of the last transaction on disk: a server whose disk
 * breaks this refuses to start. A learner logs its leader's epoch a moment before it writes
 * currentEpoch; that moment is one step here and is not judged (`saving`).
 */
export const diskEpochs: ZabInvariant = {
  name: 'DiskEpochs',
  source: 'QuorumPeer.loadDataBase',
  judges: {
    disk: ({ sid, disk, saving }) => {
      const { acceptedEpoch, currentEpoch } = disk;
      const last = lastDurable(disk);
      const most = saving ? acceptedEpoch : currentEpoch;
      if (acceptedEpoch >= currentEpoch && most >= last.epoch) return null;
      const facts = { server: sid, accepted: acceptedEpoch, current: currentEpoch, zxid: last };
      return {
        because: { rule: 'diskEpochs.broken', facts },
        places: [server(sid), entry(sid, last)],
      };
    },
  },
};
