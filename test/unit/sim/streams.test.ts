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
