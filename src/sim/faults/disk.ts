import type { Dice } from '../../lib/index.ts';
import type { ServerId } from '../../model/index.ts';
import type { World } from '../world.ts';
import { sidsOf } from './aim.ts';
import type { Fault, Mischief } from './fault.ts';
import { eachAllowed } from './servers.ts';

export interface SlowDiskCommand {
  readonly type: 'disk';
  readonly server: ServerId;
  /** Milliseconds an fsync takes; 0 is the ordinary disk again. */
  readonly fsyncMs: number;
}

const mend = (command: SlowDiskCommand): readonly SlowDiskCommand[] => [{ ...command, fsyncMs: 0 }];

export function slowDiskByChance(dice: Dice, world: World): Mischief {
  const server = dice.pick(sidsOf(world));
  const command: SlowDiskCommand = {
    type: 'disk',
    server,
    fsyncMs: dice.pick([15, 80, 400, 2500]),
  };
  return { commands: [command], mends: mend(command) };
}

/** From the next fsync on it takes this long. */
export const slowDisk: Fault<SlowDiskCommand, 'slow' | 'normal'> = {
  usage: 'disk 2 1500',
  read: (line) => ({ type: 'disk', server: line.sid(), fsyncMs: line.ms() }),
  print: ({ server, fsyncMs }) => [server, fsyncMs],
  act(d, { server, fsyncMs }) {
    if (!eachAllowed(d, [server], () => null)) return;
    d.editHost(server).fsyncMs = fsyncMs;
    d.tell({ type: 'diskSlowed', server, fsyncMs });
  },
  mend,
  offers(target) {
    if (target.type !== 'server') return [];
    const server = target.sid;
    const page = [0, 100, 1500, 5000].map((ms) => ({
      text: ms === 0 ? ('disk.normal' as const) : ('disk.slow' as const),
      facts: { ms },
      command: { type: 'disk', server, fsyncMs: ms } as const,
    }));
    return [{ text: 'disk', page }];
  },
  key: null,
  mischief: [{ gentle: 1, chaos: 1, cause: slowDiskByChance }],
};
