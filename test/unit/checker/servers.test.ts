import { describe, expect, it } from 'vitest';
import { append, emptyLog, itemAt, takeLog } from '../../../src/lib/index.ts';
import { type SubChange, type Txn, type Zxid, zxid } from '../../../src/model/index.ts';
import type { Message, Peer } from '../../../src/zab/index.ts';
import { applyTxn, type Database } from '../../../src/znodes/index.ts';
import { orphaned, settled, type Watched } from './watched.ts';

const forged = (epoch: number, counter: number): Txn => ({
  zxid: zxid(epoch, counter),
  session: '0x1',
  cxid: 7,
  timeMs: 0,
  change: { type: 'error', code: 'NONODE' },
});

/** The peer with a transaction more in its memory. */
function applying(...txns: readonly Txn[]) {
  return (peer: Peer): Peer => {
    let { committedLog, lastProcessed } = peer.memory;
    for (const txn of txns) {
      committedLog = append(committedLog, txn);
      lastProcessed = txn.zxid;
    }
    return { ...peer, memory: { ...peer.memory, committedLog, lastProcessed } };
  };
}

/** The leader commits these as if they were its own proposals. */
function committing(...txns: readonly Txn[]) {
  return (peer: Peer): Peer => {
    const leader = peer.leader as NonNullable<Peer['leader']>;
    let { proposals, committedCount } = leader;
    for (const txn of txns) proposals = append(takeLog(proposals, committedCount++), txn);
    return { ...peer, leader: { ...leader, proposals, committedCount } };
  };
}

/** Server 1 hears nothing while `count` more writes are committed by the other two. */
function lagging(count: number): Watched {
  const w = settled().do('cut 3 -> 1');
  for (let i = 0; i < count; i++) w.do(`a: create /y${i} 1`).run(20);
  expect(w.ledger.committed.length).toBe(2 + count);
  expect(w.breaches).toEqual([]);
  return w;
}

const txnOf = (w: Watched, i: number) => itemAt(w.ledger.committed, i) as Txn;

describe('who leads', () => {
  const usurping = (epoch: number) => (w: Watched) => {
    const leader = w.peer(3).leader as NonNullable<Peer['leader']>;
    return w.tamper(1, (peer) => ({
      ...peer,
      leaf: 'LEADING.SYNCHRONIZATION',
      learner: null,
      leader: { ...leader, epoch, established: false, ownZxid: zxid(1, 2) },
    }));
  };

  it('two leaders of one epoch break Leadership1 and Leadership2', () => {
    expect(usurping(1)(settled())).toEqual(['Leadership1', 'Leadership2']);
  });

  it('a second leader of an epoch whose first is gone breaks Leadership2 alone', () => {
    const w = settled();
    const { leader } = w.peer(3);
    w.do('crash 3').run(5);
    const broken = w.tamper(1, (peer) => ({ ...peer, leaf: 'LEADING.SYNCHRONIZATION', leader }));
    expect(broken).toEqual(['Leadership2']);
  });

  it('a leader of a later epoch breaks nothing', () => {
    expect(usurping(2)(settled())).toEqual([]);
  });
});

describe('what a serving server applies', () => {
  it('what is committed there breaks nothing', () => {
    const w = lagging(2);
    expect(w.tamper(1, applying(txnOf(w, 2), txnOf(w, 3)))).toEqual([]);
  });

  it('something that nobody proposed breaks PrefixConsistency, Integrity and Agreement', () => {
    const broken = lagging(1).tamper(1, applying(forged(1, 3)));
    expect(broken).toEqual(['PrefixConsistency', 'Integrity', 'Agreement']);
  });

  it('what is proposed and not yet committed breaks Integrity alone', () => {
    const w = settled().do('hold ACK 1 -> 3', 'hold ACK 2 -> 3', 'disk 3 5000');
    w.do('a: create /y 1').run(100);
    const { leader } = w.peer(3);
    expect(leader?.proposals.length).toBe(3);
    const open = itemAt((leader as NonNullable<typeof leader>).proposals, 2) as Txn;
    expect(w.tamper(1, applying(open))).toEqual(['Integrity']);
  });

  it('the second before the first breaks TotalOrder and LocalPrimaryOrder', () => {
    const w = lagging(2);
    const broken = w.tamper(1, applying(txnOf(w, 3)));
    expect(broken).toEqual(['PrefixConsistency', 'TotalOrder', 'LocalPrimaryOrder']);
  });

  it('something of an older epoch breaks GlobalPrimaryOrder', () => {
    expect(lagging(1).tamper(1, applying(forged(0, 9)))).toContain('GlobalPrimaryOrder');
  });

  it('another tree, made of the same transactions, breaks PrefixConsistency', () => {
    const joining = (change: (image: Peer['memory']['image']) => Peer['memory']['image']) => {
      const w = settled();
      const synchronizing = (peer: Peer): Peer => ({
        ...peer,
        leaf: 'FOLLOWING.SYNCHRONIZATION',
        memory: { ...peer.memory, image: change(peer.memory.image) },
      });
      expect(w.tamper(1, synchronizing)).toEqual([]);
      return w.tamper(1, (peer) => ({ ...peer, leaf: 'FOLLOWING.BROADCAST' }));
    };
    const last = txnOf(settled(), 1);
    const without = { ...last, change: { type: 'delete', path: '/x' } } as const;
    expect(joining((image) => image)).toEqual([]);
    expect(joining((image) => applyTxn(image as Database, without))).toEqual(['PrefixConsistency']);
  });

  it('a server that is not in BROADCAST may have anything', () => {
    const w = settled().do('crash 3').run(50);
    expect(w.peer(1).leaf).toBe('LOOKING.ELECTION');
    expect(w.tamper(1, applying(forged(1, 3)))).toEqual([]);
  });

  it('points at the two that disagree', () => {
    const w = lagging(1);
    w.tamper(1, applying(forged(1, 3)));
    const [first] = w.breaches;
    expect(first?.places[0]).toEqual({ type: 'entry', server: 1, zxid: zxid(1, 3) });
    expect(first?.places[1]).toMatchObject({ type: 'entry', zxid: zxid(1, 3) });
    expect([2, 3]).toContain((first?.places[1] as { server: number } | undefined)?.server);
  });
});

describe('what a leader commits', () => {
  it('a gap breaks CommittedLogMonotonicity', () => {
    expect(settled().tamper(3, committing(forged(1, 9)))).toContain('CommittedLogMonotonicity');
  });

  it('an older epoch breaks GlobalPrimaryOrder', () => {
    expect(settled().tamper(3, committing(forged(0, 9)))).toContain('GlobalPrimaryOrder');
  });

  it('an epoch that it was not elected for breaks Leadership2', () => {
    expect(settled().tamper(3, committing(forged(2, 1)))).toContain('Leadership2');
  });

  it('a request before an earlier one of its session breaks SessionOrder', () => {
    const w = settled();
    const { session, cxid } = txnOf(w, 1);
    expect(cxid).toBeGreaterThan(0);
    const late: Txn = { ...forged(1, 3), session, cxid, change: { type: 'delete', path: '/x' } };
    expect(w.tamper(3, committing(late))).toEqual(['SessionOrder']);
  });

  it('a sequence number given twice breaks SequenceSuffixes', () => {
    const w = settled();
    const { change } = txnOf(w, 1);
    expect(change.type).toBe('create');
    const again: Txn = { ...forged(1, 3), session: '0x9', change };
    expect(w.tamper(3, committing(again))).toEqual(['SequenceSuffixes']);
  });

  it('a sequence number given twice within a multi breaks SequenceSuffixes', () => {
    const { change } = txnOf(settled(), 1);
    if (change.type !== 'create') throw new Error('1·2 creates /x');
    const create = (path: string, parentCreations: number) => ({
      ...change,
      path,
      parentCreations,
    });
    const multi = (...changes: readonly SubChange[]): Txn => ({
      ...forged(1, 3),
      change: { type: 'multi', changes },
    });
    const first = create('/x/a-0', 1);
    const twice = multi(first, create('/x/b-0', 1));
    expect(settled().tamper(3, committing(twice))).toEqual(['SequenceSuffixes']);
    expect(settled().tamper(3, committing(multi(first, create('/x/b-1', 2))))).toEqual([]);
    const anew = multi(first, { type: 'delete', path: '/x' }, create('/x', 2), create('/x/b-0', 1));
    expect(settled().tamper(3, committing(anew))).toEqual([]);
  });
});

describe('repairs', () => {
  const cut = (length: number) => (peer: Peer) => ({
    ...peer,
    disk: {
      ...peer.disk,
      log: takeLog(peer.disk.log, length),
      flushed: length,
      generation: peer.disk.generation + 1,
    },
  });

  it('cutting what is committed breaks CommittedLogDurability', () => {
    const w = settled().do('crash 3').run(50);
    expect(w.tamper(1, cut(1))).toEqual(['CommittedLogDurability']);
  });

  it('cutting what the leader has, too, and sends again breaks nothing', () => {
    expect(settled().tamper(1, cut(1))).toEqual([]);
  });

  it('cutting what nobody committed breaks nothing, and it is kept in the graveyard', () => {
    const w = orphaned();
    expect(w.peer(3).disk.log.length).toBe(3);
    expect(w.run(3000).breaches).toEqual([]);
    expect(itemAt(w.ledger.graveyard, 0)).toMatchObject({ server: 3, how: 'TRUNC' });
  });
});

describe('a learner that comes back with what its leader does not have', () => {
  it('breaks PrimaryIntegrity when it serves', () => {
    const broken = orphaned().tamper(3, (peer) => ({
      ...peer,
      leaf: 'FOLLOWING.BROADCAST',
      learner: { ...(peer.learner as NonNullable<Peer['learner']>), progress: 'SERVING', epoch: 2 },
    }));
    expect(broken).toContain('PrimaryIntegrity');
    expect(broken).toContain('Integrity');
  });

  it('breaks ProcessConsistency when it takes the epoch over', () => {
    const broken = orphaned().tamper(3, (peer) => ({
      ...peer,
      leaf: 'FOLLOWING.SYNCHRONIZATION',
      disk: { ...peer.disk, acceptedEpoch: 2, currentEpoch: 2 },
      learner: {
        ...(peer.learner as NonNullable<Peer['learner']>),
        progress: 'NEWLEADER_ACKED',
        epoch: 2,
      },
    }));
    expect(broken).toEqual(['ProcessConsistency']);
  });
});

describe('a leader without what was committed', () => {
  it('breaks LeaderLogCompleteness, and a write that was acknowledged is lost', () => {
    const w = settled();
    const leader = w.peer(3).leader as NonNullable<Peer['leader']>;
    w.do('crash 3').run(5);
    const ownZxid: Zxid = zxid(1, 1);
    const memory = (peer: Peer): Peer['memory'] => ({
      ...peer.memory,
      committedLog: takeLog(peer.memory.committedLog, 1),
      lastProcessed: ownZxid,
    });
    const reign = { ...leader, epoch: 2, ownZxid, proposals: emptyLog<Txn>(), committedCount: 0 };
    const elected = w.tamper(1, (peer) => ({
      ...peer,
      leaf: 'LEADING.SYNCHRONIZATION',
      memory: memory(peer),
      leader: reign,
    }));
    expect(elected).toEqual([]);
    const broken = w.tamper(1, (peer) => ({ ...peer, leaf: 'LEADING.BROADCAST' }));
    expect(broken).toEqual(['LeaderLogCompleteness', 'AcknowledgedWrites']);
  });
});

describe('disks', () => {
  it('currentEpoch above acceptedEpoch breaks DiskEpochs', () => {
    const disk = (peer: Peer) => ({ ...peer, disk: { ...peer.disk, currentEpoch: 5 } });
    expect(settled().tamper(1, disk)).toEqual(['DiskEpochs']);
  });

  it('a transaction of a later epoch breaks DiskEpochs, once it is on disk', () => {
    const grown = (flushed: number) => (peer: Peer) => ({
      ...peer,
      leaf: 'LOOKING.ELECTION' as const,
      learner: null,
      disk: { ...peer.disk, log: append(takeLog(peer.disk.log, 2), forged(2, 1)), flushed },
    });
    const w = settled();
    expect(w.tamper(1, grown(2))).toEqual([]);
    expect(w.tamper(1, grown(3))).toEqual(['DiskEpochs']);
  });
});

describe('packets in the wrong place', () => {
  it('LEADERINFO in BROADCAST breaks stateInconsistent', () => {
    const broken = settled().hear(1, 3, { type: 'LEADERINFO', epoch: 9 });
    expect(broken).toEqual(['stateInconsistent']);
  });

  it('UPTODATE to a server that serves breaks messageIllegal', () => {
    const broken = settled().hear(1, 3, { type: 'UPTODATE', zxid: zxid(1, 0) });
    expect(broken).toEqual(['messageIllegal']);
  });

  it('a refused packet is judged though it changes nothing', () => {
    const heard = (message: Message) => settled().hearInVain(1, 3, message);
    expect(heard({ type: 'LEADERINFO', epoch: 9 })).toEqual(['stateInconsistent']);
    expect(heard({ type: 'UPTODATE', zxid: zxid(1, 0) })).toEqual(['messageIllegal']);
    expect(heard({ type: 'PING', touched: [] })).toEqual([]);
  });

  it('a COMMIT of nothing, an ACK of what nobody proposed', () => {
    const commit = settled().hear(1, 3, { type: 'COMMIT', zxid: zxid(1, 3) });
    expect(commit).toEqual(['commitInconsistent']);
    const ack = settled().hear(3, 1, { type: 'ACK', zxid: zxid(1, 3) });
    expect(ack).toEqual(['ackInconsistent']);
    const again = settled().hear(3, 1, { type: 'ACK', zxid: zxid(1, 2) });
    expect(again).toEqual(['ackInconsistent']);
    expect(settled().hear(3, 1, { type: 'ACK', zxid: zxid(1, 0) })).toEqual([]);
  });

  it('a proposal that does not follow breaks proposalInconsistent', () => {
    const pending = (peer: Peer): Peer => {
      const learner = peer.learner as NonNullable<Peer['learner']>;
      return { ...peer, learner: { ...learner, pending: append(learner.pending, forged(1, 4)) } };
    };
    expect(settled().tamper(1, pending)).toEqual(['proposalInconsistent']);
  });

  it('what comes over a connection of a role already left is not judged', () => {
    expect(settled().hear(1, 2, { type: 'LEADERINFO', epoch: 9 })).toEqual([]);
  });
});
