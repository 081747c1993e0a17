/** A real server's files on this machine: which there are, and reading them in pieces. */
import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Damage, type DataFile, type FileScan, scanFile } from '../datadir/index.ts';
import { say, sentence } from '../script/index.ts';
import { ImpossibleError } from './usage.ts';

/** How much of a file is read at a time. */
const PIECE_BYTES = 1 << 20;
/** A file beyond this is read with a word now and then of how far it is. */
const LARGE_BYTES = 256 << 20;

/** The folder itself, or the `version-2` in it, as ZooKeeper lays it out below its dataDir. */
function withinOf(folder: string): string {
  const names = namesIn(folder);
  if (names.some((name) => scanFile(name) !== null && name !== 'myid')) return folder;
  return names.includes('version-2') ? join(folder, 'version-2') : folder;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImpossibleError(`${folder} cannot be read: ${reason}`);
  }
}

/** The files of a server's data directory, by their paths. */
function filesIn(folder: string): readonly string[] {
  const within = withinOf(folder);
  const found = namesIn(within).filter((name) => scanFile(name) !== null);
  return found.map((name) => join(within, name)).filter((path) => statSync(path).isFile());
}

/**
 * The files of the folders that are named, each a server's; of a folder that has none, those of the
 * folders in it. Throws an ImpossibleError where there are none.
 */
export function dataFiles(folders: readonly string[]): readonly string[] {
  const files = folders.flatMap((folder) => {
    const own = filesIn(folder);
    if (own.length > 0) return own;
    const inside = namesIn(folder).map((name) => join(folder, name));
    return inside.filter((path) => statSync(path).isDirectory()).flatMap(filesIn);
  });
  if (files.length > 0) return withMyid(files);
  throw new ImpossibleError(`there is no log.* or snapshot.* in ${folders.join(', ')}`);
}

/** With the `myid` that lies beside a `version-2`. */
function withMyid(files: readonly string[]): readonly string[] {
  const folders = new Set(files.map((file) => dirname(file)));
  const beside = [...folders].filter((folder) => basename(folder) === 'version-2');
  const ids = beside.map((folder) => join(dirname(folder), 'myid'));
  return [...files, ...ids.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())];
}

/** Gives all of a file to its reader, piece by piece; nothing of it is held longer. */
export function readInto(path: string, scan: FileScan): DataFile {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    let told = 0;
    for (let at = 0; ; ) {
      const piece = new Uint8Array(PIECE_BYTES);
      const count = readSync(file, piece, 0, PIECE_BYTES, at);
      if (count === 0) break;
      scan.push(piece.subarray(0, count));
      at += count;
      if (at - told < LARGE_BYTES) continue;
      told = at;
      console.error(`${path}: ${Math.floor(at / (1 << 20))} of ${Math.ceil(size / (1 << 20))} MiB`);
    }
  } finally {
    closeSync(file);
  }
  return scan.end();
}

/** What is wrong with a file, as a sentence. */
export function damageText({ file, offset, kind, about }: Damage): string {
  return say(sentence(`datadir.damage.${kind}`, { file, at: offset, about }), 'en');
}
