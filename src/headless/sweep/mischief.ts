import type { Dice } from '../../lib/index.ts';
import { FAULT_TYPES, FAULTS, type Mischief, type Mishap, type World } from '../../sim/index.ts';

const MISHAPS: readonly Mishap[] = FAULT_TYPES.flatMap((type) => FAULTS[type].mischief);

/** Every way in which chance hurts a world, each as often as its fault says. */
function drawn(kind: 'gentle' | 'chaos'): readonly Mishap['cause'][] {
  return MISHAPS.flatMap((one) => Array<Mishap['cause']>(one[kind]).fill(one.cause));
}

const CAUSES = { gentle: drawn('gentle'), chaos: drawn('chaos') } as const;

/** One fault, chosen by chance; nothing where the world has nothing for it to hurt. */
export function mischief(dice: Dice, world: World, kind: keyof typeof CAUSES): Mischief {
  return dice.pick(CAUSES[kind])(dice, world) ?? { commands: [], mends: [] };
}
