import { Gunzip } from 'fflate';
import { parseZxid, type Zxid } from '../model/index.ts';
import type { Damage } from './damage.ts';
import { type LogEnd, type LogEntry, type LogHeader, LogScanner } from './log-scanner.ts';
import { type SavedNode, SnapshotScanner } from './snapshot-scanner.ts';

/** So much of one log is kept: what is beyond it is read and counted. */
const MOST_ENTRIES = 500_000;
const MOST_ENTRY_BYTES = 64 * 1024 * 1024;
/** The longest text file that is read: an epoch, a server's number. */
const MOST_TEXT = 64;

interface AnyFile {
  /** As it was given. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly damages: readonly Damage[];
}

/** A transaction log. */
export interface LogFile extends AnyFile {
  readonly kind: 'log';
  /** The zxid in its name: of its first transaction. */
  readonly zxid: Zxid;
  readonly header: LogHeader;
  readonly entries: readonly LogEntry[];
  /** How many records it has; more than are kept where there are too many. */
  readonly count: number;
  readonly state: LogEnd;
  /** Preallocated and not yet written. */
  readonly zeros: number;
}

export interface SnapshotFile extends AnyFile {
  readonly kind: 'snapshot';
  /** The zxid in its name: of the last transaction when the dump began. */
  readonly zxid: Zxid;
  readonly sessions: readonly (readonly [id: string, timeoutMs: number])[];
  readonly nodes: readonly SavedNode[];
  readonly count: number;
  /** Whether a server would restore it. */
  readonly valid: boolean;
}

/** `acceptedEpoch`, `currentEpoch` (and what is left of one while it is written), `myid`. */
export interface NumberFile extends AnyFile {
  readonly kind: 'number';
  readonly name: 'acceptedEpoch' | 'currentEpoch' | 'currentEpoch.tmp' | 'myid';
  readonly value: number | null;
}

export type DataFile = LogFile | SnapshotFile | NumberFile;

/** A file being read: give it all pieces in order, and ask at the end what it was. */
export interface FileScan {
  push(piece: Uint8Array): void;
  end(): DataFile;
}

const NUMBERS = ['acceptedEpoch', 'currentEpoch', 'currentEpoch.tmp', 'myid'] as const;

type OnEntry = (entry: LogEntry, log: LogHeader) => void;

/** What a file's name says: of a log its first transaction, of a snapshot the last one in it. */
export interface FileName {
  readonly kind: 'log' | 'snapshot';
  readonly zxid: Zxid;
  /** How a snapshot is compressed; null: it is not. */
  readonly packed: string | null;
}

/** A log's or a snapshot's name (Util.getZxidFromName); null: it is none. */
export function readFileName(path: string): FileName | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [kind, hex = '', packed, extra] = name.split('.');
  const zxid = parseZxid(`0x${hex}`);
  if (zxid === null || extra !== undefined) return null;
  if (kind === 'log' && packed === undefined) return { kind, zxid, packed: null };
  return kind === 'snapshot' ? { kind, zxid, packed: packed ?? null } : null;
}

/**
 * The reader for a file, chosen by its name as ZooKeeper does; null: it is none of a server's.
 * `onEntry`, if given, is handed each record of a log instead of keeping it.
 */
export function scanFile(path: string, onEntry?: OnEntry): FileScan | null {
  const number = NUMBERS.find((one) => one === path.slice(path.lastIndexOf('/') + 1));
  if (number !== undefined) return scanNumber(path, number);
  const name = readFileName(path);
  if (name === null) return null;
  if (name.kind === 'log') return scanLog(path, name.zxid, onEntry);
  return scanSnapshot(path, name.zxid, name.packed);
}

/** Whether a file is by its name one that makes a folder a server's. */
export function isDataFile(path: string): boolean {
  return scanFile(path) !== null && !/(^|\/)myid$/.test(path);
}

function scanLog(path: string, zxid: Zxid, onEntry?: OnEntry): FileScan {
  const entries: LogEntry[] = [];
  const more: Damage[] = [];
  let size = 0;
  let kept = 0;
  const keep = (entry: LogEntry): void => {
    if (entries.length >= MOST_ENTRIES || kept >= MOST_ENTRY_BYTES) {
      if (more.length > 0) return;
      const about = String(entries.length);
      more.push({ file: path, offset: entry.offset, kind: 'tooLarge', about });
      return;
    }
    kept += entry.bytes;
    entries.push(entry);
  };
  const scanner = new LogScanner(path, onEntry ?? keep);
  return {
    push(piece) {
      size += piece.length;
      scanner.push(piece);
    },
    end() {
      scanner.end();
      const { header, count, state, zeros } = scanner;
      const damages = [...scanner.damages, ...more];
      return { kind: 'log', path, size, zxid, header, entries, count, state, zeros, damages };
    },
  };
}

function scanSnapshot(path: string, zxid: Zxid, packed: string | null): FileScan {
  const scanner = new SnapshotScanner(path);
  const damages: Damage[] = [];
  const wrong = (): void => {
    damages.push({ file: path, offset: 0, kind: 'compressed', about: `.${packed}` });
  };
  const gunzip = packed === 'gz' ? new Gunzip((piece) => scanner.push(piece)) : null;
  if (packed !== null && gunzip === null) wrong();
  let size = 0;
  return {
    push(piece) {
      size += piece.length;
      if (damages.length > 0) return;
      if (gunzip === null) return scanner.push(piece);
      try {
        gunzip.push(piece);
      } catch {
        wrong();
      }
    },
    end() {
      if (damages.length === 0) scanner.end();
      const { sessions, nodes, count } = scanner;
      const all = [...damages, ...scanner.damages];
      const valid = scanner.valid && all.length === 0;
      return { kind: 'snapshot', path, size, zxid, sessions, nodes, count, valid, damages: all };
    },
  };
}

function scanNumber(path: string, name: NumberFile['name']): FileScan {
  let text = '';
  let size = 0;
  return {
    push(piece) {
      size += piece.length;
      for (const byte of piece.subarray(0, MOST_TEXT)) text += String.fromCharCode(byte);
    },
    end() {
      const line = text.split(/\r?\n/)[0] ?? '';
      const value = /^\+?\d{1,10}$/.test(line.trim()) ? Number(line) : null;
      const damages: Damage[] =
        value === null ? [{ file: path, offset: 0, kind: 'epoch', about: line.slice(0, 20) }] : [];
      return { kind: 'number', path, size, name, value, damages };
    },
  };
}
