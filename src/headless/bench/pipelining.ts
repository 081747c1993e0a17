import { getKey } from '../../lib/index.ts';
import { MS, OPEN_ACL, type Op } from '../../model/index.ts';
import { DEFAULT_PROTOCOL } from '../../protocols/index.ts';
import { createWorld } from '../../sim/index.ts';
import { isMistake, openingOf, zooCfgFor } from '../../timeline/index.ts';
import { JudgedDriver } from '../driver.ts';
import type { Figure } from './measures.ts';
import { secondsOf } from './workloads.ts';

const CLIENTS = 10;
/** Requests of one client that are under way at once. */
const OUTSTANDING = 10;
const DATA = 'x'.repeat(100);

const create = (path: string): Op => ({
  type: 'create',
  path,
  data: DATA,
  acl: OPEN_ACL,
  flags: 0,
  ttl: 0,
});
const setData = (path: string): Op => ({ type: 'setData', path, data: DATA, version: -1 });

/** Three servers and ten clients, spread over them, that never wait for an answer; all judged. */
class Pipelining {
  private readonly judged: JudgedDriver;
  private readonly names = Array.from({ length: CLIENTS }, (_, i) => `writer-${i}`);

  constructor() {
    const opened = openingOf({ zooCfg: zooCfgFor(3, 0), setup: ['start 1 2 3'] });
    if (isMistake(opened)) throw new Error(opened.what.key);
    this.judged = new JudgedDriver(createWorld(DEFAULT_PROTOCOL, opened.scenario, 1));
    this.judged.perform({ type: 'start', servers: [1, 2, 3] });
    this.pause();
    for (const [i, client] of this.names.entries()) {
      const servers = [(i % 3) + 1];
      this.judged.perform({ type: 'client-connect', client, servers, timeoutMs: 30_000 });
    }
    this.pause();
  }

  /** A second in which nobody asks for anything. */
  private pause(): void {
    this.judged.runFor(1000);
  }

  /** Asks so many things, whoever is free next, and waits for all the answers. */
  ask(count: number, next: (index: number, client: string) => Op): void {
    let asked = 0;
    const fill = (client: string): void => {
      const sent = getKey(this.judged.world.clients, client)?.client.sent.length ?? OUTSTANDING;
      for (let i = sent; i < OUTSTANDING && asked < count; i++) {
        const op = next(asked, client);
        asked += 1;
        this.judged.perform({ type: 'ask', client, line: '', program: { type: 'ask', op } });
      }
    };
    for (const client of this.names) fill(client);
    while (asked < count) {
      const end = this.judged.world.now + 100 * MS;
      for (let turn = this.judged.turn(end); turn !== null; turn = this.judged.turn(end)) {
        const { cause } = turn;
        if (cause.type === 'flight' && typeof cause.to === 'string') fill(cause.to);
      }
      this.judged.idle(end);
    }
    this.pause();
  }
}

const COMMITS = 60_000;

/** Three servers, ten clients that pipeline 100-byte setData, all invariants on. */
export function judgedSaturated(): readonly Figure[] {
  const pipelining = new Pipelining();
  pipelining.ask(CLIENTS, (i) => create(`/writer-${i}`));
  const set = (_: number, client: string) => setData(`/${client}`);
  pipelining.ask(COMMITS / 4, set);
  const seconds = secondsOf(() => pipelining.ask(COMMITS, set));
  const name = 'three servers, ten pipelining clients, invariants on';
  return [{ name, figure: COMMITS / seconds, unit: 'commits/s', better: 'more' }];
}

const FEW = 1000;
const MANY = 100_000;
/** Children of one parent, at most. */
const WARD = 1000;
const OPERATIONS = 40_000;
/** A prime, so that one operation lands far from the next. */
const STRIDE = 7919;

type Kind = 'setData' | 'getData' | 'create and delete';

function operation(kind: Kind, i: number, paths: readonly string[]): Op {
  const path = paths[(i * STRIDE) % paths.length] as string;
  if (kind === 'setData') return setData(path);
  if (kind === 'getData') return { type: 'getData', path, watch: false };
  // Each child is deleted again by the operation that comes after all that are under way.
  const round = 2 * CLIENTS * OUTSTANDING;
  const child = `${paths[(Math.floor(i / round) * STRIDE) % paths.length]}/${i % (round / 2)}`;
  return i % round < round / 2 ? create(child) : { type: 'delete', path: child, version: -1 };
}

const RUNS = 5;
const KINDS: readonly Kind[] = ['setData', 'getData', 'create and delete'];

/** An ensemble with a tree of so many znodes; it answers how long operations all over it take. */
function onTree(znodes: number): (kind: Kind) => number {
  const pipelining = new Pipelining();
  const wards = Math.ceil(znodes / WARD);
  const paths = Array.from({ length: znodes }, (_, i) => `/ward-${i % wards}/bed-${i}`);
  pipelining.ask(wards, (i) => create(`/ward-${i}`));
  pipelining.ask(znodes, (i) => create(paths[i] as string));
  return (kind) => secondsOf(() => pipelining.ask(OPERATIONS, (i) => operation(kind, i, paths)));
}

/**
 * What an operation costs on a tree of 100,000 znodes, as a multiple of what it costs on 1,000: the
 * best of five of each, by turns, since a machine is faster now and slower then.
 */
export function treeSizes(): readonly Figure[] {
  const onFew = onTree(FEW);
  const onMany = onTree(MANY);
  return KINDS.map((kind) => {
    let few = Infinity;
    let many = Infinity;
    for (let run = 0; run < RUNS; run++) {
      few = Math.min(few, onFew(kind));
      many = Math.min(many, onMany(kind));
    }
    const name = `${kind} on ${MANY} znodes beside ${FEW}`;
    return { name, figure: many / few, unit: 'times the cost', better: 'less' };
  });
}
