import type { AskedAcl, Bytes, SessionId, Stat, WrittenId, Zxid } from '../model/index.ts';
import { TWO_32 } from './reader.ts';

/** The bytes that a writer begins with; it doubles them when they are full. */
const FIRST_BYTES = 256;

const encoder = new TextEncoder();

/** Writes records into bytes, one field after the other, as Java's BinaryOutputArchive does. */
export class JuteWriter {
  private bytes = new Uint8Array(FIRST_BYTES);
  private view = new DataView(this.bytes.buffer);
  /** How many bytes are written. */
  length = 0;

  /** What has been written; the writer begins anew. */
  take(): Uint8Array {
    const written = this.bytes.slice(0, this.length);
    this.length = 0;
    return written;
  }

  private grow(by: number): number {
    const from = this.length;
    this.length = from + by;
    if (this.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.length, 2 * this.bytes.length));
      larger.set(this.bytes.subarray(0, from));
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    return from;
  }

  byte(value: number): void {
    const from = this.grow(1);
    this.view.setInt8(from, value);
  }

  flag(value: boolean): void {
    this.byte(value ? 1 : 0);
  }

  /** A number of 32 bits; of a larger one the lowest. */
  int(value: number): void {
    const from = this.grow(4);
    this.view.setInt32(from, value);
  }

  /** Writes over a number that was written before: a length that is known only now. */
  intAt(at: number, value: number): void {
    this.view.setInt32(at, value);
  }

  long(value: bigint): void {
    const from = this.grow(8);
    this.view.setBigInt64(from, value);
  }

  /** A time or a duration in milliseconds, as a long. */
  millis(value: number): void {
    const from = this.grow(8);
    this.view.setInt32(from, Math.floor(value / TWO_32));
    this.view.setUint32(from + 4, value);
  }

  zxid({ epoch, counter }: Zxid): void {
    const from = this.grow(8);
    this.view.setUint32(from, epoch);
    this.view.setUint32(from + 4, counter);
  }

  session(id: SessionId): void {
    const digits = id.slice(2).padStart(16, '0');
    const from = this.grow(8);
    this.view.setUint32(from, Number.parseInt(digits.slice(0, 8), 16));
    this.view.setUint32(from + 4, Number.parseInt(digits.slice(8), 16));
  }

  /** Bytes behind their length; none at all as a length of -1. */
  buffer(value: Bytes | null): void {
    if (value === null) return this.int(-1);
    this.int(value.length);
    this.raw(value);
  }

  /** Bytes of another writer's, as they stand. */
  bytesOf(bytes: Uint8Array): void {
    // Growing puts other bytes in the place of these.
    const from = this.grow(bytes.length);
    this.bytes.set(bytes, from);
  }

  /** Bytes as they stand. */
  raw(value: Bytes): void {
    const from = this.grow(value.length);
    for (let i = 0; i < value.length; i++) this.bytes[from + i] = value.charCodeAt(i);
  }

  /** A string in UTF-8 behind its length; none at all as a length of -1. */
  text(value: string | null): void {
    if (value === null) return this.int(-1);
    const at = this.length;
    this.int(value.length);
    const from = this.grow(value.length);
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      if (unit < 0x80) {
        this.bytes[from + i] = unit;
        continue;
      }
      const encoded = encoder.encode(value);
      this.length = from;
      this.grow(encoded.length);
      this.bytes.set(encoded, from);
      return this.intAt(at, encoded.length);
    }
  }

  /** A vector; none at all as a length of -1. */
  list<T>(items: readonly T[] | null, write: (writer: JuteWriter, item: T) => void): void {
    if (items === null) return this.int(-1);
    this.int(items.length);
    for (const item of items) write(this, item);
  }

  /** data.Id. */
  id({ scheme, id }: WrittenId): void {
    this.text(scheme);
    this.text(id);
  }

  /** A vector of data.ACL. */
  acl(entries: AskedAcl | null): void {
    this.list(entries, writeAclEntry);
  }

  /** data.Stat. */
  stat(stat: Stat): void {
    this.zxid(stat.czxid);
    this.zxid(stat.mzxid);
    this.millis(stat.ctime);
    this.millis(stat.mtime);
    this.int(stat.version);
    this.int(stat.cversion);
    this.int(stat.aversion);
    this.session(stat.ephemeralOwner);
    this.int(stat.dataLength);
    this.int(stat.numChildren);
    this.zxid(stat.pzxid);
  }
}

/** data.ACL. */
function writeAclEntry(writer: JuteWriter, entry: AskedAcl[number]): void {
  writer.int(entry.perms);
  writer.id(entry);
}
