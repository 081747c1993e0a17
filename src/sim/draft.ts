import {
  getKey,
  type Mutable,
  NONE,
  nextRandom,
  randomBetween,
  setKey,
  sortedKeys,
} from '../lib/index.ts';
import type { Because, ClientName, Micros, ServerId } from '../model/index.ts';
import type { ChannelKind, ReplicaContext, ServiceContext } from '../replica/index.ts';
import { pop, push, pushInto } from './agenda.ts';
import { indexOfChannel, slotOf } from './channels.ts';
import { clientOf, existing, serverAt } from './ends.ts';
import { type Ensemble, ensembleOf } from './ensemble.ts';
import type { SimEvent } from './events.ts';
import type { RefusalFacts, Refused } from './refusals.ts';
import type { Turn } from './turn.ts';
import { type Wire, withConnection } from './wire.ts';
import {
  type ChannelName,
  type ClientHost,
  type ClientHostDraft,
  type Connection,
  type Due,
  draftClientHost,
  draftHost,
  draftWorld,
  type Host,
  type HostDraft,
  type World,
} from './world.ts';

/**
 * A world while one turn is worked on: the next World, which nobody else sees before the turn is
 * over.
 */
export class WorldDraft implements ServiceContext, ReplicaContext {
  // `declare`: not undefined before. `private`, not `#`: that would be a mark on each turn's draft.

  /** The world before this turn. */
  declare readonly world: World;
  declare readonly record: boolean;
  declare readonly ensemble: Ensemble;
  declare events: readonly SimEvent[];
  declare private readonly next: Mutable<World>;
  /** The agenda's first node was made in this turn. */
  declare private ownsAgenda: boolean;
  /** The client written in last. */
  declare private lastClient: ClientHostDraft | null;

  constructor(world: World, now: Micros, record: boolean) {
    this.world = world;
    this.record = record;
    this.ensemble = ensembleOf(world.config, world.service);
    this.events = NONE;
    this.next = draftWorld(world, now);
    this.ownsAgenda = false;
    this.lastClient = null;
  }

  /** The world after this turn. */
  finish(): World {
    return this.next;
  }

  turn(cause: Turn['cause']): Turn {
    return { cause, events: this.events, world: this.next };
  }

  get now(): Micros {
    return this.next.now;
  }
  get agenda(): World['agenda'] {
    return this.next.agenda;
  }
  set agenda(agenda: World['agenda']) {
    this.next.agenda = agenda;
    this.ownsAgenda = false;
  }

  /** Takes the earliest entry off the agenda. */
  popAgenda(): void {
    this.next.agenda = pop(this.next.agenda);
    this.ownsAgenda = true;
  }

  get clients(): World['clients'] {
    return this.next.clients;
  }
  get clientNames(): World['clientNames'] {
    return this.next.clientNames;
  }
  set clientNames(names: World['clientNames']) {
    this.next.clientNames = names;
  }

  get linkRules(): World['linkRules'] {
    return this.next.linkRules;
  }
  set linkRules(rules: World['linkRules']) {
    this.next.linkRules = rules;
  }

  get holds(): World['holds'] {
    return this.next.holds;
  }
  set holds(holds: World['holds']) {
    this.next.holds = holds;
  }

  get parked(): World['parked'] {
    return this.next.parked;
  }
  set parked(parked: World['parked']) {
    this.next.parked = parked;
  }

  get load(): World['load'] {
    return this.next.load;
  }
  set load(load: World['load']) {
    this.next.load = load;
  }

  // What servers and their replicas consult is this draft itself: nothing is made for it.

  get peer(): ReplicaContext {
    return this;
  }

  get protocol(): World['protocol'] {
    return this.world.protocol;
  }
  get keepsSessions(): boolean {
    return this.world.service.keepsSessions;
  }
  get superDigest(): string | null {
    return this.world.config.superDigest;
  }

  get config(): World['config'] {
    return this.world.config;
  }
  get variants(): World['variants'] {
    return this.world.variants;
  }
  get voters(): Ensemble['voters'] {
    return this.ensemble.voters;
  }
  get isParticipant(): Ensemble['isParticipant'] {
    return this.ensemble.isParticipant;
  }

  get machine(): Ensemble['machine'] {
    return this.ensemble.machine;
  }

  /** Notes an event, when events are wanted. */
  tell(event: SimEvent): void {
    if (this.record) this.add(event);
  }

  /** A command could not be carried out: says so, whether records are on or off. */
  refuse<R extends Refused>(rule: R, facts: RefusalFacts<R>): void {
    const because: Because = { rule: `refused.${rule}`, facts };
    this.add({ type: 'refused', because });
  }

  private add(event: SimEvent): void {
    if (this.events === NONE) this.events = [event];
    else (this.events as SimEvent[]).push(event); // a cast: the list is this turn's own
  }

  /** Puts a thing on the agenda `after` microseconds from now. */
  schedule(after: Micros, due: Due): void {
    this.scheduleAt(this.now + after, due);
  }

  scheduleAt(at: Micros, due: Due): void {
    const next = this.next;
    next.agenda = this.ownsAgenda
      ? pushInto(next.agenda, at, next.seq++, due)
      : push(next.agenda, at, next.seq++, due);
    this.ownsAgenda = true;
  }

  /** A number that no flight, connection or dial of this world has had. */
  newId(): number {
    return this.next.seq++;
  }

  /** An integer in [low, high], drawn from the world's chance. */
  draw(low: number, high: number): number {
    this.next.chance = nextRandom(this.next.chance);
    return randomBetween(this.next.chance, low, high);
  }

  get hosts(): readonly Host[] {
    return this.next.hosts;
  }

  private indexOf(sid: ServerId): number {
    return existing(this.ensemble.indexOf[sid], sid);
  }

  host(sid: ServerId): Host | undefined {
    const index = this.ensemble.indexOf[sid];
    return index === undefined ? undefined : this.next.hosts[index];
  }

  /** A host that is there. */
  hostAt(sid: ServerId): Host {
    return existing(this.host(sid), sid);
  }

  /** Puts a host in its place, as a copy: so all of them have one shape. */
  setHost(host: Host): void {
    this.editHosts()[this.indexOf(host.sid)] = draftHost(host);
  }

  /**
   * A host to write in: copied at its first change in this turn. Who read it before may see it
   * change.
   */
  editHost(sid: ServerId): HostDraft {
    const index = this.indexOf(sid);
    const host = this.hostAt(sid);
    if (host !== this.world.hosts[index]) return host;
    const draft = draftHost(host);
    this.editHosts()[index] = draft;
    return draft;
  }

  private editHosts(): Host[] {
    const next = this.next;
    if (next.hosts === this.world.hosts) next.hosts = next.hosts.slice();
    return next.hosts as Host[]; // a cast: the list is this turn's own by now
  }

  client(name: ClientName): ClientHost | undefined {
    if (this.lastClient?.client.name === name) return this.lastClient;
    return getKey(this.clients, name);
  }

  /** A client that is there. */
  clientAt(name: ClientName): ClientHost {
    return existing(this.client(name), name);
  }

  /** Puts a client in its place, as a copy: so all of them have one shape. */
  setClient(host: ClientHost): ClientHostDraft {
    const draft = draftClientHost(host);
    this.lastClient = draft;
    this.next.clients = setKey(this.next.clients, host.client.name, draft);
    return draft;
  }

  /** A client to write in: copied at its first change in a row. See editHost. */
  editClient(name: ClientName): ClientHostDraft {
    if (this.lastClient?.client.name === name) return this.lastClient;
    return this.setClient(this.clientAt(name));
  }

  wire(name: ClientName): Wire | undefined {
    return getKey(this.next.wires, name);
  }

  get wires(): World['wires'] {
    return this.next.wires;
  }
  set wires(wires) {
    this.next.wires = wires;
  }

  private slot(channel: number, a: ServerId, b: ServerId): number {
    const kind = this.world.protocol.channels[channel] as ChannelKind; // as indexOfChannel found it
    return slotOf(kind, this.hosts.length, this.indexOf(a), this.indexOf(b));
  }

  /** The connection of a channel between two servers; where the way counts, `a` dialled it. */
  link(name: ChannelName, a: ServerId, b: ServerId): Connection | null {
    const channel = indexOfChannel(this.world.protocol, name);
    return this.next.links[channel]?.[this.slot(channel, a, b)] ?? null;
  }

  /** Puts a connection in its place. */
  setConnection(connection: Connection): void {
    this.setLink(connection, connection);
  }

  /** Takes a connection out of its place. */
  removeConnection(connection: Connection): void {
    this.setLink(connection, null);
  }

  private setLink({ channel, a, b }: Connection, to: Connection | null): void {
    if (channel === 'client') {
      const name = clientOf(a, b);
      const host = this.client(name);
      if (host) return void this.setClient({ ...host, connection: to });
      const wire = this.wire(name);
      if (wire) this.wires = setKey(this.wires, name, withConnection(wire, to));
      return;
    }
    const index = indexOfChannel(this.world.protocol, channel);
    const links = (this.next.links[index] ?? []).slice();
    links[this.slot(index, serverAt(a), serverAt(b))] = to;
    this.next.links = this.next.links.map((old, i) => (i === index ? links : old));
  }

  /** Every open connection. */
  connections(): Connection[] {
    const all = this.next.links.flat();
    for (const name of this.clientNames) all.push(this.client(name)?.connection ?? null);
    for (const name of sortedKeys(this.next.wires)) all.push(this.wire(name)?.connection ?? null);
    return all.filter((one) => one !== null);
  }
}
