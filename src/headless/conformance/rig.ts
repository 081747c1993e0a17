import { getKey } from '../../lib/index.ts';
import {
  type ClientName,
  type EnsembleConfig,
  type Micros,
  MS,
  type Op,
  type ServerId,
} from '../../model/index.ts';
import { DEFAULT_PROTOCOL } from '../../protocols/index.ts';
import {
  advance,
  type Command,
  createWorld,
  type Host,
  idleTo,
  perform,
  type SimEvent,
  type World,
} from '../../sim/index.ts';

/** A world at the end of wires: what a replayer does with an ensemble, step by step. */
export class Rig {
  world: World;
  /** Called with every event, in order. */
  onEvent: (event: SimEvent) => void = () => {};

  constructor(config: EnsembleConfig, seed: number) {
    this.world = createWorld(DEFAULT_PROTOCOL, { name: 'conformance', config, setup: [] }, seed);
  }

  /** Carries out a command now. Throws when the world refuses it. */
  perform(command: Command): void {
    const turn = perform(this.world, command, true);
    this.world = turn.world;
    for (const event of turn.events) {
      if (event.type === 'refused')
        throw new Error(`${command.type} refused: ${event.because.rule}`);
      this.onEvent(event);
    }
  }

  /** Lets virtual time pass. */
  runFor(ms: number): void {
    this.runTo(this.world.now + ms * MS);
  }

  private runTo(at: Micros): void {
    while (this.turn(at));
    this.world = idleTo(this.world, at);
  }

  /** Lets time pass until something holds; false: it did not within so many virtual ms. */
  runUntil(holds: (world: World) => boolean, atMostMs: number): boolean {
    const end = this.world.now + atMostMs * MS;
    while (!holds(this.world)) {
      if (!this.turn(end)) return false;
    }
    return true;
  }

  /** The next turn, if there is one at or before `until`. */
  private turn(until: Micros): boolean {
    const turn = advance(this.world, true, until);
    if (turn === null) return false;
    this.world = turn.world;
    for (const event of turn.events) this.onEvent(event);
    return true;
  }

  host(sid: ServerId): Host {
    const host = this.world.hosts.find((one) => one.sid === sid);
    if (host === undefined) throw new Error(`there is no server ${sid}`);
    return host;
  }

  /** The servers whose process runs and is not frozen. */
  live(): readonly ServerId[] {
    return this.world.hosts.filter((host) => host.status === 'up').map((host) => host.sid);
  }

  serves(sid: ServerId): boolean {
    return this.host(sid).status === 'up' && this.host(sid).server?.serving === true;
  }

  /** A new session on a server, once it has been granted. */
  connect(client: ClientName, server: ServerId, timeoutMs: number): void {
    this.perform({ type: 'client-connect', client, servers: [server], timeoutMs });
    const connected = () => getKey(this.world.clients, client)?.client.leaf === 'CONNECTED';
    if (!this.runUntil(connected, 60_000)) throw new Error(`${client} got no session on ${server}`);
  }

  /** Sends a request without waiting. */
  ask(client: ClientName, op: Op): void {
    this.perform({ type: 'ask', client, line: op.type, program: { type: 'ask', op } });
  }

  /** Waits until everything a client asked is answered. */
  answered(client: ClientName): void {
    const idle = () => {
      const asked = getKey(this.world.clients, client)?.client;
      return asked !== undefined && asked.sent.length === 0 && asked.queued.length === 0;
    };
    if (!this.runUntil(idle, 60_000)) throw new Error(`${client} got no answer`);
  }
}
