import type { Place } from '../../checker/index.ts';
import { type Micros, type ServerId, sameZxid, type Zxid } from '../../model/index.ts';
import type { Endpoint } from '../../sim/index.ts';
import type { Moment, Violation } from '../props.ts';

/** After so much virtual time a breach is no longer what one looks at. */
const STAYS: Micros = 250_000;

const NO_BREACHES: readonly Violation[] = [];
const NO_PLACES: readonly Place[] = [];

/** What was broken at the latest turn that broke something, while one still looks at that. */
export function breachesAt(moment: Pick<Moment, 'now' | 'violations'>): readonly Violation[] {
  const all = moment.violations ?? [];
  const last = all.at(-1);
  if (last === undefined || moment.now - last.at > STAYS) return NO_BREACHES;
  return all.filter(({ at }) => at === last.at);
}

/** Everything that breaches point at. */
export function placesOf(breaches: readonly Violation[]): readonly Place[] {
  return breaches.length === 0 ? NO_PLACES : breaches.flatMap(({ places }) => places);
}

/** The server or client of a place; null: what all have committed is nobody's. */
export function endOfPlace(place: Place): Endpoint | null {
  if (place.type === 'committed') return null;
  return place.type === 'client' ? place.client : place.server;
}

/** The two ends that disagree in a breach: fewer, where both things are at one end. */
export function endsOfBreach({ places }: Violation): readonly Endpoint[] {
  const ends = places.map(endOfPlace).filter((end) => end !== null);
  return [...new Set(ends)];
}

/** Whether breaches point at an entry: at a server's own, or at it as all have committed it. */
export function pointsAt(places: readonly Place[], server: ServerId | null, zxid: Zxid): boolean {
  return places.some((place) => {
    if (server === null) return place.type === 'committed' && sameZxid(place.zxid, zxid);
    return place.type === 'entry' && place.server === server && sameZxid(place.zxid, zxid);
  });
}
