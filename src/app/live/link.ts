import {
  RELAY_CLOSES,
  type RelayFrame,
  type RelayHello,
  readFrame,
  relayPath,
  writeFrame,
} from '../../live/index.ts';

/** Why there is no relay for this page. */
export type NoRelay = 'none' | 'token' | 'taken';

/** The page's end of the connection with a relay. */
export class Link {
  readonly hello: RelayHello;
  /** What is called with what the relay says, and when it is gone. */
  hear: (frame: RelayFrame) => void = () => {};
  gone: () => void = () => {};
  readonly #socket: WebSocket;

  constructor(socket: WebSocket, hello: RelayHello) {
    this.#socket = socket;
    this.hello = hello;
    socket.onmessage = ({ data }) => {
      const frame = frameIn(data);
      if (frame !== null) this.hear(frame);
    };
    socket.onclose = () => this.gone();
  }

  say(frame: RelayFrame): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(writeFrame(frame));
  }

  close(): void {
    this.gone = () => {};
    this.#socket.close();
  }
}

function frameIn(data: unknown): RelayFrame | null {
  return data instanceof ArrayBuffer ? readFrame(new Uint8Array(data)) : null;
}

const REASONS: ReadonlyMap<number, NoRelay> = new Map([
  [RELAY_CLOSES.token, 'token'],
  [RELAY_CLOSES.taken, 'taken'],
]);

/** The relay that served this page, if one did. */
export function openLink(token: string): Promise<Link | NoRelay> {
  return new Promise((resolve) => {
    const url = new URL(relayPath(token), location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    let socket: WebSocket;
    try {
      socket = new WebSocket(url);
    } catch {
      // A page from a file has nobody to ask.
      resolve('none');
      return;
    }
    socket.binaryType = 'arraybuffer';
    socket.onclose = ({ code }) => resolve(REASONS.get(code) ?? 'none');
    socket.onmessage = ({ data }) => {
      const frame = frameIn(data);
      if (frame?.type === 'hello') resolve(new Link(socket, frame.hello));
    };
  });
}
