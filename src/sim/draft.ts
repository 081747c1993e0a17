import {
  getKey,
  nextRandom,
  type RandomState,
  randomBetween,
  setKey,
  sortedKeys,
} from '../lib/index.ts';
import type { Because, ClientName, Fact, Micros, ServerId } from '../model/index.ts';
import { machineOf, type ServerContext } from '../server/index.ts';
import { push } from './agenda.ts';
import type { Endpoint } from './commands.ts';
import { type Ensemble, ensembleOf } from './ensemble.ts';
import type { SimEvent } from './events.ts';
import type { Turn } from './turn.ts';
import type {
  ClientHost,
  Connection,
  Due,
  HoldRule,
  Host,
  LinkRule,
  Load,
  Wire,
  World,
} from './world.ts';

/**
 * A world while one turn is worked on: locals that become the next World once, at the end. Nobody
 * else sees it before that.
 */
export class Draft {
  readonly world: World;
  readonly record: boolean;
  readonly ensemble: Ensemble;
  readonly events: SimEvent[] = [];
  readonly now: Micros;
  seq: number;
  chance: RandomState;
  agenda: World['agenda'];
  clients: World['clients'];
  clientNames: readonly ClientName[];
  wires: World['wires'];
  linkRules: readonly LinkRule[];
  holds: readonly HoldRule[];
  parked: readonly Due[];
  load: Load | null;
  #hosts: readonly Host[];
  #electionLinks: readonly (Connection | null)[];
  #quorumLinks: readonly (Connection | null)[];
  #context: ServerContext | null = null;

  constructor(world: World, now: Micros, record: boolean) {
    this.world = world;
    this.record = record;
    this.ensemble = ensembleOf(world.config);
    this.now = now;
    this.seq = world.seq;
    this.chance = world.chance;
    this.agenda = world.agenda;
    this.clients = world.clients;
    this.clientNames = world.clientNames;
    this.wires = world.wires;
    this.linkRules = world.linkRules;
    this.holds = world.holds;
    this.parked = world.parked;
    this.load = world.load;
    this.#hosts = world.hosts;
    this.#electionLinks = world.electionLinks;
    this.#quorumLinks = world.quorumLinks;
  }

  /** The world after this turn. */
  finish(): World {
    return {
      config: this.world.config,
      variants: this.world.variants,
      now: this.now,
      seq: this.seq,
      turn: this.world.turn + 1,
      chance: this.chance,
      agenda: this.agenda,
      hosts: this.#hosts,
      clients: this.clients,
      clientNames: this.clientNames,
      wires: this.wires,
      electionLinks: this.#electionLinks,
      quorumLinks: this.#quorumLinks,
      linkRules: this.linkRules,
      holds: this.holds,
      parked: this.parked,
      load: this.load,
    };
  }

  turn(cause: Turn['cause']): Turn {
    return { cause, events: this.events, world: this.finish() };
  }

  /** What servers consult: made once a turn. */
  get context(): ServerContext {
    if (this.#context) return this.#context;
    const { config, variants } = this.world;
    const { voters, isParticipant } = this.ensemble;
    const machine = machineOf(config);
    const { now, record } = this;
    const peer = { config, voters, now, machine, variants, isParticipant, record };
    this.#context = { peer, superDigest: config.superDigest };
    return this.#context;
  }

  /** Notes an event, when events are wanted. */
  tell(event: SimEvent): void {
    if (this.record) this.events.push(event);
  }

  /** A command could not be carried out: says so, whether records are on or off. */
  refuse(rule: string, facts: Readonly<Record<string, Fact>> = {}): void {
    const because: Because = { rule: `refused.${rule}`, facts };
    this.events.push({ type: 'refused', because });
  }

  /** Puts a thing on the agenda `after` microseconds from now. */
  schedule(after: Micros, due: Due): void {
    this.agenda = push(this.agenda, this.now + after, this.seq++, due);
  }

  scheduleAt(at: Micros, due: Due): void {
    this.agenda = push(this.agenda, at, this.seq++, due);
  }

  /** A number that no flight, connection or dial of this world has had. */
  newId(): number {
    return this.seq++;
  }

  /** An integer in [low, high], drawn from the world's chance. */
  draw(low: number, high: number): number {
    this.chance = nextRandom(this.chance);
    return randomBetween(this.chance, low, high);
  }

  get hosts(): readonly Host[] {
    return this.#hosts;
  }

  host(sid: ServerId): Host | undefined {
    const index = this.ensemble.indexOf.get(sid);
    return index === undefined ? undefined : this.#hosts[index];
  }

  setHost(host: Host): void {
    const index = this.ensemble.indexOf.get(host.sid) as number;
    const hosts = this.#hosts.slice();
    hosts[index] = host;
    this.#hosts = hosts;
  }

  client(name: ClientName): ClientHost | undefined {
    return getKey(this.clients, name);
  }

  setClient(host: ClientHost): void {
    this.clients = setKey(this.clients, host.client.name, host);
  }

  wire(name: ClientName): Wire | undefined {
    return getKey(this.wires, name);
  }

  setWire(wire: Wire): void {
    this.wires = setKey(this.wires, wire.name, wire);
  }

  #electionSlot(a: ServerId, b: ServerId): number {
    const i = this.ensemble.indexOf.get(a) as number;
    const j = this.ensemble.indexOf.get(b) as number;
    return Math.min(i, j) * this.#hosts.length + Math.max(i, j);
  }

  /** The one election connection between two servers. */
  electionLink(a: ServerId, b: ServerId): Connection | null {
    return this.#electionLinks[this.#electionSlot(a, b)] ?? null;
  }

  /** The connection over which `learner` follows `leader`. */
  quorumLink(learner: ServerId, leader: ServerId): Connection | null {
    const i = this.ensemble.indexOf.get(learner) as number;
    const j = this.ensemble.indexOf.get(leader) as number;
    return this.#quorumLinks[i * this.#hosts.length + j] ?? null;
  }

  /** Puts a connection in its place; `null` takes the one of these ends away. */
  setConnection(
    channel: Connection['channel'],
    a: Endpoint,
    b: Endpoint,
    to: Connection | null,
  ): void {
    if (channel === 'client') {
      const name = (typeof a === 'string' ? a : b) as ClientName;
      const host = this.client(name);
      const wire = host ? undefined : this.wire(name);
      if (host) this.setClient({ ...host, connection: to });
      if (wire) this.setWire({ ...wire, connection: to });
    } else if (channel === 'election') {
      const links = this.#electionLinks.slice();
      links[this.#electionSlot(a as ServerId, b as ServerId)] = to;
      this.#electionLinks = links;
    } else {
      const links = this.#quorumLinks.slice();
      const i = this.ensemble.indexOf.get(a as ServerId) as number;
      const j = this.ensemble.indexOf.get(b as ServerId) as number;
      links[i * this.#hosts.length + j] = to;
      this.#quorumLinks = links;
    }
  }

  /** Every open connection. */
  connections(): Connection[] {
    const all = [...this.#electionLinks, ...this.#quorumLinks];
    for (const name of this.clientNames) all.push(this.client(name)?.connection ?? null);
    for (const name of sortedKeys(this.wires)) all.push(this.wire(name)?.connection ?? null);
    return all.filter((one) => one !== null);
  }
}
