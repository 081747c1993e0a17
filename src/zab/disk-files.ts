import { append, sliceLog } from '../lib/index.ts';
import type { StateMachine } from '../model/index.ts';
import type { DiskContents } from '../replica/index.ts';
import { afterCrash, assertDisk, type Disk, EMPTY_DISK, KEPT_SNAPSHOTS } from './disk.ts';
import { draftDisk } from './drafts.ts';

/** The disk that holds what a real server's files say. */
export function diskOf(contents: DiskContents, { sizeOf }: StateMachine): Disk {
  const disk = draftDisk(EMPTY_DISK);
  disk.acceptedEpoch = contents.acceptedEpoch;
  disk.currentEpoch = contents.currentEpoch;
  for (const txn of contents.log) disk.log = append(disk.log, txn);
  disk.flushed = disk.log.length;
  disk.usableFrom = contents.usableFrom;
  disk.files = contents.files;
  disk.snapshots = contents.snapshots
    .slice(-KEPT_SNAPSHOTS)
    .map(({ zxid, image }) => ({ zxid, image, bytes: sizeOf(image) }));
  assertDisk(disk);
  return disk;
}

/** What would be found on a disk if its machine lost power now. */
export function contentsOf(disk: Disk): DiskContents {
  const left = afterCrash(disk);
  const { acceptedEpoch, currentEpoch, files, usableFrom } = left;
  const snapshots = left.snapshots.map(({ zxid, image }) => ({ zxid, image }));
  const log = sliceLog(left.log, 0);
  return { acceptedEpoch, currentEpoch, log, files, usableFrom, snapshots };
}
