import type { ServerId } from '../model/index.ts';

/*
 * What goes between a relay, which has sockets and no ensemble, and a page, which has an ensemble
 * and no sockets: a kind, a number of 32 bits (of a line, or a server, or milliseconds), and bytes.
 */

/** A client's connection, by the number that the relay gave it. */
export type LineId = number;

/** How a relay begins: what the page is to run, and where clients will find it. */
export interface RelayHello {
  readonly zooCfg: string;
  readonly seed: number;
  readonly ports: readonly (readonly [ServerId, number])[];
}

export type RelayFrame =
  /** Relay to page: the beginning. */
  | { readonly type: 'hello'; readonly hello: RelayHello }
  /** Somebody is at a server's port. */
  | { readonly type: 'came'; readonly line: LineId; readonly sid: ServerId }
  /** Their connection is over. */
  | { readonly type: 'left'; readonly line: LineId }
  /** The time that was waited for is over. */
  | { readonly type: 'woken' }
  /** Something went wrong at the relay: a sentence. */
  | { readonly type: 'trouble'; readonly text: string }
  /** Both ways: what a client says, or hears. */
  | { readonly type: 'bytes'; readonly line: LineId; readonly bytes: Uint8Array }
  /** Page to relay: how a client's connection ends. */
  | { readonly type: 'end' | 'drop' | 'reset'; readonly line: LineId }
  /** A server's port takes clients, or refuses them. */
  | { readonly type: 'open' | 'shut'; readonly sid: ServerId }
  /** `woken` is to come after so many milliseconds, once: the last that is asked for. */
  | { readonly type: 'wake'; readonly ms: number };

const KINDS: readonly RelayFrame['type'][] = [
  ...(['hello', 'came', 'left', 'woken', 'trouble', 'bytes'] as const),
  ...(['end', 'drop', 'reset', 'open', 'shut', 'wake'] as const),
];
type OwnBytes = Uint8Array<ArrayBuffer>;

const HEAD = 5;
const NOTHING = new Uint8Array(0);

/** Why a relay closes a page's connection, as WebSocket's codes that are free for such use. */
export const RELAY_CLOSES = { token: 4001, taken: 4002, garbage: 4003 } as const;

/** The way to a relay below the page's address, with its token. */
export function relayPath(token: string): string {
  return `live/${token}`;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function put(type: RelayFrame['type'], number: number, bytes: Uint8Array = NOTHING): OwnBytes {
  const frame = new Uint8Array(HEAD + bytes.length);
  frame[0] = KINDS.indexOf(type);
  new DataView(frame.buffer).setUint32(1, number);
  frame.set(bytes, HEAD);
  return frame;
}

export function writeFrame(frame: RelayFrame): OwnBytes {
  switch (frame.type) {
    case 'hello':
      return put(frame.type, 0, encoder.encode(JSON.stringify(frame.hello)));
    case 'trouble':
      return put(frame.type, 0, encoder.encode(frame.text));
    case 'came':
      return put(frame.type, frame.line, Uint8Array.of(...bytesOf(frame.sid)));
    case 'bytes':
      return put(frame.type, frame.line, frame.bytes);
    case 'open':
    case 'shut':
      return put(frame.type, frame.sid);
    case 'wake':
      return put(frame.type, frame.ms);
    case 'woken':
      return put(frame.type, 0);
    default:
      return put(frame.type, frame.line);
  }
}

function bytesOf(number: number): readonly number[] {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff);
}

/** Null: these bytes are no frame. */
export function readFrame(frame: Uint8Array): RelayFrame | null {
  const type = KINDS[frame[0] ?? KINDS.length];
  if (type === undefined || frame.length < HEAD) return null;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const number = view.getUint32(1);
  const bytes = frame.subarray(HEAD);
  if (type === 'bytes') return { type, line: number, bytes };
  if (type === 'trouble') return { type, text: decoder.decode(bytes) };
  if (type === 'hello') return helloIn(decoder.decode(bytes));
  if (type === 'came') {
    return bytes.length === 4 ? { type, line: number, sid: view.getUint32(HEAD) } : null;
  }
  if (bytes.length > 0) return null;
  if (type === 'open' || type === 'shut') return { type, sid: number };
  if (type === 'wake') return { type, ms: number };
  return type === 'woken' ? { type } : { type, line: number };
}

function helloIn(text: string): RelayFrame | null {
  try {
    const hello = JSON.parse(text) as RelayHello;
    const isHello = typeof hello.zooCfg === 'string' && Number.isSafeInteger(hello.seed);
    return isHello && Array.isArray(hello.ports) ? { type: 'hello', hello } : null;
  } catch {
    return null;
  }
}
