import { expect, test } from 'vitest';
import { illegalArgument, lacksAcl } from '../../../src/client/index.ts';
import { type CreateOp, OPEN_ACL, type Op } from '../../../src/model/index.ts';

const create = (path: string, flags: number, ttl = 0): CreateOp => {
  const type = flags > 4 ? 'createTTL' : 'create';
  return { type, path, data: '', acl: OPEN_ACL, flags, ttl };
};
const TTL = 'ttl must be positive and cannot be larger than: 1099511627775';

test.each<readonly [Op, string | null]>([
  [{ type: 'sync', path: 'a' }, 'Path must start with / character'],
  [{ type: 'getEphemerals', path: '' }, 'Path length must be > 0'],
  [{ type: 'addWatch', path: '/a/', mode: 0 }, 'Path must not end with / character'],
  [create('/a/', 0), 'Path must not end with / character'],
  [create('/a/', 2), null],
  [create('/a/', 3), null],
  [create('/a', 5, 0), TTL],
  [create('/a', 6, -1), TTL],
  [create('/a', 5, 1099511627776), TTL],
  [create('/a', 5, 1099511627775), null],
  [{ type: 'multi', ops: [create('/a', 0), create('b', 0)] }, 'Path must start with / character'],
  [
    { type: 'multiRead', ops: [{ type: 'getData', path: '/a//', watch: false }] },
    'Path must not end with / character',
  ],
  [{ type: 'multi', ops: [] }, null],
  [{ type: 'closeSession' }, null],
])('%o is refused with %j', (op, sentence) => {
  expect(illegalArgument(op)).toBe(sentence);
});

test('an empty OPEN_ACL is one', () => {
  expect(lacksAcl({ ...create('/a', 0), acl: [] })).toBe(true);
  expect(lacksAcl(create('/a', 0))).toBe(false);
  expect(lacksAcl({ type: 'sync', path: '/a' })).toBe(false);
});
