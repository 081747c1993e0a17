import { type Image, type Micros, MS, type StateMachine, type Txn } from '../model/index.ts';
import { draftDisk } from './drafts.ts';
import type { RaftDraft } from './raft-draft.ts';

/*
 * A state machine's own database on the disk (mvcc/backend): what is applied is written through in
 * portions, whatever the log records as committed. So after a crash it may be ahead of that record,
 * and what it holds is passed over when it is committed again (applyEntryNormal). That it goes by
 * indices alone is etcd's: where the log was replaced, the database keeps what stood there before.
 */

/** An image that has the effects of all entries up to an index. */
export interface Covering {
  readonly image: Image;
  readonly covers: number;
}

/** The database file; `next`: what will be in it as of a moment. */
export interface Backend extends Covering {
  readonly next: (Covering & { readonly at: Micros }) | null;
}

/** The file at a moment. */
function settled(backend: Backend, now: Micros): Backend {
  const { next } = backend;
  if (next === null || next.at > now) return backend;
  return { image: next.image, covers: next.covers, next: null };
}

/** What a crash leaves of it. */
export function leftOf(backend: Backend | null, now: Micros): Backend | null {
  if (backend === null) return null;
  const { image, covers } = settled(backend, now);
  return { image, covers, next: null };
}

/** The image after an entry that is committed. */
export function withEntry({ image, covers }: Covering, txn: Txn, machine: StateMachine): Covering {
  const index = txn.zxid.counter;
  if (index > covers) return { image: machine.apply(image, txn), covers: index };
  return { image: machine.written?.again(image, txn) ?? image, covers };
}

/** Something was applied: it is in the file when the next portion is written, or at once. */
export function writeThrough(w: RaftDraft, atOnce: boolean): void {
  const { written, empty } = w.context.machine;
  if (written === undefined) return;
  const { disk, memory, covers, startedAt } = w.peer;
  const { now } = w.context;
  const { image } = memory;
  const draft = draftDisk(disk);
  w.edit().disk = draft;
  if (atOnce) {
    draft.backend = { image, covers, next: null };
    return;
  }
  const file = settled(disk.backend ?? { image: empty, covers: 0, next: null }, now);
  const every = written.everyMs * MS;
  const due = startedAt + (Math.floor((now - startedAt) / every) + 1) * every;
  const at = file.next?.at ?? due;
  draft.backend = { image: file.image, covers: file.covers, next: { image, covers, at } };
}
