import {
  type DatabaseFile,
  type Image,
  type Micros,
  MS,
  type StateMachine,
  type Txn,
} from '../model/index.ts';
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

/**
 * The database; `next`: what will be in it as of a moment. How its file lies is worked out when the
 * next portion is written: until then it is as it was before this one.
 */
export interface Backend extends Covering {
  readonly file: DatabaseFile;
  readonly next: (Covering & { readonly at: Micros }) | null;
}

/** The database at a moment. */
export function settled(backend: Backend, now: Micros): Backend {
  const { file, next } = backend;
  if (next === null || next.at > now) return backend;
  return { image: next.image, covers: next.covers, file, next: null };
}

/** What a crash leaves of it. */
export function leftOf(backend: Backend | null, now: Micros): Backend | null {
  if (backend === null) return null;
  const { image, covers, file } = settled(backend, now);
  return { image, covers, file, next: null };
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
  const fresh = { image: empty, covers: 0, file: written.newFile, next: null };
  const before = settled(disk.backend ?? fresh, now);
  const file = written.fileWith(before.file, before.image);
  if (atOnce) {
    draft.backend = { image, covers, file: written.fileWith(file, image), next: null };
    return;
  }
  const every = written.everyMs * MS;
  const due = startedAt + (Math.floor((now - startedAt) / every) + 1) * every;
  const at = before.next?.at ?? due;
  const next = { image, covers, at };
  draft.backend = { image: before.image, covers: before.covers, file, next };
}

/** The file is written anew, with all that was applied (backend.Defrag). */
export function defragment(w: RaftDraft): void {
  const { written } = w.context.machine;
  if (written === undefined) return;
  writeThrough(w, true);
  const { backend } = w.disk;
  if (backend === null) return;
  const draft = draftDisk(w.disk);
  const { image, covers, file } = backend;
  draft.backend = { image, covers, file: written.defragmented(file), next: null };
  w.edit().disk = draft;
}
