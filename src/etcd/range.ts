import { byCodeUnit, type SortedMap } from '../lib/index.ts';
import type { RangeAnswer } from './answers.ts';
import type { EtcdError } from './errors.ts';
import type { KeyValue, RangeRequest, SortTarget } from './requests.ts';
import { type EtcdStore, keysIn, keysOf, recordAt, revisionOf } from './store.ts';

/** What keeps a read from the revision that it names; null: nothing (checkRange). */
export function refusalOfRevision(store: EtcdStore, revision = 0): EtcdError | null {
  if (revision > revisionOf(store)) return 'futureRevision';
  return revision > 0 && revision < store.compacted ? 'compacted' : null;
}

const BY: Readonly<Record<SortTarget, (a: KeyValue, b: KeyValue) => number>> = {
  KEY: (a, b) => byCodeUnit(a.key, b.key),
  VERSION: (a, b) => a.version - b.version,
  CREATE: (a, b) => a.createRevision - b.createRevision,
  MOD: (a, b) => a.modRevision - b.modRevision,
  VALUE: (a, b) => byCodeUnit(a.value, b.value),
};

function hasBounds({ minModRevision, maxModRevision, ...request }: RangeRequest): boolean {
  const { minCreateRevision, maxCreateRevision } = request;
  const bounds = [minModRevision, maxModRevision, minCreateRevision, maxCreateRevision];
  return bounds.some((one = 0) => one !== 0);
}

/** Bounds of revisions: 0 is no bound. */
function within(request: RangeRequest, { modRevision, createRevision }: KeyValue): boolean {
  const { minModRevision = 0, maxModRevision = 0 } = request;
  const { minCreateRevision = 0, maxCreateRevision = 0 } = request;
  return (
    (maxModRevision === 0 || modRevision <= maxModRevision) &&
    (minModRevision === 0 || modRevision >= minModRevision) &&
    (maxCreateRevision === 0 || createRevision <= maxCreateRevision) &&
    (minCreateRevision === 0 || createRevision >= minCreateRevision)
  );
}

function ordered(request: RangeRequest, kvs: readonly KeyValue[]): readonly KeyValue[] {
  const { sortTarget = 'KEY', sortOrder = 'NONE' } = request;
  if (sortOrder === 'NONE' && sortTarget === 'KEY') return kvs;
  const by = BY[sortTarget];
  // Of equal ones etcd may give either first; here the order of their keys stays.
  return kvs.slice().sort(sortOrder === 'DESCEND' ? (a, b) => by(b, a) : by);
}

/** A read of one state; `revision` is the header's (applierV3backend.Range). */
export function readRange(
  keys: SortedMap<KeyValue>,
  revision: number,
  request: RangeRequest,
): RangeAnswer {
  const all = keysIn(keys, request);
  const count = all.length;
  if (request.countOnly) return { type: 'range', revision, kvs: [], count, more: false };
  const { limit = 0, sortOrder = 'NONE' } = request;
  const bounded = all.filter((kv) => within(request, kv));
  // Without an order or a bound only so many are fetched, and then sorted.
  const fetched =
    limit > 0 && sortOrder === 'NONE' && !hasBounds(request) ? all.slice(0, limit + 1) : bounded;
  const found = ordered(request, fetched);
  const more = limit > 0 && found.length > limit;
  const kept = more ? found.slice(0, limit) : found;
  const kvs = request.keysOnly ? kept.map((kv) => ({ ...kv, value: '' })) : kept;
  return { type: 'range', revision, kvs, count, more };
}

/** A read of a store, at the revision that it names. */
export function rangeOf(store: EtcdStore, request: RangeRequest): RangeAnswer | EtcdError {
  const { revision = 0 } = request;
  const refusal = refusalOfRevision(store, revision);
  if (refusal !== null) return refusal;
  const keys = revision > 0 ? recordAt(store, revision)?.keys : undefined;
  return readRange(keys ?? keysOf(store), revisionOf(store), request);
}
