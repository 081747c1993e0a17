/** Learners, as a real etcd 3.4.23 has them: what clients get there, and whom nobody counts. */
import '../../../src/protocols/all.ts';
import { describe, expect, test } from 'vitest';
import type { ClientWord, EtcdAnswer, MemberWord } from '../../../src/etcd/index.ts';
import { EtcdMembers } from '../../../src/headless/conformance/etcd-members.ts';
import { EtcdConsole } from '../../support/etcd-console.ts';
import { get, put } from './requests.ts';

const members = () => new EtcdMembers(3, false, 1, 1);
type Request = Extract<ClientWord, { type: 'ask' }>['request'];

/** What a member answers at once to a bare request. */
function answer(group: EtcdMembers, name: string, request: Request): EtcdAnswer | MemberWord {
  const wire = group.open(group.sidOf(name));
  group.say(wire, { type: 'ask', id: 1, request });
  group.runFor(100);
  const [word] = group.heard(wire);
  if (word === undefined) throw new Error(`${name} says nothing`);
  return word.type === 'answer' ? word.answer : word;
}
const REFUSED = { type: 'error', error: 'notForLearner' };

describe('at a learner', () => {
  const group = members();
  answer(group, 'm1', put('a', '1'));

  // As recorded (truth of 3.4.23): code 14, "etcdserver: rpc not supported for learner".
  test.each<Request>([
    get('a'),
    put('a', '2'),
    { type: 'deleteRange', key: 'a' },
    { type: 'txn', compare: [], success: [get('a')], failure: [] },
    { type: 'compact', revision: 2 },
    { type: 'leaseGrant', id: '7', ttl: 60 },
    { type: 'leaseKeepAlive', id: '7' },
    { type: 'leaseTimeToLive', id: '7' },
    { type: 'leases' },
    { type: 'memberList' },
    { type: 'moveLeader', to: 1 },
  ])('%j is refused', (request) => {
    expect(answer(group, 'm4', request)).toEqual(REFUSED);
  });

  test('what it has can be read, and how it is', () => {
    const read = answer(group, 'm4', { ...get('a'), serializable: true });
    expect(read).toMatchObject({ kvs: [{ value: '1' }] });
    expect(answer(group, 'm4', { type: 'status' })).toMatchObject({ learner: true });
    expect(answer(group, 'm1', { type: 'status' })).toMatchObject({ learner: false });
  });

  test('a watch does not begin', () => {
    const wire = group.open(group.sidOf('m4'));
    group.say(wire, { type: 'watch', stream: 5, key: 'a' });
    group.runFor(100);
    expect(group.heard(wire)).toMatchObject([
      { type: 'streamEnded', stream: 5, error: 'notForLearner' },
    ]);
  });
});

test('the others know it for one, and nobody hands over to it', () => {
  const group = members();
  const list = answer(group, 'm1', { type: 'memberList' });
  const learner = group.sidOf('m4');
  expect(list).toMatchObject({ type: 'members' });
  expect('members' in list && list.members.filter((one) => one.learner)).toEqual([
    { sid: learner, learner: true, started: true },
  ]);
  const moved = answer(group, 'm1', { type: 'moveLeader', to: learner });
  expect(moved).toEqual({ type: 'error', error: 'badTransferee' });
});

test('with two of three voters dead it does not help, and still says what it has', () => {
  const group = members();
  answer(group, 'm1', put('a', '1'));
  group.perform({ type: 'crash', servers: group.sidsOf(['m2', 'm3']) });
  group.runFor(4000);
  expect(group.factsAt(group.sidOf('m1')).leader).toBeNull();
  expect(group.factsAt(group.sidOf('m4'))).toMatchObject({ standing: 'passive' });
  const read = answer(group, 'm4', { ...get('a'), serializable: true });
  expect(read).toMatchObject({ kvs: [{ value: '1' }] });
});

describe('the library at a learner', () => {
  const begun = () => new EtcdConsole({}, 1, 3, 1);
  const REFUSAL = 'Error: etcdserver: rpc not supported for learner';

  test('asks a hundred times what it may, and once what it may not', () => {
    const cluster = begun().do('client a connect 4').run(100);
    cluster.do('a: put k v').run(100);
    expect(cluster.heard('a')).toEqual([REFUSAL]);
    cluster.do('a: get k').run(2400);
    expect(cluster.heard('a')).toEqual([]);
    cluster.run(400);
    expect(cluster.heard('a')).toEqual([REFUSAL]);
    cluster.do('a: lease grant 5').run(3000);
    expect(cluster.heard('a')).toEqual([
      'Error: failed to grant lease (etcdserver: rpc not supported for learner)',
    ]);
  });

  test('goes on to the next endpoint where it has one', () => {
    const cluster = begun().do('client a connect 4 1').run(100);
    cluster.do('a: get k').run(300);
    expect(cluster.heard('a')).toEqual(['–']);
    cluster.do('a: watch k').run(100).do('a: put k v').run(200);
    expect([...cluster.heard('a')].sort()).toEqual(['OK', 'PUT\nk\nv']);
  });

  test('gives a lease up that nobody confirms within three seconds', () => {
    const cluster = begun().do('client a connect 4').run(100).do('a: lease keep-alive 1234');
    cluster.run(2900);
    expect(cluster.heard('a')).toEqual([]);
    cluster.run(200);
    expect(cluster.heard('a')).toEqual(['lease 0000000000001234 expired or revoked.']);
  });
});
