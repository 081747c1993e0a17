import { type DataFile, MOST_UNPACKED, readArchive, scanFile } from '../../datadir/index.ts';
import { pathOf } from '../files.ts';
import { isArchive } from './server-file.ts';

/** How much of a file is read at a time: so long the page does nothing else. */
const PIECE_BYTES = 1 << 20;

/** How far the reading is, in bytes. */
export interface ReadSoFar {
  readonly file: string;
  readonly done: number;
  readonly of: number;
}

export interface ReadData {
  readonly files: readonly DataFile[];
  /** Archives that are none, or too large. */
  readonly refused: readonly string[];
}

/**
 * Reads what is a server's among these files, piece by piece; null: it was stopped. What is none of
 * a server's is passed over.
 */
export async function readData(
  given: readonly File[],
  tell: (soFar: ReadSoFar) => void,
  signal: AbortSignal,
): Promise<ReadData | null> {
  const files: DataFile[] = [];
  const refused: string[] = [];
  const of = given.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const file of given) {
    const path = pathOf(file);
    tell({ file: path, done, of });
    if (isArchive(path)) {
      const packed = file.size > MOST_UNPACKED ? null : new Uint8Array(await file.arrayBuffer());
      const found = packed && readArchive(packed);
      if (found === null) refused.push(path);
      else files.push(...found);
      done += file.size;
      continue;
    }
    const scan = scanFile(path);
    for (let at = 0; scan !== null && at < file.size; at += PIECE_BYTES) {
      if (signal.aborted) return null;
      const piece = await file.slice(at, at + PIECE_BYTES).arrayBuffer();
      scan.push(new Uint8Array(piece));
      tell({ file: path, done: done + at + piece.byteLength, of });
    }
    if (scan !== null) files.push(scan.end());
    done += file.size;
  }
  return signal.aborted ? null : { files, refused };
}
