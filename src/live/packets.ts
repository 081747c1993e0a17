const NOTHING = new Uint8Array(0);

/**
 * Cuts a stream of bytes into packets, each behind its length (NIOServerCnxn.readLength). What is
 * no whole packet yet is kept as it came: whoever drips costs no more than their bytes.
 */
export class Packets {
  private held: Uint8Array = NOTHING;
  /** What came behind that. */
  private more: Uint8Array[] = [];
  private size = 0;

  /** How many bytes have come that are no whole packet yet. */
  get waiting(): number {
    return this.size;
  }

  /** The first of them, `count` if so many are there, or a few more. */
  head(count: number): Uint8Array {
    if (this.held.length < count) this.join();
    return this.held;
  }

  add(bytes: Uint8Array): void {
    this.size += bytes.length;
    if (this.held.length === 0) this.held = bytes;
    else this.more.push(bytes);
  }

  private join(): void {
    if (this.more.length === 0) return;
    const all = new Uint8Array(this.size);
    all.set(this.held);
    let at = this.held.length;
    for (const piece of this.more) {
      all.set(piece, at);
      at += piece.length;
    }
    this.held = all;
    this.more = [];
  }

  /**
   * The next packet; null: it is not whole yet; `'unreasonable'`: its length is none that a server
   * reads, which ends the connection.
   */
  next(mostBytes: number): Uint8Array | null | 'unreasonable' {
    if (this.size < 4) return null;
    const head = this.head(4);
    const length = new DataView(head.buffer, head.byteOffset, 4).getInt32(0);
    if (length < 0 || length > mostBytes) return 'unreasonable';
    if (this.size < 4 + length) return null;
    this.join();
    const { held } = this;
    this.held = held.subarray(4 + length);
    this.size -= 4 + length;
    return held.subarray(4, 4 + length);
  }
}
