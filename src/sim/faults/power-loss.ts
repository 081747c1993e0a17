import type { ServerId } from '../../model/index.ts';
import { factsOf } from '../facts.ts';
import { losePower } from '../hosts.ts';
import { isLeading, sidsOf, statusOf } from './aim.ts';
import { slowDiskByChance } from './disk.ts';
import type { Fault, Mischief } from './fault.ts';
import { eachAllowed, type OfServers, printServers } from './servers.ts';
import type { StartCommand } from './start.ts';

export type PowerLossCommand = OfServers<'power-loss'>;

function withoutPower(servers: readonly ServerId[]): Mischief {
  return { commands: [{ type: 'power-loss', servers }], mends: servers.map(startOf) };
}

const startOf = (sid: ServerId): StartCommand => ({ type: 'start', servers: [sid] });

/**
 * All named servers that run, or all there are, lose power at the same instant. Nobody is told: the
 * others notice by silence, or by a reset when the machine is back.
 */
export const powerLoss: Fault<PowerLossCommand, 'all'> = {
  usage: 'power-loss [1 2 3]',
  read: (line) => ({ type: 'power-loss', servers: line.sids(0) }),
  print: printServers,
  act(d, { servers }) {
    const named = servers.length > 0 ? servers : d.hosts.map((host) => host.sid);
    if (!eachAllowed(d, named, () => null)) return;
    const running = named.filter((server) => d.host(server)?.status !== 'down');
    for (const server of running) losePower(d, server);
  },
  mend: ({ servers }, world) => (servers.length > 0 ? servers : sidsOf(world)).map(startOf),
  offers(target, world) {
    if (target.type === 'ensemble') {
      return [
        { text: 'power-loss.all', command: { type: 'power-loss', servers: [] }, danger: true },
      ];
    }
    if (target.type !== 'server') return [];
    const command: PowerLossCommand = { type: 'power-loss', servers: [target.sid] };
    const why = statusOf(world, target.sid) === 'down' ? 'down' : null;
    return [{ text: 'power-loss', command, danger: true, why }];
  },
  key: null,
  mischief: [
    {
      gentle: 0,
      chaos: 1,
      cause(dice, world) {
        const sids = dice.shuffled(sidsOf(world)).slice(0, dice.between(2, world.hosts.length));
        const running = sids.filter((sid) => statusOf(world, sid) !== 'down');
        if (running.length === 0) return null;
        return { ...withoutPower(running), apart: dice.percent(50) };
      },
    },
    {
      // The power goes where something written waits for its fsync, and where one leads: what was
      // said of it too early is then known to nobody who comes back first.
      gentle: 0,
      chaos: 2,
      cause(dice, world) {
        const running = world.hosts.filter((host) => host.status !== 'down');
        const waits = running.filter((host) => factsOf(world, host).log.writing);
        if (waits.length === 0) return slowDiskByChance(dice, world);
        const struck = running.filter((host) => waits.includes(host) || isLeading(world, host));
        return { ...withoutPower(struck.map((host) => host.sid)), apart: true };
      },
    },
    {
      // Everything stops at once and starts again, in any order.
      gentle: 0,
      chaos: 1,
      cause(dice, world) {
        const order = dice.shuffled(sidsOf(world));
        return {
          commands: [{ type: 'power-loss', servers: [] }, ...order.map(startOf)],
          mends: [],
        };
      },
    },
  ],
};
