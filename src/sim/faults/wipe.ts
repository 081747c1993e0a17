import type { Host } from '../world.ts';
import { statusOf } from './aim.ts';
import type { Fault } from './fault.ts';
import { eachAllowed, type OfServers, printServers, readServers } from './servers.ts';

export type WipeCommand = OfServers<'wipe'>;

/** A new, empty disk; only for a process that is down. */
export const wipe: Fault<WipeCommand> = {
  usage: 'wipe 1 2 3',
  read: readServers('wipe'),
  print: printServers,
  act(d, { servers }) {
    const wrong = (host: Host) => (host.status === 'down' ? null : 'mustBeDown');
    if (!eachAllowed(d, servers, wrong)) return;
    for (const server of servers) {
      d.editHost(server).disk = d.world.protocol.wipedDisk;
      d.tell({ type: 'diskWiped', server });
    }
  },
  /** What is forgotten stays forgotten. */
  mend: () => [],
  offers(target, world) {
    if (target.type !== 'server') return [];
    const command: WipeCommand = { type: 'wipe', servers: [target.sid] };
    const why = statusOf(world, target.sid) === 'down' ? null : 'up';
    return [{ text: 'wipe', command, danger: true, why }];
  },
  key: null,
  // The protocol does not promise to survive a forgotten disk.
  mischief: [],
};
