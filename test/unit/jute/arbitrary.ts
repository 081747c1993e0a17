/** Everything that can travel between a client and its server, by chance. */
import fc from 'fast-check';
import { OPCODES } from '../../../src/jute/index.ts';
import {
  ERROR_CODES,
  type ErrorCode,
  type Op,
  type OpResult,
  type ReadOp,
  type Reply,
  type ReplyBody,
  type Stat,
  type SubOp,
  type WatchEventType,
  zxid,
} from '../../../src/model/index.ts';

export const int = fc.integer({ min: -0x80000000, max: 0x7fffffff });
const half = fc.integer({ min: 0, max: 0xffffffff });
export const anyZxid = fc.tuple(half, half).map(([e, c]) => zxid(e, c));
export const session = fc
  .bigInt({ min: 0n, max: (1n << 64n) - 1n })
  .map((id) => `0x${id.toString(16)}`);
export const millis = fc.maxSafeInteger();
export const bytes = fc
  .uint8Array({ maxLength: 300 })
  .map((b) => Buffer.from(b).toString('latin1'));
export const text = fc.string({ unit: 'grapheme', maxLength: 100 });
export const orNull = <T>(a: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(a, { nil: null });
export const acl = fc.array(fc.record({ perms: int, scheme: orNull(text), id: orNull(text) }), {
  maxLength: 5,
});
export const stat: fc.Arbitrary<Stat> = fc.record({
  ...{ czxid: anyZxid, mzxid: anyZxid, pzxid: anyZxid, ctime: millis, mtime: millis },
  ...{ version: int, cversion: int, aversion: int, ephemeralOwner: session },
  ...{ dataLength: int, numChildren: int },
});
const texts = fc.array(text, { maxLength: 4 });
const is = <T extends string>(...types: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...types);

const created = (types: readonly ('create' | 'create2' | 'createContainer')[]) =>
  fc.record({ type: is(...types), path: text, data: orNull(bytes), acl, flags: int, ttl: is0() });
const is0 = (): fc.Arbitrary<0> => fc.constant(0);

const subOp: fc.Arbitrary<SubOp> = fc.oneof(
  created(['create', 'create2', 'createContainer']),
  fc.record({
    ...{ type: is('createTTL'), path: text, data: orNull(bytes), acl, flags: int, ttl: millis },
  }),
  fc.record({ type: is('delete', 'check'), path: text, version: int }),
  fc.record({ type: is('setData'), path: text, data: orNull(bytes), version: int }),
);
const readIn = (types: readonly ReadOp['type'][]): fc.Arbitrary<ReadOp> =>
  fc.record({ type: is(...types), path: text, watch: fc.boolean() });
const partRead = readIn(['getData', 'getChildren']);

const UNKNOWN = fc.integer({ min: 200, max: 0x7fffffff });

export const op: fc.Arbitrary<Op> = fc.oneof(
  subOp as fc.Arbitrary<Op>,
  fc.record({ type: is('setACL'), path: text, acl, version: int }),
  readIn(['exists', 'getData', 'getChildren', 'getChildren2']),
  fc.record({ type: is('getACL', 'getAllChildrenNumber', 'getEphemerals'), path: text }),
  fc.record({ type: is('sync'), path: orNull(text) }),
  fc.record({ type: is('multi'), ops: fc.array(subOp, { maxLength: 4 }) }),
  fc.record({ type: is('multiRead'), ops: fc.array(partRead, { maxLength: 4 }) }),
  fc.record({ type: is('multiRead'), ops: fc.array(subOp, { maxLength: 4 }) }),
  fc.record({ type: is('addWatch'), path: text, mode: int }),
  fc.record({ type: is('removeWatches', 'checkWatches'), path: text, kind: int }),
  fc.record({
    ...{ type: is('setWatches2'), relativeZxid: anyZxid, data: texts, exist: texts },
    ...{ child: texts, persistent: texts, persistentRecursive: texts },
  }),
  fc.record({
    ...{ type: is('setWatches'), relativeZxid: anyZxid, data: texts, exist: texts },
    ...{ child: texts, persistent: fc.constant([]), persistentRecursive: fc.constant([]) },
  }),
  fc.record({ type: is('auth'), scheme: text, auth: orNull(bytes) }),
  fc.record({ type: is('ping', 'whoAmI', 'closeSession', 'reconfig') }),
  fc.record({ type: is('raw'), opcode: UNKNOWN, body: bytes }),
);

const code = fc.constantFrom(...(Object.keys(ERROR_CODES) as ErrorCode[]));
const result: fc.Arbitrary<OpResult> = fc.oneof(
  fc.record({ type: is('create'), path: text }) as fc.Arbitrary<OpResult>,
  fc.record({ type: is('create2'), path: text, stat }),
  fc.record({ type: is('delete', 'check') }),
  fc.record({ type: is('setData'), stat }),
  fc.record({ type: is('getData'), data: orNull(bytes), stat }),
  fc.record({ type: is('getChildren'), children: texts }),
  fc.record({ type: is('error'), code }),
);

const plainId = fc.record({ scheme: text, id: text });
const readable = (types: readonly (keyof typeof OPCODES)[], body: fc.Arbitrary<ReplyBody | null>) =>
  fc.tuple(fc.constantFrom(...types.map((type) => OPCODES[type])), body);

/** A body and the opcode of a request that is answered with such a one. */
const answered: fc.Arbitrary<[number, ReplyBody | null]> = fc.oneof(
  readable(['delete', 'ping', 'closeSession', 'setWatches', 'checkWatches'], fc.constant(null)),
  readable(['create'], fc.record({ type: is('path'), path: text })),
  readable(['sync'], fc.record({ type: is('path'), path: text })),
  readable(['sync'], fc.constant({ type: 'noPath' } as const)),
  readable(['addWatch'], fc.constant({ type: 'noError' } as const)),
  readable(
    ['create2', 'createContainer', 'createTTL'],
    fc.record({ type: is('pathStat'), path: text, stat }),
  ),
  readable(['exists', 'setData', 'setACL'], fc.record({ type: is('stat'), stat })),
  readable(['getData'], fc.record({ type: is('data'), data: orNull(bytes), stat })),
  readable(
    ['getChildren'],
    fc.record({ type: is('children'), children: texts, stat: fc.constant(null) }),
  ),
  readable(['getChildren2'], fc.record({ type: is('children'), children: texts, stat })),
  readable(
    ['getACL'],
    fc.record({
      type: is('acl'),
      acl: fc.array(fc.record({ perms: int, scheme: text, id: text })),
      stat,
    }),
  ),
  readable(['getAllChildrenNumber'], fc.record({ type: is('count'), count: int })),
  readable(['getEphemerals'], fc.record({ type: is('ephemerals'), paths: texts })),
  readable(['whoAmI'], fc.record({ type: is('clientInfo'), ids: fc.array(plainId) })),
  readable(
    ['multi', 'multiRead'],
    fc.record({ type: is('results'), results: fc.array(result, { maxLength: 4 }) }),
  ),
);

/** An answer, and the opcode of what it answers. */
export const reply: fc.Arbitrary<{ readonly opcode: number; readonly reply: Reply }> = fc
  .tuple(fc.integer({ min: 1, max: 0x7fffffff }), anyZxid, code, answered)
  .map(([cxid, z, result, [opcode, body]]) => ({
    opcode,
    reply: { cxid, zxid: z, code: result, body },
  }));

export const eventType: fc.Arbitrary<WatchEventType> = is(
  ...(['NodeCreated', 'NodeDeleted', 'NodeDataChanged', 'NodeChildrenChanged'] as const),
  ...(['DataWatchRemoved', 'ChildWatchRemoved', 'PersistentWatchRemoved'] as const),
);
