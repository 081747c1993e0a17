import { getSorted } from '../lib/index.ts';
import type { ClientName, Micros } from '../model/index.ts';
import type { KeyValue } from './requests.ts';
import { eventBytes, MOST_MESSAGE_BYTES } from './size.ts';
import { type EtcdStore, isInRange, type KeyEvent, recordAt, revisionOf } from './store.ts';
import type { WatchAnswer, WatchedEvent, WatchRequest } from './wire.ts';

/** One watch of a stream. */
export interface Watcher {
  readonly id: number;
  readonly request: WatchRequest;
  /** The next revision that it is to hear of. */
  readonly next: number;
  /** Behind: it is served from the store, and not told inside the apply. */
  readonly behind: boolean;
  /** It has heard of no event since the last look whether to tell it how far one is. */
  readonly quiet: boolean;
}

/** A client's stream of watches (v3rpc.serverWatchStream). */
export interface WatchStream {
  readonly client: ClientName;
  readonly number: number;
  readonly requiresLeader: boolean;
  readonly watchers: readonly Watcher[];
  readonly nextId: number;
  /** When it is looked next for watches that are to be told how far the member is. */
  readonly progressAt: Micros;
}

/** Revisions in one answer to a watch that is behind (mvcc.watchBatchMaxRevs). */
const MOST_REVISIONS = 1000;

type Said = Omit<WatchAnswer, 'type' | 'stream'>;
const SAID: Omit<Said, 'watch' | 'revision'> = {
  ...{ created: false, canceled: false, reason: '', compactRevision: 0, events: [] },
};

/** A watch begins: the stream with it, and the answer (watchStream.Watch). */
export function withWatch(
  stream: WatchStream,
  asked: WatchRequest,
  store: EtcdStore,
): readonly [WatchStream, Said] {
  const revision = revisionOf(store);
  const request = asked.key === '' ? { ...asked, key: '\u0000' } : asked;
  const taken = (id: number) => stream.watchers.some((one) => one.id === id);
  const refusal = refusalOfWatch(request, Boolean(request.watch) && taken(request.watch ?? 0));
  if (refusal !== null) {
    return [
      stream,
      { ...SAID, watch: -1, revision, created: true, canceled: true, reason: refusal },
    ];
  }
  let { nextId } = stream;
  while (taken(nextId)) nextId += 1;
  const id = request.watch || nextId;
  const start = request.startRevision ?? 0;
  const behind = start !== 0 && start <= revision;
  const next = start === 0 ? revision + 1 : start;
  const watchers = [...stream.watchers, { id, request, next, behind, quiet: true }];
  const after = { ...stream, watchers, nextId: id === nextId ? nextId + 1 : nextId };
  return [after, { ...SAID, watch: id, revision, created: true }];
}

function refusalOfWatch({ key, rangeEnd = '' }: WatchRequest, isTaken: boolean): string | null {
  if (rangeEnd !== '' && rangeEnd !== '\u0000' && key >= rangeEnd) {
    return 'mvcc: watcher range is empty';
  }
  return isTaken ? 'mvcc: duplicate watch ID provided on the WatchStream' : null;
}

/** A watch ends; null: the stream has none of that number, and nothing is said. */
export function withoutWatch(stream: WatchStream, id: number, store: EtcdStore) {
  const watchers = stream.watchers.filter((one) => one.id !== id);
  if (watchers.length === stream.watchers.length) return null;
  const said: Said = { ...SAID, watch: id, revision: revisionOf(store), canceled: true };
  return [{ ...stream, watchers }, said] as const;
}

/** "So far you have heard of everything": to no watch in particular. */
export function progressOf(store: EtcdStore): Said {
  return { ...SAID, watch: -1, revision: revisionOf(store) };
}

function eventsFor(watcher: Watcher, store: EtcdStore, revision: number): readonly WatchedEvent[] {
  const events: WatchedEvent[] = [];
  const { request } = watcher;
  for (const event of recordAt(store, revision)?.events ?? []) {
    if (!isInRange(event.kv.key, request)) continue;
    const filter = event.type === 'PUT' ? 'NOPUT' : 'NODELETE';
    if (request.filters?.includes(filter)) continue;
    events.push({ ...event, prev: request.prevKv ? prevOf(store, event) : null });
  }
  return events;
}

/** What the key was before; nothing for a creation, and for what is compacted. */
function prevOf(store: EtcdStore, { kv }: KeyEvent): KeyValue | null {
  if (kv.modRevision === kv.createRevision || kv.modRevision - 1 < store.compacted) return null;
  const before = recordAt(store, kv.modRevision - 1)?.keys;
  return (before && getSorted(before, kv.key)) ?? null;
}

/** The store has a new revision: what a watch that is not behind hears of it. */
export function noticed(watcher: Watcher, store: EtcdStore): readonly [Watcher, Said | null] {
  const revision = revisionOf(store);
  if (watcher.behind || watcher.next > revision) return [watcher, null];
  const events = eventsFor(watcher, store, revision);
  const after = { ...watcher, next: revision + 1, quiet: watcher.quiet && events.length === 0 };
  return [after, events.length === 0 ? null : { ...SAID, watch: watcher.id, revision, events }];
}

/**
 * What a watch that is behind gets at one look; null in place of the watch: what it should begin
 * with is compacted, and it is over (watcherGroup.choose, syncWatchers).
 */
export function caughtUp(
  watcher: Watcher,
  store: EtcdStore,
): readonly [Watcher | null, Said | null] {
  const { id, next } = watcher;
  const revision = revisionOf(store);
  if (next < store.compacted) {
    const { compacted: compactRevision } = store;
    return [null, { ...SAID, watch: id, revision: 0, canceled: true, compactRevision }];
  }
  const events: WatchedEvent[] = [];
  // From below nothing on: the search for what came since finds nothing.
  let [at, used] = [next < 0 ? revision + 1 : next, 0];
  for (; at <= revision && used < MOST_REVISIONS; at++) {
    const found = eventsFor(watcher, store, at);
    if (found.length === 0) continue;
    used += 1;
    events.push(...found);
  }
  const quiet = watcher.quiet && events.length === 0;
  const after = { ...watcher, next: at, behind: at <= revision, quiet };
  return [after, events.length === 0 ? null : { ...SAID, watch: id, revision, events }];
}

/** The next look of a stream, of those that are `interval` apart. */
function lookAfter({ progressAt }: WatchStream, now: Micros, interval: Micros): Micros {
  if (progressAt > now) return progressAt;
  return progressAt + interval * (Math.floor((now - progressAt) / interval) + 1);
}

/** A stream as it is once looks are over that had nothing to do. */
export function lookedAt(stream: WatchStream, now: Micros, interval: Micros): WatchStream {
  return { ...stream, progressAt: lookAfter(stream, now, interval) };
}

export const asksForProgress = ({ watchers }: WatchStream): boolean =>
  watchers.some(({ request }) => request.progressNotify);

/**
 * At a look: what is said to watches that asked for it, have heard of nothing since the last look,
 * and lack nothing (v3rpc's sendLoop with its progressTicker, mvcc's progress).
 */
export function progressIn(stream: WatchStream, store: EtcdStore) {
  const revision = revisionOf(store);
  const said: Said[] = [];
  const watchers = stream.watchers.map((one): Watcher => {
    const { id, request, behind, quiet } = one;
    if (!request.progressNotify) return one;
    if (quiet && !behind) said.push({ ...SAID, watch: id, revision });
    return { ...one, quiet: true };
  });
  return [{ ...stream, watchers }, said] as const;
}

/** What is in such an answer beside its events: who says it, and how far it is. */
const ANSWER_BYTES = 28;

/**
 * What a watch is told, as many answers: one, unless it has asked for fragments and has more to
 * hear than a message takes; at least one event is in each (v3rpc's sendFragments).
 */
export function fragmentsOf({ request }: Watcher, said: Said): readonly Said[] {
  const sizes = said.events.map(eventBytes);
  const whole = sizes.reduce((sum, bytes) => sum + bytes, ANSWER_BYTES);
  if (!request.fragment || whole < MOST_MESSAGE_BYTES) return [said];
  const parts: WatchedEvent[][] = [];
  let used = 0;
  for (const [i, event] of said.events.entries()) {
    used += sizes[i] ?? 0;
    if (parts.length === 0 || used >= MOST_MESSAGE_BYTES) {
      parts.push([]);
      used = ANSWER_BYTES + (sizes[i] ?? 0);
    }
    parts.at(-1)?.push(event);
  }
  return parts.map((events, i) => ({ ...said, events, fragment: i < parts.length - 1 }));
}
