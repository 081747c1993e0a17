import { emptyMap, seeded } from '../lib/index.ts';
import type { ServerId } from '../model/index.ts';
import type { Protocol, ReplicaDisk, Service, VariantSwitches } from '../replica/index.ts';
import { machineOf, withConfigNode, ZOOKEEPER } from '../server/index.ts';
import type { Scenario } from './commands.ts';
import { perform } from './perform.ts';
import type { Wire } from './wire.ts';
import { NO_WORK } from './work.ts';
import type { ClientHost, Host, World } from './world.ts';

const NO_VARIANTS: VariantSwitches = Object.freeze({});

/** What a server's machine begins with; a snapshot has the config node that a start writes. */
function diskFor(protocol: Protocol, { config, disks }: Scenario, sid: ServerId): ReplicaDisk {
  const contents = disks?.get(sid);
  if (contents === undefined || protocol.files === undefined) return protocol.emptyDisk;
  const snapshots = contents.snapshots.map(({ zxid, image }) => ({
    zxid,
    image: withConfigNode(config, image),
  }));
  return protocol.files.diskOf({ ...contents, snapshots }, machineOf(config));
}

/**
 * A world at time 0: machines with their disks, nothing running; then the scenario's setup. Its
 * servers' replicas speak `protocol`, and `service` is what stands on them.
 */
export function newWorld(
  protocol: Protocol,
  scenario: Scenario,
  seed: number,
  variants: VariantSwitches = NO_VARIANTS,
  service: Service = ZOOKEEPER,
): World {
  const { config } = scenario;
  const hosts = config.servers.map(
    ({ sid }): Host => ({
      sid,
      status: 'down',
      boot: 0,
      disk: diskFor(protocol, scenario, sid),
      server: null,
      timers: [],
      flushing: false,
      fsyncMs: 0,
      work: NO_WORK,
      queue: [],
      saveTicket: 0,
      backlog: [],
      dark: false,
      stranded: [],
    }),
  );
  const noLinks = hosts.flatMap(() => hosts.map(() => null));
  let world: World = {
    protocol,
    service,
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
  for (const command of scenario.setup) world = perform(world, command, false).world;
  return world;
}
