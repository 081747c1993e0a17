/** What one member passes on to another that turns out to know of no leader. */
import { describe, expect, test } from 'vitest';
import type { EtcdMember } from '../../../src/etcd/index.ts';
import type { Turn } from '../../../src/sim/index.ts';
import { EtcdConsole } from '../../support/etcd-console.ts';

/** Tells when somebody came to lead for good, and how often a proposal waited. */
class Watched extends EtcdConsole {
  establishedAt = 0;
  waited = 0;

  protected override follow(turn: Turn): void {
    super.follow(turn);
    for (const event of turn.events) {
      if (event.type === 'leaderEstablished') this.establishedAt = turn.world.now;
      if (event.type === 'noted' && event.because.rule === 'proposal.waits') this.waited += 1;
    }
  }

  allServe(): boolean {
    // A cast: every machine of this world runs etcd's service.
    return this.world.hosts.every(({ server }) => (server as EtcdMember | null)?.serving === true);
  }
}

/**
 * Two members come back to one that has campaigned in vain: one of them is elected, in a term far
 * below the third one's, and gives way at its first answer, with a proposal of the other on its
 * way. Neither waits for its own proposal's time limit of seven seconds then.
 */
describe('two members that come back', () => {
  test('serve as soon as somebody leads', () => {
    let waited = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const cluster = new Watched({}, seed);
      const others = cluster.followers.join(' ');
      cluster.do(`crash ${others}`).run(13_000).do(`start ${others}`);
      expect(cluster.runUntil(() => cluster.allServe(), 20_000)).toBe(true);
      expect(cluster.world.now - cluster.establishedAt).toBeLessThan(300_000);
      waited += cluster.waited;
    }
    expect(waited).toBeGreaterThan(2);
  });
});

describe('a proposal that waits', () => {
  /** A cluster whose member that was elected last was given one to keep. */
  function keeping(): { readonly cluster: Watched; readonly keeper: number } {
    for (let seed = 1; seed <= 20; seed++) {
      const cluster = new Watched({}, seed);
      const others = cluster.followers.join(' ');
      cluster.do(`crash ${others}`).run(13_000).do(`start ${others}`);
      if (!cluster.runUntil(() => cluster.waited > 0, 1000)) continue;
      const keeper = cluster.world.hosts.find(({ server }) => {
        const { peer } = server as EtcdMember;
        // A cast: this world's protocol is Raft.
        return (peer as unknown as { proposals: readonly unknown[] }).proposals.length > 0;
      });
      return { cluster, keeper: keeper?.sid ?? 0 };
    }
    throw new Error('nobody keeps anything');
  }

  test('goes with the process that keeps it: who made it tries again after its limit', () => {
    const { cluster, keeper } = keeping();
    const since = cluster.world.now;
    cluster.do(`crash ${keeper}`).run(10).do(`start ${keeper}`);
    expect(cluster.runUntil(() => cluster.allServe(), 20_000)).toBe(true);
    expect(cluster.world.now - since).toBeGreaterThan(6_000_000);
  });
});
