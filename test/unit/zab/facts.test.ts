import { describe, expect, it } from 'vitest';
import { parseZxid, type Zxid, zxidShort } from '../../../src/model/index.ts';
import { type Facts, factsOf } from '../../../src/sim/index.ts';
import { type Cluster, cluster } from '../../support/cluster.ts';

function of(run: Cluster, sid: number): Facts {
  const host = run.world.hosts.find((one) => one.sid === sid);
  if (host === undefined) throw new Error(`no server ${sid}`);
  return factsOf(run.world, host);
}

const zxid = (text: string): Zxid => parseZxid(text) as Zxid;

/** An entry as `1·4 received`, `on disk`, `committed`, `applied`; `gap` before what is unusable. */
const entries = (facts: Facts): string[] =>
  facts.log.from(0).map(({ id, onDisk, usable, committed, applied }) => {
    const known = applied ? 'applied' : committed ? 'committed' : onDisk ? 'on disk' : 'received';
    return `${usable ? '' : 'gap '}${zxidShort(id)} ${known}`;
  });

/** Three servers led by 3, and a client of 1's with a session: entry 1·1. */
const led = (options: Parameters<typeof cluster>[0] = {}): Cluster =>
  cluster(options).up().do('client a connect 1').run(500);

describe('role and standing', () => {
  it('of a machine that does not run: its disk', () => {
    const run = led().do('crash 1').run(10);
    const facts = of(run, 1);
    expect([facts.role, facts.phase, facts.leaf, facts.leader]).toEqual([null, null, null, null]);
    expect(facts.standing).toBe('none');
    expect([facts.election, facts.count, facts.leading]).toEqual([null, null, null]);
    expect(facts.term).toBe(1);
    expect(entries(facts)).toEqual(['1·1 on disk']);
  });

  it('of an ensemble: the leader, who follows, who has no vote', () => {
    const run = led({ voters: 3, observers: 1 });
    expect([1, 2, 3, 4].map((sid) => of(run, sid).standing)).toEqual([
      'following',
      'following',
      'established',
      'passive',
    ]);
    expect([1, 2, 3, 4].map((sid) => of(run, sid).leader)).toEqual([3, 3, 3, 3]);
    expect([of(run, 1).role, of(run, 1).phase]).toEqual(['FOLLOWING', 'BROADCAST']);
    expect(of(run, 4).leaf).toBe('OBSERVING.BROADCAST');
  });

  it('of one that looks for a quorum: a candidate, if it has a vote', () => {
    const run = cluster({ voters: 3, observers: 1 }).do('start 1 4').run(300);
    expect(of(run, 1).standing).toBe('candidate');
    expect(of(run, 4).standing).toBe('none');
    expect(of(run, 1).leader).toBe(null);
    expect(of(run, 1).role).toBe('LOOKING');
  });

  it('elected comes before established', () => {
    const run = cluster().do('start 1 2 3');
    const seen = new Set<string>();
    while (of(run, 3).standing !== 'established') {
      run.run(1);
      seen.add(of(run, 3).standing);
    }
    expect([...seen]).toEqual(['candidate', 'elected', 'established']);
  });

  it('of a stand-alone server: it leads itself, and counts for nobody', () => {
    const facts = of(cluster({ voters: 1 }).up(), 1);
    expect([facts.standing, facts.leader, facts.role, facts.phase]).toEqual([
      'established',
      1,
      'LEADING',
      'BROADCAST',
    ]);
    expect(facts.count).toBe(null);
    expect(facts.leading?.members).toEqual([]);
  });
});

describe('promises', () => {
  it('are what the disk says, by name', () => {
    const run = cluster().up(1, 2, 3);
    run.do('crash 3').run(3000);
    expect(of(run, 1).promises).toEqual([
      { name: 'acceptedEpoch', value: 2 },
      { name: 'currentEpoch', value: 2 },
    ]);
    expect(of(run, 3).promises.map((one) => one.value)).toEqual([1, 1]);
    expect(of(run, 3).term).toBe(1);
  });
});

describe('the election', () => {
  it('a voter hears itself, and who agrees counts', () => {
    const run = cluster({ voters: 5 }).do('start 1 2').run(300);
    const election = of(run, 1).election;
    expect(election).toMatchObject({ open: true, round: 1, finalizing: false });
    expect(election?.vote).toEqual({ leader: 2, round: 1, term: 0, last: zxid('0:0') });
    expect(election?.heard.map(({ sid, role, counts }) => [sid, role, counts])).toEqual([
      [1, 'LOOKING', true],
      [2, 'LOOKING', true],
    ]);
    expect(of(run, 1).count).toEqual({ of: 'votes', have: 2, need: 3 });
  });

  it('an observer counts for nobody, itself included', () => {
    const run = cluster({ voters: 3, observers: 1 }).do('start 1 4').run(300);
    expect(of(run, 4).election?.heard.map((one) => one.sid)).toEqual([1]);
    expect(of(run, 1).election?.heard.map((one) => one.sid)).toEqual([1]);
  });

  it('is over for who leads or follows', () => {
    const election = of(led(), 1).election;
    expect(election).toMatchObject({ open: false, vote: { leader: 3 } });
  });
});

describe('a count towards a quorum', () => {
  it('goes from votes to followers', () => {
    const run = cluster().do('start 1 2 3');
    const seen = new Set<string>();
    for (let i = 0; i < 1500; i++) {
      run.run(1);
      const { count } = of(run, 3);
      if (count !== null) seen.add(`${count.of} of ${count.need}`);
    }
    expect([...seen]).toEqual([
      'votes of 2',
      'reports of 2',
      'epochAcks of 2',
      'newLeaderAcks of 2',
      'followers of 2',
    ]);
    expect(of(run, 1).count).toBe(null);
    expect(of(run, 3).count).toEqual({ of: 'followers', have: 2, need: 2 });
  });

  it('needs what this run needs', () => {
    const run = cluster({ voters: 4, variants: { halfQuorum: true } })
      .do('start 1')
      .run(300);
    expect(of(run, 1).count).toEqual({ of: 'votes', have: 1, need: 2 });
  });
});

describe('the log', () => {
  it('tells received, on disk, committed and applied apart', () => {
    const run = led().do('disk 3 200', 'disk 2 200', 'a: create /x 1').run(8);
    expect(entries(of(run, 3))).toEqual(['1·1 applied', '1·2 received']);
    expect(of(run, 3).log.writing).toBe(true);
    run.run(50);
    expect(entries(of(run, 1))).toEqual(['1·1 applied', '1·2 on disk']);
    expect(of(run, 1).log.writing).toBe(false);
    run.run(500);
    expect([1, 2, 3].map((sid) => entries(of(run, sid))[1])).toEqual(Array(3).fill('1·2 applied'));
  });

  it('begins with what a gap in it makes useless', () => {
    const run = led({ commitLogCount: 2, snapshotSizeFactor: -1 });
    run.do('crash 2');
    for (let i = 0; i < 5; i++) run.do(`a: create /n${i} x`).run(100);
    run.do('start 2').run(1500);
    expect(run.syncs.at(-1)).toBe('2:SNAP');
    expect(entries(of(run, 2))).toEqual(['gap 1·1 applied']);
    expect(of(run, 2).log.find(zxid('1:1'))?.usable).toBe(false);
    const inside = of(run, 2).log.find(zxid('1:4'));
    expect(inside).toMatchObject({
      txn: null,
      logged: false,
      onDisk: true,
      usable: true,
      applied: true,
    });
    expect(of(run, 2).log.snapshot).toEqual(zxid('1:6'));
    expect(of(run, 2).log.last).toEqual(zxid('1:6'));
    expect(of(run, 2).log.find(zxid('1:7'))).toBe(null);
  });

  it('holds what a learner was sent and has not appended, after the rest', () => {
    const run = cluster().up().do('client b connect 2').run(500).do('crash 1', 'disk 3 900');
    run.do('disk 2 900', 'b: create /x 1').run(10).do('start 1');
    let seen: string[] = [];
    for (let i = 0; i < 800 && seen.length < 2; i++) {
      run.run(1);
      if (of(run, 1).phase === 'SYNCHRONIZATION') seen = entries(of(run, 1));
    }
    expect(seen).toEqual(['1·1 applied', '1·2 received']);
    expect(
      of(run, 1)
        .log.from(0)
        .map((one) => one.logged),
    ).toEqual([true, false]);
    expect(of(run, 1).log.length).toBe(seen.length);
    expect(of(run, 1).log.from(seen.length)).toEqual([]);
  });

  it('can be read from any place', () => {
    const run = led();
    for (let i = 0; i < 3; i++) run.do(`a: create /n${i} x`).run(50);
    const { log } = of(run, 1);
    expect(log.length).toBe(4);
    expect(log.from(2).map((one) => zxidShort(one.id))).toEqual(['1·3', '1·4']);
    expect(log.from(-3)).toHaveLength(4);
    expect([zxidShort(log.committed), zxidShort(log.applied)]).toEqual(['1·4', '1·4']);
  });
});

describe('who has an entry', () => {
  it('waits for a quorum of disks, then is committed', () => {
    const run = led().do('disk 1 200', 'disk 2 200', 'disk 3 80', 'a: create /x 1').run(100);
    const facts = of(run, 3).leading;
    expect(facts?.next).toEqual(zxid('1:2'));
    expect(facts?.lastProposed).toEqual(zxid('1:2'));
    expect(facts?.proposed).toBe(2);
    expect(facts?.quorum(zxid('1:2'))).toEqual({ needed: 2, reached: [3], verdict: 'waiting' });
    expect(facts?.quorum(zxid('1:1')).verdict).toBe('committed');
    run.run(400);
    expect(of(run, 3).leading?.next).toBe(null);
    expect(of(run, 3).leading?.quorum(zxid('1:2'))).toEqual({
      needed: 2,
      reached: [3, 1, 2],
      verdict: 'committed',
    });
    expect(of(run, 1).leading).toBe(null);
  });

  it.each([
    [{}, 3],
    [{ halfQuorum: true }, 2],
    [{ commitAlone: true }, 1],
  ])('four voters under %j need %i', (variants, needed) => {
    const run = led({ voters: 4, variants });
    expect(of(run, 4).leading?.quorum(zxid('1:1')).needed).toBe(needed);
  });

  it('knows its members, voters and others', () => {
    const run = led({ voters: 3, observers: 1 });
    expect(of(run, 3).leading?.members).toEqual([
      { sid: 1, voter: true, acked: zxid('1:1'), doing: 'SERVING', serving: true },
      { sid: 2, voter: true, acked: zxid('1:1'), doing: 'SERVING', serving: true },
      expect.objectContaining({ sid: 4, voter: false, doing: 'SERVING', serving: true }),
    ]);
  });
});
