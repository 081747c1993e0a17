import { stopProcess } from '../hosts.ts';
import { statusOf, victim } from './aim.ts';
import type { Fault } from './fault.ts';
import { eachAllowed, mustRun, type OfServers, printServers, readServers } from './servers.ts';
import type { StartCommand } from './start.ts';

export type CrashCommand = OfServers<'crash'>;

const mend = ({ servers }: CrashCommand): readonly StartCommand[] =>
  servers.map((sid) => ({ type: 'start', servers: [sid] }));

/** The processes end at once; connections are reset, so the others know it after a latency. */
export const crash: Fault<CrashCommand, 'key'> = {
  usage: 'crash 1 2 3',
  read: readServers('crash'),
  print: printServers,
  act(d, { servers }) {
    if (!eachAllowed(d, servers, mustRun)) return;
    for (const server of servers) {
      const lost = stopProcess(d, server);
      d.tell({ type: 'serverCrashed', server, lost });
    }
  },
  mend,
  offers(target, world) {
    if (target.type !== 'server' || statusOf(world, target.sid) === 'down') return [];
    return [{ text: 'crash', command: { type: 'crash', servers: [target.sid] }, danger: true }];
  },
  key: {
    press: 'c',
    text: 'crash.key',
    aim({ subject }, world) {
      const type = statusOf(world, subject) === 'down' ? 'start' : 'crash';
      return { type, servers: [subject] };
    },
  },
  mischief: [
    {
      gentle: 2,
      chaos: 3,
      cause(dice, world) {
        const sid = victim(dice, world);
        if (sid === null) return null;
        const command: CrashCommand = { type: 'crash', servers: [sid] };
        return { commands: [command], mends: mend(command) };
      },
    },
    {
      gentle: 1,
      chaos: 2,
      cause(dice, world) {
        const sid = victim(dice, world);
        if (sid === null) return null;
        const command: CrashCommand = { type: 'crash', servers: [sid] };
        return { commands: [command, ...mend(command)], mends: [] };
      },
    },
  ],
};
