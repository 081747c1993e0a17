import { isDataFile } from '../../datadir/index.ts';
import { pathOf } from '../files.ts';

/** Whether a file is an archive, by its name. */
export function isArchive(path: string): boolean {
  return /\.zip$/i.test(path);
}

/** Whether a file is, by its name, one of a ZooKeeper server's, or an archive of such. */
export function isServerFile(file: File): boolean {
  const path = pathOf(file);
  return isDataFile(path) || isArchive(path);
}
