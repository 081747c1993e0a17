import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Judged } from './judged.ts';
import type { Figure } from './measures.ts';
import { readyWorld, secondsOf } from './workloads.ts';

/*
 * What somebody might take instead: kanaka/raft.js, Raft alone, without faults, history or
 * invariants. It is on no registry: whoever has a clone of github.com/kanaka/raft.js names its
 * base.js, and both do the same by turns in one process.
 */

type Answer = (answer: unknown) => void;

/** What of raft.js is used; `_self` is there with the option `debug`. */
interface RaftServer {
  readonly clientRequest: (command: object, answer: Answer) => void;
  readonly _self: { readonly state: string; readonly commitIndex: number };
  readonly [rpc: string]: unknown;
}
type RaftServerBase = new (id: string, options: object) => RaftServer;

const SERVERS = ['1', '2', '3', '4', '5'];
/** One way, and an fsync: about the middle of what is drawn here. */
const LATENCY_MS = 1;
const FSYNC_MS = 1.6;
const WRITE_EVERY_MS = 100;

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Virtual time for code that would set real timers. */
class VirtualTime {
  now = 0;
  /** Latest first: the next one is at the end. */
  readonly #timers: Timer[] = [];

  schedule = (run: () => void, afterMs = 0): Timer => {
    const timer = { at: this.now + afterMs, run };
    let i = this.#timers.length;
    while (i > 0 && (this.#timers[i - 1] as Timer).at <= timer.at) i -= 1;
    this.#timers.splice(i, 0, timer);
    return timer;
  };

  unschedule = (timer: Timer | null | undefined): undefined => {
    const at = timer ? this.#timers.indexOf(timer) : -1;
    if (at >= 0) this.#timers.splice(at, 1);
  };

  runTo(ms: number): void {
    for (;;) {
      const next = this.#timers.at(-1);
      if (next === undefined || next.at > ms) break;
      this.#timers.pop();
      this.now = next.at;
      next.run();
    }
    this.now = ms;
  }
}

/** Five servers of raft.js in virtual time, and a client of their leader. */
export class RaftBeside {
  readonly #time = new VirtualTime();
  readonly #servers = new Map<string, RaftServer>();
  /** Commands that were answered. */
  committed = 0;

  constructor(Server: RaftServerBase) {
    const serverMap = Object.fromEntries(SERVERS.map((id) => [id, true]));
    const { schedule, unschedule } = this.#time;
    for (const id of SERVERS) {
      const options = {
        serverMap,
        schedule,
        unschedule,
        debug: true,
        stateMachineStart: {},
        applyCmd: (state: Record<string, unknown>, command: { value: unknown }) => {
          state['/n'] = command.value;
        },
        loadFn: (loaded: Answer) => loaded(false),
        saveFn: (_data: unknown, saved?: Answer) => schedule(() => saved?.(true), FSYNC_MS),
        sendRPC: (
          to: string,
          rpc: string,
          args: unknown,
          answer: (to: string, a: unknown) => void,
        ) =>
          schedule(() => {
            const called = this.#servers.get(to)?.[rpc] as (args: unknown, back: Answer) => void;
            called(args, (result) => schedule(() => answer(to, result), LATENCY_MS));
          }, LATENCY_MS),
      };
      this.#servers.set(id, new Server(id, options));
    }
  }

  /** A write each 100 ms for so many virtual seconds, asked of whoever leads. */
  write(seconds: number): void {
    const end = this.#time.now + seconds * 1000;
    // It sets a timer of its own behind each request, and tells the console of each election.
    const { setTimeout } = globalThis;
    const { log } = console;
    globalThis.setTimeout = this.#time.schedule as unknown as typeof setTimeout;
    console.log = () => {};
    try {
      for (let at = this.#time.now; at < end; at += WRITE_EVERY_MS) {
        this.#time.runTo(at);
        for (const server of this.#servers.values()) {
          if (server._self.state !== 'leader') continue;
          server.clientRequest({ op: 'set', value: 'x' }, () => {
            this.committed += 1;
          });
          break;
        }
      }
      this.#time.runTo(end);
    } finally {
      globalThis.setTimeout = setTimeout;
      console.log = log;
    }
  }
}

const SECONDS = 300;
const ROUNDS = 5;

/** Both at the light load, by turns: the best of five of each. `file`: raft.js's base.js. */
export function besideRaft(file: string): readonly Figure[] {
  const { RaftServerBase } = createRequire(import.meta.url)(resolve(file)) as {
    readonly RaftServerBase: RaftServerBase;
  };
  let here = 0;
  let there = 0;
  for (let round = 0; round < ROUNDS + 1; round++) {
    const judged = new Judged(readyWorld());
    judged.write(60);
    here = Math.max(here, SECONDS / secondsOf(() => judged.write(SECONDS)));
    const raft = new RaftBeside(RaftServerBase);
    raft.write(60);
    there = Math.max(there, SECONDS / secondsOf(() => raft.write(SECONDS)));
    if (raft.committed < SECONDS) throw new Error('raft.js commits nothing');
  }
  return [
    { name: 'light load, all invariants, here', figure: here, unit: 'sim-s/s', better: 'more' },
    { name: 'light load, raft.js by turns', figure: there, unit: 'sim-s/s', better: 'more' },
    { name: 'here beside raft.js', figure: here / there, unit: 'times as fast', better: 'more' },
  ];
}
