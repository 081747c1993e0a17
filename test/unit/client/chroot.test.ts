import { describe, expect, test } from 'vitest';
import { answerFrom, fromServer, toServer } from '../../../src/client/chroot.ts';
import { type Op, ZERO } from '../../../src/model/index.ts';

describe('a chroot', () => {
  const removal = { type: 'delete', path: '/', version: -1 } as const;
  const rows: readonly (readonly [Op, Op])[] = [
    [
      { type: 'sync', path: '/' },
      { type: 'sync', path: '/app' },
    ],
    [
      { type: 'sync', path: '/a' },
      { type: 'sync', path: '/app/a' },
    ],
    [removal, removal],
    [
      { type: 'multi', ops: [removal] },
      { type: 'multi', ops: [{ ...removal, path: '/app' }] },
    ],
    [
      { type: 'getEphemerals', path: '/a' },
      { type: 'getEphemerals', path: '/a' },
    ],
    [{ type: 'closeSession' }, { type: 'closeSession' }],
  ];
  test.each(rows)('%o goes out as %o', (own, sent) => {
    expect(toServer('/app', own)).toEqual(sent);
    expect(toServer('', own)).toBe(own);
  });

  test('every list of watches goes out below it', () => {
    const paths = ['/', '/a'];
    const lists = { data: paths, exist: paths, child: paths, persistent: paths };
    const op = { type: 'setWatches2', relativeZxid: ZERO, ...lists, persistentRecursive: paths };
    const sent = JSON.stringify(toServer('/app', op as Op));
    expect(sent.match(/\["\/app","\/app\/a"\]/g)).toHaveLength(5);
  });

  test('events and created paths come back without it, results of a multi as they are', () => {
    expect(fromServer('/app', '/app')).toBe('/');
    expect(fromServer('/app', '/app/a')).toBe('/a');
    const reply = { cxid: 1, zxid: ZERO, code: 'OK' } as const;
    const path = (name: string) => ({ ...reply, body: { type: 'path', path: name } }) as const;
    expect(answerFrom('/app', path('/app/a'))).toEqual(path('/a'));
    const results = [{ type: 'create', path: '/app/a' }] as const;
    const multi = { ...reply, body: { type: 'results', results } } as const;
    expect(answerFrom('/app', multi)).toBe(multi);
  });
});
