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
import {
  type ClientHost,
  type ClientHostDraft,
  type Connection,
  type Due,
  draftClientHost,
  draftHost,
  type HoldRule,
  type Host,
  type HostDraft,
  type LinkRule,
  type Load,
  type Wire,
  type World,
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
  #hosts: Host[];
  #electionLinks: readonly (Connection | null)[];
  #quorumLinks: readonly (Connection | null)[];
  #context: ServerContext | null = null;
  /** The client written in last. */
  #client: ClientHostDraft | null = null;

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
    this.#hosts = world.hosts as Host[];
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

  #indexOf(sid: ServerId): number {
    return this.ensemble.indexOf[sid] as number;
  }

  host(sid: ServerId): Host | undefined {
    const index = this.ensemble.indexOf[sid];
    return index === undefined ? undefined : this.#hosts[index];
  }

  /** Puts a host in its place, as a copy: so all of them have one shape. */
  setHost(host: Host): void {
    if (this.#hosts === this.world.hosts) this.#hosts = this.world.hosts.slice();
    this.#hosts[this.#indexOf(host.sid)] = draftHost(host);
  }

  /**
   * A host to write in: copied at its first change in this turn. Who read it before may see it
   * change.
   */
  editHost(sid: ServerId): HostDraft {
    const index = this.#indexOf(sid);
    const host = this.#hosts[index] as Host;
    if (host !== this.world.hosts[index]) return host;
    if (this.#hosts === this.world.hosts) this.#hosts = this.world.hosts.slice();
    const draft = draftHost(host);
    this.#hosts[index] = draft;
    return draft;
  }

  client(name: ClientName): ClientHost | undefined {
    if (this.#client?.client.name === name) return this.#client;
    return getKey(this.clients, name);
  }

  /** Puts a client in its place, as a copy: so all of them have one shape. */
  setClient(host: ClientHost): void {
    this.#client = draftClientHost(host);
    this.clients = setKey(this.clients, host.client.name, this.#client);
  }

  /** A client to write in: copied at its first change in a row. See editHost. */
  editClient(name: ClientName): ClientHostDraft {
    if (this.#client?.client.name === name) return this.#client;
    this.setClient(getKey(this.clients, name) as ClientHost);
    return this.#client as ClientHostDraft;
  }

  wire(name: ClientName): Wire | undefined {
    return getKey(this.wires, name);
  }

  setWire(wire: Wire): void {
    this.wires = setKey(this.wires, wire.name, wire);
  }

  #electionSlot(a: ServerId, b: ServerId): number {
    const i = this.#indexOf(a);
    const j = this.#indexOf(b);
    return Math.min(i, j) * this.#hosts.length + Math.max(i, j);
  }

  /** The one election connection between two servers. */
  electionLink(a: ServerId, b: ServerId): Connection | null {
    return this.#electionLinks[this.#electionSlot(a, b)] ?? null;
  }

  /** The connection over which `learner` follows `leader`. */
  quorumLink(learner: ServerId, leader: ServerId): Connection | null {
    const i = this.#indexOf(learner);
    const j = this.#indexOf(leader);
    return this.#quorumLinks[i * this.#hosts.length + j] ?? null;
  }

  /** Puts a connection in its place; `null` takes the one of these ends away. */
  setConnection(
    channel: Connection['channel'],
    a: Endpoint,
    b: Endpoint,
    to: Connection | null,
  ): void {
    const next = to && {
      id: to.id,
      channel: to.channel,
      a: to.a,
      b: to.b,
      known: to.known,
      latency: to.latency,
      stalledAB: to.stalledAB,
      stalledBA: to.stalledBA,
      notBeforeAB: to.notBeforeAB,
      notBeforeBA: to.notBeforeBA,
    };
    if (channel === 'client') {
      const name = (typeof a === 'string' ? a : b) as ClientName;
      const host = this.client(name);
      const wire = host ? undefined : this.wire(name);
      if (host) this.setClient({ ...host, connection: next });
      if (wire) this.setWire({ ...wire, connection: next });
    } else if (channel === 'election') {
      const links = this.#electionLinks.slice();
      links[this.#electionSlot(a as ServerId, b as ServerId)] = next;
      this.#electionLinks = links;
    } else {
      const links = this.#quorumLinks.slice();
      const i = this.#indexOf(a as ServerId);
      const j = this.#indexOf(b as ServerId);
      links[i * this.#hosts.length + j] = next;
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
