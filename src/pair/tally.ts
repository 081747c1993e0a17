import type { EntryBody, LoggedRequest } from '../etcd/index.ts';
import { type Micros, type ServerId, type Txn, type Zxid, zxidHex } from '../model/index.ts';
import { factsOf, type SimEvent, type World } from '../sim/index.ts';
import { type Past, pastBetween, type Timeline, worldAt } from '../timeline/index.ts';
import { type Pair, saidUntil } from './pair.ts';
import { BEGINS, type PairSide } from './sides.ts';
import {
  type LibraryCall,
  onAnswered,
  placeOf,
  type RecipeNews,
  type Replied,
  type ToldLine,
  toldByLibrary,
  toldByShell,
  UNTOLD,
} from './told.ts';

/** A leader that a quorum has confirmed, and how long after which line. */
export interface LeaderSince {
  readonly server: ServerId;
  readonly term: number;
  readonly at: Micros;
  /** The line before it, and how long ago that was; null: none was said. */
  readonly since: { readonly text: string; readonly after: Micros } | null;
}

/** An entry of a client's that was proposed, and what became of it. */
export interface Fate {
  readonly id: Zxid;
  readonly fate: 'committed' | 'open' | 'gone';
}

/** What came of one side's run since the story began. */
export interface Tally {
  /** Between servers, without signs of life; and those. */
  readonly messages: number;
  readonly beats: number;
  readonly fsyncs: number;
  readonly leaders: readonly LeaderSince[];
  /** Somebody is an established leader now, by anybody's belief. */
  readonly isLed: boolean;
  /** How long nobody was an established leader, by anybody's belief. */
  readonly leaderless: Micros;
  readonly entries: readonly Fate[];
  /** Invariants that were broken, each once. */
  readonly broken: readonly string[];
  /** Whose process has ended by itself. */
  readonly exits: readonly ServerId[];
  readonly told: readonly ToldLine[];
}

/** What is counted while turns go by. */
interface Count {
  readonly from: Micros;
  readonly until: Micros;
  messages: number;
  beats: number;
  fsyncs: number;
  leading: readonly ServerId[];
  since: Micros | null;
  leaderless: Micros;
  readonly leaders: { server: ServerId; term: number; at: Micros }[];
  readonly proposed: Map<string, Zxid>;
  readonly exits: ServerId[];
  readonly broken: string[];
  readonly calls: LibraryCall[];
  readonly replies: Replied[];
  readonly places: RecipeNews[];
}

function firstCount(timeline: Timeline, from: Micros): Count {
  const world = worldAt(timeline, from);
  const leading = world.hosts.filter((host) => factsOf(world, host).standing === 'established');
  return {
    ...{ from, until: from - 1, messages: 0, beats: 0, fsyncs: 0, since: null, leaderless: 0 },
    ...{
      leading: leading.map(({ sid }) => sid),
      leaders: [],
      proposed: new Map(),
      calls: [],
      replies: [],
      places: [],
      broken: [],
      exits: [],
    },
  };
}

function lead(count: Count, server: ServerId, leads: boolean, at: Micros): void {
  const others = count.leading.filter((one) => one !== server);
  count.leading = leads ? [...others, server] : others;
  if (count.leading.length === 0) count.since ??= at;
  else if (count.since !== null) {
    count.leaderless += at - count.since;
    count.since = null;
  }
}

/** Members' own: who they are, the version that all speak, what they are short of. */
const OWN: ReadonlySet<string> = new Set<LoggedRequest['type']>([
  'publish',
  'clusterVersion',
  'alarm',
]);

/** Whether an entry is what a client wanted, and not a service's own. */
function isClients(change: Txn['change']): boolean {
  if (change.type === 'service') return !OWN.has((change.body as EntryBody).request.type);
  return change.type !== 'empty' && change.type !== 'error' && !change.type.endsWith('Session');
}

function countEvent(count: Count, event: SimEvent, turn: Past): void {
  const { at } = turn;
  switch (event.type) {
    case 'messageSent':
      if (typeof event.from !== 'number' || typeof event.to !== 'number') return;
      if (event.class === 'BEAT') count.beats += 1;
      else count.messages += 1;
      return;
    case 'leaderEstablished': {
      const { server, epoch: term } = event;
      count.leaders.push({ server, term, at });
      return lead(count, server, true, at);
    }
    case 'stateChanged':
      if (event.standing !== 'established' && count.leading.includes(event.server)) {
        lead(count, event.server, false, at);
      }
      return;
    case 'serverExited':
      count.exits.push(event.server);
      return lead(count, event.server, false, at);
    case 'serverCrashed':
      return lead(count, event.server, false, at);
    case 'proposed': {
      const { zxid, change } = event.txn;
      if (isClients(change)) count.proposed.set(zxidHex(zxid), zxid);
      return;
    }
    case 'called': {
      const { client, id, line } = event;
      count.calls.push({ client, id, line, at, ...UNTOLD });
      return;
    }
    case 'violated':
      if (!count.broken.includes(event.invariant)) count.broken.push(event.invariant);
      return;
    case 'answered':
      return onAnswered(count.calls, event, turn);
    case 'replied': {
      const { client, op, server } = event;
      count.replies.push({ client, at, op, server });
      return;
    }
    case 'recipeMoved': {
      const place = placeOf(event, at);
      if (place !== null) count.places.push(place);
      return;
    }
    default:
  }
}

function countOn(count: Count, turns: readonly Past[], until: Micros): Count {
  const next: Count = {
    ...count,
    until,
    leaders: [...count.leaders],
    proposed: new Map(count.proposed),
    calls: [...count.calls],
    replies: [...count.replies],
    places: [...count.places],
    exits: [...count.exits],
    broken: [...count.broken],
  };
  for (const turn of turns) {
    if (turn.cause.type === 'flushed') next.fsyncs += 1;
    for (const event of turn.events) countEvent(next, event, turn);
  }
  return next;
}

/** What has been counted of a run, so that the next look goes on from there. */
const counted = new WeakMap<Timeline['opening'], { timeline: Timeline; count: Count }>();

function sameCourse(a: Timeline, b: Timeline): boolean {
  if (a.seed !== b.seed || a.variants !== b.variants || a.current !== b.current) return false;
  const commands = (one: Timeline) => one.branches.find(({ id }) => id === one.current)?.commands;
  return commands(a) === commands(b);
}

function countAt(timeline: Timeline, at: Micros, from: Micros): Count {
  const known = counted.get(timeline.opening);
  const isSame = known !== undefined && known.count.from === from;
  const goesOn = isSame && known.count.until <= at && sameCourse(known.timeline, timeline);
  const before = goesOn ? known.count : firstCount(timeline, from);
  if (before.until === at) return before;
  const count = countOn(before, pastBetween(timeline, before.until + 1, at, Infinity), at);
  counted.set(timeline.opening, { timeline, count });
  return count;
}

/** What became of an entry, as far as anybody who knows all disks can tell. */
function fateOf(world: World, id: Zxid): Fate['fate'] {
  const found = world.hosts.flatMap((host) => {
    const entry = factsOf(world, host).log.find(id);
    return entry === null || !entry.usable ? [] : [entry];
  });
  if (found.some(({ applied, committed }) => applied || committed)) return 'committed';
  return found.length > 0 ? 'open' : 'gone';
}

/** What came of a side by a time, since another. */
export function tallyOf(pair: Pair, side: PairSide, at: Micros, from: Micros = BEGINS): Tally {
  const timeline = pair[side];
  const world = worldAt(timeline, at);
  const said = saidUntil(pair, at);
  const count = countAt(timeline, Math.max(from, Math.floor(at)), from);
  const { messages, beats, fsyncs, leaderless, since } = count;
  const leaders = count.leaders.map((one): LeaderSince => {
    const before = said
      .filter((line) => line.at <= one.at && !/^\S+:|^client /.test(line.text))
      .at(-1);
    return {
      ...one,
      since: before ? { text: before.text, after: one.at - before.at } : null,
    };
  });
  const told =
    side === 'zab'
      ? toldByShell(world, said, count.replies, count.places)
      : toldByLibrary(count.calls, said);
  return {
    ...{ messages, beats, fsyncs, leaders, exits: count.exits, isLed: since === null },
    broken: count.broken,
    leaderless: leaderless + (since === null ? 0 : Math.floor(at) - since),
    entries: [...count.proposed.values()].map((id) => ({ id, fate: fateOf(world, id) })),
    told: told.filter((one) => one.at >= from),
  };
}
