import { describe, expect, it } from 'vitest';
import { Driver } from '../../../src/headless/driver.ts';
import { Cluster, cluster } from '../../support/cluster.ts';
import { digests } from '../../support/determinism.ts';
import { digestOf } from '../../support/digest.ts';

describe('the same recording gives the same world', () => {
  it('again and again', () => {
    expect(digests([1, 2])).toEqual(digests([1, 2]));
  });

  it('and another seed another one', () => {
    const [one, two] = digests([1, 2]);
    expect(one).not.toBe(two);
  });

  it('whether events are recorded or not', () => {
    const loud = cluster().up().do('load 2 clients 5 per second').run(4000).world;
    const quiet = new Driver(new Cluster().world, false);
    quiet.perform({ type: 'start', servers: [1, 2, 3] });
    quiet.runTo(1_500_000);
    quiet.perform({ type: 'load', clients: 2, perSecond: 5 });
    quiet.runTo(5_500_000);
    expect(digestOf(quiet.world)).toBe(digestOf(loud));
  });

  it('and going back changes nothing of what came later', () => {
    const c = cluster().up();
    const past = c.world;
    const future = digestOf(c.do('load 2 clients 5 per second').run(3000).world);
    c.world = past;
    c.do('crash 3').run(3000); // another branch from the same moment
    c.world = past;
    expect(digestOf(c.do('load 2 clients 5 per second').run(3000).world)).toBe(future);
  });
});
