import { append, takeLog } from '../lib/index.ts';
import {
  type Change,
  type EnsembleConfig,
  NO_SESSION,
  type ServerId,
  type Txn,
} from '../model/index.ts';
import { type HardState, lastIndex, type RaftDisk } from './disk.ts';
import { draftDisk } from './drafts.ts';
import { groupOfDisk } from './group.ts';
import type { RaftPeer } from './peer.ts';

/* What becomes of a disk by an operator's hand, or at a process's orderly end. */

/**
 * A group of one is made of what a member has (--force-new-cluster): what is not recorded as
 * committed is cut off, and entries that remove all others are taken for committed
 * (restartAsStandaloneNode). `removal`: what stands in such an entry.
 */
export function aloneOn(
  disk: RaftDisk,
  sid: ServerId,
  config: EnsembleConfig,
  removal: (other: ServerId) => Change,
): RaftDisk {
  const { base, platter } = disk;
  const { hard } = platter;
  let log = takeLog(platter.log, hard.commit - base.counter);
  for (const other of groupOfDisk(disk, config).members) {
    if (other.sid === sid) continue;
    const zxid = { epoch: hard.term, counter: base.counter + log.length + 1 };
    const change = removal(other.sid);
    const txn: Txn = { zxid, session: NO_SESSION, cxid: 0, timeMs: 0, change };
    log = append(log, txn);
  }
  return written(disk, { ...hard, commit: base.counter + log.length }, log);
}

function written(disk: RaftDisk, hard: HardState, log: RaftDisk['log']): RaftDisk {
  const draft = draftDisk(disk);
  draft.log = log;
  draft.flushed = log.length;
  draft.platter = { base: disk.base, log, hard };
  return draft;
}

/** What a process leaves that ends in order: all of it is written (wal.Close, backend.Close). */
export function closedBy({ disk, term, vote, commit, memory, covers }: RaftPeer): RaftDisk {
  const draft = draftDisk(disk);
  const { base, log } = disk;
  draft.platter = { base, log, hard: { term, vote, commit: Math.min(commit, lastIndex(disk)) } };
  draft.flushed = log.length;
  const { backend } = disk;
  if (backend !== null) {
    draft.backend = { image: memory.image, covers, file: backend.file, next: null };
  }
  return draft;
}
