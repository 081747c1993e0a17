import { describe, expect, test } from 'vitest';
import { append, emptyLog } from '../../../src/lib/index.ts';
import type { Acl, CreateMode, Op, OpResult, SubOp, Txn } from '../../../src/model/index.ts';
import { sequenceSuffix } from '../../../src/server/create.ts';
import { routeOf } from '../../../src/server/route.ts';
import { nodeAt } from '../../../src/znodes/index.ts';
import { create, look, OneServer, remove, write } from './one-server.ts';

const READ_ONLY: Acl = [{ perms: 1, scheme: 'world', id: 'anyone' }];
const NO_ACL: Acl = [];

function furnished(): OneServer {
  const server = new OneServer();
  for (const op of [
    create('/a'),
    create('/a/k'),
    create('/e', 'EPHEMERAL'),
    create('/locked', 'PERSISTENT', { acl: READ_ONLY }),
    create('/blind', 'PERSISTENT', { acl: [{ perms: 4, scheme: 'world', id: 'anyone' }] }),
  ]) {
    expect(server.code(op)).toBe('OK');
  }
  return server;
}

const check = (path: string, version: number): SubOp => ({ type: 'check', path, version });

describe('the first check that fails decides', () => {
  test.each<[string, Op, string]>([
    ['an unknown flag before a bad path', create('x', 'PERSISTENT', { flags: 7 }), 'BADARGUMENTS'],
    [
      'a bad ACL before a missing parent',
      create('/no/x', 'PERSISTENT', { acl: NO_ACL }),
      'INVALIDACL',
    ],
    [
      'a path without a slash before a bad ACL',
      create('x', 'PERSISTENT', { acl: NO_ACL }),
      'BADARGUMENTS',
    ],
    ['a missing parent before bad characters', create('/no/\u0001'), 'NONODE'],
    ['permission before bad characters', create('/locked/\u0001'), 'NOAUTH'],
    ['bad characters', create('/a/\u0001'), 'BADARGUMENTS'],
    ['a trailing slash', create('/a/'), 'BADARGUMENTS'],
    ['the root exists', create('/'), 'NODEEXISTS'],
    ['exists', create('/a'), 'NODEEXISTS'],
    ['an ephemeral parent', create('/e/x'), 'NOCHILDRENFOREPHEMERALS'],
    ['a TTL flag on a plain create', create('/t', 'PERSISTENT', { flags: 5 }), 'BADARGUMENTS'],
    ['a ttl of 0', create('/t', 'PERSISTENT_WITH_TTL'), 'BADARGUMENTS'],
    [
      'a ttl beyond five bytes',
      create('/t', 'PERSISTENT_WITH_TTL', { ttl: 1099511627776 }),
      'BADARGUMENTS',
    ],
    ['the largest ttl', create('/t', 'PERSISTENT_WITH_TTL', { ttl: 1099511627775 }), 'OK'],
    ['delete: the root', remove('/'), 'BADARGUMENTS'],
    ['delete: a built-in node', remove('/zookeeper/config'), 'BADARGUMENTS'],
    ['delete: no slash', remove('a'), 'BADARGUMENTS'],
    ['delete: permission on the parent before the node', remove('/locked/none'), 'NOAUTH'],
    ['delete: a missing parent', remove('/no/x'), 'NONODE'],
    ['delete: version before children', remove('/a', 5), 'BADVERSION'],
    ['delete: children', remove('/a'), 'NOTEMPTY'],
    ['delete: a trailing slash is a node that is not there', remove('/a/'), 'NONODE'],
    ['setData: a bad path before a missing node', write('/no/', ''), 'BADARGUMENTS'],
    ['setData: permission before version', write('/locked', '', 9), 'NOAUTH'],
    ['setData: version', write('/a', '', 9), 'BADVERSION'],
    ['setData: version -2 never matches', write('/a', '', -2), 'BADVERSION'],
    ['setData: the config node', write('/zookeeper/config', ''), 'NOAUTH'],
    [
      'setACL: the list before the node',
      { type: 'setACL', path: '/no', acl: NO_ACL, version: -1 },
      'INVALIDACL',
    ],
    [
      'setACL: permission',
      { type: 'setACL', path: '/locked', acl: READ_ONLY, version: 9 },
      'NOAUTH',
    ],
    [
      'setACL: its own version',
      { type: 'setACL', path: '/a', acl: READ_ONLY, version: 9 },
      'BADVERSION',
    ],
    ['check: READ before version', check('/blind', 9), 'NOAUTH'],
    ['check: version', check('/a', 9), 'BADVERSION'],
    ['check: a missing node', check('/no', -1), 'NONODE'],
    ['reconfig', { type: 'reconfig' }, 'RECONFIGDISABLED'],
    ['an undecodable write', { type: 'raw', opcode: 1, body: '' }, 'MARSHALLINGERROR'],
    ["a client's deleteContainer", { type: 'deleteContainer', path: '/a/k' }, 'BADARGUMENTS'],
  ])('%s', (_, op, code) => {
    const server = furnished();
    const counter = server.counter;
    expect(server.code(op)).toBe(code);
    expect(server.counter).toBe(counter + 1);
  });

  test('a session that is gone or has moved fails before paths, after modes', () => {
    const server = furnished();
    server.context = { ...server.context, sessionError: 'SESSIONEXPIRED' };
    expect(server.code(remove('a'))).toBe('SESSIONEXPIRED');
    expect(server.code(create('x'))).toBe('SESSIONEXPIRED');
    expect(server.code(create('x', 'PERSISTENT', { flags: 9 }))).toBe('BADARGUMENTS');
    server.context = { ...server.context, sessionError: 'SESSIONMOVED' };
    expect(server.code({ type: 'multi', ops: [check('/a', -1)] })).toBe('SESSIONMOVED');
    expect(server.code({ type: 'multi', ops: [] })).toBe('OK');
  });

  test('TTL nodes can be switched off', () => {
    const server = furnished();
    server.context = { ...server.context, extendedTypesEnabled: false };
    expect(server.code(create('/t', 'PERSISTENT_WITH_TTL', { ttl: 5 }))).toBe('UNIMPLEMENTED');
  });
});

describe('sequence numbers', () => {
  test('count creations of any kind, not deletions, not failures', () => {
    const server = new OneServer();
    const make = (path: string, mode: CreateMode): string => {
      const { code, body } = server.ask(create(path, mode));
      return body !== null && 'path' in body ? body.path : code;
    };
    server.ask(create('/q'));
    expect(make('/q/n-', 'PERSISTENT_SEQUENTIAL')).toBe('/q/n-0000000000');
    expect(make('/q/x', 'PERSISTENT')).toBe('/q/x');
    server.ask(remove('/q/x'));
    expect(make('/q/x', 'PERSISTENT')).toBe('/q/x');
    expect(make('/q/x', 'PERSISTENT')).toBe('NODEEXISTS');
    expect(make('/q/', 'EPHEMERAL_SEQUENTIAL')).toBe('/q/0000000003');
  });

  test.each([
    [0, '0000000000'],
    [2147483647, '2147483647'],
    [-2147483648, '-2147483648'],
    [-5, '-000000005'],
  ])('%i is written %s', (count, suffix) => expect(sequenceSuffix(count)).toBe(suffix));
});

test('a setACL under way does not count before it is applied', () => {
  const server = furnished();
  server.context = { ...server.context, applied: server.db };
  server.ask({ type: 'setACL', path: '/a', acl: READ_ONLY, version: -1 });
  expect(server.code(create('/a/1'))).toBe('OK');
  expect(server.code(remove('/a/1'))).toBe('OK');
  expect(server.code(write('/a', 'x'))).toBe('OK');
  server.context = { ...server.context, applied: server.db };
  for (const op of [create('/a/1'), remove('/a/k'), write('/a', 'x')]) {
    expect(server.code(op)).toBe('NOAUTH');
  }
});

test('nor does it for a node whose creation is under way, too', () => {
  const server = furnished();
  const { db } = server;
  server.ask(create('/new'));
  server.ask({ type: 'setACL', path: '/new', acl: READ_ONLY, version: -1 });
  expect(server.code(write('/new', 'x'))).toBe('NOAUTH');
  const outstanding = server.txns.reduce((log, txn) => append(log, txn), emptyLog<Txn>());
  server.context = { ...server.context, applied: db, outstanding };
  expect(server.code(write('/new', 'x'))).toBe('OK');
});

describe('multi', () => {
  const results = (server: OneServer, ops: readonly SubOp[]): readonly OpResult[] => {
    const { body } = server.ask({ type: 'multi', ops });
    return body?.type === 'results' ? body.results : [];
  };
  const sub = (op: Op): SubOp => op as SubOp;

  test('each operation sees the former ones, and a Stat is of its own moment', () => {
    const server = furnished();
    const got = results(server, [
      create('/m'),
      create('/m/s-', 'PERSISTENT_SEQUENTIAL', { type: 'create2' }),
      sub(write('/m', '12')),
      create('/m/c', 'CONTAINER'),
      sub(write('/m', '123', 1)),
      sub(remove('/m/s-0000000000')),
      check('/m', 2),
    ]);
    expect(got.map((r) => r.type)).toEqual([
      'create',
      'create',
      'setData',
      'create2',
      'setData',
      'delete',
      'check',
    ]);
    expect(got[2]).toMatchObject({ stat: { version: 1, dataLength: 2, numChildren: 1 } });
    expect(got[4]).toMatchObject({ stat: { version: 2, dataLength: 3, numChildren: 2 } });
  });

  test('all or nothing: OK before the culprit, RUNTIMEINCONSISTENCY after it', () => {
    const server = furnished();
    const before = server.db;
    const got = results(server, [create('/m'), sub(remove('/a')), create('/n')]);
    expect(got.map((r) => (r.type === 'error' ? r.code : r.type))).toEqual([
      'OK',
      'NOTEMPTY',
      'RUNTIMEINCONSISTENCY',
    ]);
    expect(server.db).toBe(before);
  });

  test('the flag of a create says what it is, not its opcode', () => {
    const server = furnished();
    const got = results(server, [create('/m', 'CONTAINER', { type: 'create' })]);
    expect(got.map((r) => r.type)).toEqual(['create2']);
    expect(nodeAt(server.db, '/m')?.kind).toBe('container');
    expect(server.code(create('/o', 'CONTAINER', { type: 'create' }))).toBe('OK');
    expect(nodeAt(server.db, '/o')?.kind).toBe('ordinary');
  });

  test.each(['create', 'create2'] as const)('%s with a TTL flag: no answer at all', (type) => {
    const server = furnished();
    const before = server.db;
    const broken = create('/m', 'PERSISTENT_WITH_TTL', { type });
    const ops = [create('/n'), broken, create('/o')];
    expect(server.ask({ type: 'multi', ops })).toMatchObject({
      code: 'MARSHALLINGERROR',
      body: null,
    });
    expect(server.db).toBe(before);
    const got = results(server, [create('/a'), broken]);
    expect(got[0]).toEqual({ type: 'error', code: 'NODEEXISTS' });
  });

  test('what it frees does not count for a hard quota yet', () => {
    const server = furnished();
    server.context = { ...server.context, enforceQuota: true };
    const quota = '/zookeeper/quota/a';
    server.ask(create(quota));
    server.ask(create(`${quota}/zookeeper_limits`, 'PERSISTENT', { data: 'countHardLimit=2' }));
    server.ask(create(`${quota}/zookeeper_stats`));
    expect(server.code(create('/a/l'))).toBe('QUOTAEXCEEDED');
    const got = results(server, [sub(remove('/a/k')), create('/a/l')]);
    expect(got[1]).toEqual({ type: 'error', code: 'QUOTAEXCEEDED' });
    expect(server.code(remove('/a/k'))).toBe('OK');
    expect(server.code(create('/a/l'))).toBe('OK');
  });
});

describe('sessions', () => {
  test('closing one deletes its ephemerals, also those just created', () => {
    const server = furnished();
    server.ask({ type: 'createSession', timeoutMs: 4000 }, '0xb');
    server.ask(create('/a/mine', 'EPHEMERAL'), '0xb');
    server.ask({ type: 'closeSession' }, '0xb');
    expect(server.txns.at(-1)?.change).toEqual({ type: 'closeSession', paths: ['/a/mine'] });
    expect(server.code(look('exists', '/a/mine'))).toBe('NONODE');
    expect(server.code(look('exists', '/e'))).toBe('OK');
  });
});

describe('the way of a request', () => {
  test.each<[Op, string]>([
    [create('/a'), 'write'],
    [{ type: 'closeSession' }, 'write'],
    [look('exists', '/a'), 'read'],
    [{ type: 'ping' }, 'read'],
    [{ type: 'sync', path: '/' }, 'sync'],
    [{ type: 'auth', scheme: 'digest', auth: 'u:p' }, 'auth'],
    [{ type: 'raw', opcode: 20, body: '' }, 'write'],
    [{ type: 'raw', opcode: 4, body: '' }, 'read'],
    [{ type: 'raw', opcode: 102, body: '' }, 'broken'],
    [{ type: 'raw', opcode: 999, body: '' }, 'unknown'],
  ])('%j: %s', (op, route) => expect(routeOf(op)).toBe(route));
});
