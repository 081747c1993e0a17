import { describe, expect, test } from 'vitest';
import type { ClientEffect } from '../../../src/client/index.ts';
import type { Op, WatchEventType } from '../../../src/model/index.ts';
import { Driver, read } from './driver.ts';

/** Asks in the name of a Watcher object, and is answered at once. */
function watch(driver: Driver, watcher: string, op: Op): Driver {
  const cxid = driver.client.nextCxid;
  return driver.give({ type: 'ask', op, asker: 'library', watcher }).reply(cxid);
}

/** Removes the watches of one object, as the server answers or fails. */
function remove(driver: Driver, watcher: string, path: string, kind: number): Driver {
  return watch(driver, watcher, { type: 'checkWatches', path, kind });
}

function fire(driver: Driver, type: WatchEventType, path: string): Driver {
  return driver.hear({ type: 'EVENT', event: { type, path } });
}

/** Who is told what, by the latest input. */
function told({ effects }: Driver): readonly string[] {
  return effects.flatMap((effect: ClientEffect) => {
    if (effect.type === 'watched') return [`${effect.event.type}: ${[...effect.to].sort()}`];
    return effect.type === 'told' ? [`${effect.state}: ${[...effect.to].sort()}`] : [];
  });
}

const addWatch = (path: string, mode: number): Op => ({ type: 'addWatch', path, mode });

describe('Watcher objects', () => {
  test('an object is told once however often it watches, and every object is', () => {
    const driver = new Driver().establish();
    watch(driver, 'x', read('getData', '/a', true));
    watch(driver, 'x', read('exists', '/a', true));
    watch(driver, 'x', addWatch('/a', 0));
    watch(driver, 'y', read('getData', '/a', true));
    driver.done(read('getData', '/a', true));
    expect(told(fire(driver, 'NodeDataChanged', '/a'))).toEqual(['NodeDataChanged: default,x,y']);
    expect(told(fire(driver, 'NodeDataChanged', '/a'))).toEqual(['NodeDataChanged: x']);
  });

  test('a recursive watcher is told of the whole subtree, but of no namesake beside it', () => {
    const driver = watch(new Driver().establish(), 'x', addWatch('/a', 1));
    expect(told(fire(driver, 'NodeChildrenChanged', '/a/b'))).toEqual(['NodeChildrenChanged: x']);
    expect(told(fire(driver, 'NodeCreated', '/ab'))).toEqual([]);
    watch(driver, 'y', addWatch('/', 1));
    expect(told(fire(driver, 'NodeCreated', '/ab'))).toEqual(['NodeCreated: y']);
  });

  test('all are told of the session', () => {
    const driver = watch(new Driver().establish(), 'x', read('getChildren', '/a', true));
    watch(driver, 'y', addWatch('/b', 1));
    expect(told(driver.give({ type: 'disconnect' }))).toEqual(['Disconnected: default,x,y']);
  });
});

describe('removal of one object', () => {
  test('leaves the others; nobody hears what the server goes on sending', () => {
    const driver = watch(new Driver().establish(), 'x', read('getData', '/a', true));
    watch(driver, 'y', read('getData', '/a', true));
    expect(told(remove(driver, 'x', '/a', 2))).toEqual(['DataWatchRemoved: x']);
    expect(remove(driver, 'x', '/a', 2).words.at(-1)).toMatch(/NOWATCHER$/);
    expect(told(remove(driver, 'y', '/a', 3))).toEqual(['DataWatchRemoved: y']);
    expect(fire(driver, 'NodeDataChanged', '/a').words).toEqual([]);
  });

  test('without a server: only locally, and then it says that there was none', () => {
    const driver = watch(new Driver().establish(), 'x', read('getData', '/a', true));
    driver.give({ type: 'disconnect' });
    const op = { type: 'checkWatches', path: '/a', kind: 2 } as const;
    const asked = { type: 'ask', op, asker: 'console', line: '', watcher: 'x' } as const;
    driver.give(asked).give({ ...asked, local: true });
    driver.give({ type: 'timedOut', timer: 'retry' });
    driver.give({ type: 'refused', server: driver.client.server });
    const transcript = driver.client.transcript;
    expect(driver.words).toEqual(
      expect.arrayContaining([
        'answered 2 CONNECTIONLOSS',
        'watched DataWatchRemoved /a',
        'answered 3 OK',
      ]),
    );
    expect(JSON.stringify(transcript)).toContain('"state":"Disconnected","to":["x"]');
  });

  test('of a dead handle is still checked, and tells nobody', () => {
    const driver = watch(new Driver().establish(), 'x', read('getData', '/a', true));
    driver.give({ type: 'disconnect' }).reach();
    driver.hear({ type: 'CONNECTED', session: '0x1000000000001', timeoutMs: 0, readOnly: false });
    const op = { type: 'checkWatches', path: '/a', kind: 2 } as const;
    const ask = (watcher: string, local?: true) =>
      driver.give({ type: 'ask', op, asker: 'library', watcher, ...(local && { local }) }).words;
    expect(ask('y')).toEqual(['answered 2 NOWATCHER']);
    expect(ask('x')).toEqual(['answered 3 SESSIONEXPIRED']);
    expect(ask('x', true)).toEqual(['answered 4 OK']);
    expect(ask('x', true)).toEqual(['answered 5 NOWATCHER']);
  });
});
