import type { Place } from '../../checker/index.ts';
import { sameZxid } from '../../model/index.ts';
import { breachesAt, placesOf } from '../inspector/breach.ts';
import type { Moment, TimedEvent } from '../props.ts';

/** Whether an event is one that made a place what it is. */
function made({ event }: TimedEvent, place: Place): boolean {
  if (event.type === 'violated') return false;
  if (place.type === 'server' || place.type === 'path') {
    return ROLES.has(event.type) && 'server' in event && event.server === place.server;
  }
  if (place.type === 'client') return event.type === 'replied' && event.client === place.client;
  if (!('txn' in event) || !sameZxid(event.txn.zxid, place.zxid)) return false;
  return place.type === 'committed'
    ? event.type === 'committed'
    : event.type !== 'proposed' && event.server === place.server;
}

/** What a server became: of a server that disagrees as a whole, these are the events to look at. */
const ROLES: ReadonlySet<string> = new Set([
  ...['leaderEstablished', 'epochAdopted', 'stateChanged', 'serving', 'applied', 'logTruncated'],
  ...['snapshotInstalled', 'serverStarted'],
]);

/** The numbers of the events that disagree: for each place the latest that made it what it is. */
export function disagreeing(moment: Moment): ReadonlySet<number> {
  const breaches = breachesAt(moment);
  const last = breaches.at(-1)?.n ?? -1;
  const numbers = placesOf(breaches).map((place) => {
    const those = moment.events.filter((timed) => timed.n <= last && made(timed, place));
    return those.at(-1)?.n ?? -1;
  });
  return new Set([...breaches.map(({ n }) => n), ...numbers].filter((n) => n >= 0));
}
