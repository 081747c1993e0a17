import { emptyMap, seeded } from '../lib/index.ts';
import type { Protocol, VariantSwitches } from '../replica/index.ts';
import type { Scenario } from './commands.ts';
import { perform } from './perform.ts';
import { rehearse } from './rehearsal.ts';
import type { Wire } from './wire.ts';
import type { ClientHost, Host, World } from './world.ts';

const NO_VARIANTS: VariantSwitches = Object.freeze({});

/**
 * A world at time 0: machines with empty disks, nothing running; then the scenario's setup. Its
 * servers' replicas speak `protocol`.
 */
export function createWorld(
  protocol: Protocol,
  scenario: Scenario,
  seed: number,
  variants: VariantSwitches = NO_VARIANTS,
): World {
  const { config } = scenario;
  const hosts = config.servers.map(
    ({ sid }): Host => ({
      sid,
      status: 'down',
      boot: 0,
      disk: protocol.emptyDisk,
      server: null,
      timers: [],
      flushing: false,
      fsyncMs: 0,
      saveTicket: 0,
      backlog: [],
      dark: false,
      stranded: [],
    }),
  );
  const noLinks = hosts.flatMap(() => hosts.map(() => null));
  let world: World = {
    protocol,
    config,
    variants,
    now: 0,
    seq: 1,
    turn: 0,
    chance: seeded(seed),
    agenda: null,
    hosts,
    clients: emptyMap<ClientHost>(),
    clientNames: [],
    wires: emptyMap<Wire>(),
    links: protocol.channels.map(() => noLinks),
    linkRules: [],
    holds: [],
    parked: [],
    load: null,
  };
  rehearse(world);
  for (const command of scenario.setup) world = perform(world, command, false).world;
  return world;
}
