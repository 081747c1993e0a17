import { describe, expect, it } from 'vitest';
import { zxidShort } from '../../../src/model/index.ts';
import { cluster } from '../../support/cluster.ts';

const WRITER = 'client a connect 3 timeout 8000';

describe('elections', () => {
  it('three that start together elect the largest sid, in 200 ms and a little', () => {
    const c = cluster().up();
    expect(c.leader).toBe(3);
    expect(c.states).toEqual({ 1: 'FOLLOWING', 2: 'FOLLOWING', 3: 'LEADING' });
    expect(c.peer(1).disk.acceptedEpoch).toBe(1);
    expect(c.peer(1).disk.currentEpoch).toBe(1);
  });

  it('a latecomer joins and dethrones nobody', () => {
    const c = cluster().up(1, 2);
    expect(c.leader).toBe(2);
    c.up(3);
    expect(c.leader).toBe(2);
    expect(c.states[3]).toBe('FOLLOWING');
  });

  it('one of three serves nobody', () => {
    const c = cluster().up(1).run(30_000);
    expect(c.states[1]).toBe('LOOKING');
    expect(c.of('serving')).toEqual([]);
  });

  it('an observer follows, votes for nothing and counts for nothing', () => {
    const c = cluster({ voters: 3, observers: 1 }).up();
    expect(c.states[4]).toBe('OBSERVING');
    c.do('crash 1 2').run(12_000);
    expect(c.leader).toBe(0);
  });

  it('the higher epoch wins over the longer log', () => {
    const c = cluster().up().do(WRITER).run(100).do('a: create /x 1').run(50);
    c.do('cut 3 1', 'cut 3 2', 'a: create /y 1').run(50).do('crash 3', 'heal').run(1500);
    expect(c.leader).toBe(2);
    c.do('crash 1 2').run(100).do('start 1 3').run(1500);
    expect(c.peer(1).disk.currentEpoch).toBe(3);
    expect(c.leader).toBe(1);
  });
});

describe('what becomes of a tail that only the old leader has', () => {
  const orphan = () => {
    const c = cluster().up().do(WRITER).run(100).do('a: create /x 1').run(50);
    return c.do('cut 3 1', 'cut 3 2', 'a: create /y 1').run(50).do('crash 3', 'heal').run(1500);
  };

  it('TRUNC while the new epoch has no transaction', () => {
    const c = orphan().forgetEvents().do('start 3').run(1500);
    expect(c.syncs).toEqual(['3:TRUNC']);
    expect(c.log(3)).toEqual(c.log(2));
  });

  it('SNAP once it has', () => {
    const c = orphan().do('client b connect 1 timeout 8000').run(100);
    c.forgetEvents().do('start 3').run(1500);
    expect(c.syncs).toEqual(['3:SNAP']);
    expect(zxidShort(c.peer(3).memory.lastProcessed)).toBe('2·1');
  });

  it('committed when its owner takes part in the next election', () => {
    const c = cluster().up().do(WRITER).run(100);
    c.do('cut 3 1', 'cut 3 2', 'a: create /y 1').run(50);
    const last = c.log(3).at(-1);
    c.do('crash 1 2 3', 'heal').run(100).do('start 3 1').run(1500);
    expect(c.leader).toBe(3);
    expect(c.log(1).at(-1)).toBe(last);
  });
});

describe('failure detection', () => {
  it('a killed leader is noticed at once: the next is established within 0.6 s', () => {
    const c = cluster().up().forgetEvents().do('crash 3').run(600);
    expect(c.of('leaderEstablished').map((e) => [e.server, e.epoch])).toEqual([[2, 2]]);
  });

  it('a frozen leader is noticed after syncLimit ticks, and leads nobody when it wakes', () => {
    const c = cluster().up().run(5000).forgetEvents().do('freeze 3').run(3000);
    expect(c.of('leaderEstablished')).toEqual([]);
    c.run(2600);
    expect(c.of('leaderEstablished').map((e) => e.server)).toEqual([2]);
    c.do('resume 3').run(6000);
    expect(c.leader).toBe(2);
    expect(c.states[3]).toBe('FOLLOWING');
  });

  it('a leader without a quorum gives up at a tick', () => {
    const c = cluster().up().do('crash 1 2').run(2100);
    expect(c.states[3]).toBe('LOOKING');
  });

  it('two of four voters elect nobody', () => {
    const c = cluster({ voters: 4 }).up().do('partition 1 2 | 3 4').run(12_000);
    expect(c.leader).toBe(0);
    expect(c.do('heal').run(3000).leader).toBeGreaterThan(0);
  });
});

describe('broadcast', () => {
  it('a follower has it in its log, not in its tree, until COMMIT', () => {
    const c = cluster().up().do('client a connect 1 timeout 8000').run(100);
    c.do('hold COMMIT 3 -> 1', 'a: create /x 1').run(100);
    const [z] = c.of('proposed').slice(-1);
    expect(c.log(1).at(-1)).toBe(zxidShort(z?.txn.zxid ?? { epoch: 0, counter: 0 }));
    expect(c.of('replied').map((e) => e.result)).toEqual([]);
    c.do('release COMMIT 3 -> 1').run(100);
    expect(c.of('replied').map((e) => e.result)).toEqual(['OK']);
  });

  it("commits on two followers' disks while the leader's own is slow", () => {
    const c = cluster().up().do('client a connect 1 timeout 8000').run(100);
    c.do('disk 3 1500', 'a: create /x 1').run(200);
    expect(c.of('replied').map((e) => e.result)).toEqual(['OK']);
    expect(c.peer(3).disk.flushed).toBeLessThan(c.peer(3).disk.log.length);
  });

  it('works on one request of a client after the other where they cost something', () => {
    const c = cluster()
      .up()
      .do('client a connect 1 timeout 8000', 'client b connect 1 timeout 8000');
    c.run(100).do('busy 1 300', 'a: get /', 'b: get /', 'a: get /').run(310);
    expect(c.of('replied').length).toBe(1);
    c.run(300);
    expect(c.of('replied').length).toBe(2);
    // What stands in line when the process ends is gone with it.
    c.do('crash 1', 'start 1').run(100);
    expect(c.world.hosts[0]?.queue).toEqual([]);
    expect(c.of('replied').filter((e) => e.result === 'OK').length).toBe(2);
  });

  it('a counter at its end gives up the epoch, and goes on in the next', () => {
    const c = cluster({ firstCounter: 0xfffffffc }).up().do(WRITER).run(100);
    c.do('a: create /x 1').run(100).do('a: create /y 1').run(3000);
    expect(c.of('leaderEstablished').map((e) => e.epoch)).toEqual([1, 2]);
  });
});

describe('sessions', () => {
  it('a client whose server dies goes on elsewhere with its session', () => {
    const c = cluster().up().do('client a connect 1 2 timeout 8000').run(100);
    c.do('a: create -e /e x').run(100).do('crash 1').run(3000);
    const client = c.of('sessionMoved');
    expect(client.map((e) => e.server)).toEqual([2]);
    expect(c.of('sessionExpired')).toEqual([]);
  });

  it('a living client that gets another connect string takes its session there', () => {
    const c = cluster().up().do('client a connect 1 2 3 timeout 8000').run(100);
    c.do('client a connect 3 1 2 timeout 8000').run(2500);
    expect(c.of('sessionMoved').map((e) => e.server)).toEqual([3]);
    expect(c.of('sessionCreated').length).toBe(1);
  });

  // The leader hears of a follower's clients twice a tick, and expires on the next tick's boundary.
  it('a killed client expires between T and T + tick after the leader last heard of it', () => {
    const c = cluster().up().do('client a connect 1 timeout 8000').run(100);
    c.do('a: create -e /e x').run(50).forgetEvents();
    const heard = c.world.now;
    c.do('client a kill').run(7900);
    expect(c.of('sessionExpired')).toEqual([]);
    c.run(3200);
    expect(c.of('sessionExpired').length).toBe(1);
    expect(c.world.now - heard).toBeLessThanOrEqual(11_200_000);
  });

  it('without a quorum nothing expires', () => {
    const c = cluster().up().do('client a connect 3 timeout 4000').run(100);
    c.do('client a kill', 'crash 1 2').run(20_000);
    expect(c.of('sessionExpired')).toEqual([]);
    c.do('start 1 2').run(1000).run(6500);
    expect(c.of('sessionExpired').length).toBe(1);
  });
});
