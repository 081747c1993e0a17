import {
  JuteWriter,
  readGreeting,
  readRequest,
  type ServerMessage,
  writeAnswer,
} from '../jute/index.ts';
import { base64Of } from '../lib/index.ts';
import {
  type CallMessage,
  type ClientMessage,
  type ClientName,
  type ConnectMessage,
  type Micros,
  NO_SESSION,
  type ServerId,
  type SessionId,
} from '../model/index.ts';
import type { Command, Host, World } from '../sim/index.ts';
import type { Ears } from './ears.ts';
import { FourLetters } from './four-letters.ts';
import { Packets } from './packets.ts';
import { Returns } from './returns.ts';

/** How long a connection may stay without a greeting (zookeeper.nio.sessionlessCnxnTimeout). */
const SESSIONLESS: Micros = 10_000_000;

/** Somebody's connection to a server's port, as far as a server sees it. */
export interface GuestLine {
  readonly write: (bytes: Uint8Array) => void;
  /** The stream ends behind what was written. */
  readonly end: () => void;
  /** It is over; who is there may notice as they like. */
  readonly drop: () => void;
  /** It is over at once, and the other end is told so. */
  readonly reset: () => void;
}

/** The world that clients come to. */
export interface LiveRun {
  readonly world: World;
  /** Lets everything happen that is due by now. */
  readonly advance: () => void;
  /** Carries out a command now. */
  readonly order: (command: Command) => void;
}

/** Who has come to a port. */
export interface Guest {
  readonly line: GuestLine;
  readonly sid: ServerId;
  readonly packets: Packets;
  readonly cameAt: Micros;
  /** Its name in the world; null until it has greeted. */
  wire: ClientName | null;
  /** The session that it says to have, or was given. */
  session: SessionId;
  /** Its greeting did not say whether it takes a server that only reads. */
  old: boolean;
}

/**
 * Where real clients are received: what their bytes are to the world, a line of a recording each,
 * and what the world says to them. It knows no sockets, and no clock but the world's.
 */
export class Reception implements Ears {
  private readonly run: LiveRun;
  private readonly say: (sentence: string) => void;
  private readonly guests = new Map<ClientName, Guest>();
  private readonly strangers = new Set<Guest>();
  /** The servers that have said that too many are here. */
  private readonly told = new Set<ServerId>();
  private readonly words = new FourLetters();
  private readonly returns: Returns;
  private readonly writer = new JuteWriter();
  private readonly encoder = new TextEncoder();
  private count = 0;

  /** `say`: tells what may be of interest meanwhile. */
  constructor(run: LiveRun, say: (sentence: string) => void) {
    this.run = run;
    this.say = say;
    this.returns = new Returns({
      get world() {
        return run.world;
      },
      order: (command) => run.order(command),
    });
  }

  /** The clients that have greeted. */
  get clients(): number {
    return this.guests.size;
  }

  /** Whether a server's port is open: one that is down refuses. */
  isOpen(sid: ServerId): boolean {
    return this.host(sid)?.server != null;
  }

  /** Somebody is at a port; null: they were sent away. */
  came(line: GuestLine, sid: ServerId): Guest | null {
    this.run.advance();
    if (!this.isOpen(sid)) {
      line.reset();
      return null;
    }
    const most = this.run.world.config.maxClientCnxns;
    if (most > 0 && this.guestsOf(sid) >= most) {
      // NIOServerCnxnFactory.AcceptThread: "Too many connections"
      const sentence = `server ${sid}: connections beyond maxClientCnxns=${most} are closed`;
      if (!this.told.has(sid)) this.say(sentence);
      this.told.add(sid);
      line.drop();
      return null;
    }
    this.told.delete(sid);
    const cameAt = this.run.world.now;
    const unknown = { wire: null, session: NO_SESSION, old: false } as const;
    const guest: Guest = { line, sid, packets: new Packets(), cameAt, ...unknown };
    this.strangers.add(guest);
    return guest;
  }

  /** A connection is over at the client's end. */
  left(guest: Guest): void {
    this.strangers.delete(guest);
    const { wire } = guest;
    if (wire === null || !this.guests.delete(wire)) return;
    this.returns.left(wire, guest.session);
    this.run.advance();
    this.run.order({ type: 'wire', wire, action: 'end' });
  }

  /**
   * Looks after those who have not greeted: a crash resets them, and nobody may stay for ever; and
   * after those who came back.
   */
  tend(): void {
    this.returns.tend();
    const { now } = this.run.world;
    for (const guest of this.strangers) {
      const { line, sid, cameAt } = guest;
      if (!this.isOpen(sid)) line.reset();
      else if (cameAt + SESSIONLESS < now && this.host(sid)?.status === 'up') line.drop();
      else continue;
      this.strangers.delete(guest);
    }
  }

  private host(sid: ServerId): Host | undefined {
    return this.run.world.hosts.find((host) => host.sid === sid);
  }

  private guestsOf(sid: ServerId): number {
    let count = 0;
    for (const guest of this.guests.values()) if (guest.sid === sid) count++;
    for (const guest of this.strangers) if (guest.sid === sid) count++;
    return count;
  }

  // ---- what clients say ------------------------------------------------------------------------

  hear(guest: Guest, bytes: Uint8Array): void {
    if (guest.wire !== null && !this.guests.has(guest.wire)) return;
    guest.packets.add(bytes);
    if (guest.wire === null && this.answersWord(guest)) return;
    const most = this.run.world.config.maxBufferBytes;
    this.run.advance();
    for (;;) {
      const packet = guest.packets.next(most);
      if (packet === null) return;
      if (packet !== 'unreasonable' && this.take(guest, packet)) continue;
      guest.line.drop();
      return this.left(guest);
    }
  }

  /** Whether what came is a four-letter word, which is answered, or may become one. */
  private answersWord({ packets, sid, line }: Guest): boolean {
    if (packets.waiting < 4) return true;
    const length = this.words.lengthOf(packets.head(4));
    if (length === null) return false;
    if (packets.waiting < length) return true;
    const rest = packets.head(length);
    this.run.advance();
    const answer = this.words.answer(this.run.world, sid, rest);
    if (answer === '' && this.host(sid)?.status !== 'up') return true;
    line.write(this.encoder.encode(answer));
    line.end();
    return true;
  }

  /** A packet goes into the world; false: a server could not read it. */
  private take(guest: Guest, packet: Uint8Array): boolean {
    if (guest.wire === null) {
      const greeting = readGreeting(packet);
      if (greeting === null) return false;
      const wire = `tcp${++this.count}`;
      guest.wire = wire;
      guest.old = greeting.old;
      this.strangers.delete(guest);
      this.guests.set(wire, guest);
      this.run.order({ type: 'wire', wire, action: 'dial', server: guest.sid });
      guest.session = greeting.connect.session;
      if (guest.session !== NO_SESSION) this.returns.came(wire, guest.session);
      this.run.order(saying(wire, greeting.connect, packet));
      return true;
    }
    const message = readRequest(packet);
    if (message === null) return false;
    this.run.order(saying(guest.wire, message, packet));
    return true;
  }

  // ---- what clients hear -----------------------------------------------------------------------

  heard(wire: ClientName, message: ClientMessage): void {
    const guest = this.guests.get(wire);
    if (guest === undefined || !isPacket(message)) return;
    if (message.type === 'CONNECTED' && message.session !== NO_SESSION) {
      guest.session = message.session;
      this.returns.has(wire, message.session);
    }
    this.writer.int(0);
    writeAnswer(this.writer, message, guest.old);
    this.writer.intAt(0, this.writer.length - 4);
    guest.line.write(this.writer.take());
  }

  over(wire: ClientName, inOrder: boolean): void {
    const guest = this.guests.get(wire);
    if (guest === undefined) return;
    this.guests.delete(wire);
    this.returns.left(wire, guest.session);
    if (inOrder) guest.line.end();
    else guest.line.reset();
  }
}

function isPacket(message: ClientMessage): message is ServerMessage {
  return message.type === 'CONNECTED' || message.type === 'REPLY' || message.type === 'EVENT';
}

function saying(
  wire: ClientName,
  message: ConnectMessage | CallMessage,
  packet: Uint8Array,
): Command {
  return { type: 'wire', wire, action: 'say', packet: base64Of(packet), message };
}
