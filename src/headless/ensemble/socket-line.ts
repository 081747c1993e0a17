import type { Socket } from 'node:net';
import type { GuestLine } from '../../live/index.ts';

/** Bytes that may wait for a client that does not read. */
const MOST_WAITING = 64 * 1024 * 1024;

/** A client's connection that is a socket of this process. */
export class SocketLine implements GuestLine {
  readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    // That it is over is told by its close.
    socket.on('error', () => {});
  }

  write(bytes: Uint8Array): void {
    if (!this.socket.writable) return;
    this.socket.write(bytes);
    if (this.socket.writableLength > MOST_WAITING) this.socket.destroy();
  }

  end(): void {
    this.socket.end();
  }

  drop(): void {
    this.socket.destroy();
  }

  reset(): void {
    this.socket.resetAndDestroy();
  }
}

/** The same, whose packets of one go travel together. */
export class CorkedLine extends SocketLine {
  private readonly corked: Set<Socket>;

  /** `corked`: where it notes that it waits to be uncorked. */
  constructor(socket: Socket, corked: Set<Socket>) {
    super(socket);
    this.corked = corked;
  }

  override write(bytes: Uint8Array): void {
    if (!this.corked.has(this.socket)) {
      this.socket.cork();
      this.corked.add(this.socket);
    }
    super.write(bytes);
  }
}
