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
import { channelNamed } from './channels.ts';
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
export class WorldDraft {
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
  #links: World['links'];
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
    this.#links = world.links;
  }

  /** The world after this turn. */
  finish(): World {
    return {
      protocol: this.world.protocol,
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
      links: this.#links,
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
    const { protocol, config, variants } = this.world;
    const { voters, isParticipant } = this.ensemble;
    const machine = machineOf(config);
    const { now, record } = this;
    const peer = { config, voters, now, machine, variants, isParticipant, record };
    this.#context = { protocol, peer, superDigest: config.superDigest };
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

  /** Which place among a channel's links the connection has that `a` dialled to `b`. */
  #slot(channel: string, a: ServerId, b: ServerId): number {
    const i = this.#indexOf(a);
    const j = this.#indexOf(b);
    const n = this.#hosts.length;
    if (channelNamed(this.world.protocol, channel).per === 'way') return i * n + j;
    return Math.min(i, j) * n + Math.max(i, j);
  }

  /** The connection of a channel between two servers; where the way counts, `a` dialled it. */
  link(channel: string, a: ServerId, b: ServerId): Connection | null {
    return this.#links[channel]?.[this.#slot(channel, a, b)] ?? null;
  }

  /** Puts a connection in its place. */
  setConnection(connection: Connection): void {
    this.#setLink(connection, connection);
  }

  /** Takes a connection out of its place. */
  removeConnection(connection: Connection): void {
    this.#setLink(connection, null);
  }

  #setLink({ channel, a, b }: Connection, to: Connection | null): void {
    if (channel === 'client') {
      const name = (typeof a === 'string' ? a : b) as ClientName;
      const host = this.client(name);
      const wire = host ? undefined : this.wire(name);
      if (host) this.setClient({ ...host, connection: to });
      if (wire) this.setWire({ ...wire, connection: to });
      return;
    }
    const links = (this.#links[channel] ?? []).slice();
    links[this.#slot(channel, a as ServerId, b as ServerId)] = to;
    this.#links = { ...this.#links, [channel]: links };
  }

  /** Every open connection. */
  connections(): Connection[] {
    const all = this.world.protocol.channels.flatMap(({ name }) => this.#links[name] ?? []);
    for (const name of this.clientNames) all.push(this.client(name)?.connection ?? null);
    for (const name of sortedKeys(this.wires)) all.push(this.wire(name)?.connection ?? null);
    return all.filter((one) => one !== null);
  }
}
