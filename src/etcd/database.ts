import { type BoltFile, committed, EMPTY_FILE } from './bolt/file.ts';
import type { MemberDraft } from './member-draft.ts';
import type { EtcdStore } from './store.ts';

/** A member's file as it lies on its disk now. */
export function databaseOf({ facts, now }: MemberDraft): BoltFile {
  const database = facts.databaseAt?.(now) ?? null;
  // Casts: to the replica they are opaque; the service gave it its state machine.
  return database === null
    ? EMPTY_FILE
    : committed(database.file as BoltFile, database.image as EtcdStore);
}
