import { rangeSorted } from '../../lib/index.ts';
import type { DatabaseFile } from '../../model/index.ts';
import type { KeyValue } from '../requests.ts';
import { keyValueBytes, leaseRecordBytes } from '../size.ts';
import { EMPTY_STORE, type EtcdStore, keysOf, type Lease, recordAt, revisionOf } from '../store.ts';
import { PAGE_BYTES, type PageRun, type Pages, PagesDraft } from './pages.ts';
import { emptyTree, type Item, itemsOf, type Tree, TreeDraft } from './tree.ts';

/*
 * A member's database as it lies in its file (mvcc/backend on bbolt): which pages it fills. Every
 * change of a key is an item of its own, under its revision, until a compaction takes it away; so
 * it grows with each put, and what a compaction leaves free stays in the file until it is
 * defragmented.
 *
 * Members and versions, which are short, are taken to lie in the root's page, however many.
 */
export interface BoltFile extends DatabaseFile {
  /** What is in it. */
  readonly image: EtcdStore;
  readonly pages: Pages;
  /** Where the list of buckets lies. */
  readonly root: PageRun;
  readonly keys: Tree;
  readonly leases: Tree;
}

/** A revision, its `_`, and the number of the change within it. */
const REVISION_BYTES = 17;
/** And a `t`, where the key was deleted. */
const TOMBSTONE_BYTES = 18;
/** Revisions come in order, so their pages are made fuller (UnsafeSeqPut). */
const KEYS = emptyTree({ keyBytes: REVISION_BYTES, fill: 0.9 });
const LEASES = emptyTree({ keyBytes: 8, fill: 0.5 });

/** A new member's: its first commits have left two pages behind. */
export const EMPTY_FILE: BoltFile = {
  kind: 'file',
  image: EMPTY_STORE,
  pages: { end: 5, free: [{ first: 2, count: 2 }] },
  root: { first: 4, count: 1 },
  keys: KEYS,
  leases: LEASES,
};

/** How long it is, in bytes (backend.Size). */
export function fileBytes({ pages }: BoltFile): number {
  return pages.end * PAGE_BYTES;
}

/** The file when a store has been committed to it. */
export function committed(file: BoltFile, store: EtcdStore): BoltFile {
  const was = file.image;
  if (was === store) return file;
  if (!isChanged(was, store)) return { ...file, image: store };
  const grown = written(file, store, (keys) => {
    for (const item of itemsSince(was, store)) keys.put(item);
  });
  if (store.compacted <= was.compacted) return grown;
  // What is to be compacted is written down and committed first (store.updateCompactRev).
  const kept = recordAt(store, store.first)?.keys ?? keysOf(store);
  const current = new Map(rangeSorted(kept, '', null).map((kv) => [kv.key, kv.modRevision]));
  return written(grown, store, (keys) => {
    for (const { key, about } of itemsOf(grown.keys)) {
      const revision = revisionOfItem(key);
      if (revision <= store.compacted && current.get(about) !== revision) keys.delete(key);
    }
  });
}

function isChanged(was: EtcdStore, is: EtcdStore): boolean {
  return (
    was.history !== is.history ||
    was.compacted !== is.compacted ||
    was.leases !== is.leases ||
    was.published !== is.published ||
    was.clusterVersion !== is.clusterVersion ||
    was.alarms !== is.alarms
  );
}

/** One commit: what changed, and the list of buckets. */
function written(file: BoltFile, image: EtcdStore, act: (keys: TreeDraft) => void): BoltFile {
  const pages = new PagesDraft(file.pages);
  const keys = new TreeDraft(file.keys, pages);
  act(keys);
  const nextKeys = keys.finish();
  const leases = withLeases(file, image, pages);
  pages.leave(file.root);
  const root = pages.take(1);
  return { kind: 'file', image, pages: pages.finish(), root, keys: nextKeys, leases };
}

function withLeases(file: BoltFile, image: EtcdStore, pages: PagesDraft): Tree {
  if (file.image.leases === image.leases) return file.leases;
  const before = new Set(rangeSorted(file.image.leases, '', null).map(({ id }) => id));
  const draft = new TreeDraft(file.leases, pages);
  for (const lease of rangeSorted(image.leases, '', null)) {
    if (!before.delete(lease.id)) draft.put(itemOfLease(lease));
  }
  for (const id of before) draft.delete(keyOfLease(id));
  return draft.finish();
}

const keyOfLease = (id: string) => id.padStart(16, '0');

function itemOfLease({ id, ttl }: Lease): Item {
  return { key: keyOfLease(id), bytes: 8 + leaseRecordBytes(id, ttl), about: id };
}

/** Changes within one revision are less than this. */
const CHANGES = 1_048_576;
const revisionOfItem = (key: Item['key']) => Math.floor(Number(key) / CHANGES);

function itemOf(kv: KeyValue, index: number, deleted: boolean): Item {
  const key = kv.modRevision * CHANGES + index;
  const about = kv.key;
  if (!deleted) return { key, bytes: REVISION_BYTES + keyValueBytes(kv), about };
  return { key, bytes: TOMBSTONE_BYTES + keyValueBytes({ ...kv, modRevision: 0 }), about };
}

/** What was changed since; of what a compaction has passed over, only what it has kept. */
function itemsSince(was: EtcdStore, is: EtcdStore): readonly Item[] {
  const before = revisionOf(was);
  const items: Item[] = [];
  if (is.first > before + 1) {
    for (const kv of rangeSorted(recordAt(is, is.first)?.keys ?? keysOf(is), '', null)) {
      if (kv.modRevision > before && kv.modRevision < is.first) {
        items.push(itemOf(kv, items.length, false));
      }
    }
    items.sort((a, b) => Number(a.key) - Number(b.key));
  }
  for (let at = Math.max(before + 1, is.first); at <= revisionOf(is); at++) {
    const events = recordAt(is, at)?.events ?? [];
    events.forEach(({ type, kv }, i) => {
      items.push(itemOf(kv, i, type === 'DELETE'));
    });
  }
  return items;
}

/** All that is in it, written to a new file in its order (defragdb). */
export function defragmented(file: BoltFile): BoltFile {
  const pages = new PagesDraft({ end: 4, free: [] });
  const copied = (tree: Tree, empty: Tree): Tree => {
    const draft = new TreeDraft({ ...empty, kind: { ...empty.kind, fill: 0.9 } }, pages);
    for (const item of itemsOf(tree)) draft.put(item);
    return { ...draft.finish(), kind: empty.kind };
  };
  const keys = copied(file.keys, KEYS);
  const leases = copied(file.leases, LEASES);
  pages.leave({ first: 2, count: 2 });
  const root = pages.take(1);
  return { kind: 'file', image: file.image, pages: pages.finish(), root, keys, leases };
}
