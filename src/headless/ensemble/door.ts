import { createServer, type Server, type Socket } from 'node:net';
import type { ServerId } from '../../model/index.ts';

/** A server's port for clients on loopback, open while the server's process runs. */
export class Door {
  private server: Server | null = null;
  private readonly came: (socket: Socket) => void;
  readonly sid: ServerId;
  readonly port: number;

  constructor(sid: ServerId, port: number, came: (socket: Socket) => void) {
    this.sid = sid;
    this.port = port;
    this.came = came;
  }

  get isOpen(): boolean {
    return this.server !== null;
  }

  /** Listens. Rejects with a sentence when somebody else does already. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const server = createServer({ noDelay: true }, this.came);
      this.server = server;
      server.once('error', (error: NodeJS.ErrnoException) => {
        this.server = null;
        const reason =
          error.code === 'EADDRINUSE' ? 'is in use' : `cannot be had: ${error.message}`;
        reject(new Error(`port ${this.port} (server ${this.sid}) ${reason}`));
      });
      server.listen({ port: this.port, host: '127.0.0.1', backlog: 511 }, () => {
        // It may have been closed before it was open.
        if (this.server !== server) server.close();
        resolve();
      });
    });
  }

  /** Refuses from now on; those who came stay. */
  close(): void {
    this.server?.close();
    this.server = null;
  }
}
