import { deliverDue } from '../deliver.ts';
import type { Host } from '../world.ts';
import { statusOf } from './aim.ts';
import type { Fault } from './fault.ts';
import { eachAllowed, type OfServers, printServers, readServers } from './servers.ts';

export type ResumeCommand = OfServers<'resume'>;

/** The process goes on: what came due meanwhile happens now, in its order. */
export const resume: Fault<ResumeCommand> = {
  usage: 'resume 1 2 3',
  read: readServers('resume'),
  print: printServers,
  act(d, { servers }) {
    const wrong = (host: Host) => (host.status === 'frozen' ? null : 'notFrozen');
    if (!eachAllowed(d, servers, wrong)) return;
    for (const server of servers) {
      const host = d.editHost(server);
      const { backlog } = host;
      host.status = 'up';
      host.backlog = [];
      d.tell({ type: 'serverResumed', server });
      for (const due of backlog) deliverDue(d, due, true);
    }
  },
  mend: () => [],
  offers(target, world) {
    if (target.type !== 'server' || statusOf(world, target.sid) !== 'frozen') return [];
    return [{ text: 'resume', command: { type: 'resume', servers: [target.sid] } }];
  },
  key: null,
  mischief: [],
};
