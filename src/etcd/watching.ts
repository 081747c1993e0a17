import type { ClientName, Micros } from '../model/index.ts';
import type { MemberDraft } from './member-draft.ts';
import { sooner } from './sooner.ts';
import { revisionOf } from './store.ts';
import {
  asksForProgress,
  caughtUp,
  fragmentsOf,
  lookedAt,
  noticed,
  progressIn,
  progressOf,
  type Watcher,
  type WatchStream,
  withoutWatch,
  withWatch,
} from './watch-streams.ts';
import type { ClientWord, WatchRequest } from './wire.ts';

/* A member's watches: told inside the apply, or served from the store where they are behind. */

/** How often watches that are behind are looked at (mvcc's syncWatchersLoop). */
const SYNC: Micros = 100_000;
/** After so many looks without a leader, streams that require one end. */
const MOST_LEADERLESS = 3;

function streamOf(w: MemberDraft, client: ClientName, number: number): WatchStream | undefined {
  return w.member.streams.find((one) => one.client === client && one.number === number);
}

function put(w: MemberDraft, stream: WatchStream): void {
  const { streams } = w.member;
  const isIt = (one: WatchStream) => one.client === stream.client && one.number === stream.number;
  w.member.streams = streams.some(isIt)
    ? streams.map((one) => (isIt(one) ? stream : one))
    : [...streams, stream];
}

function drop(w: MemberDraft, stream: WatchStream): void {
  w.member.streams = w.member.streams.filter((one) => one !== stream);
}

function watch(w: MemberDraft, client: ClientName, request: WatchRequest): void {
  const { stream: number, requireLeader = false } = request;
  if (w.isLearner) {
    return w.say(client, { type: 'streamEnded', stream: number, error: 'notForLearner' });
  }
  const known = streamOf(w, client, number);
  if (known === undefined && requireLeader && w.member.leader === null) {
    return w.say(client, { type: 'streamEnded', stream: number, error: 'noLeader' });
  }
  const { progressInterval } = w.member.settings;
  const progressAt = w.now + progressInterval;
  const begun = {
    ...{ client, number, requiresLeader: requireLeader, watchers: [], nextId: 0, progressAt },
  };
  const before = lookedAt(known ?? begun, w.now, progressInterval);
  const [stream, said] = withWatch(before, request, w.store);
  put(w, stream);
  w.say(client, { type: 'watched', stream: number, ...said });
}

/** What a client says about its watches. */
export function onWatchWord(
  w: MemberDraft,
  client: ClientName,
  word: Exclude<ClientWord, { type: 'ask' }>,
): void {
  if (word.type === 'watch') return watch(w, client, word);
  const stream = streamOf(w, client, word.stream);
  if (stream === undefined) return;
  const { number } = stream;
  if (word.type === 'endStream') return drop(w, stream);
  if (word.type !== 'unwatch') {
    return w.say(client, { type: 'watched', stream: number, ...progressOf(w.store) });
  }
  const without = withoutWatch(stream, word.watch, w.store);
  if (without === null) return;
  put(w, without[0]);
  w.say(client, { type: 'watched', stream: number, ...without[1] });
}

/** Carries out for every watch what `of` makes of it; null: the watch is over. */
function forEachWatch(w: MemberDraft, of: (watcher: Watcher) => ReturnType<typeof caughtUp>): void {
  for (const stream of w.member.streams) {
    const kept: Watcher[] = [];
    for (const watcher of stream.watchers) {
      const [after, said] = of(watcher);
      if (after !== null) kept.push(after);
      for (const one of said === null ? [] : fragmentsOf(watcher, said)) {
        w.say(stream.client, { type: 'watched', stream: stream.number, ...one });
      }
    }
    const { watchers } = stream;
    if (kept.length !== watchers.length || kept.some((one, i) => one !== watchers[i])) {
      put(w, { ...stream, watchers: kept });
    }
  }
}

/** The store has come to a new revision. */
export function tellWatches(w: MemberDraft, store = w.store): void {
  if (w.member.streams.length > 0) forEachWatch(w, (watcher) => noticed(watcher, store));
}

/** Watches that are behind get what they lack; a snapshot may have left any of them behind. */
export function syncWatches(w: MemberDraft): void {
  if (w.member.streams.length === 0) {
    w.member.syncsAt = null;
    return;
  }
  const revision = revisionOf(w.store);
  forEachWatch(w, (watcher) => {
    if (watcher.behind || watcher.next > revision) return [watcher, null];
    return [{ ...watcher, behind: true }, null];
  });
  const { syncsAt } = w.member;
  if (syncsAt !== null && syncsAt <= w.now) {
    forEachWatch(w, (one) => (one.behind ? caughtUp(one, w.store) : [one, null]));
    w.member.syncsAt = null;
  }
  const behind = w.member.streams.some(({ watchers }) => watchers.some((one) => one.behind));
  if (!behind) w.member.syncsAt = null;
  else if (w.member.syncsAt === null) w.member.syncsAt = w.now + SYNC;
}

/** Streams that require a leader end where there has been none for too long (monitorLeader). */
export function checkLeader(w: MemberDraft): void {
  const required = w.member.streams.filter((one) => one.requiresLeader);
  if (required.length === 0) {
    w.member.leaderCheckAt = null;
    return;
  }
  const { leaderCheckAt } = w.member;
  if (leaderCheckAt === null) w.member.leaderCheckAt = w.now + w.electionTimeout;
  if (leaderCheckAt === null || w.now < leaderCheckAt) return;
  w.member.leaderCheckAt = w.now + w.electionTimeout;
  w.member.leaderless = w.member.leader === null ? w.member.leaderless + 1 : 0;
  if (w.member.leaderless < MOST_LEADERLESS) return;
  for (const stream of required) {
    drop(w, stream);
    w.say(stream.client, { type: 'streamEnded', stream: stream.number, error: 'noLeader' });
  }
}

/** Watches that ask for it are told how far this member is, where they heard of nothing else. */
export function reportProgress(w: MemberDraft): void {
  for (const stream of w.member.streams) {
    if (stream.progressAt > w.now || !asksForProgress(stream)) continue;
    const [after, said] = progressIn(stream, w.store);
    put(w, lookedAt(after, w.now, w.member.settings.progressInterval));
    for (const one of said) {
      w.say(stream.client, { type: 'watched', stream: stream.number, ...one });
    }
  }
}

/** When something of this is due next; null: nothing. */
export function watchesDueAt(w: MemberDraft): Micros | null {
  const { syncsAt, leaderCheckAt, streams } = w.member;
  let due = sooner(syncsAt, leaderCheckAt);
  for (const one of streams) if (asksForProgress(one)) due = sooner(due, one.progressAt);
  return due;
}
