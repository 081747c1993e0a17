import { describe, expect, test } from 'vitest';
import { nodeAt, quotaAbove, quotaError } from '../../../src/znodes/index.ts';
import { create, OneServer, remove, write } from '../server/one-server.ts';

const QUOTA = '/zookeeper/quota/app';

function limited(limits: string | null): OneServer {
  const server = new OneServer();
  for (const op of [
    create('/app', 'PERSISTENT', { data: 'x' }),
    create(QUOTA),
    create(`${QUOTA}/zookeeper_limits`, 'PERSISTENT', { data: limits }),
    create(`${QUOTA}/zookeeper_stats`, 'PERSISTENT', { data: 'count=9,bytes=9' }),
  ]) {
    expect(server.code(op)).toBe('OK');
  }
  return server;
}

function stats(server: OneServer, quota = QUOTA): string | null | undefined {
  return nodeAt(server.db, `${quota}/zookeeper_stats`)?.data;
}

describe('quota stats', () => {
  test('begin with what is there and follow the subtree', () => {
    const server = limited('count=2,bytes=10');
    const seen = [stats(server)];
    for (const op of [
      create('/app/1', 'PERSISTENT', { data: '12345' }),
      write('/app/1', '1'),
      create('/app/1/deep'),
      create('/other'),
      remove('/app/1/deep'),
      create('/app/e', 'EPHEMERAL', { data: 'abc' }),
      { type: 'closeSession' } as const,
    ]) {
      expect(server.code(op)).toBe('OK');
      seen.push(stats(server));
    }
    expect(seen).toEqual([
      'count=1,bytes=1',
      'count=2,bytes=6',
      'count=2,bytes=2',
      'count=3,bytes=2',
      'count=3,bytes=2',
      'count=2,bytes=2',
      'count=3,bytes=5',
      'count=2,bytes=2',
    ]);
  });

  test('move neither version nor mzxid of their node', () => {
    const server = limited('count=2,bytes=10');
    const before = nodeAt(server.db, `${QUOTA}/zookeeper_stats`);
    server.ask(create('/app/1'));
    expect(nodeAt(server.db, `${QUOTA}/zookeeper_stats`)).toEqual({
      ...before,
      data: 'count=2,bytes=1',
    });
  });

  test('keep other fields, sorted, after an equals sign', () => {
    const server = limited('count=2');
    server.ask(write(`${QUOTA}/zookeeper_stats`, 'zeta=4,count=1,bytes=1;alpha=5'));
    server.ask(create('/app/1'));
    expect(stats(server)).toBe('count=2,bytes=1=;alpha=5;zeta=4');
  });

  test('belong to the nearest quota only, and end with the limits node', () => {
    const server = limited('count=2');
    server.ask(create('/app/sub'));
    server.ask(create(`${QUOTA}/sub`));
    server.ask(create(`${QUOTA}/sub/zookeeper_limits`));
    server.ask(create(`${QUOTA}/sub/zookeeper_stats`));
    server.ask(create('/app/sub/k'));
    expect(stats(server, `${QUOTA}/sub`)).toBe('count=2,bytes=0');
    expect(stats(server)).toBe('count=2,bytes=1');
    expect(quotaAbove(server.db, '/app/sub/k')).toBe('/app/sub');
    server.ask(remove(`${QUOTA}/sub/zookeeper_limits`));
    expect(quotaAbove(server.db, '/app/sub/k')).toBe('/app');
    expect(quotaAbove(server.db, '/apple')).toBe(null);
  });
});

describe('hard limits', () => {
  test.each([
    ['count=1,bytes=1', 5, 1, null],
    ['countHardLimit=2', 0, 1, null],
    ['countHardLimit=1', 0, 1, 'QUOTAEXCEEDED'],
    ['countHardLimit=1', 100, 0, null],
    ['byteHardLimit=4', 3, 1, null],
    ['byteHardLimit=4', 4, 1, 'QUOTAEXCEEDED'],
    ['count=1,bytes=1=;byteHardLimit=4', 4, 0, 'QUOTAEXCEEDED'],
    ['byteHardLimit=-1', 100, 1, null],
    ['byteHardLimit==2', 100, 1, null],
    ['countHardLimit=1;;', 0, 1, 'QUOTAEXCEEDED'],
    ['', 100, 1, null],
    [null, 0, 0, 'MARSHALLINGERROR'],
    ['countHardLimit', 0, 0, 'MARSHALLINGERROR'],
    ['countHardLimit=', 0, 0, 'MARSHALLINGERROR'],
    ['countHardLimit=-', 0, 0, 'MARSHALLINGERROR'],
    ['countHardLimit=99999999999999999999', 0, 0, 'MARSHALLINGERROR'],
    ['countHardLimit=one', 0, 0, 'MARSHALLINGERROR'],
    [',countHardLimit=9', 0, 0, 'MARSHALLINGERROR'],
  ])('%s and %i bytes, %i nodes more: %s', (limits, bytes, count, expected) => {
    expect(quotaError(limited(limits).db, '/app/new', bytes, count)).toBe(expected);
    expect(quotaError(limited(limits).db, '/other', bytes, count)).toBe(null);
  });

  test.each([
    ['count=1', 1, 'MARSHALLINGERROR'],
    ['count=1', 0, null],
    ['byteHardLimit=9', 1, null],
  ])('stats that nobody can read, by %s and %i nodes more: %s', (limits, count, expected) => {
    const server = limited(limits);
    server.ask(write(`${QUOTA}/zookeeper_stats`, 'x'));
    expect(quotaError(server.db, '/app/new', 0, count)).toBe(expected);
  });

  test('are enforced only on request', () => {
    const server = limited('countHardLimit=1,byteHardLimit=3');
    expect(server.code(create('/app/1'))).toBe('OK');
    server.context = { ...server.context, enforceQuota: true };
    expect(server.code(create('/app/2'))).toBe('QUOTAEXCEEDED');
    expect(server.code(write('/app', 'long', 7))).toBe('QUOTAEXCEEDED');
    expect(server.code(write('/app', 'abc', 7))).toBe('BADVERSION');
    expect(server.code(write('/app', 'abc'))).toBe('OK');
  });
});
