import { type Ledger, newLedger, observe } from '../../checker/index.ts';
import { getKey } from '../../lib/index.ts';
import { type Micros, MS } from '../../model/index.ts';
import {
  advance,
  type Command,
  createWorld,
  idleTo,
  perform,
  type Turn,
  type World,
} from '../../sim/index.ts';
import { isMistake, openingOf, zooCfgFor } from '../../timeline/index.ts';
import type { Figure } from './measures.ts';
import { readyWorld, WRITE } from './workloads.ts';

/** A world under all invariants; every turn of it is judged. */
class Judged {
  world: World;
  ledger: Ledger;

  constructor(world: World) {
    this.world = world;
    this.ledger = newLedger(world);
  }

  private take(turn: Turn): void {
    const { ledger, breaches } = observe(this.ledger, this.world, turn);
    if (breaches.length > 0) throw new Error(`${breaches[0]?.invariant} is broken`);
    this.ledger = ledger;
    this.world = turn.world;
  }

  perform(command: Command): void {
    this.take(perform(this.world, command, false));
  }

  runTo(at: Micros, then: (turn: Turn) => void = () => {}): void {
    for (;;) {
      const turn = advance(this.world, false, at);
      if (turn === null) break;
      this.take(turn);
      then(turn);
    }
    this.world = idleTo(this.world, at);
  }

  /** One write each 100 ms for so many virtual seconds. */
  write(seconds: number): void {
    const end = this.world.now + seconds * 1000 * MS;
    for (let at = this.world.now; at < end; at += 100 * MS) {
      this.runTo(at);
      this.perform(WRITE);
    }
    this.runTo(end);
  }
}

function secondsOf(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

/** Five servers, a write each 100 ms, all invariants on: at once, and after an hour. */
export function judgedLight(): readonly Figure[] {
  const judged = new Judged(readyWorld());
  judged.write(60);
  const first = secondsOf(() => judged.write(300));
  const atFirst = secondsOf(() => judged.write(60));
  judged.write(58 * 60 - 60);
  const atLast = secondsOf(() => judged.write(60));
  const what = 'five servers, a write each 100 ms, invariants on';
  return [
    { name: what, figure: 300 / first, unit: 'sim-s/s', better: 'more' },
    {
      name: 'the sixtieth minute beside the sixth',
      figure: atFirst / atLast,
      unit: 'times as fast',
      better: 'more',
    },
  ];
}

const CLIENTS = 10;
const OUTSTANDING = 10;

/** Three servers, ten clients that pipeline 100-byte setData, all invariants on. */
export function judgedSaturated(): readonly Figure[] {
  const opened = openingOf({ zooCfg: zooCfgFor(3, 0), setup: ['start 1 2 3'] });
  if (isMistake(opened)) throw new Error(opened.what.key);
  const judged = new Judged(createWorld(opened.scenario, 1));
  judged.perform({ type: 'start', servers: [1, 2, 3] });
  judged.runTo(1000 * MS);
  const names = Array.from({ length: CLIENTS }, (_, i) => `writer-${i}`);
  for (const [i, client] of names.entries()) {
    const servers = [(i % 3) + 1];
    judged.perform({ type: 'client-connect', client, servers, timeoutMs: 30_000 });
  }
  judged.runTo(2000 * MS);
  const data = 'x'.repeat(100);
  const acl = [{ perms: 31, scheme: 'world', id: 'anyone' }];
  const ask = (client: string, op: Extract<Command, { type: 'ask' }>['program']): void =>
    judged.perform({ type: 'ask', client, line: '', program: op });
  for (const client of names) {
    const op = { type: 'create', path: `/${client}`, data, acl, flags: 0, ttl: 0 } as const;
    ask(client, { type: 'ask', op });
  }
  judged.runTo(3000 * MS);
  const fill = (client: string): void => {
    const sent = getKey(judged.world.clients, client)?.client.sent.length ?? OUTSTANDING;
    const op = { type: 'setData', path: `/${client}`, data, version: -1 } as const;
    for (let i = sent; i < OUTSTANDING; i++) ask(client, { type: 'ask', op });
  };
  const committed = (): number => {
    const leader = judged.world.hosts.find((host) => host.server?.peer.leader?.established);
    return leader?.server?.peer.leader?.committedCount ?? 0;
  };
  const drive = (until: Micros): void => {
    for (const client of names) fill(client);
    judged.runTo(until, ({ cause }) => {
      if (cause.type === 'flight' && typeof cause.to === 'string') fill(cause.to);
    });
  };
  drive(4000 * MS);
  const before = committed();
  const seconds = secondsOf(() => drive(6000 * MS));
  const name = 'three servers, ten pipelining clients, invariants on';
  const figure = (committed() - before) / seconds;
  return [{ name, figure, unit: 'commits/s', better: 'more' }];
}
