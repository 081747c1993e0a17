const NOTHING = new Uint8Array(0);

/** Cuts a stream of bytes into packets, each behind its length (NIOServerCnxn.readLength). */
export class Packets {
  private held: Uint8Array = NOTHING;

  /** What has come and is no whole packet yet. */
  get rest(): Uint8Array {
    return this.held;
  }

  add(bytes: Uint8Array): void {
    if (this.held.length === 0) {
      this.held = bytes;
      return;
    }
    const both = new Uint8Array(this.held.length + bytes.length);
    both.set(this.held);
    both.set(bytes, this.held.length);
    this.held = both;
  }

  /**
   * The next packet; null: it is not whole yet; `'unreasonable'`: its length is none that a server
   * reads, which ends the connection.
   */
  next(mostBytes: number): Uint8Array | null | 'unreasonable' {
    const { held } = this;
    if (held.length < 4) return null;
    const length = new DataView(held.buffer, held.byteOffset, 4).getInt32(0);
    if (length < 0 || length > mostBytes) return 'unreasonable';
    if (held.length < 4 + length) return null;
    this.held = held.subarray(4 + length);
    return held.subarray(4, 4 + length);
  }
}
