import { compareZxid, type Micros, type ServerId, sameZxid } from '../../model/index.ts';
import { type Endpoint, entryOf, type SimEvent } from '../../sim/index.ts';
import { eventsBetween, type Timeline } from '../../timeline/index.ts';
import type { Moment, Pointed, PointedPart, TimedEvent } from '../props.ts';
import type { Thing } from './open-menu.ts';

type Types = ReadonlySet<SimEvent['type']>;

/** What makes a server what it is on the stage: its role, whether it runs, what is on its disk. */
const OF_SERVERS: Types = new Set([
  'stateChanged',
  'leaderEstablished',
  'serving',
  'stoppedServing',
  'serverStarted',
  'serverCrashed',
  'serverExited',
  'serverFrozen',
  'serverResumed',
  'diskWiped',
  'snapshotInstalled',
  'logTruncated',
]);

/** What makes a client what it is on the stage: its session, its program, its recipe. */
const OF_CLIENTS: Types = new Set([
  'clientStateChanged',
  'clientFrozen',
  'clientResumed',
  'sessionCreated',
  'sessionMoved',
  'sessionClosed',
  'sessionExpired',
  'recipeMoved',
]);

const OF_LINKS: Types = new Set([
  'linkCut',
  'linkHealed',
  'linkDelayed',
  'connectionOpened',
  'connectionBroken',
]);

/** What makes a server's sign what it is: crown, cross, and the word beside it. */
const OF_ROLES: Types = new Set([
  'stateChanged',
  'leaderEstablished',
  'serverStarted',
  'serverCrashed',
  'serverExited',
  'serverFrozen',
  'serverResumed',
]);

/** Where a term comes from, and a vote in it. */
const OF_TERMS: Types = new Set(['stateChanged', 'serverStarted', 'diskWiped']);

/** What makes the numbers on a disk what they are, by the protocol's names. */
const OF_PROMISES: Readonly<Record<string, Types>> = {
  acceptedEpoch: new Set(['epochAccepted', 'serverStarted', 'diskWiped']),
  currentEpoch: new Set(['epochAdopted', 'serverStarted', 'diskWiped']),
  term: OF_TERMS,
  votedFor: OF_TERMS,
};

/** What takes from a server what it knew of the entries of its log. */
const OF_LOGS: Types = new Set(['serverStarted', 'serverCrashed', 'serverExited']);

/** Standings of who has no leader. */
const LOST: ReadonlySet<string> = new Set(['none', 'candidate']);

type EntryPart = Extract<PointedPart, { readonly type: 'entry' }>;

/** What makes an entry of a server's log what it is there. */
function madeEntry(event: SimEvent, sid: ServerId, { zxid, stage }: EntryPart): boolean {
  const isKnown = stage === 'committed' || stage === 'applied';
  switch (event.type) {
    case 'proposed':
    case 'logged':
    case 'committed':
    case 'applied':
      return event.server === sid && sameZxid(event.txn.zxid, zxid);
    case 'messageDelivered': {
      const entry = event.class === 'ENTRY' ? entryOf(event.message) : null;
      return event.to === sid && entry !== null && sameZxid(entry, zxid);
    }
    case 'leaderEstablished':
      return event.server === sid && compareZxid(event.lastZxid, zxid) >= 0;
    case 'serving':
    case 'snapshotInstalled':
      return event.server === sid && compareZxid(event.zxid, zxid) >= 0;
    case 'stateChanged':
      // Who looks for a leader keeps its tree, and no record of what is committed.
      return event.server === sid && stage === 'kept' && LOST.has(event.standing);
    default:
      return !isKnown && OF_LOGS.has(event.type) && 'server' in event && event.server === sid;
  }
}

type QuorumPart = Extract<PointedPart, { readonly type: 'quorum' }>;

/** What brought a quorum for an entry nearer, its leader's own disk among them, or made it one. */
function madeQuorum(event: SimEvent, leader: ServerId, { zxid, committed }: QuorumPart): boolean {
  if (event.type === 'messageDelivered') {
    const entry = event.class === 'ACK' ? entryOf(event.message) : null;
    return !committed && event.to === leader && entry !== null && sameZxid(entry, zxid);
  }
  if (committed) {
    // What was there before it led is committed with that, whoever numbered it.
    if (event.type === 'leaderEstablished')
      return event.server === leader && compareZxid(event.lastZxid, zxid) >= 0;
    if (event.type !== 'committed') return false;
  } else if (event.type !== 'proposed' && event.type !== 'logged') return false;
  return event.server === leader && sameZxid(event.txn.zxid, zxid);
}

function madePart(event: SimEvent, sid: ServerId, part: PointedPart): boolean {
  if (part.type === 'entry') return madeEntry(event, sid, part);
  if (part.type === 'quorum') return madeQuorum(event, sid, part);
  if (!('server' in event) || event.server !== sid) return false;
  switch (part.type) {
    case 'role':
      return OF_ROLES.has(event.type);
    case 'vote':
      return event.type === 'voteChanged' || event.type === 'stateChanged';
    case 'disk':
      return event.type === 'diskSlowed';
    case 'promise':
      return (OF_PROMISES[part.name] ?? OF_SERVERS).has(event.type);
  }
}

function isBetween(event: SimEvent, ends: readonly Endpoint[]): boolean {
  if ('between' in event) return event.between.every((end) => ends.includes(end));
  if (!('from' in event) || !('to' in event)) return false;
  return ends.includes(event.from) && ends.includes(event.to);
}

function madeIt(event: SimEvent, { message, ends, part }: Pointed): boolean {
  if (message !== null)
    return event.type.startsWith('message') && 'id' in event && event.id === message;
  const [end, other] = ends;
  if (part !== undefined) return typeof end === 'number' && madePart(event, end, part);
  if (other !== undefined) return OF_LINKS.has(event.type) && isBetween(event, ends);
  if (typeof end === 'string')
    return OF_CLIENTS.has(event.type) && 'client' in event && event.client === end;
  return OF_SERVERS.has(event.type) && 'server' in event && event.server === end;
}

/** A thing of the stage as something that one points at; null: the stage as a whole. */
export function pointedThing(thing: Thing): Pointed | null {
  switch (thing.type) {
    case 'server':
      return { n: null, message: null, ends: [thing.server.sid] };
    case 'client':
      return { n: null, message: null, ends: [thing.client.name] };
    case 'link':
      return { n: null, message: null, ends: [thing.link.a, thing.link.b] };
    case 'token':
      return { n: null, message: thing.token.id, ends: [] };
    case 'quorum': {
      const { leader, zxid, committed } = thing.quorum;
      return { n: null, message: null, ends: [leader], part: { type: 'quorum', zxid, committed } };
    }
    case 'heap':
    case 'stage':
      return null;
  }
}

/**
 * The latest of some events that made a thing of the stage what it is: of a message that it was
 * sent or held, of a link that it was cut. Null: none of them did.
 */
export function whyOf(pointed: Pointed, events: readonly TimedEvent[]): TimedEvent | null {
  for (let i = events.length - 1; i >= 0; i--) {
    const timed = events[i];
    if (timed !== undefined && madeIt(timed.event, pointed)) return timed;
  }
  return null;
}

/** Nobody looks for the reason of a thing further back than so many events. */
const MOST = 50_000;

interface PastEvents {
  readonly until: Micros;
  readonly events: readonly TimedEvent[];
}
/** Of the moment that was asked about last: a hand goes over many things while time stands. */
const PAST = new WeakMap<Timeline, PastEvents>();

function pastOf(timeline: Timeline, until: Micros): readonly TimedEvent[] {
  const known = PAST.get(timeline);
  if (known?.until === until) return known.events;
  const events = eventsBetween(timeline, 0, until, MOST);
  PAST.set(timeline, { until, events });
  return events;
}

/** The same for a moment: what it brings along of its past is looked at first. */
export function reasonOf(pointed: Pointed, moment: Moment): TimedEvent | null {
  const { events, timeline, now } = moment;
  const near = whyOf(pointed, events);
  if (near !== null || timeline === undefined) return near;
  return whyOf(pointed, pastOf(timeline, events[0]?.at ?? now));
}
