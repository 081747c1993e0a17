import { startProcess } from '../hosts.ts';
import { statusOf } from './aim.ts';
import type { Fault } from './fault.ts';
import { eachAllowed, type OfServers, printServers, readServers } from './servers.ts';

export type StartCommand = OfServers<'start'>;

/** Starts processes, in the order named, at the same instant. */
export const start: Fault<StartCommand, 'all'> = {
  usage: 'start 1 2 3',
  read: readServers('start'),
  print: printServers,
  act(d, { servers }) {
    if (!eachAllowed(d, servers, (host) => (host.status === 'down' ? null : 'serverUp'))) return;
    for (const server of servers) startProcess(d, server);
  },
  mend: () => [],
  offers(target, world) {
    if (target.type === 'server' && statusOf(world, target.sid) === 'down') {
      return [{ text: 'start', command: { type: 'start', servers: [target.sid] } }];
    }
    const down = world.hosts.filter((host) => host.status === 'down').map((host) => host.sid);
    if (target.type !== 'ensemble' || down.length === 0) return [];
    return [{ text: 'start.all', command: { type: 'start', servers: down } }];
  },
  key: null,
  mischief: [],
};
