import { describe, expect, test } from 'vitest';
import { SET_WATCHES_MAX_LENGTH } from '../../../src/client/watches.ts';
import { zxid } from '../../../src/model/index.ts';
import { Driver, read } from './driver.ts';

/** The pause in ms that the latest step asked for; NaN when it asked for none. */
function pauseOf(driver: Driver): number {
  const pause = driver.effects.find((e) => e.type === 'arm' && e.timer === 'retry');
  return pause?.type === 'arm' ? pause.afterMs : Number.NaN;
}

describe('the first connection', () => {
  test('is dialled at once, without a pause', () => {
    expect(new Driver([2, 1, 3]).give({ type: 'begun' }).words).toEqual([
      'dial 2',
      'arm connect 2000',
    ]);
  });

  test('asks for a session once TCP is open', () => {
    expect(new Driver([1, 2]).reach().words).toEqual([
      'ASSOCIATING',
      'send CONNECT 0x0 6000',
      'arm connect 3000',
    ]);
  });

  test('takes the timeout that the server grants', () => {
    const driver = new Driver([1], 1000).establish(4000, '0x100000000000a');
    expect(driver.words).toEqual([
      'disarm connect',
      'CONNECTED',
      'arm read 2666',
      'arm ping 1333',
      'told SyncConnected',
    ]);
    expect(driver.client.session).toBe('0x100000000000a');
    expect(driver.client.timeoutMs).toBe(4000);
  });

  test('refused servers are tried in order, and after a round there is a second of rest', () => {
    const driver = new Driver([1, 2, 3]).give({ type: 'begun' });
    expect(driver.give({ type: 'refused', server: 1 }).words).toEqual([
      'hangUp 1',
      'disarm connect',
      'dial 2',
      'arm connect 2000',
    ]);
    expect(driver.give({ type: 'refused', server: 2 }).words).toContain('dial 3');
    expect(driver.give({ type: 'refused', server: 3 }).words).toEqual([
      'hangUp 3',
      'disarm connect',
      'arm retry 1000',
    ]);
    expect(driver.give({ type: 'timedOut', timer: 'retry' }).words).toContain('dial 1');
  });

  test('an attempt that takes too long is given up', () => {
    const driver = new Driver([1, 2]).give({ type: 'begun' });
    expect(driver.give({ type: 'timedOut', timer: 'connect' }).words).toContain('dial 2');
    driver.give({ type: 'connected', server: 2 });
    expect(driver.give({ type: 'timedOut', timer: 'connect' }).words).toEqual([
      'hangUp 2',
      'disarm connect',
      'CONNECTING',
      expect.stringMatching(/^arm retry 1\d\d\d$/),
    ]);
  });
});

describe('a lost connection', () => {
  test('fails what was sent, says Disconnected, and tries the next server a little later', () => {
    const driver = new Driver([1, 2, 3]).establish().ask(read('getData', '/a', false));
    driver.give({ type: 'disconnected', server: 1 });
    expect(driver.words).toEqual([
      'hangUp 1',
      'disarm read',
      'disarm ping',
      'answered 1 CONNECTIONLOSS',
      'CONNECTING',
      'told Disconnected',
      expect.stringMatching(/^arm retry \d{1,3}$/),
    ]);
    expect(driver.give({ type: 'timedOut', timer: 'retry' }).words[0]).toBe('dial 2');
  });

  test('pauses are drawn from 0 to 999 ms, and every one is from its own seed', () => {
    const pauses = Array.from({ length: 200 }, (_, seed) =>
      pauseOf(new Driver([1, 2], 6000, seed).establish().give({ type: 'disconnect' })),
    );
    const drawn = pauses.filter((pause) => !Number.isNaN(pause));
    expect(Math.min(...drawn)).toBeLessThan(50);
    expect(Math.max(...drawn)).toBeGreaterThan(950);
    expect(Math.max(...drawn)).toBeLessThan(1000);
    expect(new Set(drawn).size).toBeGreaterThan(100);
  });

  test('the second of rest comes when the server that served last is next again', () => {
    const driver = new Driver([1, 2]).establish();
    driver.give({ type: 'disconnect' });
    expect(pauseOf(driver)).toBeLessThan(1000);
    driver.give({ type: 'timedOut', timer: 'retry' }).give({ type: 'refused', server: 2 });
    expect(pauseOf(driver)).toBeGreaterThanOrEqual(1000);
    expect(
      pauseOf(new Driver([1]).establish().give({ type: 'disconnect' })),
    ).toBeGreaterThanOrEqual(1000);
  });

  test('the session goes on with the largest zxid that a reply carried', () => {
    const driver = new Driver().establish();
    driver.done(read('getData', '/a', false), 'OK', 7).done(read('getData', '/a', false), 'OK', 5);
    driver.reply(-2, 'OK', 9);
    driver.give({ type: 'disconnected', server: 1 }).reach();
    expect(driver.effects).toContainEqual({
      type: 'send',
      server: 1,
      message: {
        type: 'CONNECT',
        session: '0x1000000000001',
        passwordOk: true,
        timeoutMs: 6000,
        lastZxid: zxid(1, 7),
        readOnly: false,
      },
    });
  });

  test('Disconnected is told once, however many attempts fail', () => {
    const driver = new Driver([1, 2]).establish().give({ type: 'disconnect' });
    expect(driver.words).toContain('told Disconnected');
    driver.reach().give({ type: 'disconnected', server: 2 });
    expect(driver.words).not.toContain('told Disconnected');
  });

  test('what is given again is put at the head of the queue: the last goes first', () => {
    const driver = new Driver().establish();
    for (const auth of ['one', 'two']) driver.ask({ type: 'auth', scheme: 'digest', auth });
    const paths = [1, 2, 3].map((name) => `/${String(name).padEnd(SET_WATCHES_MAX_LENGTH, 'x')}`);
    for (const path of paths) driver.done(read('getData', path, true));
    driver.give({ type: 'disconnect' }).establish();
    const sent = driver.effects.flatMap((effect) => {
      const op = effect.type === 'send' && effect.message.type === 'CALL' && effect.message.op;
      if (!op || (op.type !== 'auth' && op.type !== 'setWatches')) return [];
      return [op.type === 'auth' ? op.auth : op.data[0]?.slice(0, 2)];
    });
    expect(sent).toEqual(['two', 'one', '/3', '/2', '/1']);
  });

  test('afterwards identities, watches and waiting calls go out in this order', () => {
    const driver = new Driver().establish();
    driver.ask({ type: 'auth', scheme: 'digest', auth: 'u:p' });
    expect(driver.words).toEqual(['send -4 auth']);
    driver.done(read('getData', '/a', true), 'OK', 3);
    driver.give({ type: 'disconnect' }).ask(read('exists', '/b', false));
    expect(driver.words).toEqual([]);
    driver.establish();
    expect(driver.words).toEqual([
      'disarm connect',
      'CONNECTED',
      'send -4 auth',
      'send -8 setWatches',
      'requested 2 exists',
      'send 2 exists',
      'arm read 4000',
      'arm ping 2000',
      'told SyncConnected',
    ]);
    expect(driver.effects).toContainEqual({
      type: 'send',
      server: 1,
      message: {
        type: 'CALL',
        cxid: -8,
        op: {
          type: 'setWatches',
          relativeZxid: zxid(1, 3),
          data: ['/a'],
          exist: [],
          child: [],
          persistent: [],
          persistentRecursive: [],
        },
      },
    });
    expect(driver.reply(-4).words).toEqual([]);
    expect(driver.reply(-8).words).toEqual([]);
    expect(driver.reply(2).words).toEqual(['answered 2 OK']);
  });

  test('a call that waits fails when the attempt it waits for fails', () => {
    const driver = new Driver([1, 2]).establish().give({ type: 'disconnect' });
    driver.ask(read('getData', '/a', false)).reach();
    expect(driver.client.queued).toHaveLength(1);
    driver.give({ type: 'disconnected', server: 2 });
    expect(driver.words).toContain('answered 1 CONNECTIONLOSS');
    expect(driver.client.queued).toHaveLength(0);
  });
});

describe('timers', () => {
  test('silence for two thirds of the timeout is the end of a connection', () => {
    const driver = new Driver().establish();
    driver.afterMs(1000).reply(-2);
    expect(driver.afterMs(3000).give({ type: 'timedOut', timer: 'read' }).words).toEqual([
      'arm read 1000',
    ]);
    expect(driver.afterMs(1000).give({ type: 'timedOut', timer: 'read' }).words).toContain(
      'told Disconnected',
    );
  });

  test.each([
    { timeoutMs: 6000, idleMs: 2000, words: ['send -2 ping', 'arm ping 2000'] },
    { timeoutMs: 6000, idleMs: 500, words: ['arm ping 1500'] },
    // More than a second idle: a second earlier.
    { timeoutMs: 6000, idleMs: 1001, words: ['send -2 ping', 'arm ping 2000'] },
    { timeoutMs: 12000, idleMs: 1001, words: ['arm ping 1999'] },
    // More than ten seconds idle: whatever the timeout.
    { timeoutMs: 60000, idleMs: 10001, words: ['send -2 ping', 'arm ping 20000'] },
    { timeoutMs: 60000, idleMs: 9999, words: ['arm ping 9001'] },
  ])('a ping timer after $idleMs ms of silence at $timeoutMs', ({ timeoutMs, idleMs, words }) => {
    const driver = new Driver([1], timeoutMs).establish(timeoutMs).afterMs(5000);
    driver.ask(read('exists', '/', false)).afterMs(idleMs);
    expect(driver.give({ type: 'timedOut', timer: 'ping' }).words).toEqual(words);
  });

  test('a client that hears something late pings while it is awake', () => {
    const driver = new Driver()
      .establish()
      .done(read('exists', '/a', true))
      .afterMs(1500);
    driver.hear({ type: 'EVENT', event: { type: 'NodeCreated', path: '/a' } });
    expect(driver.words).toEqual(['watched NodeCreated /a', 'send -2 ping']);
  });

  test('no timer is armed again by calls and answers', () => {
    const driver = new Driver().establish().ask(read('exists', '/', false));
    expect(driver.words).toEqual(['requested 1 exists', 'send 1 exists']);
    expect(driver.reply(1).words).toEqual(['answered 1 OK']);
  });
});

test('what the client has given up is not heard any more', () => {
  const driver = new Driver([1, 2]).establish().give({ type: 'disconnect' });
  const before = driver.client;
  driver.give({ type: 'disconnected', server: 1 });
  driver.give({ type: 'connected', server: 1 });
  driver.give({ type: 'refused', server: 1 });
  driver.give({ type: 'timedOut', timer: 'read' });
  driver.give({ type: 'timedOut', timer: 'ping' });
  driver.give({ type: 'timedOut', timer: 'connect' });
  driver.give({
    type: 'received',
    server: 1,
    message: { type: 'CONNECTED', session: '0x9', timeoutMs: 1, readOnly: false },
  });
  expect(driver.client).toBe(before);
});
