import { forEachKey, getKey } from '../../lib/index.ts';
import type { ClientName, Micros, ServerId, SessionId } from '../../model/index.ts';
import { type ClientHost, type Endpoint, type World, zooServerOf } from '../../sim/index.ts';

/** The clients, in the order in which they came. */
export function clientsOf(world: World): readonly ClientHost[] {
  const found: ClientHost[] = [];
  for (const name of world.clientNames) {
    const client = getKey(world.clients, name);
    if (client !== undefined) found.push(client);
  }
  return found;
}

/** Which client speaks for a session, by the clients' own account. */
export function namesBySession(world: World): ReadonlyMap<SessionId, ClientName> {
  const names = new Map<SessionId, ClientName>();
  for (const host of clientsOf(world)) names.set(host.client.session, host.client.name);
  for (const host of world.hosts) {
    const server = zooServerOf(host);
    if (server === null) continue;
    forEachKey(server.bySession, (name, session) => {
      if (!names.has(session)) names.set(session, name);
    });
  }
  return names;
}

/** Virtual time as the clock shows it: seconds with three decimals, `12.841`. */
export function clockText(at: Micros): string {
  const ms = Math.floor(at / 1000);
  return `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;
}

/** Milliseconds as seconds with one decimal, for spans: `4.5`. */
export function secondsText(ms: number): string {
  const tenths = Math.round(ms / 100);
  return `${Math.trunc(tenths / 10)}.${Math.abs(tenths % 10)}`;
}

/** How long something took, as one would say it: `3.2 ms`, `1.42 s`. */
export function delayText(micros: Micros): string {
  if (micros < 1_000_000) return `${(micros / 1000).toFixed(1)} ms`;
  return `${(micros / 1e6).toFixed(2)} s`;
}

/** Real time in milliseconds as minutes and seconds: `4:05`. */
export function minutesText(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
}

export function isServer(end: Endpoint | null): end is ServerId {
  return typeof end === 'number';
}
