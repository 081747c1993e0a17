import type { RoomMessage, Saying } from './messages.ts';
import { readMessage } from './messages.ts';

/**
 * How the windows of one browser reach each other: a BroadcastChannel, and, for browsers or
 * addresses (`file:`) where that does not reach, the window that opened this one and those that it
 * opened. What comes twice is heard once. Nothing else in the browser can say anything here: other
 * origins are not listened to.
 */
const NAME = 'zabscope.present';

export class RoomChannel {
  readonly me: string = crypto.randomUUID();
  readonly #broadcast: BroadcastChannel | null;
  readonly #opened: Window[] = [];
  /** The last number heard of each window. */
  readonly #heard = new Map<string, number>();
  #n = 0;
  readonly #onheard: (message: RoomMessage) => void;

  constructor(onheard: (message: RoomMessage) => void) {
    this.#onheard = onheard;
    this.#broadcast = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : null;
    this.#broadcast?.addEventListener('message', ({ data }) => this.#hear(data));
    addEventListener('message', ({ data, origin, source }) => {
      if (origin !== window.origin || data?.room !== NAME || !this.#knows(source)) return;
      this.#hear(data.message);
    });
  }

  /** Opens another window of the presentation, which this one can reach. False: it was blocked. */
  open(address: string): boolean {
    const opened = window.open(address, NAME, 'popup,width=1280,height=720');
    if (opened === null) return false;
    this.#opened.push(opened);
    return true;
  }

  /** A window that opened this one, or was opened by it, maybe before this one was reloaded. */
  #knows(source: MessageEventSource | null): boolean {
    if (source === null || !('opener' in source)) return false;
    if (source === window.opener || this.#opened.some((one) => one === source)) return true;
    if (source.opener !== window) return false;
    this.#opened.push(source);
    return true;
  }

  say(saying: Saying): void {
    this.#n += 1;
    const message = { ...saying, from: this.me, n: this.#n };
    this.#broadcast?.postMessage(message);
    // From a file the origin has no name (a location's has: `file://`); the target is known, since
    // we opened it or it us.
    const origin = window.origin === 'null' ? '*' : window.origin;
    for (const one of [window.opener as Window | null, ...this.#opened]) {
      if (one !== null && !one.closed) one.postMessage({ room: NAME, message }, origin);
    }
  }

  #hear(data: unknown): void {
    const message = readMessage(data);
    if (message === null || message.from === this.me) return;
    if ((this.#heard.get(message.from) ?? 0) >= message.n) return;
    this.#heard.set(message.from, message.n);
    this.#onheard(message);
  }
}
