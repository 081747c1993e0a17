import {
  type ClientMessage,
  type ClientName,
  compareZxid,
  type EnsembleConfig,
  MS,
  type ServerId,
  ZERO,
  type Zxid,
} from '../../model/index.ts';
import { DEFAULT_PROTOCOL } from '../../protocols/index.ts';
import {
  classOf,
  createWorld,
  type Due,
  entries,
  factsOf,
  neededOf,
  type Protocol,
  type World,
  wireDrop,
  wireOf,
  wireOpen,
  wireSend,
  wireSilence,
  wireTake,
} from '../../sim/index.ts';
import { Driver } from '../driver.ts';

/** Virtual ms that an ensemble may take until it serves. */
const PATIENCE_MS = 60_000;
/** How often, in virtual ms, one looks whether a step's consequences are over. */
const GLANCE_MS = 2;

/** A running ensemble and bare clients that talk to it, one strict step after another. */
export class Wires extends Driver {
  constructor(world: World) {
    super(world, false);
  }

  get nowMs(): number {
    return this.world.now / MS;
  }

  /** Lets time pass until something holds, and looks only now and then. */
  override runUntil(holds: (world: World) => boolean, atMostMs: number): boolean {
    const end = this.nowMs + atMostMs;
    while (!holds(this.world)) {
      if (this.nowMs >= end) return false;
      this.runFor(GLANCE_MS);
    }
    return true;
  }

  /** Until nothing that anybody asked for is under way any more: only clocks tick. */
  settle(): void {
    const { protocol } = this.world;
    const quiet = () => !entries(this.world.agenda).some(({ item }) => isWork(item, protocol));
    if (!this.runUntil(quiet, PATIENCE_MS)) throw new Error('the ensemble does not come to rest');
  }

  untilServing(): void {
    const serves = () =>
      this.world.hosts.every((host) => host.status !== 'up' || host.server?.serving === true);
    if (!this.runUntil(serves, PATIENCE_MS)) throw new Error('the ensemble does not serve');
  }

  /** A server by its number, or by what it is now: the `leader`, or the first `follower` alive. */
  serverNamed(name: unknown): ServerId {
    const found = this.world.hosts.find((host) => {
      const { sid, status, server } = host;
      if (sid === name) return true;
      if (status !== 'up' || server === null) return false;
      return name === (factsOf(this.world, host).leading === null ? 'follower' : 'leader');
    });
    if (found === undefined) throw new Error(`there is no server ${name}`);
    return found.sid;
  }

  /** The largest zxid that a live server has applied. */
  lastZxid(): Zxid {
    let last = ZERO;
    for (const host of this.world.hosts) {
      const { applied } = factsOf(this.world, host).log;
      if (compareZxid(applied, last) > 0) last = applied;
    }
    return last;
  }

  open(name: ClientName, server: ServerId): void {
    this.world = wireOpen(this.world, name, server, true);
    this.settle();
  }

  isOpen(name: ClientName): boolean {
    return wireOf(this.world, name)?.state === 'open';
  }

  send(name: ClientName, message: ClientMessage): void {
    this.world = wireSend(this.world, name, message);
  }

  drop(name: ClientName): void {
    this.world = wireDrop(this.world, name);
  }

  silence(name: ClientName): void {
    this.world = wireSilence(this.world, name);
  }

  /** What has arrived at a client since the last time. */
  take(name: ClientName): readonly ClientMessage[] {
    const { world, messages } = wireTake(this.world, name);
    this.world = world;
    return messages;
  }
}

function isWork(due: Due, protocol: Protocol): boolean {
  switch (due.type) {
    case 'flight':
      if (due.channel === 'client') return true;
      return due.channel === 'quorum' && classOf(due.message, protocol) !== 'BEAT';
    case 'flushed':
      return true;
    case 'dial':
    case 'answer':
    case 'closed':
      return due.channel === 'client';
    default:
      return false;
  }
}

const started = new Map<string, World>();

/**
 * An ensemble that serves, started in the order of its numbers: of three servers the second leads,
 * of five the third. It has seen one session come and go, so that no server is without a
 * transaction. Like ensembles are started once.
 */
export function startedEnsemble(config: EnsembleConfig): Wires {
  const key = JSON.stringify(config);
  const known = started.get(key);
  if (known) return new Wires(known);
  const wires = new Wires(
    createWorld(DEFAULT_PROTOCOL, { name: 'conformance', config, setup: [] }, 1),
  );
  const sids = config.servers.map(({ sid }) => sid);
  const quorum = neededOf(wires.world);
  wires.perform({ type: 'start', servers: sids.slice(0, quorum) });
  wires.untilServing();
  wires.runFor(100);
  if (sids.length > quorum) wires.perform({ type: 'start', servers: sids.slice(quorum) });
  wires.untilServing();
  wires.open('before', sids[0] as ServerId);
  const session = '0x0';
  const connect = { session, passwordOk: true, timeoutMs: 30_000, lastZxid: ZERO, readOnly: false };
  wires.send('before', { type: 'CONNECT', ...connect });
  wires.settle();
  wires.send('before', { type: 'CALL', cxid: 1, op: { type: 'closeSession' } });
  wires.settle();
  started.set(key, wires.world);
  return wires;
}
