/** Whatever is asked: a store is what a plain map with copies of every revision is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyRequest,
  EMPTY_STORE,
  type EtcdStore,
  type KeyValue,
  keysIn,
  keysOf,
  type LoggedRequest,
  readOf,
  recordAt,
  revisionOf,
} from '../../../src/etcd/index.ts';
import { rangeSorted } from '../../../src/lib/index.ts';
import { ALL, compact, del, get, grant, NO_LEASE, put, revoke, txn } from './requests.ts';

const KEY = fc.constantFrom('a', 'b', 'b/1', 'b/2', 'c');
const LEASE = fc.constantFrom(NO_LEASE, '7', '8');
const PUT = fc
  .record({ key: KEY, value: fc.constantFrom('', 'x', 'y'), lease: LEASE })
  .map(({ key, value, lease }) => put(key, value, { lease }));
const DELETE = fc.tuple(KEY, fc.constantFrom('', 'b0', '\u0000')).map(([a, b]) => del(a, b));
const REQUEST: fc.Arbitrary<LoggedRequest> = fc.oneof(
  { weight: 4, arbitrary: PUT },
  { weight: 2, arbitrary: DELETE },
  { weight: 1, arbitrary: LEASE.filter((id) => id !== NO_LEASE).map((id) => grant(id)) },
  { weight: 1, arbitrary: LEASE.map(revoke) },
  { weight: 1, arbitrary: fc.tuple(PUT, DELETE).map(([a, b]) => txn([], [b, a, get('b')])) },
  { weight: 1, arbitrary: fc.nat({ max: 8 }).map(compact) },
);

/** All keys as they are, in order. */
const shown = (store: EtcdStore) => keysIn(keysOf(store), ALL);

test('every revision that is not compacted stays readable as it was', () => {
  fc.assert(
    fc.property(fc.array(REQUEST, { maxLength: 40 }), (requests) => {
      let store: EtcdStore = EMPTY_STORE;
      const copies = new Map<number, readonly KeyValue[]>([[1, []]]);
      for (const request of requests) {
        const before = revisionOf(store);
        store = applyRequest(store, request).store;
        const after = revisionOf(store);
        expect([before, before + 1]).toContain(after);
        if (after > before) copies.set(after, shown(store));
      }
      for (const [revision, kvs] of copies) {
        const answer = readOf(store, get('', { ...ALL, revision }));
        if (revision < store.compacted) expect(answer).toMatchObject({ error: 'compacted' });
        else expect(answer).toMatchObject({ kvs, count: kvs.length });
      }
    }),
  );
});

test('events make of one revision the next, and keys know their leases', () => {
  fc.assert(
    fc.property(fc.array(REQUEST, { maxLength: 40 }), (requests) => {
      let store: EtcdStore = EMPTY_STORE;
      for (const request of requests) {
        const before = store;
        store = applyRequest(store, request).store;
        const kvs = new Map(shown(before).map((kv) => [kv.key, kv]));
        if (revisionOf(store) > revisionOf(before)) {
          for (const { type, kv } of recordAt(store, revisionOf(store))?.events ?? []) {
            expect(kv.modRevision).toBe(revisionOf(store));
            if (type === 'PUT') kvs.set(kv.key, kv);
            else expect(kvs.delete(kv.key)).toBe(true);
          }
        }
        const sorted = [...kvs.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
        expect(shown(store)).toEqual(sorted);
        for (const lease of rangeSorted(store.leases, '', null)) {
          const own = sorted.filter((kv) => kv.lease === lease.id).map((kv) => kv.key);
          expect(rangeSorted(lease.keys, '', null)).toEqual(own);
        }
      }
    }),
  );
});
