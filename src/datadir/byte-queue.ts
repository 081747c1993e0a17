const NOTHING = new Uint8Array(0);

/** The bytes of a file that have come and are not read yet, and where in the file they stand. */
export class ByteQueue {
  bytes: Uint8Array = NOTHING;
  /** Offset in the file of the first byte that is not read. */
  offset = 0;
  private wanted = 0;

  get length(): number {
    return this.bytes.length;
  }

  push(chunk: Uint8Array): void {
    if (this.bytes.length === 0) {
      this.bytes = chunk;
      return;
    }
    const joined = new Uint8Array(this.bytes.length + chunk.length);
    joined.set(this.bytes);
    joined.set(chunk, this.bytes.length);
    this.bytes = joined;
  }

  /** The first `count` bytes are read. */
  skip(count: number): void {
    this.bytes = this.bytes.subarray(count);
    this.offset += count;
    this.wanted = 0;
  }

  /** Nothing can be read before there are so many. */
  want(count: number): void {
    this.wanted = count;
  }

  /** Whether it is worth while to try again. */
  get isEnough(): boolean {
    return this.bytes.length > 0 && this.bytes.length >= this.wanted;
  }
}
