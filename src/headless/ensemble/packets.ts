/** Cuts a stream of bytes into packets, each behind its length (NIOServerCnxn.readLength). */
export class Packets {
  private held: Buffer = Buffer.alloc(0);

  /** What has come and is no whole packet yet. */
  get rest(): Buffer {
    return this.held;
  }

  add(bytes: Buffer): void {
    this.held = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
  }

  /**
   * The next packet; null: it is not whole yet; `'unreasonable'`: its length is none that a server
   * reads, which ends the connection.
   */
  next(mostBytes: number): Buffer | null | 'unreasonable' {
    if (this.held.length < 4) return null;
    const length = this.held.readInt32BE(0);
    if (length < 0 || length > mostBytes) return 'unreasonable';
    if (this.held.length < 4 + length) return null;
    const packet = this.held.subarray(4, 4 + length);
    this.held = this.held.subarray(4 + length);
    return packet;
  }
}
