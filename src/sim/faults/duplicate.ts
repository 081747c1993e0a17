import { entries } from '../agenda.ts';
import { tellMessage } from '../messages.ts';
import { wayFrom, withStream } from '../streams.ts';
import type { Flight, HoldRule } from '../world.ts';
import type { Fault } from './fault.ts';
import { voteFor, votesAt } from './votes.ts';

export interface DuplicateCommand extends HoldRule {
  readonly type: 'duplicate';
}

/** A vote that is on its way arrives twice, one behind the other. */
export const duplicate: Fault<DuplicateCommand> = {
  usage: 'duplicate NOTIFICATION 3 -> 1',
  read: (line) => ({ type: 'duplicate', ...line.stream() }),
  print: ({ message, from, to }) => [message, from, '->', to],
  act(d, command) {
    const found = voteFor(d, command);
    if (found === null) return;
    const { flight, connection, stalled: place } = found;
    const again: Flight = { ...flight, id: d.newId(), sentAt: d.now };
    tellMessage(d, 'messageDuplicated', again);
    if (place === null) {
      const at = entries(d.agenda).find(({ item }) => item === flight)?.at ?? d.now;
      d.scheduleAt(at, again);
      return;
    }
    const way = wayFrom(connection, flight.from);
    const { stalled, notBefore } = connection[way];
    const both = [...stalled.slice(0, place + 1), again, ...stalled.slice(place + 1)];
    d.setConnection(withStream(connection, way, { stalled: both, notBefore }));
  },
  mend: () => [],
  offers: (target, world) =>
    votesAt(target, world).map((vote) => ({
      text: 'duplicate',
      facts: { ...vote },
      command: { type: 'duplicate', ...vote },
    })),
  key: null,
  // As with drop.
  mischief: [],
};
