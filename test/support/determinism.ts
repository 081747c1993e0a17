import { cluster } from './cluster.ts';
import { digestOf } from './digest.ts';

/** A busy, broken minute for each of some seeds, and the digest of the world it ends in. */
export function digests(seeds: readonly number[]): string[] {
  return seeds.map((seed) => {
    const c = cluster({ voters: 5, observers: 1, seed, snapCount: 20, logStepBytes: 4096 });
    c.up().do('load 4 clients 5 per second').run(5000).do('crash 5').run(3000);
    c.do('freeze 4').run(8000).do('resume 4', 'start 5').run(5000);
    c.do('partition 1 2 | 3 4 5 6').run(9000).do('heal').run(5000);
    c.do('delay 1 -> 2 40', 'disk 2 300').run(5000).do('power-loss').run(500);
    c.do('start 1 2 3 4 5 6').run(8000);
    return digestOf(c.world);
  });
}
