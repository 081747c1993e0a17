/** A server, and a client's session, that no correct step makes: the step after it stops. */
import { describe, expect, test } from 'vitest';
import type { Client } from '../../../src/client/index.ts';
import { append, emptyLog, setKey } from '../../../src/lib/index.ts';
import { NO_SERVER, NO_SESSION, type Txn } from '../../../src/model/index.ts';
import { type Server, ZOOKEEPER } from '../../../src/server/index.ts';
import { cluster } from '../../support/cluster.ts';
import { Driver } from '../client/driver.ts';

const run = cluster().up().do('client a connect 3', 'client b connect 1').run(200);
const serverOf = (sid: number): Server => run.world.hosts[sid - 1]?.server as Server;
const [leader, follower] = [serverOf(3), serverOf(1)];
const under = append(emptyLog<Txn>(), {} as Txn);

/** A step that does nothing by itself: what it asserts is about what was there. */
const idle = (server: Server) => () =>
  ZOOKEEPER.step(server, { type: 'clientGone', client: 'nobody' }, {} as never);

const SERVERS: readonly (readonly [rule: string, broken: Server])[] = [
  ['Server 1', { ...follower, leader: null }],
  ['Server 1', { ...follower, serving: false }],
  ['Server 2', { ...follower, serving: false, leader: null }],
  ['Server 3', { ...leader, bySession: setKey(leader.bySession, '0xdead', 'a') }],
  ['Server 4', { ...follower, outstanding: under }],
  ['Server 4', { ...follower, tracked: leader.tracked }],
  ['Server 4', { ...follower, pendingSyncs: [{} as never] }],
  ['Server 5', { ...leader, touched: setKey(leader.touched, '0x1', true) }],
];

describe('a server', () => {
  test('as it is goes on', () => {
    expect(idle(leader)).not.toThrow();
    expect(idle(follower)).not.toThrow();
  });
  test.each(SERVERS)('%s', (rule, broken) => {
    expect(idle(broken)).toThrow(rule);
  });
});

const connected = new Driver([1, 2]).establish().client;
const call = [{} as never];
const CLIENTS: readonly (readonly [rule: string, broken: Client])[] = [
  ['Client 1', { ...connected, server: NO_SERVER }],
  ['Client 1', { ...connected, leaf: 'CLOSED' }],
  ['Client 2', { ...connected, session: NO_SESSION }],
  ['Client 2', { ...connected, queued: call }],
  ['Client 3', { ...connected, leaf: 'ASSOCIATING', sent: call }],
  ['Client 4', { ...connected, leaf: 'EXPIRED', server: NO_SERVER, queued: call }],
  ['Client 5', { ...connected, nextServer: 2 }],
  ['Client 5', { ...connected, roundStart: 2 }],
];

describe('a client', () => {
  const step = (client: Client) => () => {
    const driver = new Driver([1, 2]);
    driver.client = client;
    driver.give({ type: 'typed', line: 'history', program: { type: 'history' } });
  };
  test.each(CLIENTS)('%s', (rule, broken) => {
    expect(step(broken)).toThrow(rule);
  });
});
