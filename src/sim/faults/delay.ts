import type { Endpoint } from '../commands.ts';
import { unstall } from '../network.ts';
import type { Fault } from './fault.ts';
import { healed, known, onOneWay, ruleOf, setRule, waysBetween } from './links.ts';

export interface DelayCommand {
  readonly type: 'delay';
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Milliseconds; 0 ends it. */
  readonly ms: number;
}

/** From now on messages take this much longer one way. */
export const delay: Fault<DelayCommand, 'ms'> = {
  usage: 'delay 1 -> 2 40',
  read(line) {
    const { from, to } = line.ends('always');
    return { type: 'delay', from, to, ms: line.ms() };
  },
  print: ({ from, to, ms }) => [from, '->', to, ms],
  act(d, { from, to, ms }) {
    if (!known(d, from, to)) return;
    const rule = ruleOf(d, from, to);
    setRule(d, { ...rule, delayMs: ms });
    d.tell({ type: 'linkDelayed', from, to, ms });
    // Also in a cut stream: what is sent from now on may not overtake what is still on its way.
    if (ms < rule.delayMs) unstall(d, from, to);
  },
  mend: healed,
  offers(target) {
    if (target.type !== 'link') return [];
    const { a, b } = target;
    const page = waysBetween(a, b).flatMap(([from, to]) =>
      [40, 500, 4000].map((ms) => ({
        text: 'delay.ms' as const,
        facts: { from, to, ms },
        command: { type: 'delay', from, to, ms } as const,
      })),
    );
    return [{ text: 'delay', page }];
  },
  key: null,
  mischief: [
    onOneWay((from, to, dice): DelayCommand => {
      return { type: 'delay', from, to, ms: dice.pick([5, 40, 300, 1500]) };
    }),
  ],
};
