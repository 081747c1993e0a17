/** What a crash leaves of a member's database: all but the last portion. */
import '../../../src/protocols/all.ts';
import { describe, expect, test } from 'vitest';
import { revisionOf } from '../../../src/etcd/index.ts';
import { EtcdMembers } from '../../../src/headless/conformance/etcd-members.ts';
import type { RaftDisk } from '../../../src/raft/index.ts';

const PUT = { type: 'put', key: 'k', value: 'v', lease: '0' } as const;
const FLAGS = { prevKv: false, ignoreValue: false, ignoreLease: false };

/** Server m1 crashes so long after it has answered a write; what its process then starts with. */
function startedAfter(ms: number): { revision: number; recorded: number; last: number } {
  const members = new EtcdMembers(3, false, 1);
  const sid = members.sidOf('m1');
  const wire = members.open(sid);
  members.say(wire, { type: 'ask', id: 1, request: { ...PUT, ...FLAGS } });
  members.runUntil(() => members.heard(wire).length > 0, 1000);
  members.runFor(ms);
  members.perform({ type: 'crash', servers: [sid] });
  // A cast: the members stand on Raft.
  const { platter } = members.host(sid).disk as RaftDisk;
  members.perform({ type: 'start', servers: [sid] });
  const store = members.storeAt(sid);
  const revision = store === null ? 0 : revisionOf(store);
  return { revision, recorded: platter.hard.commit, last: platter.log.length };
}

describe('a process starts with its database', () => {
  test('which is ahead of what the log records as committed', () => {
    const { revision, recorded, last } = startedAfter(150);
    expect(recorded).toBe(last - 1);
    expect(revision).toBe(2);
  });

  test('and has what was written through by then, each 100 ms', () => {
    const revisions = Array.from({ length: 12 }, (_, i) => startedAfter(10 * i).revision);
    const first = revisions.indexOf(2);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(10);
    expect(revisions).toEqual(revisions.map((_, i) => (i < first ? 1 : 2)));
  });
});
