import {
  append,
  type ChunkedLog,
  emptyLog,
  emptySorted,
  getSorted,
  itemAt,
  type Mutable,
  rangeSorted,
  type SortedMap,
  sliceLog,
} from '../lib/index.ts';
import type { Bytes, Image, ServerId } from '../model/index.ts';
import type { Alarm, KeyRange, KeyValue, LeaseId } from './requests.ts';

/** A change of a key, as watchers hear of it. */
export interface KeyEvent {
  readonly type: 'PUT' | 'DELETE';
  readonly kv: KeyValue;
}

/** One revision: what changed in it, in the order of the request, and all keys after it. */
export interface RevisionRecord {
  readonly events: readonly KeyEvent[];
  readonly keys: SortedMap<KeyValue>;
}

/** A lease as all members have it: how long it was granted for, and its keys. No clock. */
export interface Lease {
  readonly id: LeaseId;
  /** Seconds. */
  readonly ttl: number;
  readonly keys: SortedMap<Bytes>;
}

/**
 * What a member's entries have come to (mvcc.store, the lessor's records, the membership): an
 * immutable value. Since revisions share structure, each keeps all keys as they were, and a read of
 * the past is a read. Always:
 * 1. The history goes from `first` to the newest revision without a gap.
 * 2. `first` is the compacted revision, or 1 before any compaction.
 * 3. A key is with the lease that it names, and with no other.
 */
export interface EtcdStore extends Image {
  readonly history: ChunkedLog<RevisionRecord>;
  readonly first: number;
  /** Reads below it are refused; -1: nothing was compacted yet. */
  readonly compacted: number;
  readonly leases: SortedMap<Lease>;
  /** Members that have made themselves known. */
  readonly published: readonly ServerId[];
  /** Null: not agreed upon yet. */
  readonly clusterVersion: string | null;
  /** At most one of a member, by their numbers. */
  readonly alarms: readonly Alarm[];
}

/** The next store in the making: a copy to write in. */
export function draftStore(s: EtcdStore): Mutable<EtcdStore> {
  return {
    kind: 'image',
    history: s.history,
    first: s.first,
    compacted: s.compacted,
    leases: s.leases,
    published: s.published,
    clusterVersion: s.clusterVersion,
    alarms: s.alarms,
  };
}

const NO_KEYS: RevisionRecord = { events: [], keys: emptySorted() };

export const EMPTY_STORE: EtcdStore = {
  kind: 'image',
  history: append(emptyLog<RevisionRecord>(), NO_KEYS),
  first: 1,
  compacted: -1,
  leases: emptySorted(),
  published: [],
  clusterVersion: null,
  alarms: [],
};

/** The newest revision; an empty store is at 1. */
export function revisionOf({ history, first }: EtcdStore): number {
  return first + history.length - 1;
}

/** What a revision that is still there did; undefined: it is compacted, or to come. */
export function recordAt({ history, first }: EtcdStore, revision: number) {
  return itemAt(history, revision - first);
}

/** All keys as they are now. */
export function keysOf(store: EtcdStore): SortedMap<KeyValue> {
  return recordAt(store, revisionOf(store))?.keys ?? NO_KEYS.keys;
}

/** Nothing below `revision` is kept, and deletions at it are forgotten, too (keyIndex.compact). */
export function compactedAt(store: EtcdStore, revision: number): EtcdStore {
  const first = Math.max(revision, 1);
  let history = emptyLog<RevisionRecord>();
  for (const record of sliceLog(store.history, first - store.first)) {
    history = append(history, history.length === 0 ? withoutDeletions(record) : record);
  }
  const next = draftStore(store);
  next.history = history;
  next.first = first;
  next.compacted = revision;
  return next;
}

function withoutDeletions({ events, keys }: RevisionRecord): RevisionRecord {
  return { events: events.filter(({ type }) => type === 'PUT'), keys };
}

/** A zero byte as the end of a range: there is none (apply.mkGteRange). */
const TO_THE_END = '\u0000';

/** The keys of a range, in their order. */
export function keysIn(keys: SortedMap<KeyValue>, { key, rangeEnd = '' }: KeyRange) {
  if (rangeEnd !== '') return rangeSorted(keys, key, rangeEnd === TO_THE_END ? null : rangeEnd);
  const one = getSorted(keys, key);
  return one === undefined ? [] : [one];
}

/** Whether a key is in a range. */
export function isInRange(key: Bytes, range: KeyRange): boolean {
  const { rangeEnd = '' } = range;
  if (rangeEnd === '') return key === range.key;
  return key >= range.key && (rangeEnd === TO_THE_END || key < rangeEnd);
}

/** A lease's keys, in order. */
export function keysOfLease({ keys }: Lease): readonly Bytes[] {
  return rangeSorted(keys, '', null);
}

/** How large a dump of it would be: what it holds, and as much again for what is around it. */
export function storeBytes(store: EtcdStore): number {
  let bytes = 0;
  for (const { key, value } of rangeSorted(keysOf(store), '', null)) {
    bytes += 2 * (key.length + value.length) + 64;
  }
  return 20_480 + bytes;
}
