import { getKey } from '../../lib/index.ts';
import type { ClientName, EnsembleConfig, Op, ServerId } from '../../model/index.ts';
import { DEFAULT_PROTOCOL } from '../../protocols/index.ts';
import type { Protocol, Service, VariantSwitches } from '../../replica/index.ts';
import { createWorld, type Host, type SimEvent, type Turn } from '../../sim/index.ts';
import { Driver } from '../driver.ts';

/** A world at the end of wires: what a replayer does with an ensemble, step by step. */
export class Rig extends Driver {
  /** Called with every event, in order. */
  onEvent: (event: SimEvent) => void = () => {};

  constructor(
    config: EnsembleConfig,
    seed: number,
    protocol: Protocol = DEFAULT_PROTOCOL,
    variants: VariantSwitches = {},
    service?: Service,
  ) {
    const scenario = { name: 'conformance', config, setup: [] };
    super(createWorld(protocol, scenario, seed, variants, service), true);
  }

  protected override follow(turn: Turn): void {
    super.follow(turn);
    for (const event of turn.events) this.onEvent(event);
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
