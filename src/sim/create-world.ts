import { emptyMap, seeded } from '../lib/index.ts';
import { EMPTY_DISK, NO_VARIANTS, type Variants } from '../zab/index.ts';
import type { Scenario } from './commands.ts';
import { perform } from './perform.ts';
import type { ClientHost, Host, Wire, World } from './world.ts';

/** A world at time 0: machines with empty disks, nothing running; then the scenario's setup. */
export function createWorld(
  scenario: Scenario,
  seed: number,
  variants: Variants = NO_VARIANTS,
): World {
  const { config } = scenario;
  const hosts = config.servers.map(
    ({ sid }): Host => ({
      sid,
      status: 'down',
      boot: 0,
      disk: EMPTY_DISK,
      server: null,
      timers: [],
      flushing: false,
      fsyncMs: 0,
      wakeAt: 0,
      saveTicket: 0,
      backlog: [],
    }),
  );
  let world: World = {
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
    electionLinks: hosts.flatMap(() => hosts.map(() => null)),
    quorumLinks: hosts.flatMap(() => hosts.map(() => null)),
    linkRules: [],
    holds: [],
    parked: [],
    load: null,
  };
  for (const command of scenario.setup) world = perform(world, command, false).world;
  return world;
}
