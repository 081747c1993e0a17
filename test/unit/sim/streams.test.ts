import { describe, expect, it } from 'vitest';
import { type Cluster, cluster } from '../../support/cluster.ts';

/** The numbers of the messages between two servers, as they were read; they should rise. */
function readBy(c: Cluster, from: number, to: number): number[] {
  const read = c.of('messageDelivered').filter((event) => event.from === from && event.to === to);
  // Votes travel on a connection of their own.
  return read.filter((event) => event.message.type !== 'NOTIFICATION').map((event) => event.id);
}

function writing(): Cluster {
  const c = cluster({ seed: 2 }).up().do('client a connect 3 timeout 20000').run(100);
  return c.do('a: create /x 1').run(100).forgetEvents();
}

function writes(c: Cluster, count: number): Cluster {
  for (let i = 0; i < count; i++) c.do(`a: set /x ${i}`).run(1);
  return c;
}

const rising = (ids: readonly number[]) => ids.slice().sort((a, b) => a - b);

describe('a stream keeps its order', () => {
  it('when a delay ends while its reader is frozen', () => {
    const c = writes(writing().do('delay 3 -> 1 300', 'freeze 1'), 5);
    c.do('heal 3 1');
    writes(c, 5).run(50).do('resume 1').run(1000);
    const read = readBy(c, 3, 1);
    expect(read.length).toBeGreaterThan(10);
    expect(read).toEqual(rising(read));
  });

  it('when a cut heals with something sent just before', () => {
    const c = writes(writing().do('delay 3 -> 1 40'), 3).run(20).do('cut 3 -> 1');
    writes(c, 5).do('heal 3 1');
    writes(c, 5).run(500);
    const read = readBy(c, 3, 1);
    expect(read.length).toBeGreaterThan(10);
    expect(read).toEqual(rising(read));
  });

  it('when a frozen reader goes on behind a wall that came meanwhile', () => {
    const c = writes(writing().do('freeze 1'), 4).run(20).do('cut 3 -> 1');
    writes(c, 4).do('resume 1').run(50);
    const before = readBy(c, 3, 1);
    expect(before.length).toBeGreaterThan(3);
    c.do('heal 3 1').run(200);
    const read = readBy(c, 3, 1);
    expect(read.length).toBeGreaterThan(before.length);
    expect(read).toEqual(rising(read));
  });
});

describe('what has come to a frozen process', () => {
  it('is read in its order behind a wall: the end of a stream, and then who came anew', () => {
    const c = writing().do('client b connect 2 timeout 20000').run(100).do('freeze 2');
    c.do('client b kill').run(50).do('client b connect 2 timeout 20000').run(1500);
    c.do('cut b 2', 'resume 2').run(50).do('heal b 2').run(500).forgetEvents();
    c.do('b: ls /').run(500);
    expect(c.of('replied').map(({ client }) => client)).toEqual(['b']);
  });

  it('is read when it goes on, though its sender has given the connection up', () => {
    const c = writing().do('client b connect 1 timeout 40000').run(100).do('freeze 3').run(20);
    c.do('b: create /late 1').run(6000);
    expect(c.leader).toBe(2);
    c.forgetEvents().do('resume 3').run(5);
    const requests = c.of('messageDelivered').filter((e) => e.message.type === 'REQUEST');
    expect(requests.map((e) => [e.from, e.to])).toEqual([[1, 3]]);
    // It is logged by a leader that nobody follows any more, and cut off again.
    const { log } = c.peer(3).disk;
    c.run(5000);
    expect(c.peer(3).learner?.leader).toBe(2);
    expect(c.peer(3).disk.log.length).toBeLessThan(log.length);
  });

  it('is lost with the process', () => {
    const c = writing().do('client b connect 1 timeout 40000').run(100).do('freeze 3').run(20);
    const before = c.peer(3).disk.log.length;
    c.do('b: create /late 1').run(6000).do('crash 3', 'start 3').run(2000);
    expect(c.peer(3).learner?.leader).toBe(2);
    expect(c.peer(3).disk.log.length).toBe(before);
  });
});
