import type { Breach } from '../../../src/checker/index.ts';
import { JudgedDriver } from '../../../src/headless/driver.ts';
import { assert, getKey, setKey } from '../../../src/lib/index.ts';
import type { ClientMessage } from '../../../src/model/index.ts';
import { DEFAULT_PROTOCOL } from '../../../src/protocols/index.ts';
import { isParseError, parseScriptLine } from '../../../src/script/index.ts';
import {
  type ClientHost,
  type Command,
  createWorld,
  type Flight,
  type Host,
  type Turn,
  type World,
} from '../../../src/sim/index.ts';
import type { Message, Peer, Variants } from '../../../src/zab/index.ts';
import { type ClusterOptions, configOf } from '../../support/cluster.ts';
import { peerOf } from '../../support/zab.ts';

const NOTHING: Command = { type: 'heal', between: null };

/** A world under the checker's eyes, and a hand that can put into it what no correct run would. */
export class Watched extends JudgedDriver {
  readonly breaches: Breach[] = [];
  /** What the latest turn broke. */
  private fresh: readonly string[] = [];

  constructor(options: ClusterOptions = {}, variants: Variants = {}) {
    const config = configOf(options);
    const scenario = { name: 'test', config, setup: [] };
    super(createWorld(DEFAULT_PROTOCOL, scenario, options.seed ?? 1, variants));
  }

  protected override broken(breaches: readonly Breach[]): void {
    this.breaches.push(...breaches);
    this.fresh = breaches.map((breach) => breach.invariant);
  }

  private see(turn: Turn): readonly string[] {
    this.fresh = [];
    this.follow(turn);
    return this.fresh;
  }

  do(...lines: readonly string[]): this {
    for (const line of lines) {
      const read = parseScriptLine(line);
      assert(!isParseError(read) && read.type === 'command', `${line} is no command`);
      this.attempt(read.command);
    }
    return this;
  }

  /** Lets virtual milliseconds pass, or less when `until` holds. */
  run(ms: number, until: (watched: Watched) => boolean = () => false): this {
    const end = this.world.now + ms * 1000;
    if (!this.runUntil(() => until(this), ms)) this.idle(end);
    return this;
  }

  peer(sid: number): Peer {
    const peer = peerOf(this.world.hosts.find((host) => host.sid === sid));
    assert(peer, `server ${sid} is up`);
    return peer;
  }

  private worldWith(sid: number, change: (peer: Peer) => Peer): World {
    const hosts = this.world.hosts.map((host): Host => {
      const peer = host.sid === sid ? peerOf(host) : null;
      if (!host.server || !peer) return host;
      return { ...host, server: { ...host.server, peer: change(peer) } };
    });
    return { ...this.world, hosts };
  }

  /** One server is suddenly another one; answers with what that breaks. */
  tamper(sid: number, change: (peer: Peer) => Peer): readonly string[] {
    return this.see({ cause: NOTHING, events: [], world: this.worldWith(sid, change) });
  }

  private flight(from: string | number, to: string | number, message: Flight['message']): Flight {
    const connection = typeof to === 'string' ? (this.client(to).connection?.id ?? 0) : 0;
    const channel = typeof to === 'string' ? 'client' : 'quorum';
    const { now: sentAt } = this.world;
    const way = 'out';
    return { type: 'flight', id: 0, connection, channel, way, from, to, message, sentAt };
  }

  /** A server reads a message that nobody sent; nothing else changes. */
  hear(to: number, from: number, message: Message): readonly string[] {
    const world = this.worldWith(to, (peer) => ({ ...peer }));
    return this.see({ cause: this.flight(from, to, message), events: [], world });
  }

  /** A message that leaves everything as it was. */
  hearInVain(to: number, from: number, message: Message): readonly string[] {
    return this.see({ cause: this.flight(from, to, message), events: [], world: this.world });
  }

  client(name: string): ClientHost {
    const host = getKey(this.world.clients, name);
    assert(host, `there is a client ${name}`);
    return host;
  }

  /** A client reads an answer that nobody gave; with `sent` it has these calls on their way now. */
  told(name: string, message: ClientMessage, sent = this.client(name).client.sent) {
    const host = this.client(name);
    const asking = { ...host, client: { ...host.client, sent } };
    const asked = { ...this.world, clients: setKey(this.world.clients, name, asking) };
    this.see({ cause: NOTHING, events: [], world: asked });
    const answered = { ...asking, client: { ...asking.client, sent: sent.slice(1) } };
    const world = { ...this.world, clients: setKey(this.world.clients, name, answered) };
    return this.see({ cause: this.flight(3, name, message), events: [], world });
  }
}

/** Server 3 of three leads epoch 1; client `a` has written: 1·1 is its session, 1·2 is /x. */
export function settled(options: ClusterOptions = {}, variants: Variants = {}): Watched {
  const w = new Watched(options, variants).do('start 1 2 3').run(1500);
  w.do('client a connect 3 timeout 20000').run(100).do('a: create /x 1').run(100);
  assert(w.breaches.length === 0, 'nothing is wrong so far');
  return w;
}

/** The same, and server 3, which alone has 1·3, comes back while 2 leads epoch 2 without it. */
export function orphaned(): Watched {
  const w = settled().do('cut 3 1', 'cut 3 2', 'a: create /y 1').run(50).do('crash 3', 'heal');
  w.run(1500).do('start 3');
  return w.run(2000, (now) => now.peer(3).leaf === 'FOLLOWING.DISCOVERY');
}
