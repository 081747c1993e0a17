import type { Image, Txn, Zxid } from '../model/index.ts';

/** What lies on a replica's disk, as ZooKeeper's files say it. */
export interface DiskContents {
  readonly acceptedEpoch: number;
  readonly currentEpoch: number;
  /** All of it fsynced. */
  readonly log: readonly Txn[];
  /** Which entry of the log is the first one of each file. */
  readonly files: readonly number[];
  /** From which entry on nothing is missing between two of them. */
  readonly usableFrom: number;
  /** Oldest first. */
  readonly snapshots: readonly { readonly zxid: Zxid; readonly image: Image }[];
}
