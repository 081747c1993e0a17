import { without } from '../agenda.ts';
import { tellMessage } from '../messages.ts';
import { unstall } from '../network.ts';
import { wayFrom, withStream } from '../streams.ts';
import type { HoldRule } from '../world.ts';
import type { Fault } from './fault.ts';
import { voteFor, votesAt } from './votes.ts';

export interface DropCommand extends HoldRule {
  readonly type: 'drop';
}

/** A vote that is on its way is lost; nobody is told. */
export const drop: Fault<DropCommand> = {
  usage: 'drop NOTIFICATION 3 -> 1',
  read: (line) => ({ type: 'drop', ...line.stream() }),
  print: ({ message, from, to }) => [message, from, '->', to],
  act(d, command) {
    const found = voteFor(d, command);
    if (found === null) return;
    const { flight, connection, stalled: place } = found;
    tellMessage(d, 'messageDropped', flight);
    if (place === null) {
      d.agenda = without(d.agenda, (due) => due === flight);
      return;
    }
    const way = wayFrom(connection, flight.from);
    const { stalled, notBefore } = connection[way];
    const rest = stalled.filter((one) => one !== flight);
    d.setConnection(withStream(connection, way, { stalled: rest, notBefore }));
    // What stood behind it goes on, up to whatever else stops it.
    unstall(d, flight.from, flight.to);
  },
  mend: () => [],
  offers: (target, world) =>
    votesAt(target, world).map((vote) => ({
      text: 'drop',
      facts: { ...vote },
      command: { type: 'drop', ...vote },
      danger: true,
    })),
  key: null,
  // Chance has it already: a connection that breaks loses a vote, and says the last one again.
  mischief: [],
};
