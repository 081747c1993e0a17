/** How long a request may be. Lengths as Jute writes them; the limit itself was recorded. */
import { describe, expect, test } from 'vitest';
import { requestBytes } from '../../../src/jute/index.ts';
import { OPEN_ACL, type Op } from '../../../src/model/index.ts';

const LIMIT = 1_048_575;
const x = (bytes: number): string => 'x'.repeat(bytes);

/** Requests by the bytes of what fills them, and what they need beside it. */
const REQUESTS: Readonly<Record<string, readonly [overhead: number, of: (bytes: number) => Op]>> = {
  // header, path, length of the data, length of the OPEN_ACL, its one entry, flags
  create: [
    8 + 6 + 4 + 4 + 23 + 4,
    (bytes) => ({ type: 'create', path: '/a', data: x(bytes), acl: OPEN_ACL, flags: 0, ttl: 0 }),
  ],
  createTTL: [
    8 + 6 + 4 + 4 + 23 + 4 + 8,
    (bytes) => ({ type: 'createTTL', path: '/a', data: x(bytes), acl: OPEN_ACL, flags: 5, ttl: 1 }),
  ],
  setData: [
    8 + 6 + 4 + 4,
    (bytes) => ({ type: 'setData', path: '/a', data: x(bytes), version: -1 }),
  ],
  'setData on a path that is not ASCII': [
    8 + 4 + 1 + 2 + 3 + 4 + 4,
    (bytes) => ({ type: 'setData', path: '/é中', data: x(bytes), version: -1 }),
  ],
  // header, then each part behind nine bytes, and nine at the end
  multi: [
    8 + 9 + (6 + 4) + 9 + (6 + 4 + 4) + 9,
    (bytes) => ({
      type: 'multi',
      ops: [
        { type: 'delete', path: '/a', version: -1 },
        { type: 'setData', path: '/a', data: x(bytes), version: -1 },
      ],
    }),
  ],
  setWatches: [
    8 + 8 + 4 + 4 + 1 + 4 + 4,
    (bytes) => ({
      ...{ type: 'setWatches', relativeZxid: { epoch: 1, counter: 1 } },
      ...{ data: [`/${x(bytes)}`], exist: [], child: [], persistent: [], persistentRecursive: [] },
    }),
  ],
};

describe('the packet limit', () => {
  test.each(Object.entries(REQUESTS))('%s', (_, [overhead, of]) => {
    expect(requestBytes(of(LIMIT - overhead))).toBe(LIMIT);
  });

  test('a character beyond the BMP has four bytes', () => {
    const of = (bytes: number): Op => ({
      ...{ type: 'setData', path: '/😀', data: x(bytes), version: -1 },
    });
    const overhead = 8 + 4 + 1 + 4 + 4 + 4;
    expect(requestBytes(of(LIMIT - overhead))).toBe(LIMIT);
  });
});
