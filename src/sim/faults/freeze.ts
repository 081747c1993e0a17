import type { Host } from '../world.ts';
import { statusOf, victim } from './aim.ts';
import type { Fault } from './fault.ts';
import type { ResumeCommand } from './resume.ts';
import { eachAllowed, mustRun, type OfServers, printServers, readServers } from './servers.ts';

export type FreezeCommand = OfServers<'freeze'>;

const mend = ({ servers }: FreezeCommand): readonly ResumeCommand[] => [
  { type: 'resume', servers },
];

/** The process stands still (SIGSTOP, a long GC pause): its sockets stay open, nothing is read. */
export const freeze: Fault<FreezeCommand, 'key'> = {
  usage: 'freeze 1 2 3',
  read: readServers('freeze'),
  print: printServers,
  act(d, { servers }) {
    const wrong = (host: Host) => mustRun(host) ?? (host.status === 'frozen' ? 'frozen' : null);
    if (!eachAllowed(d, servers, wrong)) return;
    for (const server of servers) {
      d.editHost(server).status = 'frozen';
      d.tell({ type: 'serverFrozen', server });
    }
  },
  mend,
  offers(target, world) {
    if (target.type !== 'server') return [];
    const status = statusOf(world, target.sid);
    if (status === 'frozen') return [];
    const why = status === 'down' ? 'down' : null;
    return [{ text: 'freeze', command: { type: 'freeze', servers: [target.sid] }, why }];
  },
  key: {
    press: 'f',
    text: 'freeze.key',
    aim({ subject }, world) {
      const type = statusOf(world, subject) === 'frozen' ? 'resume' : 'freeze';
      return { type, servers: [subject] };
    },
  },
  mischief: [
    {
      gentle: 1,
      chaos: 2,
      cause(dice, world) {
        const sid = victim(dice, world);
        if (sid === null) return null;
        const command: FreezeCommand = { type: 'freeze', servers: [sid] };
        return { commands: [command], mends: mend(command) };
      },
    },
  ],
};
