import { isAlive } from '../../client/index.ts';
import { getKey } from '../../lib/index.ts';
import { type ClientName, NO_SERVER } from '../../model/index.ts';
import { stepClientHost } from '../clients.ts';
import { deliverDue } from '../deliver.ts';
import { actOnProcess } from '../library-clients.ts';
import { connectionOf, giveUp } from '../network.ts';
import { sidsOf } from './aim.ts';
import type { Fault } from './fault.ts';

/** What can be done to a client's process. */
export const CLIENT_ACTIONS = ['freeze', 'resume', 'disconnect', 'close', 'kill'] as const;

export interface ClientProcessCommand {
  readonly type: 'client';
  readonly client: ClientName;
  readonly action: (typeof CLIENT_ACTIONS)[number];
}

const mend = (command: ClientProcessCommand): readonly ClientProcessCommand[] =>
  command.action === 'freeze' ? [{ ...command, action: 'resume' }] : [];

/** What a person does to a client process. */
export const clientFault: Fault<ClientProcessCommand, ClientProcessCommand['action']> = {
  usage: 'client NAME disconnect|kill|freeze|resume|close',
  read: (line) => ({
    type: 'client',
    client: line.client(),
    action: line.choice(CLIENT_ACTIONS),
  }),
  print: ({ client, action }) => [client, action],
  act(d, { client: name, action }) {
    if (d.wire(name)?.library) return actOnProcess(d, name, action);
    const host = d.client(name);
    if (!host || (host.client.leaf === 'DEAD' && action !== 'freeze')) {
      return d.refuse('unknownClient', { client: name });
    }
    switch (action) {
      case 'freeze':
        d.setClient({ ...host, frozen: true });
        return d.tell({ type: 'clientFrozen', client: name });
      case 'resume': {
        d.setClient({ ...host, frozen: false, backlog: [] });
        d.tell({ type: 'clientResumed', client: name });
        for (const due of host.backlog) deliverDue(d, due, true);
        return;
      }
      case 'kill': {
        d.setClient({ ...host, frozen: false, backlog: [], recipe: null });
        stepClientHost(d, name, { type: 'kill' });
        const link = connectionOf(d, 'client', name, d.client(name)?.client.server ?? NO_SERVER);
        if (link) giveUp(d, link, name);
        return;
      }
      default:
        stepClientHost(d, name, { type: action });
    }
  },
  mend,
  offers(target, world) {
    if (target.type !== 'client') return [];
    const { name: client } = target;
    const host = getKey(world.clients, client);
    if (host === undefined || !isAlive(host.client)) return [];
    const { frozen } = host;
    return CLIENT_ACTIONS.filter((one) => one !== (frozen ? 'freeze' : 'resume')).map((action) => ({
      text: `client.${action}` as const,
      command: { type: 'client', client, action } as const,
      danger: action === 'disconnect' || action === 'kill',
    }));
  },
  key: null,
  mischief: [
    {
      gentle: 1,
      chaos: 1,
      cause(dice, world) {
        if (world.clientNames.length === 0) return null;
        const client = dice.pick(world.clientNames);
        const what = dice.between(1, 4);
        if (what <= 2) {
          const action = what === 1 ? 'freeze' : 'disconnect';
          const command: ClientProcessCommand = { type: 'client', client, action };
          return { commands: [command], mends: mend(command) };
        }
        const to = dice.pick(sidsOf(world));
        return {
          commands: [{ type: 'cut', from: client, to, oneWay: false }],
          mends: [{ type: 'heal', between: [client, to] }],
        };
      },
    },
  ],
};
