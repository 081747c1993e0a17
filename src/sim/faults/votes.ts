import type { Protocol } from '../../replica/index.ts';
import { entries } from '../agenda.ts';
import type { Endpoint } from '../commands.ts';
import type { WorldDraft } from '../draft.ts';
import { wayFrom } from '../streams.ts';
import type { Connection, Flight, HoldRule, World } from '../world.ts';
import type { Target } from './fault.ts';
import { known } from './links.ts';

/*
 * Votes travel one by one: a newer one replaces one that is not sent yet, and the last one is said
 * again over a new connection (QuorumCnxManager). So one of them may be lost, or come twice, where
 * a stream loses nothing out of its middle.
 */

function isVote({ messages }: Protocol, message: string): boolean {
  return messages[message]?.class === 'VOTE';
}

/** A vote that is on its way, and its connection; one that stands still comes before all others. */
export interface VoteOnItsWay {
  readonly flight: Flight;
  readonly connection: Connection;
  /** Its place among those that stand still; null: it moves. */
  readonly stalled: number | null;
}

/** The first vote on its way in one direction; null: there is none. */
function firstVote(
  { agenda, protocol }: Pick<World, 'agenda' | 'protocol'>,
  connections: readonly Connection[],
  from: Endpoint,
  to: Endpoint,
): VoteOnItsWay | null {
  const isIt = (one: Flight): boolean =>
    one.from === from && one.to === to && isVote(protocol, one.message.type);
  for (const connection of connections) {
    const { stalled } = connection[wayFrom(connection, from)];
    const place = stalled.findIndex(isIt);
    if (place >= 0) return { flight: stalled[place] as Flight, connection, stalled: place };
  }
  let first: VoteOnItsWay | null = null;
  for (const { item } of entries(agenda)) {
    if (item.type !== 'flight' || !isIt(item)) continue;
    if (first !== null && item.id > first.flight.id) continue;
    const connection = connections.find(({ id }) => id === item.connection);
    if (connection !== undefined) first = { flight: item, connection, stalled: null };
  }
  return first;
}

/** The vote that a command is about; null, and a refusal is told: it is about none. */
export function voteFor(d: WorldDraft, { message, from, to }: HoldRule): VoteOnItsWay | null {
  if (!known(d, from, to)) return null;
  if (!isVote(d.world.protocol, message)) {
    d.refuse('inStream', { message });
    return null;
  }
  const found = firstVote(d, d.connections(), from, to);
  if (found === null) d.refuse('notOnItsWay', { message, from, to });
  return found;
}

/** The votes that a thing stands for and that are the first of their direction. */
export function votesAt(target: Target, world: World): readonly HoldRule[] {
  const ways =
    target.type === 'link'
      ? ([
          [target.a, target.b],
          [target.b, target.a],
        ] as const)
      : target.type === 'message' && isVote(world.protocol, target.message)
        ? ([[target.from, target.to]] as const)
        : [];
  const connections = Object.values(world.links)
    .flat()
    .filter((one) => one !== null);
  return ways.flatMap(([from, to]): readonly HoldRule[] => {
    const flight = firstVote(world, connections, from, to)?.flight;
    if (flight === undefined || typeof from !== 'number' || typeof to !== 'number') return [];
    if (target.type === 'message' && target.id !== flight.id) return [];
    return [{ message: flight.message.type as HoldRule['message'], from, to }];
  });
}
