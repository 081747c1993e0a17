/** What goals and facts look at, and the lookups that they share. Pure, over worlds alone. */
import { type ChunkedLog, getKey, itemAt, keysOf } from '../lib/index.ts';
import {
  type ClientName,
  compareZxid,
  type Micros,
  type ServerId,
  type SessionId,
  ZERO,
} from '../model/index.ts';
import {
  type ClientHost,
  databaseOf,
  factsOf,
  type Host,
  type SimEvent,
  type World,
} from '../sim/index.ts';
import { eventsBetween, switchTo, type Timeline, worldAt } from '../timeline/index.ts';
import { type Database, nodeAt, type Znode } from '../znodes/index.ts';

/** The world now, and as it was when the step began: "2 events" means two since then. */
export interface Scene {
  readonly world: World;
  readonly start: World;
  /** How long ago the step began (microseconds). */
  readonly lasted: Micros;
  /** What has happened since the step began, oldest first; asked for by few. */
  readonly since: () => readonly SimEvent[];
  /** How the other branches of the run have ended. */
  readonly others: () => readonly World[];
  /** The same on the Raft side; null: the run has none. Asked for by lessons of two sides. */
  readonly raft?: () => RaftScene | null;
}

/** The Raft side of a run, and what a lesson asks of etcd's members and clients there. */
export interface RaftScene extends Scene {
  /** What a client was told since the step began, oldest first; its text is null till then. */
  readonly told: (client: ClientName) => readonly RaftTold[];
  /** A key's value by its path, on a server or (null) on the one that has applied most. */
  readonly value: (path: string, sid: ServerId | null) => string | null;
  /** Lines that this side has left out since the step began. */
  readonly leftOut: () => readonly string[];
}

export interface RaftTold {
  readonly isRead: boolean;
  readonly isDone: boolean;
  readonly text: string | null;
}

type RaftScenes = (timeline: Timeline, from: Micros, to: Micros) => RaftScene | null;

/** Told by `all.ts`, where lessons of two sides are: nobody else fetches what it takes. */
let raftScenes: RaftScenes = () => null;
export const knowRaft = (scenes: RaftScenes): void => void (raftScenes = scenes);

/** More events than a step ever has; those before them do not count. */
export const MOST_EVENTS = 200_000;

/** The scene at `to` (microseconds) of a step that began at `from`, on the current branch. */
export function sceneAt(timeline: Timeline, from: Micros, to: Micros): Scene {
  let events: readonly SimEvent[] | null = null;
  let raft: RaftScene | null | undefined;
  return {
    world: worldAt(timeline, to),
    start: worldAt(timeline, from),
    lasted: to - from,
    since: () => {
      // Those of the very moment at which the step begins were there before it.
      events ??= eventsBetween(timeline, from + 1, to, MOST_EVENTS).map(({ event }) => event);
      return events;
    },
    others: () =>
      timeline.branches
        .filter(({ id }) => id !== timeline.current)
        .map(({ id, end }) => worldAt(switchTo(timeline, id), end)),
    raft: () => {
      if (raft === undefined) raft = raftScenes(timeline, from, to);
      return raft;
    },
  };
}

export function clientOf(world: World, name: ClientName): ClientHost | undefined {
  return getKey(world.clients, name);
}

/** The tree of the running server that has applied most; null when no server runs. */
function newestTree(world: World): Database | null {
  let best: Host | null = null;
  let most = ZERO;
  for (const host of world.hosts) {
    const { applied } = factsOf(world, host).log;
    if (host.server === null || (best !== null && compareZxid(applied, most) <= 0)) continue;
    best = host;
    most = applied;
  }
  return databaseOf(best);
}

export function znodeAt(world: World, path: string): Znode | undefined {
  const database = newestTree(world);
  return database === null ? undefined : nodeAt(database, path);
}

/** The client that speaks for a session; null when it is nobody's here. */
export function clientOfSession(world: World, session: SessionId): ClientName | null {
  for (const name of world.clientNames) {
    if (clientOf(world, name)?.client.session === session) return name;
  }
  return null;
}

/** A ticket in a queue: a child with a sequence number, and the client that owns it. */
export interface Ticket {
  readonly name: string;
  readonly number: number;
  readonly client: ClientName | null;
}

/** The sequential children of a node in the order of their numbers: first is whose turn it is. */
export function ticketsAt(world: World, path: string): readonly Ticket[] {
  const parent = znodeAt(world, path);
  if (parent === undefined) return [];
  const tickets: Ticket[] = [];
  for (const name of keysOf(parent.children)) {
    const suffix = /(\d{10})$/.exec(name);
    if (suffix === null) continue;
    const owner = znodeAt(world, `${path}/${name}`)?.owner ?? '';
    const client = clientOfSession(world, owner);
    tickets.push({ name, number: Number(suffix[1]), client });
  }
  return tickets.sort((a, b) => a.number - b.number);
}

/** Whether any server still knows the client's session as alive. */
export function hasSession(world: World, name: ClientName): boolean {
  const session = clientOf(world, name)?.client.session;
  const database = newestTree(world);
  if (session === undefined || database === null) return false;
  return getKey(database.sessions, session) !== undefined;
}

/** One line of a client's console. */
export type TranscriptItem =
  ClientHost['client']['transcript'] extends ChunkedLog<infer T> ? T : never;

/** How many entries of a client's console fit, since the client came. */
export function countEntries(
  world: World,
  name: ClientName,
  fits: (entry: TranscriptItem) => boolean,
): number {
  const transcript = clientOf(world, name)?.client.transcript;
  if (transcript === undefined) return 0;
  let count = 0;
  for (let i = 0; i < transcript.length; i++) {
    if (fits(itemAt(transcript, i) as TranscriptItem)) count++;
  }
  return count;
}
