import { describe, expect, test } from 'vitest';
import type { ClientWatches, Watched } from '../../../src/client/index.ts';
import { SET_WATCHES_MAX_LENGTH, setWatchesOps } from '../../../src/client/watches.ts';
import { type ErrorCode, type Op, type WatchEventType, ZERO } from '../../../src/model/index.ts';
import { Driver, read } from './driver.ts';

type Paths = Partial<Record<keyof ClientWatches, readonly string[]>>;

/** The lists that hold something, with their paths. */
function lists(driver: Driver): Paths {
  return Object.fromEntries(
    Object.entries(driver.client.watches)
      .filter(([, list]) => list.length > 0)
      .map(([name, list]) => [name, list.map(({ path }: Watched) => path)]),
  );
}

const addWatch = (path: string, mode: number): Op => ({ type: 'addWatch', path, mode });
const removeWatches = (path: string, kind: number): Op => ({ type: 'removeWatches', path, kind });

describe('where a call registers', () => {
  const rows: readonly (readonly [Op, ErrorCode, Paths])[] = [
    [read('exists', '/a', true), 'OK', { data: ['/a'] }],
    [read('exists', '/a', true), 'NONODE', { exist: ['/a'] }],
    [read('exists', '/a', true), 'NOAUTH', {}],
    [read('exists', '/a', false), 'NONODE', {}],
    [read('getData', '/a', true), 'OK', { data: ['/a'] }],
    [read('getData', '/a', true), 'NONODE', {}],
    [read('getData', '/a', false), 'OK', {}],
    [read('getChildren', '/a', true), 'OK', { child: ['/a'] }],
    [{ type: 'getChildren2', path: '/a', watch: true }, 'OK', { child: ['/a'] }],
    [read('getChildren', '/a', true), 'NONODE', {}],
    [addWatch('/a', 0), 'OK', { persistent: ['/a'] }],
    [addWatch('/a', 1), 'OK', { persistentRecursive: ['/a'] }],
    [addWatch('/a', 1), 'NOAUTH', {}],
  ];
  test.each(rows)('%o answered %s', (op, code, expected) => {
    expect(lists(new Driver().establish().done(op, code))).toEqual(expected);
  });

  test('a call that never was answered registers nothing', () => {
    const driver = new Driver().establish().ask(read('exists', '/a', true));
    expect(lists(driver.give({ type: 'disconnect' }))).toEqual({});
  });

  test('once a path, sorted', () => {
    const driver = new Driver().establish();
    for (const path of ['/b', '/a', '/b']) driver.done(read('getData', path, true));
    expect(lists(driver)).toEqual({ data: ['/a', '/b'] });
  });
});

/** A client with every kind of watch on /a, and a data watch on /b. */
function watching(): Driver {
  const driver = new Driver().establish();
  driver.done(read('getData', '/a', true)).done(read('exists', '/a', true), 'NONODE');
  driver
    .done(read('getChildren', '/a', true))
    .done(addWatch('/a', 0))
    .done(addWatch('/a', 1));
  return driver.done(read('getData', '/b', true));
}

describe('what an event uses up', () => {
  const kept = { persistent: ['/a'], persistentRecursive: ['/a'] };
  const rows: readonly (readonly [WatchEventType, Paths])[] = [
    ['NodeCreated', { data: ['/b'], child: ['/a'], ...kept }],
    ['NodeDataChanged', { data: ['/b'], child: ['/a'], ...kept }],
    ['NodeChildrenChanged', { data: ['/a', '/b'], exist: ['/a'], ...kept }],
    ['NodeDeleted', { data: ['/b'], ...kept }],
  ];
  test.each(rows)('%s', (type, expected) => {
    const driver = watching().hear({ type: 'EVENT', event: { type, path: '/a' } });
    expect(driver.words).toEqual([`watched ${type} /a`]);
    expect(lists(driver)).toEqual(expected);
  });
});

describe('removeWatches', () => {
  test.each([
    { kind: 1, told: ['ChildWatchRemoved'], left: { data: ['/a', '/b'], exist: ['/a'] } },
    { kind: 2, told: ['DataWatchRemoved'], left: { data: ['/b'], child: ['/a'] } },
  ])('of kind $kind', ({ kind, told, left }) => {
    const driver = watching().done(removeWatches('/a', kind));
    expect(driver.words).toEqual([...told.map((type) => `watched ${type} /a`), 'answered 7 OK']);
    expect(lists(driver)).toEqual({ ...left, persistent: ['/a'], persistentRecursive: ['/a'] });
  });

  test('of any kind tells in the order of the Java client', () => {
    const driver = watching().done(removeWatches('/a', 3));
    expect(driver.words).toEqual([
      'watched PersistentWatchRemoved /a',
      'watched ChildWatchRemoved /a',
      'watched DataWatchRemoved /a',
      'answered 7 OK',
    ]);
    expect(lists(driver)).toEqual({ data: ['/b'] });
  });

  test('without such a watch the server is asked, and whatever it says counts for nothing', () => {
    const driver = watching().ask(removeWatches('/b', 1));
    expect(driver.words).toContain('send 7 removeWatches');
    expect(driver.reply(7).words).toEqual(['answered 7 NOWATCHER']);
  });

  test('that the server refuses removes nothing', () => {
    const driver = watching();
    const before = lists(driver);
    expect(lists(driver.done(removeWatches('/a', 3), 'NOWATCHER'))).toEqual(before);
  });
});

describe('registering again', () => {
  const none: ClientWatches = {
    data: [],
    exist: [],
    child: [],
    persistent: [],
    persistentRecursive: [],
  };
  const of = (...paths: readonly string[]) => paths.map((path) => ({ path, by: ['x'] }));

  test('the newer request is used only for persistent watches', () => {
    expect(setWatchesOps(none, ZERO)).toEqual([]);
    expect(setWatchesOps({ ...none, child: of('/a') }, ZERO)[0]?.type).toBe('setWatches');
    expect(setWatchesOps({ ...none, persistent: of('/a') }, ZERO)[0]?.type).toBe('setWatches2');
  });

  test('long lists go out in pieces that hold everything once', () => {
    const paths = Array.from({ length: 300 }, (_, i) => `/${String(i).padStart(999, '0')}`);
    const ops = setWatchesOps({ ...none, data: of(...paths), persistent: of('/p') }, ZERO);
    expect(ops.map((op) => op.type)).toEqual(['setWatches', 'setWatches', 'setWatches2']);
    expect(ops.flatMap((op) => op.data)).toEqual(paths);
    expect(ops.flatMap((op) => op.persistent)).toEqual(['/p']);
    for (const op of ops) {
      expect(op.data.join('').length).toBeLessThan(SET_WATCHES_MAX_LENGTH + 1000);
    }
  });
});
