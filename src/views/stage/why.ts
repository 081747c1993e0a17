import type { Endpoint, SimEvent } from '../../sim/index.ts';
import type { Pointed, TimedEvent } from '../props.ts';
import type { Thing } from './open-menu.ts';

/** What makes a server what it is on the stage: its role, whether it runs, what is on its disk. */
const OF_SERVERS: ReadonlySet<SimEvent['type']> = new Set([
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
const OF_CLIENTS: ReadonlySet<SimEvent['type']> = new Set([
  'clientStateChanged',
  'clientFrozen',
  'clientResumed',
  'sessionCreated',
  'sessionMoved',
  'sessionClosed',
  'sessionExpired',
  'recipeMoved',
]);

const OF_LINKS: ReadonlySet<SimEvent['type']> = new Set([
  'linkCut',
  'linkHealed',
  'linkDelayed',
  'connectionOpened',
  'connectionBroken',
]);

function isBetween(event: SimEvent, ends: readonly Endpoint[]): boolean {
  if ('between' in event) return event.between.every((end) => ends.includes(end));
  if (!('from' in event) || !('to' in event)) return false;
  return ends.includes(event.from) && ends.includes(event.to);
}

function madeIt(event: SimEvent, { message, ends }: Pointed): boolean {
  if (message !== null)
    return event.type.startsWith('message') && 'id' in event && event.id === message;
  const [end, other] = ends;
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
