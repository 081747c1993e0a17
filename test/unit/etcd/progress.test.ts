/** Watches that ask how far their member is are told so when they have had nothing to hear. */
import '../../../src/protocols/all.ts';
import { expect, test } from 'vitest';
import type { MemberWord, WatchRequest } from '../../../src/etcd/index.ts';
import { EtcdMembers } from '../../../src/headless/conformance/etcd-members.ts';
import { put } from './requests.ts';

const SETTINGS = { progressInterval: 2_000_000 };

/** What a watch of `key` is told in `ms`, with a put of it after `putAt`: by events, or none. */
function told(request: Partial<WatchRequest>, ms: number, putAt: number | null) {
  const members = new EtcdMembers(3, false, 1, 0, SETTINGS);
  const server = members.sidOf('m1');
  const wire = members.open(server);
  members.say(wire, { type: 'watch', stream: 1, key: 'a', ...request });
  members.runFor(50);
  if (putAt !== null) {
    members.runFor(putAt - 50);
    members.say(members.open(server), { type: 'ask', id: 1, request: put('a', '1') });
  }
  members.runFor(ms - (putAt ?? 50));
  const isSaid = (word: MemberWord) => word.type === 'watched' && !word.created;
  const said = members.heard(wire).filter(isSaid);
  return said.map((word) => (word.type === 'watched' ? word.events.length : -1));
}

test.each([
  ['once an interval', { progressNotify: true }, 5000, null, [0, 0]],
  ['not where it is not asked for', {}, 5000, null, []],
  ['not in an interval that had an event', { progressNotify: true }, 5000, 1000, [1, 0]],
  ['not of a future that has not come', { progressNotify: true, startRevision: 9 }, 3000, 1, [0]],
  ['not too early', { progressNotify: true }, 1900, null, []],
] as const)('%s', (_, request, ms, putAt, events) => {
  expect(told(request, ms, putAt)).toEqual(events);
});

test('a watch that joins a stream is told with the stream', () => {
  const members = new EtcdMembers(3, false, 1, 0, SETTINGS);
  const wire = members.open(members.sidOf('m1'));
  members.say(wire, { type: 'watch', stream: 1, key: 'a' });
  members.runFor(4500);
  members.say(wire, { type: 'watch', stream: 1, key: 'b', progressNotify: true });
  members.runFor(1400);
  const progress = () =>
    members.heard(wire).flatMap((one) => (one.type === 'watched' && !one.created ? [one] : []));
  expect(progress()).toEqual([]);
  members.runFor(200);
  expect(progress()).toMatchObject([{ watch: 1, revision: 1, events: [] }]);
});
