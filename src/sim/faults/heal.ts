import type { Endpoint } from '../commands.ts';
import type { Fault } from './fault.ts';
import { healOneWay, known, ruleOf, waysBetween } from './links.ts';

export interface HealCommand {
  readonly type: 'heal';
  /** null: everywhere. */
  readonly between: readonly [Endpoint, Endpoint] | null;
}

/** Ends cuts and delays between two ends, or everywhere; what stood still goes on. */
export const heal: Fault<HealCommand, 'all'> = {
  usage: 'heal | heal 1 3',
  read(line) {
    if (!line.more) return { type: 'heal', between: null };
    const { from, to } = line.ends('never');
    return { type: 'heal', between: [from, to] };
  },
  print: ({ between }) => between ?? [],
  act(d, { between }) {
    if (!between) {
      for (const { from, to } of d.linkRules) healOneWay(d, from, to);
      return;
    }
    const [a, b] = between;
    // A client that was cut off may be gone by now: the wall still is there.
    const isIll = waysBetween(a, b).some(([from, to]) =>
      d.linkRules.some((rule) => rule.from === from && rule.to === to),
    );
    if (!isIll && !known(d, a, b)) return;
    healOneWay(d, a, b);
    healOneWay(d, b, a);
  },
  mend: () => [],
  offers(target, world) {
    if (target.type === 'ensemble') {
      return [{ text: 'heal.all', command: { type: 'heal', between: null } }];
    }
    if (target.type !== 'link') return [];
    const { a, b } = target;
    const isSound = [ruleOf(world, a, b), ruleOf(world, b, a)].every(
      ({ cut, delayMs }) => !cut && delayMs === 0,
    );
    return isSound ? [] : [{ text: 'heal', command: { type: 'heal', between: [a, b] } }];
  },
  key: {
    press: 'x',
    text: 'heal.all',
    aim: () => ({ type: 'heal', between: null }),
  },
  mischief: [],
};
