import type { SessionLeaf } from '../../client/index.ts';
import { byCodeUnit, entriesOf, getKey } from '../../lib/index.ts';
import {
  type ClientName,
  type Micros,
  NO_SERVER,
  NO_SESSION,
  nameOf,
  type ServerId,
  type SessionId,
} from '../../model/index.ts';
import { isOver } from '../../recipes/index.ts';
import {
  type ClientHost,
  type LibraryState,
  leaderOf,
  type Wire,
  type World,
  zooServerOf,
} from '../../sim/index.ts';
import { clientsOf } from '../inspector/facts.ts';

/** A session that runs down. */
export interface Ring {
  /** Its timeout. */
  readonly whole: Micros;
  /** Null while nobody counts. */
  readonly endsAt: Micros | null;
}

/** What a mark says of a client. */
export interface ClientShape {
  readonly name: ClientName;
  readonly state: SessionLeaf;
  readonly frozen: boolean;
  /** The server it is connected to, tries, or would try next: beside it the mark stands. */
  readonly server: ServerId;
  /** The connection is open. */
  readonly connected: boolean;
  /** Null when it has no session. */
  readonly ring: Ring | null;
  readonly recipe: { readonly name: string; readonly leaf: string; readonly over: boolean } | null;
  /** The last part of the node its recipe made, and of the one it watches. */
  readonly own: string | null;
  readonly watching: string | null;
  /** Requests that wait for an answer. */
  readonly pending: number;
  /** It ended a while ago: it no longer stands on the stage. */
  readonly departed: boolean;
  /** Of somebody else's client, of which nothing is known but its connection: its session. */
  readonly foreign: SessionId | null;
}

/**
 * When a session would end if nothing were heard any more. Of a connected client, by what it heard
 * last; of another, by the leader's table, since that is what decides (SessionTrackerImpl).
 */
function ringOf(host: ClientHost, world: World): Ring | null {
  const { client } = host;
  if (client.session === NO_SESSION || client.timeoutMs <= 0) return null;
  if (client.leaf === 'EXPIRED' || client.leaf === 'CLOSED') return null;
  const whole = client.timeoutMs * 1000;
  if (client.leaf === 'CONNECTED' && !host.frozen) {
    return { whole, endsAt: Math.max(client.lastHeardAt, client.lastSentAt) + whole };
  }
  const leader = zooServerOf(leaderOf(world));
  // Without a leader nobody counts: the next one begins anew.
  if (leader === null) return { whole, endsAt: null };
  const tracked = getKey(leader.tracked, client.session);
  return { whole, endsAt: tracked === undefined ? 0 : tracked.expiresAtMs * 1000 };
}

/** What is left of a session, 0 to 1. */
export function leftOf(ring: Ring, now: Micros): number {
  if (ring.endsAt === null) return 1;
  return Math.max(0, Math.min(1, (ring.endsAt - now) / ring.whole));
}

/** So long those that have ended stay, so that it is seen what became of them. */
const STAYS: Micros = 10_000_000;

/**
 * A session that was closed or has expired is over when its client hears of it; that of a process
 * that is gone, when no server counts it any more.
 */
function hasLeft({ client }: ClientHost, ring: Ring | null, now: Micros): boolean {
  const last = Math.max(client.lastHeardAt, client.lastSentAt);
  if (client.leaf === 'CLOSED' || client.leaf === 'EXPIRED') return now - last > STAYS;
  if (client.leaf !== 'DEAD') return false;
  return (ring === null || ring.endsAt === 0) && now - last > client.timeoutMs * 1000 + STAYS;
}

function clientShape(host: ClientHost, world: World): ClientShape {
  const { client, recipe } = host;
  const ring = ringOf(host, world);
  const next = client.servers[client.nextServer % Math.max(1, client.servers.length)];
  return {
    name: client.name,
    state: client.leaf,
    frozen: host.frozen,
    server: client.server !== NO_SERVER ? client.server : (next ?? world.hosts[0]?.sid ?? 1),
    connected: host.connection !== null,
    ring,
    recipe: recipe && { name: recipe.recipe, leaf: recipe.leaf, over: isOver(recipe.leaf) },
    own: recipe?.own ? nameOf(recipe.own) : null,
    watching: recipe?.watching ? nameOf(recipe.watching) : null,
    pending: client.sent.length + client.queued.length,
    departed: hasLeft(host, ring, world.now),
    foreign: null,
  };
}

/** A client of a service with a library of its own: it has no session. */
function libraryShape(
  { name, state, missed }: Wire,
  { server, pending }: LibraryState,
): ClientShape {
  return {
    ...{ name, server, pending, foreign: null, departed: false, ring: null },
    frozen: missed !== null,
    state: state === 'open' ? 'CONNECTED' : 'CONNECTING',
    connected: state === 'open',
    ...{ recipe: null, own: null, watching: null },
  };
}

/** Somebody else's client: the ensemble knows its connection, and its session by the leader. */
function wireShape(wire: Wire, world: World): ClientShape {
  if (wire.library !== null) return libraryShape(wire, wire.library);
  const { name, server, state, session, sent, waiting, beside } = wire;
  const foreign = session ?? NO_SESSION;
  // What a client has beside its own connection opens no session.
  const isOn = beside === null ? foreign !== NO_SESSION : state === 'open';
  const leader = zooServerOf(leaderOf(world));
  const tracked = leader && getKey(leader.tracked, foreign);
  return {
    ...{ name, server, foreign, frozen: false, departed: false },
    state: isOn ? 'CONNECTED' : 'CONNECTING',
    connected: state === 'open',
    ring: tracked ? { whole: tracked.timeoutMs * 1000, endsAt: tracked.expiresAtMs * 1000 } : null,
    ...{ recipe: null, own: null, watching: null, pending: sent.length + waiting.length },
  };
}

/** Somebody else's clients that are connected: `tcp2` before `tcp10`. */
export function wiresOf({ wires }: World): readonly Wire[] {
  const open = entriesOf(wires).flatMap(([, wire]) =>
    wire.state === 'closed' && wire.library === null ? [] : [wire],
  );
  return open.sort((a, b) => a.name.length - b.name.length || byCodeUnit(a.name, b.name));
}

/** The clients, in the order in which they came; then those of somebody else. */
export function clientShapes(world: World): readonly ClientShape[] {
  return [
    ...clientsOf(world).map((host) => clientShape(host, world)),
    ...wiresOf(world).map((wire) => wireShape(wire, world)),
  ];
}
