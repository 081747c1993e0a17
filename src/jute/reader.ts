import {
  type AskedAcl,
  type Bytes,
  type SessionId,
  type Stat,
  type WrittenId,
  type Zxid,
  zxid,
} from '../model/index.ts';
import { JuteError } from './jute-error.ts';

/**
 * The longest string or buffer that is read, in bytes: jute.maxbuffer and as much again
 * (BinaryInputArchive.checkLength with zookeeper.jute.maxbuffer.extrasize).
 */
const MOST_BYTES = 2 * 0xfffff;

/** Up to this length a string is put together by hand: a decoder's call costs more. */
const SHORT = 64;
/** What the high half of a long counts. */
export const TWO_32 = 0x100000000;
/** How many bytes become characters in one call. */
const CHUNK = 4096;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Reads records out of bytes, one field after the other, as Java's BinaryInputArchive does. Every
 * method throws a JuteError where the bytes end too early or a length is none.
 */
export class JuteReader {
  private readonly view: DataView;

  /** `at`: the next byte to be read; `end`: where the record ends at the latest. */
  constructor(
    private readonly bytes: Uint8Array,
    public at = 0,
    private readonly end = bytes.length,
    private readonly mostBytes = MOST_BYTES,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** How many bytes are left. */
  get left(): number {
    return this.end - this.at;
  }

  private take(length: number): number {
    const from = this.at;
    if (length > this.end - from) throw new JuteError('short', from);
    this.at = from + length;
    return from;
  }

  /** One byte, from -128 to 127. */
  byte(): number {
    return this.view.getInt8(this.take(1));
  }

  /** A boolean: whatever is not 0 is true. */
  flag(): boolean {
    return this.byte() !== 0;
  }

  /** A number of 32 bits with its sign. */
  int(): number {
    return this.view.getInt32(this.take(4));
  }

  /** A number of 64 bits with its sign, to the last digit. */
  long(): bigint {
    return this.view.getBigInt64(this.take(8));
  }

  /** A time or a duration in milliseconds, of 64 bits; beyond 2^53 the nearest there is. */
  millis(): number {
    const from = this.take(8);
    return this.view.getInt32(from) * TWO_32 + this.view.getUint32(from + 4);
  }

  /** A long whose halves are epoch and counter. */
  zxid(): Zxid {
    const from = this.take(8);
    return zxid(this.view.getUint32(from), this.view.getUint32(from + 4));
  }

  /** A long that is a session's id, as the tools print it. */
  session(): SessionId {
    const from = this.take(8);
    const high = this.view.getUint32(from);
    const low = this.view.getUint32(from + 4).toString(16);
    return high === 0 ? `0x${low}` : `0x${high.toString(16)}${low.padStart(8, '0')}`;
  }

  /** The length of a string or buffer; null: there is none. */
  private length(): number | null {
    const at = this.at;
    const length = this.int();
    if (length === -1) return null;
    if (length < 0 || length > this.mostBytes) throw new JuteError('length', at);
    return length;
  }

  /** Bytes behind their length; null when there are none. */
  buffer(): Bytes | null {
    const length = this.length();
    return length === null ? null : this.raw(length);
  }

  /** So many bytes as they stand. */
  raw(length: number): Bytes {
    const from = this.take(length);
    let text = '';
    for (let at = from; at < this.at; at += CHUNK) {
      const part = this.bytes.subarray(at, Math.min(at + CHUNK, this.at));
      text += String.fromCharCode.apply(null, part as unknown as number[]);
    }
    return text;
  }

  /** A string in UTF-8; null when there is none. Bytes that are no UTF-8 become U+FFFD. */
  text(): string | null {
    const length = this.length();
    if (length === null) return null;
    const from = this.take(length);
    if (length <= SHORT) {
      let text = '';
      for (let at = from; at < this.at; at++) {
        const byte = this.bytes[at] as number;
        if (byte >= 0x80) return decoder.decode(this.bytes.subarray(from, this.at));
        text += String.fromCharCode(byte);
      }
      return text;
    }
    return decoder.decode(this.bytes.subarray(from, this.at));
  }

  /** A vector; null when there is none. One of a negative length is empty (BinaryIndex.done). */
  list<T>(read: (reader: JuteReader) => T): readonly T[] | null {
    const length = this.int();
    if (length === -1) return null;
    const items: T[] = [];
    for (let i = 0; i < length; i++) items.push(read(this));
    return items;
  }

  /** data.Id. */
  id(): WrittenId {
    return { scheme: this.text(), id: this.text() };
  }

  /** A vector of data.ACL; null when there is none. */
  acl(): AskedAcl | null {
    return this.list(readAclEntry);
  }

  /** data.Stat. */
  stat(): Stat {
    const czxid = this.zxid();
    const mzxid = this.zxid();
    const ctime = this.millis();
    const mtime = this.millis();
    const version = this.int();
    const cversion = this.int();
    const aversion = this.int();
    const ephemeralOwner = this.session();
    const dataLength = this.int();
    const numChildren = this.int();
    const pzxid = this.zxid();
    return {
      ...{ czxid, mzxid, pzxid, ctime, mtime, version, cversion, aversion },
      ...{ ephemeralOwner, dataLength, numChildren },
    };
  }
}

/** data.ACL. */
function readAclEntry(reader: JuteReader): AskedAcl[number] {
  return { perms: reader.int(), ...reader.id() };
}
