import type { Endpoint } from '../commands.ts';
import type { Fault } from './fault.ts';
import { cutOneWay, healed, known, onOneWay, ruleOf, waysBetween } from './links.ts';

export interface CutCommand {
  readonly type: 'cut';
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly oneWay: boolean;
}

/** Nothing gets through any more; it stalls, and nothing is lost by it. */
export const cut: Fault<CutCommand, 'one'> = {
  usage: 'cut 1 3 | cut 1 -> 3',
  read: (line) => ({ type: 'cut', ...line.ends('maybe') }),
  print: ({ from, to, oneWay }) => (oneWay ? [from, '->', to] : [from, to]),
  act(d, { from, to, oneWay }) {
    if (!known(d, from, to)) return;
    cutOneWay(d, from, to);
    if (!oneWay) cutOneWay(d, to, from);
  },
  mend: healed,
  offers(target, world) {
    if (target.type !== 'link') return [];
    const { a, b } = target;
    const open = waysBetween(a, b).filter(([from, to]) => !ruleOf(world, from, to).cut);
    if (open.length === 0) return [];
    return [
      { text: 'cut', command: { type: 'cut', from: a, to: b, oneWay: false }, danger: true },
      ...open.map(([from, to]) => ({
        text: 'cut.one' as const,
        facts: { from, to },
        command: { type: 'cut', from, to, oneWay: true } as const,
        danger: true,
      })),
    ];
  },
  key: null,
  mischief: [onOneWay((from, to): CutCommand => ({ type: 'cut', from, to, oneWay: true }))],
};
