import { describe, expect, test } from 'vitest';
import { type Op, type SetWatchesOp, type SubOp, zxid } from '../../../src/model/index.ts';
import { dropConnection, emptyWatches, watchCount } from '../../../src/znodes/index.ts';
import { create, look, OneServer, remove, write } from '../server/one-server.ts';

const persistent = (path: string): Op => ({ type: 'addWatch', path, mode: 0 });
const recursive = (path: string): Op => ({ type: 'addWatch', path, mode: 1 });
const unwatch = (path: string, kind: number): Op => ({ type: 'removeWatches', path, kind });
const checks = (path: string, kind: number): Op => ({ type: 'checkWatches', path, kind });

/** `/w` with a child `/w/k`; 0xb watches, 0xa writes. */
function furnished(): OneServer {
  const server = new OneServer();
  server.ask(create('/w'));
  server.ask(create('/w/k'));
  return server;
}

type Row = readonly [string, readonly Op[], readonly Op[], readonly string[]];

const ROWS: readonly Row[] = [
  [
    'one-shot: once',
    [look('getData', '/w', true)],
    [write('/w', ''), write('/w', '')],
    ['0xb NodeDataChanged /w'],
  ],
  [
    'grandchildren are nobody’s business',
    [look('getChildren', '/w', true)],
    [create('/w/k/g')],
    [],
  ],
  [
    'setACL is not told',
    [persistent('/w')],
    [
      {
        type: 'setACL',
        path: '/w',
        acl: [{ perms: 31, scheme: 'world', id: 'anyone' }],
        version: -1,
      },
    ],
    [],
  ],
  ['a failed write is not told', [persistent('/w')], [create('/w/k'), write('/w', '', 9)], []],
  [
    'data and child watch of a deleted node: told once, then the parent',
    [
      look('getData', '/w/k', true),
      look('getChildren', '/w/k', true),
      look('getChildren', '/w', true),
    ],
    [remove('/w/k')],
    ['0xb NodeDeleted /w/k', '0xb NodeChildrenChanged /w'],
  ],
  [
    'persistent: again and again, children too',
    [persistent('/w')],
    [write('/w', ''), create('/w/a'), remove('/w/a'), write('/w/k', '')],
    ['0xb NodeDataChanged /w', '0xb NodeChildrenChanged /w', '0xb NodeChildrenChanged /w'],
  ],
  [
    'recursive: the whole subtree, never children as such',
    [recursive('/w')],
    [create('/w/k/g'), write('/w/k/g', ''), remove('/w/k/g'), write('/w', ''), create('/x')],
    [
      '0xb NodeCreated /w/k/g',
      '0xb NodeDataChanged /w/k/g',
      '0xb NodeDeleted /w/k/g',
      '0xb NodeDataChanged /w',
    ],
  ],
  [
    'recursive on the root sees all',
    [recursive('/')],
    [create('/x'), write('/', '')],
    ['0xb NodeCreated /x', '0xb NodeDataChanged /'],
  ],
  [
    'each part of a multi is told in order',
    [recursive('/w'), look('exists', '/m', true)],
    [{ type: 'multi', ops: [create('/m'), write('/w/k', ''), remove('/m')] as SubOp[] }],
    ['0xb NodeCreated /m', '0xb NodeDataChanged /w/k'],
  ],
  [
    '3.8: a one-shot watch ends a persistent one on that half',
    [persistent('/w'), look('getData', '/w', true)],
    [write('/w', ''), write('/w', ''), create('/w/a')],
    ['0xb NodeDataChanged /w', '0xb NodeChildrenChanged /w'],
  ],
  [
    '3.8: a persistent watch takes over a one-shot one',
    [look('getData', '/w', true), persistent('/w')],
    [write('/w', ''), write('/w', '')],
    ['0xb NodeDataChanged /w', '0xb NodeDataChanged /w'],
  ],
  [
    '3.8: persistent after recursive ends recursion',
    [recursive('/w'), persistent('/w')],
    [write('/w/k', '')],
    [],
  ],
];

describe('who is told what', () => {
  test.each(ROWS)('%s', (_, watches, changes, events) => {
    const server = furnished();
    for (const op of watches) server.ask(op, '0xb');
    for (const op of changes) server.ask(op);
    expect(server.events()).toEqual(events);
  });

  test('3.9: modes live side by side', () => {
    const server = furnished();
    server.watches = emptyWatches(true);
    server.ask(recursive('/w'), '0xb');
    server.ask(persistent('/w'), '0xb');
    server.ask(look('getData', '/w', true), '0xb');
    server.ask(write('/w', ''));
    server.ask(write('/w', ''));
    server.ask(create('/w/a'));
    expect(server.events()).toEqual([
      '0xb NodeDataChanged /w',
      '0xb NodeDataChanged /w',
      '0xb NodeCreated /w/a',
      '0xb NodeChildrenChanged /w',
    ]);
  });

  test('without READ nothing is told, but the watch is used up', () => {
    const server = furnished();
    const acl = [{ perms: 30, scheme: 'world', id: 'anyone' }];
    server.ask(look('exists', '/s', true), '0xb');
    server.ask(create('/s', 'PERSISTENT', { acl }));
    expect(server.events()).toEqual([]);
    server.ask({
      type: 'setACL',
      path: '/s',
      acl: [{ ...acl[0], perms: 31 } as never],
      version: -1,
    });
    server.ask(write('/s', ''));
    expect(server.events()).toEqual([]);
    server.ask(look('exists', '/s', true), '0xb');
    server.ask(write('/s', ''));
    expect(server.events()).toEqual(['0xb NodeDataChanged /s']);
  });

  test('several connections, each once; a session that closes tells of its nodes', () => {
    const server = furnished();
    server.ask(create('/e', 'EPHEMERAL'));
    for (const to of ['0xc', '0xb']) server.ask(look('exists', '/e', true), to);
    server.ask({ type: 'closeSession' });
    expect(server.events()).toEqual(['0xb NodeDeleted /e', '0xc NodeDeleted /e']);
  });

  test('a connection that is gone has no watches', () => {
    const server = furnished();
    for (const op of [recursive('/w'), persistent('/x'), look('getChildren', '/w', true)]) {
      server.ask(op, '0xb');
    }
    expect(watchCount(server.watches)).toBe(4);
    server.watches = dropConnection(server.watches, '0xb');
    expect(server.watches).toEqual(emptyWatches());
    server.ask(write('/w', ''));
    expect(server.events()).toEqual([]);
  });
});

describe('removing and checking', () => {
  test.each<[string, readonly Op[], Op, string]>([
    ['nothing there', [], unwatch('/w', 3), 'NOWATCHER'],
    ['the data half', [persistent('/w')], unwatch('/w', 2), 'OK'],
    [
      'children, but only data is watched',
      [look('getData', '/w', true)],
      unwatch('/w', 1),
      'NOWATCHER',
    ],
    ['any finds either', [look('getData', '/w', true)], unwatch('/w', 3), 'OK'],
    ['an unknown type', [persistent('/w')], unwatch('/w', 9), 'MARSHALLINGERROR'],
    ['checks: data', [look('getData', '/w', true)], checks('/w', 2), 'OK'],
    ['checks: not children', [look('getData', '/w', true)], checks('/w', 1), 'NOWATCHER'],
    ['an unknown mode', [], { type: 'addWatch', path: '/w', mode: 2 }, 'MARSHALLINGERROR'],
  ])('%s', (_, watches, op, code) => {
    const server = furnished();
    for (const watch of watches) server.ask(watch, '0xb');
    expect(server.code(op, '0xb')).toBe(code);
  });

  test('3.8 checks by path alone: anybody’s watch will do', () => {
    const server = furnished();
    server.ask(look('getData', '/w', true), '0xb');
    expect(server.code(checks('/w', 2), '0xc')).toBe('OK');
    expect(server.code(unwatch('/w', 2), '0xc')).toBe('NOWATCHER');
    server.watches = { ...server.watches, keepsModesApart: true };
    expect(server.code(checks('/w', 2), '0xc')).toBe('NOWATCHER');
  });

  test('a half removed leaves the other', () => {
    const server = furnished();
    server.ask(recursive('/w'), '0xb');
    server.ask(unwatch('/w', 2), '0xb');
    server.ask(create('/w/a'));
    server.ask(remove('/w/a'));
    expect(server.events()).toEqual(['0xb NodeDeleted /w/a']);
  });
});

describe('catching up after a reconnect', () => {
  const lists = (more: Partial<SetWatchesOp>): SetWatchesOp => ({
    type: 'setWatches2',
    relativeZxid: zxid(1, 2),
    data: [],
    exist: [],
    child: [],
    persistent: [],
    persistentRecursive: [],
    ...more,
  });

  test.each<[string, Partial<SetWatchesOp>, readonly string[]]>([
    ['data: gone', { data: ['/no'] }, ['NodeDeleted /no']],
    ['data: changed', { data: ['/late'] }, ['NodeDataChanged /late']],
    ['data: as it was', { data: ['/w'] }, []],
    ['exist: made since', { exist: ['/late', '/no'] }, ['NodeCreated /late']],
    ['child: gone', { child: ['/no'] }, ['NodeDeleted /no']],
    ['child: changed', { child: ['/late'] }, ['NodeChildrenChanged /late']],
    ['persistent ones are silent', { persistent: ['/late'], persistentRecursive: ['/no'] }, []],
    ['permission is not asked', { data: ['/blind'] }, ['NodeDataChanged /blind']],
  ])('%s', (_, more, events) => {
    const server = furnished();
    server.ask(create('/late'));
    const acl = [{ perms: 30, scheme: 'world', id: 'anyone' }];
    server.ask(create('/blind', 'PERSISTENT', { acl }));
    expect(server.code(lists(more), '0xb')).toBe('OK');
    expect(server.events()).toEqual(events.map((event) => `0xb ${event}`));
  });

  test('what was not told is watched again', () => {
    const server = furnished();
    server.ask(
      lists({ data: ['/w'], exist: ['/no'], child: ['/w'], persistentRecursive: ['/w/k'] }),
      '0xb',
    );
    for (const op of [write('/w', ''), create('/no'), create('/w/x'), create('/w/k/g')]) {
      server.ask(op);
    }
    expect(server.events()).toEqual([
      '0xb NodeDataChanged /w',
      '0xb NodeCreated /no',
      '0xb NodeChildrenChanged /w',
      '0xb NodeCreated /w/k/g',
    ]);
  });
});
