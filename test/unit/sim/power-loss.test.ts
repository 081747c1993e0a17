import { describe, expect, it } from 'vitest';
import { getKey } from '../../../src/lib/index.ts';
import { factsOf, hostOf } from '../../../src/sim/index.ts';
import { type Cluster, cluster } from '../../support/cluster.ts';

const up = (): Cluster => cluster().up().do('client a connect 1 timeout 20000').run(200);

/** What has become of connections between two ends since the events were forgotten. */
const brokenBetween = (c: Cluster, a: number | string, b: number | string) =>
  c.of('connectionBroken').filter(({ between }) => between.includes(a) && between.includes(b));

const membersOf3 = (c: Cluster) => {
  const host = hostOf(c.world, 3);
  return host && factsOf(c.world, host).leading?.members.map(({ sid }) => sid);
};

const clientLeaf = (c: Cluster) => getKey(c.world.clients, 'a')?.client.leaf;

describe('a machine that loses its power', () => {
  it('tells nobody: its followers wait until their patience is over', () => {
    const c = up().forgetEvents().do('power-loss 3').run(2500);
    expect(c.of('connectionBroken')).toEqual([]);
    expect(c.states).toEqual({ 1: 'FOLLOWING', 2: 'FOLLOWING', 3: '-' });
    c.run(3000);
    expect(c.leader).toBe(2);
  });

  it('where a crashed process is missed at once', () => {
    const c = up().forgetEvents().do('crash 3').run(10);
    expect(brokenBetween(c, 1, 3)).not.toEqual([]);
    expect(c.states).toEqual({ 1: 'LOOKING', 2: 'LOOKING', 3: '-' });
  });

  it('loses what waits for its disk, and keeps what is on it', () => {
    const c = up().do('a: create /x 1').run(50).do('disk 3 500', 'a: create /y 1').run(20);
    c.forgetEvents().do('power-loss 3');
    expect(c.of('serverCrashed')).toMatchObject([{ server: 3, lost: [{ epoch: 1, counter: 3 }] }]);
    c.do('start 3').run(15_000);
    // Two disks had it.
    expect(c.log(3)).toEqual(['1·1', '1·2', '1·3']);
  });

  it('takes along what it has sent and is still on its way, also in front of a cut', () => {
    const c = up().do('cut 3 -> 1', 'a: create /x 1').run(50).do('delay 3 -> 1 3000');
    const waiting = c.of('messageSent').filter(({ from, to }) => from === 3 && to === 1);
    c.forgetEvents().do('power-loss 3', 'heal').run(4000);
    const [crashed] = c.of('serverCrashed');
    expect(crashed?.silent).toEqual(waiting.slice(-2).map(({ id }) => id));
    expect(c.of('messageDelivered').filter(({ from }) => from === 3)).toEqual([]);
  });

  it('answers its client with silence, until the client gives up', () => {
    const c = up().do('power-loss 1').run(12_000);
    expect(clientLeaf(c)).toBe('CONNECTED');
    c.run(3000);
    expect(clientLeaf(c)).not.toBe('CONNECTED');
  });

  it('refuses no call: a call waits until it is back', () => {
    const c = up()
      .do('power-loss 1')
      .forgetEvents()
      .do('client b connect 1 timeout 20000')
      .run(2000);
    expect(getKey(c.world.clients, 'b')?.client.leaf).toBe('CONNECTING');
    c.do('start 1').run(1500);
    expect(c.of('connectionOpened').map(({ between }) => between)).toContainEqual(['b', 1]);
  });
});

describe('when it is back', () => {
  it('what arrives on a connection that it no longer knows is answered by a reset', () => {
    const c = up().do('power-loss 1').run(100).do('start 1').run(0);
    expect(membersOf3(c)).toEqual([1, 2]);
    // The leader's next PING; after that it follows anew.
    c.forgetEvents().run(1100);
    expect(c.of('connectionBroken').map(({ between }) => between)).toContainEqual([1, 3]);
    c.run(1000);
    expect(c.syncs).toEqual(['1:DIFF']);
    expect(c.states).toEqual({ 1: 'FOLLOWING', 2: 'FOLLOWING', 3: 'LEADING' });
  });

  it('also what was sent meanwhile, and nothing of it is read', () => {
    const c = up().do('power-loss 1').run(50).forgetEvents().do('a: create /x 1').run(500);
    expect(c.of('messageDelivered').filter(({ to }) => to === 1)).toEqual([]);
    c.do('start 1').run(20);
    expect(brokenBetween(c, 'a', 1).length).toBe(1);
    expect(c.of('messageDelivered').filter(({ from }) => from === 'a')).toEqual([]);
  });

  it('a leader that was away for a moment is told that it leads, and waits in vain', () => {
    const c = up().do('power-loss 3').run(200).do('start 3').run(20);
    // Their votes say so, in its own round.
    expect(c.states).toEqual({ 1: 'FOLLOWING', 2: 'FOLLOWING', 3: 'LEADING' });
    c.run(5000);
    expect(c.leader).toBe(2);
    // After initLimit ticks it looks again.
    c.run(8000);
    expect(c.of('leaderEstablished').at(-1)?.epoch).toBe(2);
    expect(Object.values(c.states).sort()).toEqual(['FOLLOWING', 'FOLLOWING', 'LEADING']);
  });

  it('nobody holds a connection between two that were both away', () => {
    const c = up().forgetEvents().do('power-loss 1 3');
    expect(brokenBetween(c, 1, 3).length).toBeGreaterThan(0);
    expect(brokenBetween(c, 1, 2)).toEqual([]);
    c.do('start 1 3').run(8000);
    expect(Object.values(c.states).sort()).toEqual(['FOLLOWING', 'FOLLOWING', 'LEADING']);
  });

  it('who has given up meanwhile does not disturb the new process', () => {
    const c = up().do('power-loss 1').run(15_000).forgetEvents().do('start 1').run(3000);
    expect(c.states).toEqual({ 1: 'FOLLOWING', 2: 'FOLLOWING', 3: 'LEADING' });
    expect(
      c
        .of('stateChanged')
        .filter(({ server }) => server === 1)
        .map(({ role }) => role),
    ).toEqual(['LOOKING', 'FOLLOWING', 'FOLLOWING', 'FOLLOWING']);
  });
});
