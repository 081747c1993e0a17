import type { Socket } from 'node:net';
import type { Breach } from '../../checker/index.ts';
import {
  JuteWriter,
  readGreeting,
  readRequest,
  type ServerMessage,
  writeAnswer,
} from '../../jute/index.ts';
import type {
  CallMessage,
  ClientMessage,
  ClientName,
  ConnectMessage,
  ServerId,
} from '../../model/index.ts';
import type { Command, Host, World } from '../../sim/index.ts';
import { Door } from './door.ts';
import { type Ears, LiveWorld } from './live-world.ts';
import { Packets } from './packets.ts';
import { FourLetters } from './words.ts';

/** How long a connection may stay without a greeting (zookeeper.nio.sessionlessCnxnTimeout). */
const SESSIONLESS_MS = 10_000;
/** Bytes that may wait for a client that does not read. */
const MOST_WAITING = 64 * 1024 * 1024;
/** Milliseconds of turns in one go, before anybody else is heard. */
const SLICE_MS = 8;
/** A clock that is further behind than this stands still instead of catching up. */
const MOST_BEHIND_US = 2_000_000;
/** What is due sooner is waited for without a timer, which is no finer than this. */
const TIMER_MS = 1.2;

/** Somebody's connection to a server's port. */
interface Guest {
  readonly socket: Socket;
  readonly sid: ServerId;
  readonly packets: Packets;
  /** Its name in the world; null until it has greeted. */
  wire: ClientName | null;
  /** Its greeting did not say whether it takes a server that only reads. */
  old: boolean;
}

/** Real clients at a simulated ensemble: one port a server, in step with the wall clock. */
export class Gateway implements Ears {
  readonly live: LiveWorld;
  private readonly doors: readonly Door[];
  private readonly guests = new Map<ClientName, Guest>();
  private readonly strangers = new Set<Guest>();
  /** The servers that have said that too many are here. */
  private readonly told = new Set<ServerId>();
  private readonly words = new FourLetters();
  private readonly writer = new JuteWriter();
  private readonly say: (sentence: string, breach: Breach | null) => void;
  /** Those to whom something is to be written. */
  private readonly corked = new Set<Socket>();
  private count = 0;
  private origin: number;
  private timer: NodeJS.Timeout | null = null;
  private soon = false;
  private ended = false;

  /** `ports`: of each server. `say`: tells what went wrong meanwhile. */
  constructor(
    world: World,
    ports: ReadonlyMap<ServerId, number>,
    say: (sentence: string, breach: Breach | null) => void,
  ) {
    this.live = new LiveWorld(world, this);
    this.say = say;
    this.doors = [...ports].map(([sid, port]) => new Door(sid, port, (s) => this.greet(sid, s)));
    this.origin = performance.now() * 1000 - world.now;
  }

  /** Listens on all ports. Rejects with a sentence where one cannot be had. */
  async open(): Promise<void> {
    for (const door of this.doors) await door.open();
    this.pump();
  }

  /** Everybody is sent away. */
  close(): void {
    this.ended = true;
    if (this.timer !== null) clearTimeout(this.timer);
    for (const door of this.doors) door.close();
    for (const { socket } of [...this.guests.values(), ...this.strangers]) socket.destroy();
  }

  /** Carries out a command now; answers why not, or null. */
  order(command: Command): ReturnType<LiveWorld['order']> {
    this.advance();
    const because = this.live.order(command);
    this.pump();
    return because;
  }

  // ---- time ------------------------------------------------------------------------------------

  /** Turns up to now by the wall, as far as they fit into a slice; false: there are more. */
  private advance(): boolean {
    const started = performance.now();
    let now = Math.floor(started * 1000 - this.origin);
    if (now - this.live.world.now > MOST_BEHIND_US && this.live.nextAt < now - MOST_BEHIND_US) {
      this.origin += now - this.live.world.now;
      now = this.live.world.now;
    }
    for (let i = 1; this.live.turn(now) !== null; i++) {
      if (i % 64 === 0 && performance.now() - started > SLICE_MS) return false;
    }
    this.live.idle(now);
    return true;
  }

  private pump(): void {
    if (this.ended) return;
    const done = this.advance();
    for (const socket of this.corked) socket.uncork();
    this.corked.clear();
    this.tendDoors();
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const now = Math.floor(performance.now() * 1000 - this.origin);
    const wait = done ? (this.live.nextAt - now) / 1000 : 0;
    if (wait < TIMER_MS) this.pumpSoon();
    else this.timer = setTimeout(() => this.pump(), Math.min(wait, 1000));
  }

  private pumpSoon(): void {
    if (this.soon) return;
    this.soon = true;
    setImmediate(() => {
      this.soon = false;
      this.pump();
    });
  }

  // ---- the doors -------------------------------------------------------------------------------

  private host(sid: ServerId): Host | undefined {
    return this.live.world.hosts.find((host) => host.sid === sid);
  }

  /** A server that is down refuses: its port is closed until it runs again. */
  private tendDoors(): void {
    for (const door of this.doors) {
      const runs = this.host(door.sid)?.server != null;
      if (runs === door.isOpen) continue;
      if (runs) door.open().catch((error: Error) => this.say(error.message, null));
      else {
        door.close();
        for (const guest of this.strangers) {
          if (guest.sid === door.sid) guest.socket.resetAndDestroy();
        }
      }
    }
  }

  private greet(sid: ServerId, socket: Socket): void {
    const guest: Guest = { socket, sid, packets: new Packets(), wire: null, old: false };
    socket.on('error', () => {});
    const most = this.live.world.config.maxClientCnxns;
    if (this.host(sid)?.server == null) return void socket.resetAndDestroy();
    if (most > 0 && this.guestsOf(sid) >= most) {
      // NIOServerCnxnFactory.AcceptThread: "Too many connections"
      const sentence = `server ${sid}: connections beyond maxClientCnxns=${most} are closed`;
      if (!this.told.has(sid)) this.say(sentence, null);
      this.told.add(sid);
      return void socket.destroy();
    }
    this.told.delete(sid);
    this.strangers.add(guest);
    const patience = setTimeout(() => this.outstayed(guest), SESSIONLESS_MS);
    patience.unref();
    socket.on('data', (bytes) => this.hear(guest, bytes as Buffer));
    socket.on('close', () => {
      clearTimeout(patience);
      this.leave(guest);
    });
  }

  private guestsOf(sid: ServerId): number {
    let count = 0;
    for (const guest of this.guests.values()) if (guest.sid === sid) count++;
    for (const guest of this.strangers) if (guest.sid === sid) count++;
    return count;
  }

  private outstayed(guest: Guest): void {
    if (guest.wire !== null || this.host(guest.sid)?.status !== 'up') return;
    guest.socket.destroy();
  }

  /** A connection is over at the client's end. */
  private leave(guest: Guest): void {
    this.strangers.delete(guest);
    const { wire } = guest;
    if (wire === null || !this.guests.delete(wire)) return;
    this.order({ type: 'wire', wire, action: 'end' });
  }

  // ---- what clients say ------------------------------------------------------------------------

  private hear(guest: Guest, bytes: Buffer): void {
    guest.packets.add(bytes);
    if (guest.wire === null && this.answersWord(guest)) return;
    const most = this.live.world.config.maxBufferBytes;
    this.advance();
    for (;;) {
      const packet = guest.packets.next(most);
      if (packet === null) break;
      if (packet === 'unreasonable' || !this.take(guest, packet)) {
        guest.socket.destroy();
        break;
      }
    }
    this.pumpSoon();
  }

  /** Whether what came is a four-letter word, which is answered, or may become one. */
  private answersWord({ packets, sid, socket }: Guest): boolean {
    const { rest } = packets;
    if (rest.length < 4) return true;
    const length = this.words.lengthOf(rest);
    if (length === null) return false;
    if (rest.length < length) return true;
    this.advance();
    const answer = this.words.answer(this.live.world, sid, rest);
    if (answer !== '' || this.host(sid)?.status === 'up') socket.end(answer);
    return true;
  }

  /** A packet goes into the world; false: a server could not read it. */
  private take(guest: Guest, packet: Buffer): boolean {
    if (guest.wire === null) {
      const greeting = readGreeting(packet);
      if (greeting === null) return false;
      const wire = `tcp${++this.count}`;
      guest.wire = wire;
      guest.old = greeting.readOnly === null;
      this.strangers.delete(guest);
      this.guests.set(wire, guest);
      this.live.order({ type: 'wire', wire, action: 'dial', server: guest.sid });
      this.live.order(saying(wire, greeting.connect, packet));
      return true;
    }
    const message = readRequest(packet);
    if (message === null) return false;
    this.live.order(saying(guest.wire, message, packet));
    return true;
  }

  // ---- what clients hear -----------------------------------------------------------------------

  heard(wire: ClientName, message: ClientMessage): void {
    const guest = this.guests.get(wire);
    if (guest === undefined || !isPacket(message)) return;
    const { socket, old } = guest;
    if (!this.corked.has(socket)) {
      socket.cork();
      this.corked.add(socket);
    }
    this.writer.int(0);
    writeAnswer(this.writer, message, old);
    this.writer.intAt(0, this.writer.length - 4);
    socket.write(this.writer.take());
    if (socket.writableLength > MOST_WAITING) socket.destroy();
  }

  over(wire: ClientName, inOrder: boolean): void {
    const guest = this.guests.get(wire);
    if (guest === undefined) return;
    this.guests.delete(wire);
    if (inOrder) guest.socket.end();
    else guest.socket.resetAndDestroy();
  }

  broken(breach: Breach): void {
    this.say('', breach);
  }
}

function isPacket(message: ClientMessage): message is ServerMessage {
  return message.type === 'CONNECTED' || message.type === 'REPLY' || message.type === 'EVENT';
}

function saying(wire: ClientName, message: ConnectMessage | CallMessage, packet: Buffer): Command {
  return { type: 'wire', wire, action: 'say', packet: packet.toString('base64'), message };
}
