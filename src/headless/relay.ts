import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  connectString,
  type LineId,
  RELAY_CLOSES,
  type RelayFrame,
  type RelayHello,
  readFrame,
  relayPath,
  writeFrame,
} from '../live/index.ts';
import type { ServerId } from '../model/index.ts';
import { Door } from './ensemble/door.ts';
import { SocketLine } from './ensemble/socket-line.ts';

/** Bytes that may wait for the page; whoever says more is not read meanwhile. */
const MOST_WAITING = 8 * 1024 * 1024;
/** Of one message of the page's; larger than any answer of a server. */
const MOST_PAYLOAD = 64 * 1024 * 1024;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Passes bytes between sockets and a page in which the ensemble lives: one page at a time, of this
 * machine, of the same origin, that knows the token. When the page goes, all it had goes with it.
 */
export class Relay {
  private readonly hello: RelayHello;
  private readonly token: string;
  private readonly webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MOST_PAYLOAD,
  });
  private readonly doors: ReadonlyMap<ServerId, Door>;
  private readonly lines = new Map<LineId, SocketLine>();
  private readonly paused = new Set<Socket>();
  private page: WebSocket | null = null;
  private alarm: NodeJS.Timeout | null = null;
  private count = 0;

  constructor(hello: RelayHello, token: string) {
    this.hello = hello;
    this.token = token;
    const door = ([sid, port]: readonly [ServerId, number]) =>
      [sid, new Door(sid, port, (socket) => this.greet(sid, socket))] as const;
    this.doors = new Map(hello.ports.map(door));
  }

  /** Rejects with a sentence where a port cannot be had. Nobody is let in yet. */
  async tryPorts(): Promise<void> {
    try {
      for (const door of this.doors.values()) await door.open();
    } finally {
      for (const door of this.doors.values()) door.close();
    }
  }

  get connectString(): string {
    return connectString(this.hello.ports);
  }

  close(): void {
    this.page?.terminate();
    this.forsake();
  }

  /** Somebody asks an HTTP server for another protocol; `under`: the path of the page. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, under: string): void {
    const { host = '', origin } = request.headers;
    const way = `${under}${relayPath('')}`;
    // Another site in the same browser, or another name for this machine, is not the page.
    const from = URL.canParse(origin ?? '') ? new URL(origin ?? '').host : null;
    if (!LOOPBACK.test(host) || from !== host) return refuse(socket, '403 Forbidden');
    if (request.url?.startsWith(way) !== true) return refuse(socket, '404 Not Found');
    const token = request.url.slice(way.length);
    this.webSockets.handleUpgrade(request, socket, head, (page) => {
      page.on('error', () => page.terminate());
      // A page is told why only on a connection that is open.
      if (!isSame(token, this.token)) page.close(RELAY_CLOSES.token);
      else if (this.page !== null) page.close(RELAY_CLOSES.taken);
      else this.serve(page);
    });
  }

  // ---- the page --------------------------------------------------------------------------------

  private serve(page: WebSocket): void {
    this.page = page;
    page.on('message', (data) => {
      const frame = readFrame(data as Buffer);
      if (frame === null || !this.carry(frame)) page.close(RELAY_CLOSES.garbage);
    });
    page.on('close', () => this.forsake());
    this.tell({ type: 'hello', hello: this.hello });
  }

  private tell(frame: RelayFrame): void {
    this.page?.send(writeFrame(frame), () => this.resume());
  }

  /** Does what the page wants; false: a page wants no such thing. */
  private carry(frame: RelayFrame): boolean {
    switch (frame.type) {
      case 'bytes':
        this.lines.get(frame.line)?.write(frame.bytes);
        return true;
      case 'end':
      case 'drop':
      case 'reset':
        this.lines.get(frame.line)?.[frame.type]();
        return true;
      case 'open':
        this.doors
          .get(frame.sid)
          ?.open()
          .catch((error: Error) => this.tell({ type: 'trouble', text: error.message }));
        return true;
      case 'shut':
        this.doors.get(frame.sid)?.close();
        return true;
      case 'wake':
        if (this.alarm !== null) clearTimeout(this.alarm);
        this.alarm = setTimeout(() => this.tell({ type: 'woken' }), frame.ms);
        return true;
      default:
        return false;
    }
  }

  /** The page has gone: its machines are without power, and its clients are told. */
  private forsake(): void {
    this.page = null;
    if (this.alarm !== null) clearTimeout(this.alarm);
    for (const door of this.doors.values()) door.close();
    for (const line of this.lines.values()) line.reset();
  }

  // ---- clients ---------------------------------------------------------------------------------

  private greet(sid: ServerId, socket: Socket): void {
    const id = ++this.count;
    const line = new SocketLine(socket);
    if (this.page === null) return line.reset();
    this.lines.set(id, line);
    this.tell({ type: 'came', line: id, sid });
    socket.on('data', (bytes) => {
      this.tell({ type: 'bytes', line: id, bytes: bytes as Buffer });
      if ((this.page?.bufferedAmount ?? 0) <= MOST_WAITING) return;
      socket.pause();
      this.paused.add(socket);
    });
    socket.on('close', () => {
      this.lines.delete(id);
      this.paused.delete(socket);
      this.tell({ type: 'left', line: id });
    });
  }

  private resume(): void {
    if (this.paused.size === 0 || (this.page?.bufferedAmount ?? 0) > MOST_WAITING / 2) return;
    for (const socket of this.paused) socket.resume();
    this.paused.clear();
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
