import { describe, expect, it } from 'vitest';
import type { Peer, Variants } from '../../src/zab/index.ts';
import type { ClusterOptions } from '../support/cluster.ts';
import { settled, type Watched } from '../unit/checker/watched.ts';

/** A story that ends badly under a variant, and well without it. */
function story(
  variant: keyof Variants,
  broken: readonly string[],
  tell: (w: Watched) => Watched,
  options: ClusterOptions = {},
): void {
  it(`${variant} breaks ${broken[0]}`, () => {
    const w = tell(settled(options, { [variant]: true }));
    expect(w.breaches.map((one) => one.invariant)).toEqual(broken);
  });
  it(`without ${variant} nothing is broken`, () => {
    const w = tell(settled(options));
    expect(w.breaches).toEqual([]);
  });
}

const LOST = ['CommittedLogDurability', 'LeaderLogCompleteness', 'AcknowledgedWrites'];

/** Server 1 comes back to leader 3 with server 2 down, and is sent 1·3; its disk is slow. */
function returning(w: Watched): Watched {
  w.do('isolate 1').run(8000).do('a: create /y 1').run(50).do('crash 2', 'disk 1 3000', 'heal');
  const isAtNewLeader = ({ disk, learner }: Peer) =>
    disk.currentEpoch === 2 || learner?.progress === 'SAVING';
  return w.run(40_000, (now) => isAtNewLeader(now.peer(1)));
}

/** Servers 1 and 3 lose power; 1 comes back, and 2, which has 1·3. */
function whoLeads(w: Watched): Watched {
  return w.do('power-loss 1 3', 'disk 1 0', 'start 1 2').run(3000);
}

describe('a transaction that was committed and is gone', () => {
  // forceSync=no: the ACK names what the disk does not have.
  story('ackUnflushed', ['LeaderLogCompleteness', 'AcknowledgedWrites'], (w) => {
    w.do('cut 3 -> 2', 'disk 1 3000', 'a: create /y 1').run(100);
    return w.do('power-loss 1 3', 'disk 1 0', 'heal', 'start 1').run(6000);
  });

  // ZOOKEEPER-4643: 1 wins by its epoch, and lacks what that epoch began with.
  story('epochBeforeLog', LOST, (w) => whoLeads(returning(w)));

  // ZOOKEEPER-4646: the same, and the leader was established on the strength of 1's ACK.
  story('ackBeforeFsync', LOST, (w) => whoLeads(returning(w).run(10)));
});

describe('an epoch that is led twice', () => {
  story('forgetAcceptedEpoch', ['Leadership1', 'Leadership2'], (w) => {
    w.do('crash 1 2').run(5000).do('start 2');
    w.run(5000, (now) => now.peer(3).leaf === 'LEADING.SYNCHRONIZATION');
    return w.do('crash 2', 'isolate 3', 'start 1 2').run(1000);
  });
});

describe('a tree that is in memory only', () => {
  // ZOOKEEPER-3642: the next leader finds server 1 up to date, and its disk is not.
  const tell = (w: Watched): Watched => {
    w.do('crash 1', 'a: create /y 1', 'a: create /z 1', 'a: create /w 1').run(50);
    w.do('hold NEWLEADER 3 -> 1', 'start 1');
    w.run(5000, (now) => now.peer(1).learner?.syncMode === 'SNAP');
    w.do('crash 3').run(2000).do('client b connect 2 timeout 8000').run(200);
    return w.do('crash 1', 'start 1').run(3000);
  };
  story('keepMemoryAfterSnap', ['ProcessConsistency', 'PrefixConsistency', 'TotalOrder'], tell, {
    commitLogCount: 1,
    snapshotSizeFactor: -1,
  });
});
