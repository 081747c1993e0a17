import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import type { ServerId } from '../model/index.ts';
import type { DiskContents } from '../replica/index.ts';
import { type DataFile, scanFile } from './file-scan.ts';
import { filesOf } from './write.ts';

/** What an archive unfolds to at most, in bytes: a hostile one fills no memory. */
export const MOST_UNPACKED = 64 * 1024 * 1024;
/** An archive says when its files were written: always then, so that its bytes are the same. */
const WRITTEN = '1980-01-01 00:00:00';

/** The folders of servers as a zip archive: `server1/myid`, `server1/version-2/log.1` … */
export function archiveOf(disks: ReadonlyMap<ServerId, DiskContents>): Uint8Array {
  const folders: Zippable = {};
  for (const [sid, contents] of disks) {
    folders[`server${sid}/myid`] = strToU8(`${sid}\n`);
    for (const { name, bytes } of filesOf(contents)) {
      folders[`server${sid}/version-2/${name}`] = bytes;
    }
  }
  return zipSync(folders, { mtime: WRITTEN, level: 9 });
}

/** The files of servers in a zip archive; null: it is none, or unfolds to too much. */
export function readArchive(archive: Uint8Array): readonly DataFile[] | null {
  let total = 0;
  try {
    const files = unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        if (scanFile(name) === null) return false;
        total += originalSize;
        return total <= MOST_UNPACKED;
      },
    });
    if (total > MOST_UNPACKED) return null;
    return Object.entries(files).flatMap(([path, bytes]) => {
      const scan = scanFile(path);
      scan?.push(bytes);
      return scan === null ? [] : [scan.end()];
    });
  } catch {
    return null;
  }
}
