/** What may look like a breach where a group is one voter, or changes, and is none. */
import '../../../src/protocols/all.ts';
import { describe, expect, test } from 'vitest';
import type { RaftPeer } from '../../../src/raft/index.ts';
import { EtcdConsole } from '../../support/etcd-console.ts';

const peerOf = ({ world }: EtcdConsole, sid: number) =>
  world.hosts.find((host) => host.sid === sid)?.server?.peer as RaftPeer | undefined;
const entriesOf = (cluster: EtcdConsole, sid: number) => peerOf(cluster, sid)?.disk.log.length ?? 0;

/** A voter and its learner, and the moment at which the voter leads its next term. */
function won(): { cluster: EtcdConsole; term: number; had: number } {
  const cluster = new EtcdConsole({}, 1, 1, 1);
  // It waits for a leader, and comes into the log with the first entry of the term.
  cluster.do('crash 1', 'start 1', 'client a connect 1').run(40).do('a: put k lost');
  const had = entriesOf(cluster, 1);
  const term = (peerOf(cluster, 1)?.term ?? 0) + 1;
  for (let at = 0; at < 40_000 && entriesOf(cluster, 1) === had; at++) cluster.run(0.1);
  expect(entriesOf(cluster, 1)).toBe(had + 2);
  return { cluster, term, had };
}

describe('a single voter leads before its term is on its disk', () => {
  // In 3.4.23 it sends at once, and a learner keeps what the voter may lose.
  test('and what it says of it waits for that', () => {
    const { cluster, term, had } = won();
    const isOnDisk = () => peerOf(cluster, 1)?.disk.platter.hard.term === term;
    for (let at = 0; at < 100 && !isOnDisk(); at++) {
      expect(entriesOf(cluster, 2)).toBe(had);
      cluster.run(0.1);
    }
    expect(isOnDisk()).toBe(true);
    cluster.run(100);
    expect(entriesOf(cluster, 2)).toBeGreaterThan(had);
  });

  test('and begins the same term anew where it lost its power, with another entry', () => {
    const { cluster, term } = won();
    cluster.do('power-loss 1', 'start 1').run(5000);
    expect(peerOf(cluster, 1)?.term).toBe(term);
    cluster.do('client b connect 1').run(100).do('b: put k v').run(200).do('b: get k').run(200);
    expect(cluster.heard('b')).toEqual(['OK', 'k\nv']);
  });
});
