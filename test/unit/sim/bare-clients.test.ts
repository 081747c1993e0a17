/** Bare clients: a connection each and no library behind it. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type ClientMessage,
  NO_SESSION,
  OPEN_ACL,
  type Op,
  ZERO,
} from '../../../src/model/index.ts';
import {
  type World,
  wireDrop,
  wireOf,
  wireOpen,
  wireSend,
  wireSilence,
  wireTake,
} from '../../../src/sim/index.ts';
import { Cluster } from '../../support/cluster.ts';

let cluster: Cluster;

/** Server 2 leads: it was there with server 1 before server 3. */
beforeEach(() => {
  cluster = new Cluster().do('start 1 2').run(1500).do('start 3').run(1500);
});

function change(by: (world: World) => World): void {
  cluster.world = by(cluster.world);
}

function hello(session = NO_SESSION, timeoutMs = 8000): ClientMessage {
  return { type: 'CONNECT', session, passwordOk: true, timeoutMs, lastZxid: ZERO, readOnly: false };
}

function connect(name: string, server: number, session = NO_SESSION): void {
  change((world) => wireOpen(world, name, server, true));
  cluster.run(10);
  change((world) => wireSend(world, name, hello(session)));
  cluster.run(50);
}

let cxid = 0;
function ask(name: string, op: Op): void {
  cxid += 1;
  change((world) => wireSend(world, name, { type: 'CALL', cxid, op }));
}

function take(name: string): readonly ClientMessage[] {
  const { world, messages } = wireTake(cluster.world, name);
  cluster.world = world;
  return messages;
}

function sessionOf(name: string): string {
  const answer = take(name).find((message) => message.type === 'CONNECTED');
  return answer?.type === 'CONNECTED' ? answer.session : 'no session';
}

const setX = (data: string): Op => ({ type: 'setData', path: '/x', data, version: -1 });
const GET_X: Op = { type: 'getData', path: '/x', watch: false };

function createX(name: string): void {
  ask(name, { type: 'create', path: '/x', data: '0', acl: OPEN_ACL, flags: 0, ttl: 0 });
  cluster.run(50);
  take(name);
}

/** What getData answered, in order. */
function dataIn(messages: readonly ClientMessage[]): readonly (string | null)[] {
  return messages.flatMap((message) => {
    const body = message.type === 'REPLY' ? message.reply.body : null;
    return body?.type === 'data' ? [body.data] : [];
  });
}

describe('a wire', () => {
  test('hears nothing from a server that is down', () => {
    cluster.do('crash 1');
    change((world) => wireOpen(world, 'a', 1));
    cluster.run(10);
    expect(wireOf(cluster.world, 'a')?.state).toBe('closed');
  });

  test('is granted a session, and keeps what arrives until it is taken', () => {
    connect('a', 1);
    expect(take('a').map(({ type }) => type)).toEqual(['CONNECTED']);
    expect(take('a')).toEqual([]);
  });

  test('pings while it is silent about everything else, so that its session lives', () => {
    connect('a', 1);
    const session = sessionOf('a');
    cluster.run(30_000);
    expect(cluster.events.some((event) => event.type === 'sessionExpired')).toBe(false);
    expect(wireOf(cluster.world, 'a')?.state).toBe('open');
    change((world) => wireSilence(world, 'a'));
    cluster.run(11_000);
    const expired = cluster.events.filter((event) => event.type === 'sessionExpired');
    expect(expired).toMatchObject([{ session }]);
    expect(wireOf(cluster.world, 'a')?.state).toBe('closed');
  });

  test('that is dropped leaves its session, which goes on elsewhere', () => {
    connect('a', 1);
    const session = sessionOf('a');
    change((world) => wireDrop(world, 'a'));
    cluster.run(2000);
    connect('a', 3, session);
    expect(take('a')).toMatchObject([{ type: 'CONNECTED', session, timeoutMs: 8000 }]);
  });

  test('reads its last answer before it finds the connection closed', () => {
    connect('a', 1);
    take('a');
    ask('a', { type: 'closeSession' });
    cluster.run(50);
    expect(take('a')).toMatchObject([{ type: 'REPLY', reply: { code: 'OK' } }]);
    expect(wireOf(cluster.world, 'a')?.state).toBe('closed');
  });

  test('that dials the same server again hears nothing meant for its former connection', () => {
    connect('a', 1);
    connect('b', 2);
    const session = sessionOf('a');
    createX('b');
    ask('a', { type: 'getData', path: '/x', watch: true });
    cluster.run(50);
    take('a');
    // The new connection is there, the session is not yet taken up, and the node changes.
    change((world) => wireOpen(world, 'a', 1));
    cluster.run(10);
    ask('b', setX('1'));
    cluster.run(50);
    change((world) => wireSend(world, 'a', hello(session)));
    cluster.run(50);
    expect(take('a').map(({ type }) => type)).toEqual(['CONNECTED']);
  });
});

describe('sync', () => {
  test('a read behind it sees what was committed before, a read without it may not', () => {
    connect('a', 1);
    connect('b', 3);
    createX('a');
    take('b');
    // Server 3 learns of everything late.
    cluster.do('delay 2 -> 3 400');
    ask('a', setX('1'));
    cluster.run(100);
    ask('b', GET_X);
    cluster.run(20);
    expect(dataIn(take('b'))).toEqual(['0']);
    ask('b', { type: 'sync', path: '/x' });
    ask('b', GET_X);
    cluster.run(1000);
    expect(dataIn(take('b'))).toEqual(['1']);
  });

  test('it is answered behind the last proposal before it, not sooner, not later', () => {
    connect('a', 1);
    connect('b', 2);
    createX('a');
    cluster.run(50);
    // Nothing is committed without the leader's disk, and one fsync of it commits several.
    cluster.do('crash 3', 'disk 2 400');
    ask('a', setX('0'));
    cluster.run(20);
    ask('a', setX('1'));
    ask('a', setX('2'));
    ask('a', { type: 'sync', path: '/x' });
    cluster.run(20);
    ask('b', setX('3'));
    cluster.run(20).forgetEvents().run(1000);
    const stream = cluster.of('messageSent').filter(({ from, to }) => from === 2 && to === 1);
    const types = stream.map(({ message }) => message.type).filter((type) => type !== 'PING');
    // Leader.processSync remembers lastProposed, Leader.tryToCommit answers when that is committed.
    expect(types).toEqual(['COMMIT', 'COMMIT', 'COMMIT', 'SYNC', 'COMMIT']);
  });
});
