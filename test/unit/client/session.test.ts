import { describe, expect, test } from 'vitest';
import { sliceLog } from '../../../src/lib/index.ts';
import { type ErrorCode, zxid } from '../../../src/model/index.ts';
import { Driver, read } from './driver.ts';

describe('the end of a session', () => {
  test('expiry is learned from the server, and everything that waits fails', () => {
    const driver = new Driver().establish().done(read('getData', '/a', true));
    driver
      .give({ type: 'disconnect' })
      .reach()
      .ask(read('exists', '/a', false));
    driver.hear({ type: 'CONNECTED', session: '0x0', timeoutMs: 0, readOnly: false });
    expect(driver.words).toEqual([
      'disarm connect',
      'EXPIRED',
      'told Expired',
      'answered 2 SESSIONEXPIRED',
      'hangUp 1',
      'disarm read',
      'disarm ping',
    ]);
  });

  test('close ends when closeSession is answered', () => {
    const driver = new Driver().establish().give({ type: 'close' });
    expect(driver.words).toEqual(['requested 1 closeSession', 'send 1 closeSession']);
    expect(driver.ask(read('exists', '/', false)).words).toEqual(['answered 2 CONNECTIONLOSS']);
    expect(driver.reply(1).words).toEqual([
      'answered 1 OK',
      'CLOSED',
      'told Closed',
      'hangUp 1',
      'disarm read',
      'disarm ping',
    ]);
  });

  test('close without a connection goes out with the next one, or ends when that fails', () => {
    const waiting = new Driver([1, 2]).establish().give({ type: 'disconnect' });
    waiting.give({ type: 'close' });
    expect(waiting.client.leaf).toBe('CONNECTING');
    waiting.reach();
    const failed = new Driver([1, 2]);
    failed.client = waiting.client;
    expect(waiting.establish().words).toContain('send 1 closeSession');
    expect(failed.give({ type: 'disconnected', server: 2 }).words).toEqual([
      'hangUp 2',
      'disarm connect',
      'answered 1 CONNECTIONLOSS',
      'CONNECTING',
      'CLOSED',
      'told Closed',
      'disarm read',
      'disarm ping',
    ]);
  });

  test('a connection lost while closing says Disconnected and Closed', () => {
    const driver = new Driver().establish().give({ type: 'close' });
    driver.give({ type: 'disconnected', server: 1 });
    expect(driver.words.filter((word) => word.startsWith('told'))).toEqual([
      'told Disconnected',
      'told Closed',
    ]);
    expect(driver.client.leaf).toBe('CLOSED');
  });

  test('a refused identity kills the handle', () => {
    const driver = new Driver().establish().ask(read('exists', '/', false));
    driver.ask({ type: 'auth', scheme: 'nosuch', auth: '' }).reply(-4, 'AUTHFAILED');
    expect(driver.words).toEqual([
      'AUTH_FAILED',
      'told AuthFailed',
      'answered 1 AUTHFAILED',
      'hangUp 1',
      'disarm read',
      'disarm ping',
    ]);
    expect(driver.ask(read('exists', '/', false)).words).toEqual(['answered 2 AUTHFAILED']);
  });

  test('a killed process says nothing more', () => {
    const driver = new Driver().establish().ask(read('exists', '/', false));
    driver.give({ type: 'kill' });
    expect(driver.words.filter((word) => !word.startsWith('disarm'))).toEqual(['hangUp 1', 'DEAD']);
    expect(driver.client.sent).toEqual([]);
    const dead = driver.client;
    expect(driver.give({ type: 'kill' }).client).toBe(dead);
    expect(driver.give({ type: 'close' }).client).toBe(dead);
  });

  const ends: readonly (readonly [string, (driver: Driver) => Driver, ErrorCode])[] = [
    [
      'expired',
      (d) => d.reach().hear({ type: 'CONNECTED', session: '0x0', timeoutMs: 0, readOnly: false }),
      'SESSIONEXPIRED',
    ],
    ['closed', (d) => d.establish().give({ type: 'close' }).reply(1), 'SESSIONEXPIRED'],
    ['killed', (d) => d.establish().give({ type: 'kill' }), 'CONNECTIONLOSS'],
  ];
  test.each(ends)('a client that is %s answers at once', (_, end, code) => {
    const driver = end(new Driver());
    const cxid = driver.client.nextCxid;
    expect(driver.ask(read('exists', '/', false)).words).toEqual([`answered ${cxid} ${code}`]);
  });

  test('a client that is only connecting answers nothing yet', () => {
    const driver = new Driver().give({ type: 'begun' }).ask(read('exists', '/', false));
    expect(driver.words).toEqual([]);
    expect(driver.establish().words).toContain('requested 1 exists');
  });
});

describe('calls', () => {
  test('are numbered from 1 and answered in the order of sending', () => {
    const driver = new Driver().establish();
    driver.ask(read('exists', '/', false)).ask(read('exists', '/', false));
    expect(driver.client.sent.map((call) => call.cxid)).toEqual([1, 2]);
    expect(() => driver.reply(2)).toThrow('what is answered is the oldest call');
  });

  test('numbers go round before they turn negative', () => {
    const driver = new Driver().establish();
    driver.client = { ...driver.client, nextCxid: 0x7fffffff };
    expect(driver.ask(read('exists', '/', false)).ask(read('exists', '/', false)).words).toContain(
      'send 1 exists',
    );
  });

  test('the transcript holds what a person typed, what came of it, events and the session', () => {
    const driver = new Driver().establish().ask(read('getData', '/a', true), 'get -w /a');
    driver.reply(1, 'NONODE').done(read('getData', '/c', true));
    driver.hear({ type: 'EVENT', event: { type: 'NodeDeleted', path: '/c' } });
    driver.ask({ type: 'auth', scheme: 'digest', auth: 'u:p' }, 'addauth digest u:p');
    const at = 0;
    const to = ['default'];
    expect(sliceLog(driver.client.transcript, 0)).toEqual([
      { type: 'session', at, state: 'SyncConnected', to },
      {
        ...{ type: 'typed', at, number: 0, line: 'get -w /a' },
        program: { type: 'ask', op: read('getData', '/a', true) },
      },
      {
        type: 'answered',
        at,
        line: 'get -w /a',
        op: read('getData', '/a', true),
        reply: { cxid: 1, zxid: zxid(1, 1), code: 'NONODE', body: null },
      },
      { type: 'event', at, event: { type: 'NodeDeleted', path: '/c' }, state: 'SyncConnected', to },
      {
        ...{ type: 'typed', at, number: 1, line: 'addauth digest u:p' },
        program: { type: 'ask', op: { type: 'auth', scheme: 'digest', auth: 'u:p' } },
      },
    ]);
  });
});
