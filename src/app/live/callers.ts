import type { Guest, LineId, Reception, RelayFrame } from '../../live/index.ts';
import type { ServerId } from '../../model/index.ts';
import type { Link } from './link.ts';

/** Bytes that may wait while time stands. */
const MOST_WAITING = 64 * 1024 * 1024;

/** Those who come by a relay: what they say waits until the world may hear it. */
export class Callers {
  readonly #link: Link;
  readonly #reception: Reception;
  readonly #guests = new Map<LineId, Guest>();
  readonly #doors = new Map<ServerId, boolean>();
  #inbox: RelayFrame[] = [];
  #waiting = 0;

  constructor(link: Link, reception: Reception) {
    this.#link = link;
    this.#reception = reception;
    for (const [sid] of link.hello.ports) this.#doors.set(sid, false);
  }

  /** A frame of the relay's: kept until `hear`. */
  take(frame: RelayFrame): void {
    if (frame.type === 'bytes') {
      this.#waiting += frame.bytes.length;
      if (this.#waiting > MOST_WAITING) this.#link.say({ type: 'drop', line: frame.line });
    }
    this.#inbox.push(frame);
  }

  /** What they have said goes into the world. */
  hear(): void {
    const inbox = this.#inbox;
    if (inbox.length === 0) return;
    this.#inbox = [];
    this.#waiting = 0;
    for (const frame of inbox) {
      if (frame.type === 'came') this.#greet(frame.line, frame.sid);
      if (frame.type !== 'bytes' && frame.type !== 'left') continue;
      const guest = this.#guests.get(frame.line);
      if (guest === undefined) continue;
      if (frame.type === 'bytes') this.#reception.hear(guest, frame.bytes);
      else {
        this.#guests.delete(frame.line);
        this.#reception.left(guest);
      }
    }
  }

  #greet(line: LineId, sid: ServerId): void {
    const say = (type: 'end' | 'drop' | 'reset') => (): void => {
      this.#guests.delete(line);
      this.#link.say({ type, line });
    };
    const write = (bytes: Uint8Array): void => this.#link.say({ type: 'bytes', line, bytes });
    const reset = (): void => {
      // Whoever comes back at once finds the port of a crashed server closed.
      this.tendDoors();
      say('reset')();
    };
    const guest = this.#reception.came({ write, end: say('end'), drop: say('drop'), reset }, sid);
    if (guest !== null) this.#guests.set(line, guest);
  }

  /** A server that is down refuses: its port is closed until it runs again. */
  tendDoors(): void {
    for (const [sid, wasOpen] of this.#doors) {
      const opens = this.#reception.isOpen(sid);
      if (opens === wasOpen) continue;
      this.#doors.set(sid, opens);
      this.#link.say({ type: opens ? 'open' : 'shut', sid });
    }
  }

  /** All of them leave: the world is told. */
  leave(): void {
    this.#inbox = [];
    for (const guest of this.#guests.values()) this.#reception.left(guest);
    this.#guests.clear();
  }
}
