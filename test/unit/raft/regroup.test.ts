/** Members that come and go: one change at a time, and what it means for who is asked. */
import '../../../src/protocols/all.ts';
import { describe, expect, test } from 'vitest';
import type { EtcdRequest } from '../../../src/etcd/index.ts';
import { EtcdMembers } from '../../../src/headless/conformance/etcd-members.ts';
import type { RaftPeer } from '../../../src/raft/index.ts';

const group = (seed = 1) => new EtcdMembers(3, false, seed, 0, { strictReconfig: false }, '', 2);

function ask(members: EtcdMembers, request: EtcdRequest): string {
  const wire = members.open(members.sidOf('m1'));
  members.say(wire, { type: 'ask', id: 1, request });
  return wire;
}

const votersAt = (members: EtcdMembers, name: string) =>
  (members.host(members.sidOf(name)).server?.peer as RaftPeer | undefined)?.group.voters;

describe('one change at a time', () => {
  test('a second one becomes an empty entry, and who wanted it waits', () => {
    const members = group();
    const first = ask(members, { type: 'memberAdd', member: 4, learner: false });
    const second = ask(members, { type: 'memberAdd', member: 5, learner: false });
    members.runFor(10_000);
    expect(members.heard(first)).toHaveLength(1);
    expect(members.heard(second)).toEqual([]);
    for (const name of ['m1', 'm2', 'm3']) expect(votersAt(members, name)).toEqual([1, 2, 3, 4]);
  });
});
