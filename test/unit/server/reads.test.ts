import { describe, expect, test } from 'vitest';
import type { Op, ReplyBody } from '../../../src/model/index.ts';
import { ZERO, zxid } from '../../../src/model/index.ts';
import { create, look, OneServer, remove, write } from './one-server.ts';

function furnished(): OneServer {
  const server = new OneServer();
  const secret = { perms: 2, scheme: 'world', id: 'anyone' };
  for (const op of [
    create('/a', 'PERSISTENT', { data: 'hello' }),
    create('/a/b'),
    create('/a/B'),
    create('/a/b/c', 'EPHEMERAL'),
    create('/secret', 'PERSISTENT', { acl: [secret] }),
  ]) {
    expect(server.code(op)).toBe('OK');
  }
  return server;
}

function bodyOf(server: OneServer, op: Op, session?: string): ReplyBody | null {
  return server.ask(op, session).body;
}

describe('Stat', () => {
  test('of a fresh tree, the built-in nodes are odd', () => {
    const server = new OneServer();
    const stat = (path: string) => bodyOf(server, look('exists', path));
    expect(stat('/')).toMatchObject({ stat: { cversion: -1, numChildren: 1, czxid: ZERO } });
    expect(stat('/zookeeper')).toMatchObject({ stat: { cversion: -2, numChildren: 2 } });
    expect(stat('/zookeeper/config')).toMatchObject({
      stat: { version: -1, aversion: -1, dataLength: 9, mtime: 7 },
    });
  });

  test('cversion counts creations and deletions; a parent keeps its version and mtime', () => {
    const server = furnished();
    server.ask(create('/a/x'));
    server.ask(remove('/a/x'));
    expect(bodyOf(server, look('exists', '/a'))).toEqual({
      type: 'stat',
      stat: {
        czxid: zxid(1, 1),
        mzxid: zxid(1, 1),
        pzxid: zxid(1, 7),
        ctime: 1000,
        mtime: 1000,
        version: 0,
        cversion: 4,
        aversion: 0,
        ephemeralOwner: '0x0',
        dataLength: 5,
        numChildren: 2,
      },
    });
  });

  test('containers and TTL nodes have no owner', () => {
    const server = furnished();
    server.ask(create('/c', 'CONTAINER'));
    expect(server.ask(create('/t', 'PERSISTENT_WITH_TTL', { ttl: 5 })).body).toMatchObject({
      type: 'pathStat',
      stat: { ephemeralOwner: '0x0' },
    });
    expect(bodyOf(server, look('exists', '/c'))).toMatchObject({ stat: { ephemeralOwner: '0x0' } });
  });
});

describe('reads', () => {
  test.each<[string, Op, string]>([
    ['a missing node', look('getData', '/no'), 'NONODE'],
    ['no permission', look('getData', '/secret'), 'NOAUTH'],
    ['no permission for children', look('getChildren', '/secret'), 'NOAUTH'],
    ['exists needs none', look('exists', '/secret'), 'OK'],
    ['exists refuses NUL', look('exists', '/\0'), 'BADARGUMENTS'],
    ['the empty path is the root', look('getData', ''), 'OK'],
    ['getACL needs READ or ADMIN', { type: 'getACL', path: '/secret' }, 'NOAUTH'],
    ['sync takes anything', { type: 'sync', path: 'no path' }, 'OK'],
    ['an undecodable read', { type: 'raw', opcode: 4, body: '' }, 'MARSHALLINGERROR'],
  ])('%s', (_, op, code) => {
    const server = furnished();
    expect(server.ask(op)).toMatchObject({ code, zxid: zxid(1, 5) });
  });

  test.each<[string, Op, ReplyBody]>([
    [
      'children are as their hash set has them',
      look('getChildren', '/a'),
      { type: 'children', children: ['b', 'B'], stat: null },
    ],
    ['descendants', { type: 'getAllChildrenNumber', path: '/a' }, { type: 'count', count: 3 }],
    ['of the root', { type: 'getAllChildrenNumber', path: '/' }, { type: 'count', count: 8 }],
    [
      'own ephemerals',
      { type: 'getEphemerals', path: '/' },
      { type: 'ephemerals', paths: ['/a/b/c'] },
    ],
    ['by prefix', { type: 'getEphemerals', path: '/b' }, { type: 'ephemerals', paths: [] }],
    [
      'who am I',
      { type: 'whoAmI' },
      { type: 'clientInfo', ids: [{ scheme: 'ip', id: '127.0.0.1' }] },
    ],
  ])('%s', (_, op, body) => expect(bodyOf(furnished(), op)).toEqual(body));

  test('a part of multiRead fails alone', () => {
    const parts = [look('getData', '/secret'), look('getChildren', '/a'), look('getData', '/a')];
    const body = bodyOf(furnished(), { type: 'multiRead', ops: parts as never });
    expect(body).toMatchObject({
      results: [
        { type: 'error', code: 'NOAUTH' },
        { type: 'getChildren', children: ['b', 'B'] },
        { type: 'getData', data: 'hello' },
      ],
    });
  });

  test('getACL masks digests for those without ADMIN', () => {
    const server = furnished();
    server.auth('0xa', 'digest', 'u:p');
    const acl = [
      { perms: 31, scheme: 'auth', id: '' },
      { perms: 1, scheme: 'world', id: 'anyone' },
    ];
    server.ask(create('/mine', 'PERSISTENT', { acl }));
    const read = (session: string) => bodyOf(server, { type: 'getACL', path: '/mine' }, session);
    expect(read('0xa')).toMatchObject({
      acl: [{ id: 'u:Jq7wMyA/w2Vd5WIDAKdu4OIIFEQ=' }, { id: 'anyone' }],
    });
    expect(read('0xb')).toMatchObject({ acl: [{ id: 'u:x' }, { id: 'anyone' }] });
  });
});

describe('reads that watch', () => {
  test.each<[string, Op, Op, string[]]>([
    ['exists, absent', look('exists', '/x', true), create('/x'), ['0xb NodeCreated /x']],
    ['exists, present', look('exists', '/a', true), write('/a', ''), ['0xb NodeDataChanged /a']],
    ['getData', look('getData', '/a/b/c', true), remove('/a/b/c'), ['0xb NodeDeleted /a/b/c']],
    [
      'getChildren',
      look('getChildren', '/a', true),
      create('/a/x'),
      ['0xb NodeChildrenChanged /a'],
    ],
    ['a read that fails watches nothing', look('getData', '/x', true), create('/x'), []],
    ['nor without permission', look('getChildren', '/secret', true), write('/secret', ''), []],
  ])('%s', (_, read, change, events) => {
    const server = furnished();
    server.ask(read, '0xb');
    server.ask(change);
    expect(server.events()).toEqual(events);
    expect(server.watches.data.byPath.size).toBe(0);
  });
});

test('children come in the order of Java’s hash set, those of one bucket as they came', () => {
  const server = new OneServer();
  for (const path of ['/p', '/p/i', '/p/a', '/p/h']) server.ask(create(path));
  // As `new HashSet<>(8)` with i, a and h in it goes through them.
  const children = ['h', 'i', 'a'];
  expect(bodyOf(server, look('getChildren', '/p'))).toMatchObject({ children });
  expect(bodyOf(server, look('getChildren2', '/p'))).toMatchObject({ children });
  const ops = [look('getChildren', '/p')] as never;
  expect(bodyOf(server, { type: 'multiRead', ops })).toMatchObject({ results: [{ children }] });
});
