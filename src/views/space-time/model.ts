import { getKey } from '../../lib/index.ts';
import type { Micros, ServerId } from '../../model/index.ts';
import type { Endpoint, SimEvent, World } from '../../sim/index.ts';
import {
  type BeatLog,
  beatsUntil,
  isActivity,
  type Past,
  processOf,
} from '../../timeline/index.ts';
import { arrowsOf } from './arrows.ts';
import { stretchesOf } from './stretches.ts';

/** When something happened: its virtual time, and its place among all that happened. */
export interface When {
  readonly at: Micros;
  /** On the axis that gives every turn the same room. */
  readonly place: number;
}

/** A turn with its place. */
export interface PlacedTurn extends Past {
  readonly place: number;
}

/** One line of the diagram. */
export interface Lane {
  readonly end: Endpoint;
  readonly kind: 'server' | 'client';
}

/** Something that happened at one process. */
export interface Dot {
  readonly n: number;
  readonly end: Endpoint;
  readonly when: When;
  readonly kind: 'plain' | 'commit' | 'broken' | 'leader' | 'turn' | 'person';
}

/** A message, from where it was sent to what became of it. */
export interface Arrow {
  readonly id: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly event: Extract<SimEvent, { readonly message: unknown; readonly id: number }>;
  /** Null: before what is looked at. */
  readonly sent: When | null;
  /** `flying`: it is still on its way at the end of what is looked at. */
  readonly fate: 'delivered' | 'lost' | 'held' | 'flying';
  readonly ended: When;
  /** Where it was held, also if it went on. */
  readonly held: When | null;
  /** How far along it came before it was lost or held: 0 to 1. */
  readonly reach: number;
  /** The events that it stands for. */
  readonly ns: readonly number[];
}

/** What a process was for a while. */
export interface Stretch {
  readonly end: Endpoint;
  readonly state: 'down' | 'frozen' | 'looking' | 'following' | 'leading' | 'session' | 'none';
  /** The epoch that a server is in; 0: none. */
  readonly epoch: number;
  readonly from: When;
  readonly to: When;
}

/** An entry on its way to a disk. */
export interface Write {
  readonly end: ServerId;
  readonly epoch: number;
  readonly from: When;
  readonly to: When;
  readonly ns: readonly number[];
}

/** A client that believes that it holds a lock. */
export interface Holding {
  readonly end: Endpoint;
  readonly from: When;
  readonly to: When;
  /** False while it is without a connection, and cannot know. */
  readonly sure: boolean;
}

/** Everything that the diagram draws of some turns, apart from where. */
export interface SpaceTime {
  readonly lanes: readonly Lane[];
  readonly dots: readonly Dot[];
  readonly arrows: readonly Arrow[];
  readonly stretches: readonly Stretch[];
  readonly writes: readonly Write[];
  readonly holdings: readonly Holding[];
  readonly first: When;
  readonly last: When;
  /** How many events it was made of. */
  readonly events: number;
}

/**
 * Turns with their places: each in which something happened has one of its own; what is only a sign
 * of life stands between two.
 */
export function placed(
  turns: readonly Past[],
  beats: BeatLog,
  placeOf: (at: Micros) => number,
): readonly PlacedTurn[] {
  const last = turns.at(-1);
  if (last === undefined) return [];
  // Counted from the end: at its beginning a range may cut turns of one time.
  let next = beatsUntil(beats, last.at);
  const found: PlacedTurn[] = [];
  for (let i = turns.length - 1; i >= 0; i--) {
    const turn = turns[i] as Past;
    const place = turn.events.some(isActivity) ? next-- : Math.min(placeOf(turn.at), next + 0.999);
    found.push({ ...turn, place });
  }
  return found.reverse();
}

/** The lines: servers in their order, then clients in the order in which they came. */
export function lanesOf(world: World): readonly Lane[] {
  return [
    ...world.hosts.map(({ sid }): Lane => ({ end: sid, kind: 'server' })),
    ...world.clientNames
      .filter((name) => getKey(world.clients, name) !== undefined)
      .map((name): Lane => ({ end: name, kind: 'client' })),
  ];
}

const KINDS: Partial<Readonly<Record<SimEvent['type'], Dot['kind']>>> = {
  committed: 'commit',
  serverCrashed: 'broken',
  serverExited: 'broken',
  sessionExpired: 'broken',
  violated: 'broken',
  leaderEstablished: 'leader',
  stateChanged: 'turn',
  serverStarted: 'turn',
  serverFrozen: 'person',
  serverResumed: 'person',
  clientFrozen: 'person',
  clientResumed: 'person',
  diskSlowed: 'person',
  workChanged: 'person',
  diskWiped: 'person',
};

/** What stands on a line as something of its own; messages and fsyncs are drawn otherwise. */
const DRAWN_OTHERWISE: ReadonlySet<SimEvent['type']> = new Set([
  ...(['messageSent', 'messageDelivered', 'messageHeld', 'messageReleased'] as const),
  ...(['messageDropped', 'messageDuplicated'] as const),
  ...(['connectionOpened', 'connectionBroken', 'logged'] as const),
]);

function dotsOf(turns: readonly PlacedTurn[]): readonly Dot[] {
  return turns.flatMap(({ at, place, n, events }) =>
    events.flatMap((event, i): Dot[] => {
      const end = DRAWN_OTHERWISE.has(event.type) ? null : processOf(event);
      if (end === null || !isActivity(event)) return [];
      return [{ n: n + i, end, when: { at, place }, kind: KINDS[event.type] ?? 'plain' }];
    }),
  );
}

/**
 * What is drawn of turns (in order, without gaps), which begin in the world `start` and end in the
 * world `end`. `pings`: signs of life are drawn, too.
 */
export function spaceTime(
  start: World,
  end: World,
  turns: readonly PlacedTurn[],
  pings: boolean,
): SpaceTime {
  const first = turns[0] ?? { at: start.now, place: 0 };
  const last = turns.at(-1) ?? first;
  const edges = { first: whenOf(first), last: whenOf(last) };
  return {
    lanes: lanesOf(end),
    dots: dotsOf(turns),
    arrows: arrowsOf(turns, edges.last, pings),
    ...stretchesOf(start, turns, edges.first, edges.last),
    ...edges,
    events: turns.reduce((sum, turn) => sum + turn.events.length, 0),
  };
}

export function whenOf({ at, place }: When): When {
  return { at, place };
}
