import { Driver } from '../../src/headless/driver.ts';
import { assert } from '../../src/lib/index.ts';
import { DEFAULT_CONFIG, type EnsembleConfig, zxidShort } from '../../src/model/index.ts';
import { DEFAULT_PROTOCOL } from '../../src/protocols/index.ts';
import type { Protocol, Service } from '../../src/replica/index.ts';
import { isParseError, parseScriptLine } from '../../src/script/index.ts';
import {
  type Command,
  createWorld,
  type SimEvent,
  type Turn,
  type World,
} from '../../src/sim/index.ts';
import { type Peer, serverStateOf } from '../../src/zab/index.ts';
import { peerOf } from './zab.ts';

/** What a test says of an ensemble; the rest is tickTime 2000, initLimit 5, syncLimit 2. */
export interface ClusterOptions extends Partial<EnsembleConfig> {
  readonly voters?: number;
  readonly observers?: number;
  readonly seed?: number;
  readonly variants?: World['variants'];
  readonly protocol?: Protocol;
  /** Of ZooKeeper's servers without it. */
  readonly service?: Service;
}

/** The configuration of an ensemble with sids 1, 2, 3 ..., observers last. */
export function configOf({ voters = 3, observers = 0, ...rest }: ClusterOptions): EnsembleConfig {
  const servers = Array.from({ length: voters + observers }, (_, i) => ({
    sid: i + 1,
    learnerType: i < voters ? ('PARTICIPANT' as const) : ('OBSERVER' as const),
    host: `server${i + 1}`,
  }));
  const {
    seed: _seed,
    variants: _variants,
    protocol: _protocol,
    service: _service,
    ...config
  } = rest;
  return {
    ...DEFAULT_CONFIG,
    tickMs: 2000,
    initLimit: 5,
    syncLimit: 2,
    standalone: voters === 1,
    servers,
    ...config,
  };
}

/** The events whose type may be K. */
type Of<K extends SimEvent['type'], E = SimEvent> = E extends { readonly type: infer T }
  ? K extends T
    ? E
    : never
  : never;

/**
 * A world driven by script lines, for tests that tell a story: `cluster().do('start 1 2
 * 3').run(500)`.
 */
export class Cluster extends Driver {
  readonly events: SimEvent[] = [];
  /** Told of each turn, with the world before it. */
  onTurn: (before: World, turn: Turn) => void = () => {};

  constructor(options: ClusterOptions = {}) {
    const config = configOf(options);
    const { seed = 1, variants, protocol = DEFAULT_PROTOCOL, service } = options;
    const scenario = { name: 'test', config, setup: [] };
    super(createWorld(protocol, scenario, seed, variants, service), true);
  }

  /** Performs script lines now; one that is wrong or refused fails the test. */
  do(...lines: readonly string[]): this {
    for (const line of lines) {
      const parsed = parseScriptLine(line);
      assert(!isParseError(parsed), `${line}: ${JSON.stringify(parsed)}`);
      assert(parsed.type === 'command', `${line} is no command`);
      this.act(parsed.command);
    }
    return this;
  }

  /** Performs a command now; one that is refused fails the test. */
  act(command: Command): this {
    this.perform(command);
    return this;
  }

  /** Lets virtual milliseconds pass. */
  run(ms: number): this {
    this.runFor(ms);
    return this;
  }

  protected override follow(turn: Turn): void {
    this.onTurn(this.world, turn);
    super.follow(turn);
    this.events.push(...turn.events);
  }

  /** All of `sids` started (or all there are), and the ensemble settled. */
  up(...sids: readonly number[]): this {
    const named = sids.length > 0 ? sids : this.world.hosts.map((host) => host.sid);
    return this.do(`start ${named.join(' ')}`).run(1500);
  }

  /** The established leader's sid; 0 when there is none. */
  get leader(): number {
    const found = this.world.hosts.filter(
      (host) => peerOf(host)?.leaf === 'LEADING.BROADCAST' && host.status === 'up',
    );
    return found.length === 1 ? (found[0]?.sid ?? 0) : 0;
  }

  peer(sid: number): Peer {
    const peer = peerOf(this.world.hosts.find((host) => host.sid === sid));
    assert(peer, `server ${sid} is up`);
    return peer;
  }

  /** ServerState of each server, `-` when it is down. */
  get states(): Record<number, string> {
    return Object.fromEntries(
      this.world.hosts.map((host) => {
        const peer = peerOf(host);
        return [host.sid, peer ? serverStateOf(peer.leaf) : '-'];
      }),
    );
  }

  /** The zxids of a server's log, in the short form. */
  log(sid: number): string[] {
    const { log } = this.peer(sid).disk;
    const all = [...log.spine.flat(), ...log.tail].slice(0, log.length);
    return all.map((txn) => zxidShort(txn.zxid));
  }

  /** The events of a type, oldest first. */
  of<K extends SimEvent['type']>(type: K): Of<K>[] {
    return this.events.filter((event) => event.type === type) as unknown as Of<K>[];
  }

  /** Which first sync packet each learner was sent, latest last: `1:DIFF`. */
  get syncs(): string[] {
    return this.of('syncDecided').map((event) => `${event.learner}:${event.mode}`);
  }

  forgetEvents(): this {
    this.events.length = 0;
    return this;
  }
}

export function cluster(options: ClusterOptions = {}): Cluster {
  return new Cluster(options);
}
