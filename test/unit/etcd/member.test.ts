/** Members in the simulated world: what recordings do not show. */
import '../../../src/protocols/all.ts';
import { describe, expect, test } from 'vitest';
import type { ClientWord, MemberWord } from '../../../src/etcd/index.ts';
import { EtcdMembers } from '../../../src/headless/conformance/etcd-members.ts';
import { emptySorted, getSorted } from '../../../src/lib/index.ts';
import type { ServerId } from '../../../src/model/index.ts';
import { get, put } from './requests.ts';

/** Asks a member and lets so much time pass; what has come by then. */
function asked(members: EtcdMembers, sid: ServerId, word: ClientWord, ms = 100) {
  const wire = members.open(sid);
  members.say(wire, word);
  members.runFor(ms);
  return members.heard(wire);
}
const ask = (request: Extract<ClientWord, { type: 'ask' }>['request']): ClientWord => ({
  ...{ type: 'ask', id: 1, request },
});
const answersIn = (words: readonly MemberWord[]) =>
  words.map((word) => (word.type === 'answer' ? word.answer : word));

const NONE = emptySorted<unknown>();
const group = (seed = 1) => new EtcdMembers(3, false, seed);

describe('a new group', () => {
  const members = group();
  const m2 = members.sidOf('m2');

  test('has an entry a member, one of the term, who they are, and their version', () => {
    expect(members.committed()).toBe(8);
    const store = members.storeAt(m2);
    expect([...(store?.published ?? [])].sort()).toEqual([1, 2, 3]);
    expect(store?.clusterVersion).toBe('3.4.0');
  });

  test('says nothing of sessions, and does little while nobody asks', () => {
    const before = members.world.turn;
    const types = new Set<string>();
    members.onEvent = (event) => {
      if (event.type === 'messageSent') types.add(event.message.type);
    };
    members.runFor(10_000);
    expect([...types].sort()).toEqual(['LinkHeartbeat', 'MsgHeartbeat', 'MsgHeartbeatResp']);
    expect((members.world.turn - before) / 10).toBeLessThan(100);
  });
});

describe('a lease', () => {
  test("stands in the leader's list by when it runs out, in others' by its id", () => {
    const members = group();
    const [m1, m2] = [members.sidOf('m1'), members.sidOf('m2')];
    for (const [id, ttl] of [
      ['a', 500],
      ['b', 100],
      ['c', 300],
    ] as const)
      asked(members, m1, ask({ type: 'leaseGrant', id, ttl }));
    const listed = (sid: ServerId) => answersIn(asked(members, sid, ask({ type: 'leases' })))[0];
    expect(listed(m1)).toMatchObject({ ids: ['b', 'c', 'a'] });
    expect(listed(m2)).toMatchObject({ ids: ['a', 'b', 'c'] });
  });

  test('is revoked between its time and half a second later, by an entry', () => {
    const members = group();
    const m1 = members.sidOf('m1');
    asked(members, m1, ask({ type: 'leaseGrant', id: '7', ttl: 5 }));
    const granted = members.world.now;
    const there = () => getSorted(members.storeAt(m1)?.leases ?? NONE, '7') !== undefined;
    members.runUntil(() => !there(), 20_000);
    const seconds = (members.world.now - granted) / 1e6;
    expect(seconds).toBeGreaterThan(4.8);
    expect(seconds).toBeLessThan(5.6);
  });

  test('has its whole time and an election timeout with a new leader', () => {
    const members = group();
    const m1 = members.sidOf('m1');
    asked(members, m1, ask({ type: 'leaseGrant', id: '7', ttl: 5 }), 3000);
    members.perform({ type: 'crash', servers: [m1] });
    members.runUntil(() => members.leader() !== null, 10_000);
    const leader = members.leader() ?? 0;
    const since = members.world.now;
    members.runUntil(
      () => getSorted(members.storeAt(leader)?.leases ?? NONE, '7') === undefined,
      30_000,
    );
    expect((members.world.now - since) / 1e6).toBeGreaterThan(6);
    expect((members.world.now - since) / 1e6).toBeLessThan(6.8);
  });

  test('is asked about in vain where the leader that was asked is lost: no turn is lost', () => {
    const members = group();
    const [m1, m2] = [members.sidOf('m1'), members.sidOf('m2')];
    asked(members, m1, ask({ type: 'leaseGrant', id: '7', ttl: 60 }));
    members.cut({ between: [['m1', 'm3'], ['m2']] });
    const wire = members.open(m2);
    members.say(wire, ask({ type: 'leaseKeepAlive', id: '7' }));
    const [before, end] = [members.world.turn, members.world.now + 8_000_000];
    while (members.turn(end) !== null) expect(members.world.turn - before).toBeLessThan(2000);
    expect(answersIn(members.heard(wire))).toMatchObject([{ type: 'error' }]);
  });
});

describe('without a leader', () => {
  const members = group();
  const [m1, m2, m3] = ['m1', 'm2', 'm3'].map((name) => members.sidOf(name)) as [1, 2, 3];
  members.perform({ type: 'crash', servers: [m2, m3] });
  members.runUntil(() => members.factsAt(m1).leader === null, 10_000);

  test('a write is given up after seven seconds, and a read; what is there can be read', () => {
    const write = members.open(m1);
    members.say(write, ask(put('a', '1')));
    const read = members.open(m1);
    members.say(read, ask(get('a')));
    members.runFor(6900);
    expect(members.heard(write)).toEqual([]);
    expect(members.heard(read)).toEqual([]);
    members.runFor(200);
    expect(answersIn(members.heard(write))).toEqual([{ type: 'error', error: 'deadline' }]);
    expect(answersIn(members.heard(read))).toEqual([{ type: 'error', error: 'timeout' }]);
    const local = answersIn(asked(members, m1, ask(get('a', { serializable: true }))));
    expect(local).toMatchObject([{ type: 'range', count: 0 }]);
  });

  test('a write of somebody who is gone before anybody leads is never made', () => {
    const write = members.open(m1);
    members.say(write, ask(put('gone', '1')));
    members.runFor(100);
    members.hangUp(write);
    members.runFor(100);
    expect(members.memberAt(m1)?.calls).toEqual([]);
  });

  test('a write that waits goes its way as soon as somebody leads', () => {
    const write = members.open(m1);
    members.say(write, ask(put('b', '1')));
    members.perform({ type: 'start', servers: [m2, m3] });
    members.untilServing([m2, m3]);
    members.runFor(100);
    expect(answersIn(members.heard(write))).toMatchObject([{ type: 'put' }]);
  });
});

test('members that start at the same moment all come to serve, whoever leads', () => {
  for (let seed = 1; seed <= 4; seed++) {
    const members = group(seed);
    const others = [members.sidOf('m2'), members.sidOf('m3')];
    members.perform({ type: 'crash', servers: others });
    members.runFor(12_000);
    members.perform({ type: 'start', servers: others });
    members.untilServing(others);
  }
});

test('a read sees a write that was answered before, at whichever member', () => {
  const members = group();
  for (let i = 0; i < 9; i++) {
    const [one, other] = [(i % 3) + 1, ((i + 1) % 3) + 1];
    const written = answersIn(asked(members, one, ask(put('k', `${i}`)), 20));
    expect(written).toMatchObject([{ type: 'put', revision: i + 2 }]);
    const read = answersIn(asked(members, other, ask(get('k')), 20));
    expect(read).toMatchObject([{ type: 'range', kvs: [{ value: `${i}` }] }]);
  }
});
