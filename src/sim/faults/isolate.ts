import type { ServerId } from '../../model/index.ts';
import type { World } from '../world.ts';
import { othersOf, victim } from './aim.ts';
import type { Fault } from './fault.ts';
import type { HealCommand } from './heal.ts';
import { cutOneWay, known } from './links.ts';

export interface IsolateCommand {
  readonly type: 'isolate';
  readonly server: ServerId;
}

const mend = ({ server }: IsolateCommand, world: World): readonly HealCommand[] =>
  othersOf(world, server).map((other) => ({ type: 'heal', between: [server, other] }));

/** Cuts a server off from every other server, both ways; its clients still reach it. */
export const isolate: Fault<IsolateCommand, 'key'> = {
  usage: 'isolate 3',
  read: (line) => ({ type: 'isolate', server: line.sid() }),
  print: ({ server }) => [server],
  act(d, { server }) {
    if (!known(d, server)) return;
    for (const { sid } of d.hosts) {
      if (sid === server) continue;
      cutOneWay(d, server, sid);
      cutOneWay(d, sid, server);
    }
  },
  mend,
  offers(target, world) {
    if (target.type !== 'server') return [];
    const command: IsolateCommand = { type: 'isolate', server: target.sid };
    const why = world.hosts.length === 1 ? 'noConnection' : null;
    return [{ text: 'isolate', command, danger: true, why }];
  },
  key: {
    press: 'i',
    text: 'isolate.key',
    aim: ({ subject }) => ({ type: 'isolate', server: subject }),
  },
  mischief: [
    {
      gentle: 1,
      chaos: 1,
      cause(dice, world) {
        const server = victim(dice, world);
        if (server === null) return null;
        const command: IsolateCommand = { type: 'isolate', server };
        return { commands: [command], mends: mend(command, world) };
      },
    },
  ],
};
