import { JuteReader } from '../jute/index.ts';
import { compareZxid, type Zxid, zxidHex } from '../model/index.ts';
import { adler32 } from './adler32.ts';
import { ByteQueue } from './byte-queue.ts';
import type { Damage, DamageKind } from './damage.ts';
import { type LoggedTxn, readTxn, UnknownTxnError } from './records.ts';

/** `ZKLG` (FileTxnLog.TXNLOG_MAGIC), and the version that every ZooKeeper since 3.0 writes. */
export const LOG_MAGIC = 0x5a4b_4c47;
export const FILE_VERSION = 2;
/** Magic, version, dbid (FileHeader). */
export const HEADER_BYTES = 16;
/** A checksum of 8 bytes and a length, before each record. */
const FRAME_BYTES = 12;
/** `B`, behind each record (Util.writeTxnBytes). */
export const END_OF_RECORD = 0x42;
/** The longest record: jute.maxbuffer, and as much again (BinaryInputArchive.checkLength). */
export const MOST_RECORD_BYTES = 2 * 0xfffff;

/** So many damages of one file are told; one that is garbage throughout has no end of them. */
const MOST_DAMAGES = 100;

/** One record of a transaction log. */
export interface LogEntry {
  /** Where its checksum begins in the file. */
  readonly offset: number;
  /** Null: it cannot be read. */
  readonly txn: LoggedTxn | null;
  /** Whether its bytes are those that were written. */
  readonly intact: boolean;
  /** How long its record is. */
  readonly bytes: number;
}

/** What a log says of itself (FileHeader). */
export interface LogHeader {
  readonly version: number;
  readonly dbid: bigint;
}

/** How far a log was read. */
export type LogEnd =
  /** Not yet at its end. */
  | 'open'
  /** All of it, up to the end of the file or to the zeros that it is filled up with. */
  | 'whole'
  /** No further than to a damage behind which nothing can be told apart. */
  | 'broken';

/**
 * Reads a transaction log (FileTxnLog) in pieces of any size: `push` them in order, then `end`.
 * What is read is handed to `onEntry` record by record; what is wrong is gathered in `damages`, and
 * the rest is read wherever it is known where it goes on.
 */
export class LogScanner {
  /** What its header says. */
  header: LogHeader = { dbid: 0n, version: 0 };
  count = 0;
  state: LogEnd = 'open';
  /** Bytes of zeros at the end: a log is preallocated. */
  zeros = 0;
  readonly damages: Damage[] = [];
  private readonly queue = new ByteQueue();
  private headed = false;
  private padding = false;
  private last: Zxid | null = null;

  constructor(
    private readonly file: string,
    private readonly onEntry: (entry: LogEntry, log: LogHeader) => void,
  ) {}

  push(chunk: Uint8Array): void {
    if (this.state === 'broken') return;
    this.queue.push(chunk);
    this.readOn();
  }

  private readOn(): void {
    if (!this.headed && !this.readHeader()) return;
    while (!this.padding && this.state === 'open' && this.readEntry()) {}
    if (this.padding) this.readZeros();
  }

  /** The file has ended. */
  end(): void {
    if (this.state !== 'open') return;
    const { length, bytes } = this.queue;
    const isTorn = this.headed ? bytes.some((byte) => byte !== 0) : length > 0;
    if (isTorn) this.wrong('torn', 0, String(length));
    else if (!this.headed) this.wrong('magic', 0);
    else this.zeros += length;
    this.state = this.headed ? 'whole' : 'broken';
  }

  private wrong(kind: DamageKind, at: number, about = ''): void {
    if (this.damages.length >= MOST_DAMAGES) return;
    this.damages.push({ file: this.file, offset: this.queue.offset + at, kind, about });
  }

  private broken(kind: DamageKind, at: number, about = ''): false {
    this.wrong(kind, at, about);
    this.state = 'broken';
    return false;
  }

  private readHeader(): boolean {
    if (this.queue.length < HEADER_BYTES) return false;
    const reader = new JuteReader(this.queue.bytes);
    if (reader.int() !== LOG_MAGIC) return this.broken('magic', 0);
    const version = reader.int();
    this.header = { version, dbid: reader.long() };
    if (version !== FILE_VERSION) return this.broken('version', 4, String(version));
    this.headed = true;
    this.queue.skip(HEADER_BYTES);
    return true;
  }

  /** One record; false: there is not enough of it yet, or no more. */
  private readEntry(): boolean {
    const { bytes } = this.queue;
    if (!this.queue.isEnough || bytes.length < FRAME_BYTES) return false;
    const reader = new JuteReader(bytes);
    const sum = reader.long();
    const length = reader.int();
    if (length === 0) {
      this.padding = true;
      return false;
    }
    if (length < 0 || length > MOST_RECORD_BYTES) return this.broken('length', 8, String(length));
    const to = FRAME_BYTES + length;
    if (bytes.length < to + 1) {
      this.queue.want(to + 1);
      return false;
    }
    const intact = sum === BigInt(adler32(bytes, FRAME_BYTES, to));
    const txn = this.readRecord(to, intact);
    if (bytes[to] !== END_OF_RECORD) return this.broken('partial', to);
    this.count += 1;
    this.onEntry({ offset: this.queue.offset, txn, intact, bytes: length }, this.header);
    this.queue.skip(to + 1);
    return true;
  }

  private readRecord(to: number, intact: boolean): LoggedTxn | null {
    let txn: LoggedTxn | null = null;
    let unread = '';
    try {
      txn = readTxn(this.queue.bytes, FRAME_BYTES, to);
    } catch (error) {
      unread = error instanceof UnknownTxnError ? String(error.op) : '?';
    }
    if (!intact) this.wrong('checksum', 0, txn === null ? '?' : zxidHex(txn.zxid));
    if (txn === null) {
      this.wrong('record', FRAME_BYTES, unread);
      return null;
    }
    if (!intact) return txn;
    if (this.last !== null && compareZxid(txn.zxid, this.last) <= 0) {
      this.wrong('order', FRAME_BYTES, zxidHex(txn.zxid));
    }
    this.last = txn.zxid;
    return txn;
  }

  private readZeros(): void {
    const { bytes } = this.queue;
    let at = 0;
    while (at < bytes.length && bytes[at] === 0) at += 1;
    this.zeros += at;
    if (at < bytes.length) {
      this.broken('afterZeros', at);
      this.state = 'whole';
    }
    this.queue.skip(bytes.length);
  }
}
