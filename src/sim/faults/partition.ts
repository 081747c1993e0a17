import type { ServerId } from '../../model/index.ts';
import { sidsOf } from './aim.ts';
import type { Deed, Fault } from './fault.ts';
import type { HealCommand } from './heal.ts';
import { cutOneWay, healOneWay, known } from './links.ts';

export interface PartitionCommand {
  readonly type: 'partition';
  readonly groups: readonly (readonly ServerId[])[];
}

const HEAL: HealCommand = { type: 'heal', between: null };

function halves(sids: readonly ServerId[]): readonly Deed<'partition.groups', PartitionCommand>[] {
  return sids.slice(1).map((_, i) => {
    const groups = [sids.slice(0, i + 1), sids.slice(i + 1)] as const;
    return {
      text: 'partition.groups',
      facts: { left: groups[0].join(' '), right: groups[1].join(' ') },
      command: { type: 'partition', groups },
      danger: true,
    };
  });
}

/** Walls between groups of servers; those not named are one group more. Older walls fall. */
export const partition: Fault<PartitionCommand, 'groups' | 'key'> = {
  usage: 'partition 1 2 | 3 4 5',
  read(line) {
    const groups = [line.sids(1)];
    line.expect('|');
    do groups.push(line.sids(1));
    while (line.skip('|'));
    return { type: 'partition', groups };
  },
  print: ({ groups }) => groups.flatMap((group, i) => [...(i === 0 ? [] : ['|']), ...group]),
  act(d, { groups }) {
    if (!known(d, ...groups.flat())) return;
    const named = new Set(groups.flat());
    const rest = d.hosts.map((host) => host.sid).filter((sid) => !named.has(sid));
    const all = rest.length > 0 ? [...groups, rest] : groups;
    const groupOf = (sid: ServerId): number => all.findIndex((group) => group.includes(sid));
    for (const a of d.hosts) {
      for (const b of d.hosts) {
        if (a.sid === b.sid) continue;
        if (groupOf(a.sid) === groupOf(b.sid)) healOneWay(d, a.sid, b.sid);
        else cutOneWay(d, a.sid, b.sid);
      }
    }
  },
  mend: () => [HEAL],
  offers(target, world) {
    const sids = sidsOf(world);
    if (target.type !== 'ensemble' || sids.length < 2) return [];
    return [{ text: 'partition', page: halves(sids) }];
  },
  key: {
    press: 'p',
    text: 'partition.key',
    /** The leader and as few others as there may be on one side, all others on the other. */
    aim({ leader }, world) {
      const sids = sidsOf(world);
      const first = leader ?? sids.at(-1);
      if (first === undefined || sids.length < 2) return null;
      const others = sids.filter((sid) => sid !== first);
      const few = Math.max(0, Math.floor((sids.length - 1) / 2) - 1);
      return { type: 'partition', groups: [[first, ...others.slice(0, few)], others.slice(few)] };
    },
  },
  mischief: [
    {
      gentle: 0,
      chaos: 2,
      cause(dice, world) {
        const sids = dice.shuffled(sidsOf(world));
        if (sids.length < 2) return null;
        const cut = dice.between(1, sids.length - 1);
        const command: PartitionCommand = {
          type: 'partition',
          groups: [sids.slice(0, cut), sids.slice(cut)],
        };
        return { commands: [command], mends: [HEAL] };
      },
    },
  ],
};
