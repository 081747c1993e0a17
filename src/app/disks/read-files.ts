import { type DataFile, MOST_UNPACKED, readArchive, scanFile } from '../../datadir/index.ts';
import { pathOf } from '../files.ts';
import { isArchive } from './server-file.ts';

/** How much of a file is asked for at a time: the next of it is on its way meanwhile. */
const READ_BYTES = 8 << 20;
/** How much is looked at in one go: so long the page does nothing else. */
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
  /** Files that were changed or taken away while they were read, or may not be read. */
  readonly unreadable: readonly string[];
}

/** The page draws, and hears whoever stops this. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** A file's bytes, a piece at a time, while the next ones are fetched. */
async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const from = (at: number) => file.slice(at, at + READ_BYTES).arrayBuffer();
  let next = from(0);
  for (let at = 0; at < file.size; at += READ_BYTES) {
    const bytes = new Uint8Array(await next);
    if (at + READ_BYTES < file.size) {
      next = from(at + READ_BYTES);
      // Whoever stops does not wait for it; else it is told below.
      next.catch(() => {});
    }
    for (let i = 0; i < bytes.length; i += PIECE_BYTES) {
      yield bytes.subarray(i, i + PIECE_BYTES);
      await pause();
    }
  }
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
  const unreadable: string[] = [];
  const of = given.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const file of given) {
    const path = pathOf(file);
    tell({ file: path, done, of });
    try {
      if (isArchive(path)) {
        const packed = file.size > MOST_UNPACKED ? null : new Uint8Array(await file.arrayBuffer());
        const found = packed && readArchive(packed);
        if (found === null) refused.push(path);
        else files.push(...found);
      } else {
        const scan = scanFile(path);
        let at = done;
        if (scan !== null) {
          for await (const piece of piecesOf(file)) {
            if (signal.aborted) return null;
            scan.push(piece);
            at += piece.length;
            tell({ file: path, done: at, of });
          }
          files.push(scan.end());
        }
      }
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      unreadable.push(path);
    }
    done += file.size;
  }
  return signal.aborted ? null : { files, refused, unreadable };
}
