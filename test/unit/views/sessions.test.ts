import { expect, test } from 'vitest';
import { emptyMap, setKey } from '../../../src/lib/index.ts';
import { NO_SERVER } from '../../../src/model/index.ts';
import type { TrackedSession } from '../../../src/server/index.ts';
import { sessionsModel } from '../../../src/views/sessions/model.ts';
import { addPersistentWatch, addReadWatch, emptyWatches } from '../../../src/znodes/index.ts';
import { client, databaseOf, diskOf, down, moment, txn, up, world } from './inspector-world.ts';

const OPEN = txn('1·1', { type: 'createSession', timeoutMs: 8000 }, '0x7');
const LOCK = txn('1·2', { type: 'create', path: '/lock', owner: '0x7' }, '0x7');

const TRACKED: TrackedSession = { timeoutMs: 8000, expiresAtMs: 10_000, owner: 2, closing: false };

function leading(watches = emptyWatches()) {
  const parts = { leaf: 'LEADING.BROADCAST', db: databaseOf([OPEN, LOCK]) } as const;
  const tracked = setKey(emptyMap<TrackedSession>(), '0x7', TRACKED);
  return up(1, { ...parts, leader: { established: true } }, { tracked, watches });
}

test('a session with its clock, its ephemerals and its watches', () => {
  let watches = addReadWatch(emptyWatches(), 'data', '/lock', 'radiology');
  watches = addPersistentWatch(watches, '/queue', 1, 'radiology');
  watches = addReadWatch(watches, 'child', '/a', 'radiology');
  const of = world([leading(watches)], [client('radiology', { session: '0x7', server: 1 })]);
  const { leader, rows } = sessionsModel(moment(of, [], { now: 3_500_000 }));
  expect(leader).toBe(1);
  expect(rows).toEqual([
    {
      ...{ session: '0x7', client: 'radiology', state: 'CONNECTED', frozen: false, server: 1 },
      ...{ timeoutMs: 8000, remainingMs: 6500, closing: false, known: true },
      ephemerals: ['/lock'],
      watches: [
        { path: '/a', on: 'child', mode: 'once' },
        { path: '/lock', on: 'data', mode: 'once' },
        { path: '/queue', on: 'both', mode: 'recursive' },
      ],
    },
  ]);
});

test('a session whose client is gone goes on until the leader ends it', () => {
  const { rows } = sessionsModel(moment(world([leading()]), [], { now: 12_000_000 }));
  expect(rows[0]).toMatchObject({ client: null, state: null, server: 2, remainingMs: 0 });
});

test('without a leader no clock counts', () => {
  const of = world([up(1, { db: databaseOf([OPEN]) })], [client('radiology', { session: '0x7' })]);
  const model = sessionsModel(moment(of));
  expect(model).toMatchObject({ leader: null, asSeenBy: 1 });
  expect(model.rows[0]).toMatchObject({ remainingMs: null, known: true, timeoutMs: 8000 });
});

test('a client may believe in a session that nobody knows, or have none', () => {
  const hosts = [leading()];
  const of = world(hosts, [
    client('ghost', { session: '0x9' }),
    client('new', { session: '0x0', leaf: 'CONNECTING', server: NO_SERVER }),
  ]);
  const { rows, without } = sessionsModel(moment(of));
  expect(rows.map((row) => [row.session, row.known])).toEqual([
    ['0x7', true],
    ['0x9', false],
  ]);
  expect(without).toEqual([{ client: 'new', state: 'CONNECTING' }]);
});

test('without a leader the tree is the observed server’s, or that of any that runs', () => {
  const hosts = [down(1, diskOf([])), up(2, {}), up(3, { db: databaseOf([OPEN]) })];
  const seen = (observed: number) => sessionsModel(moment(world(hosts), [], { observed }));
  expect(seen(3)).toMatchObject({ leader: null, asSeenBy: 3 });
  expect(seen(3).rows.map(({ session }) => session)).toEqual(['0x7']);
  expect(seen(1).asSeenBy).toBe(2);
  expect(sessionsModel(moment(world([down(1, diskOf([]))]))).asSeenBy).toBeNull();
});
