import { isDataFile } from '../../datadir/index.ts';

/** A file by its path from what was chosen or dropped. */
export function pathOf(file: File): string {
  return file.webkitRelativePath || file.name;
}

/** Whether a file is an archive, by its name. */
export function isArchive(path: string): boolean {
  return /\.zip$/i.test(path);
}

/** Whether a file is, by its name, one of a ZooKeeper server's, or an archive of such. */
export function isServerFile(file: File): boolean {
  const path = pathOf(file);
  return isDataFile(path) || isArchive(path);
}
