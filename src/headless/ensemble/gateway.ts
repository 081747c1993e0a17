import type { Socket } from 'node:net';
import type { Breach } from '../../checker/index.ts';
import { type LiveRun, Reception } from '../../live/index.ts';
import type { Because, ServerId } from '../../model/index.ts';
import type { Command, World } from '../../sim/index.ts';
import { Door } from './door.ts';
import { LiveWorld } from './live-world.ts';
import { CorkedLine } from './socket-line.ts';

/** Milliseconds of turns in one go, before anybody else is heard. */
const SLICE_MS = 8;
/** A clock that is further behind than this stands still instead of catching up. */
const MOST_BEHIND_US = 2_000_000;
/** What is due sooner is waited for without a timer, which is no finer than this. */
const TIMER_MS = 1.2;

/** Real clients at a simulated ensemble: one port a server, in step with the wall clock. */
export class Gateway implements LiveRun {
  readonly live: LiveWorld;
  private readonly reception: Reception;
  private readonly doors: readonly Door[];
  private readonly sockets = new Set<Socket>();
  private readonly say: (sentence: string, breach: Breach | null) => void;
  /** Those to whom something is to be written. */
  private readonly corked = new Set<Socket>();
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
    this.reception = new Reception(this, (sentence) => say(sentence, null));
    this.live = new LiveWorld(world, this.reception, (breach) => say('', breach));
    this.say = say;
    this.doors = [...ports].map(([sid, port]) => new Door(sid, port, (s) => this.greet(sid, s)));
    this.origin = performance.now() * 1000 - world.now;
  }

  get world(): World {
    return this.live.world;
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
    for (const socket of this.sockets) socket.destroy();
  }

  /** Carries out a command now; answers why not, or null. */
  command(command: Command): Because | null {
    this.advance();
    const because = this.live.order(command);
    this.pump();
    return because;
  }

  order(command: Command): void {
    this.live.order(command);
  }

  // ---- time ------------------------------------------------------------------------------------

  /** Turns up to now by the wall, as far as they fit into a slice; false: there are more. */
  advance(): boolean {
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

  /** A server that is down refuses: its port is closed until it runs again. */
  private tendDoors(): void {
    for (const door of this.doors) {
      const opens = this.reception.isOpen(door.sid);
      if (opens === door.isOpen) continue;
      if (opens) door.open().catch((error: Error) => this.say(error.message, null));
      else door.close();
    }
    this.reception.tend();
  }

  private greet(sid: ServerId, socket: Socket): void {
    const guest = this.reception.came(new CorkedLine(socket, this.corked), sid);
    if (guest === null) return;
    this.sockets.add(socket);
    socket.on('data', (bytes) => {
      this.reception.hear(guest, bytes as Buffer);
      this.pumpSoon();
    });
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.reception.left(guest);
      this.pumpSoon();
    });
  }
}
