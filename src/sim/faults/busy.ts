import type { ServerId } from '../../model/index.ts';
import type { Fault } from './fault.ts';
import { eachAllowed } from './servers.ts';

export interface BusyCommand {
  readonly type: 'busy';
  readonly server: ServerId;
  /** Milliseconds of work that a packet of a client is; 0: it is none, as usual. */
  readonly packetMs: number;
  /** The same of a CONNECT: a handshake, and a session to look up. */
  readonly connectMs: number;
}

/** From the next packet of a client on it takes this long, and the others wait behind it. */
export const busy: Fault<BusyCommand, 'much' | 'none'> = {
  usage: 'busy 2 20 500',
  read(line) {
    const [server, packetMs] = [line.sid(), line.ms()];
    return { type: 'busy', server, packetMs, connectMs: line.more ? line.ms() : packetMs };
  },
  print: ({ server, packetMs, connectMs }) =>
    connectMs === packetMs ? [server, packetMs] : [server, packetMs, connectMs],
  act(d, { server, packetMs, connectMs }) {
    if (!eachAllowed(d, [server], () => null)) return;
    d.editHost(server).work = { packetMs, connectMs };
    d.tell({ type: 'workChanged', server, packetMs, connectMs });
  },
  mend: (command) => [{ ...command, packetMs: 0, connectMs: 0 }],
  offers(target) {
    if (target.type !== 'server') return [];
    const page = [0, 20, 200].map((ms) => ({
      text: ms === 0 ? ('busy.none' as const) : ('busy.much' as const),
      facts: { ms },
      command: { type: 'busy', server: target.sid, packetMs: ms, connectMs: ms } as const,
    }));
    return [{ text: 'busy', page }];
  },
  key: null,
  // Chance leaves it alone: it breaks nothing that delays do not.
  mischief: [],
};
