import { tellMessage } from '../messages.ts';
import { unstall } from '../network.ts';
import { wayFrom } from '../streams.ts';
import type { HoldRule } from '../world.ts';
import type { Fault } from './fault.ts';
import { known } from './links.ts';

export interface ReleaseCommand extends HoldRule {
  readonly type: 'release';
}

/** The stream goes on. */
export const release: Fault<ReleaseCommand> = {
  usage: 'release PROPOSAL 3 -> 1',
  read: (line) => ({ type: 'release', ...line.stream() }),
  print: ({ message, from, to }) => [message, from, '->', to],
  act(d, { message, from, to }) {
    if (!known(d, from, to)) return;
    const matches = (h: HoldRule): boolean =>
      h.message === message && h.from === from && h.to === to;
    if (!d.holds.some(matches)) return;
    d.holds = d.holds.filter((h) => !matches(h));
    for (const connection of d.connections()) {
      const first = connection[wayFrom(connection, from)].stalled[0];
      if (first?.from !== from || first.to !== to || first.message.type !== message) continue;
      tellMessage(d, 'messageReleased', first);
    }
    unstall(d, from, to);
  },
  mend: () => [],
  offers(target, world) {
    if (target.type === 'link') {
      const { a, b } = target;
      return world.holds
        .filter(({ from, to }) => (from === a && to === b) || (from === b && to === a))
        .map(({ message, from, to }) => ({
          text: 'release',
          facts: { message, from, to },
          command: { type: 'release', message, from, to },
        }));
    }
    if (target.type !== 'message' || target.waits !== 0) return [];
    const { from, to, message } = target;
    if (typeof from !== 'number' || typeof to !== 'number') return [];
    const stream = { message: message, from, to };
    return [{ text: 'release', facts: stream, command: { type: 'release', ...stream } }];
  },
  key: null,
  mischief: [],
};
