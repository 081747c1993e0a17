import {
  append,
  deleteSorted,
  emptySorted,
  getSorted,
  type Mutable,
  type SortedMap,
  setSorted,
} from '../lib/index.ts';
import type { Bytes } from '../model/index.ts';
import { type KeyRange, type KeyValue, type LeaseId, NO_LEASE } from './requests.ts';
import { draftStore, type EtcdStore, type KeyEvent, keysIn, keysOf, revisionOf } from './store.ts';

/** The store while one request is applied: all that it changes becomes one revision. */
export class StoreDraft {
  keys: SortedMap<KeyValue>;
  private readonly store: Mutable<EtcdStore>;
  private readonly events: KeyEvent[] = [];
  /** The newest revision before. */
  private readonly begun: number;

  constructor(store: EtcdStore) {
    this.store = draftStore(store);
    this.keys = keysOf(store);
    this.begun = revisionOf(store);
  }

  /** The revision that a read sees by now: the next one as soon as something was changed. */
  get revision(): number {
    return this.begun + (this.events.length > 0 ? 1 : 0);
  }

  finish(): EtcdStore {
    const { events, keys, store } = this;
    if (events.length > 0) store.history = append(store.history, { events, keys });
    return store;
  }

  put(key: Bytes, value: Bytes, lease: LeaseId): void {
    const old = getSorted(this.keys, key);
    const modRevision = this.begun + 1;
    const kv: KeyValue = {
      key,
      value,
      modRevision,
      lease,
      createRevision: old?.createRevision ?? modRevision,
      version: (old?.version ?? 0) + 1,
    };
    this.keys = setSorted(this.keys, key, kv);
    this.events.push({ type: 'PUT', kv });
    if (old?.lease === lease) return;
    if (old !== undefined) this.detach(old);
    this.attach(kv);
  }

  /** Deletes the keys of a range, in order; answers with how many there were. */
  deleteRange(range: KeyRange): number {
    const gone = keysIn(this.keys, range);
    for (const kv of gone) this.delete(kv);
    return gone.length;
  }

  grant(id: LeaseId, ttl: number): void {
    const lease = { id, ttl, keys: emptySorted<Bytes>() };
    this.store.leases = setSorted(this.store.leases, id, lease);
  }

  /** The lease goes, and its keys with it. */
  revoke(id: LeaseId, keys: readonly Bytes[]): void {
    for (const key of keys) this.deleteRange({ key });
    this.store.leases = deleteSorted(this.store.leases, id);
  }

  private delete(kv: KeyValue): void {
    const { key } = kv;
    this.keys = deleteSorted(this.keys, key);
    const modRevision = this.begun + 1;
    const gone = { key, value: '', createRevision: 0, modRevision, version: 0, lease: NO_LEASE };
    this.events.push({ type: 'DELETE', kv: gone });
    this.detach(kv);
  }

  private attach({ key, lease: id }: KeyValue): void {
    const lease = getSorted(this.store.leases, id);
    if (lease === undefined) return;
    const keys = setSorted(lease.keys, key, key);
    this.store.leases = setSorted(this.store.leases, id, { ...lease, keys });
  }

  private detach({ key, lease: id }: KeyValue): void {
    const lease = getSorted(this.store.leases, id);
    if (lease === undefined) return;
    const keys = deleteSorted(lease.keys, key);
    this.store.leases = setSorted(this.store.leases, id, { ...lease, keys });
  }
}
