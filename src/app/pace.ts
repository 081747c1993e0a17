import type { Micros } from '../model/index.ts';
import { classOf, entries, type SimEvent, type World } from '../sim/index.ts';

/** How long things take on screen, in seconds, at the tempo `auto`. */
const FLIGHT = 0.6;
const DIAL = 0.25;
const FSYNC = 0.45;
/** An ordinary fsync and the opening of a connection, when their beginning is not known. */
const USUAL_FSYNC: Micros = 3000;
const USUAL_DIAL: Micros = 800;
/** The fastest message that is still shown in full length: faster ones are no slower on screen. */
const LEAST_FLIGHT: Micros = 300;

/**
 * Virtual microseconds a second at which everything that is on its way in this world can be
 * followed; null when nothing is but signs of life. A function of the world alone: it holds until
 * the next turn, however many frames that takes.
 */
export function followingRate(world: World): number | null {
  let rate: number | null = null;
  const slowest = (whole: Micros, seconds: number): void => {
    const one = whole / seconds;
    if (rate === null || one < rate) rate = one;
  };
  for (const { at, item } of entries(world.agenda)) {
    if (item.type === 'flight') {
      if (classOf(item.message, world.protocol) === 'BEAT') continue;
      slowest(Math.max(LEAST_FLIGHT, at - item.sentAt), FLIGHT);
    } else if (item.type === 'flushed') {
      const host = world.hosts.find((one) => one.sid === item.server);
      const slow = (host?.fsyncMs ?? 0) * 1000;
      slowest(slow > 0 ? slow : USUAL_FSYNC, FSYNC);
    } else if (item.type === 'dial' || item.type === 'answer') {
      slowest(USUAL_DIAL, DIAL);
    }
  }
  return rate;
}

/** A stretch in which nothing happens but timers and pings, and how fast it passes. */
export interface Silence {
  readonly from: Micros;
  /** When something happens again; null: not within the horizon. */
  readonly to: Micros | null;
  /** Virtual microseconds a second. */
  readonly rate: number;
  /** Long enough to be said how much is skipped. */
  readonly said: boolean;
}

/** The seconds of a silence that is passed over, as they are said; null: it is none. */
export function secondsSaid(skipping: Silence | null): string | null {
  return skipping?.to == null ? null : ((skipping.to - skipping.from) / 1e6).toFixed(1);
}

/**
 * How far ahead a silence is looked through: further than sessions live after they were heard of
 * last, and than anything is swept. It is said of it that nothing happens.
 */
export const HORIZON: Micros = 120_000_000;
/** From so long on it is said how much is skipped. */
export const SAID: Micros = 400_000;
const REAL_TIME = 1_000_000;

/** Seconds on screen for a silence of this length. */
function secondsFor(length: Micros): number {
  if (length < 20_000) return 0.12;
  if (length < SAID) return 0.35;
  return 0.9;
}

/** Virtual microseconds a second of a silence whose length is to be felt. */
const FELT = 2 * REAL_TIME;

/**
 * The silence that begins now, when `next` is the next thing that happens. `felt`: a lesson is
 * about how long it lasts, so it is not passed over.
 */
export function silence(now: Micros, next: Micros | null, felt = false): Silence {
  if (next === null) return { from: now, to: null, rate: REAL_TIME, said: false };
  const length = Math.max(1, next - now);
  if (felt && length >= SAID) return { from: now, to: next, rate: FELT, said: false };
  return { from: now, to: next, rate: length / secondsFor(length), said: length >= SAID };
}

const RESTS: Partial<Readonly<Record<SimEvent['type'], number>>> = {
  leaderEstablished: 1.6,
  serverCrashed: 1,
  serverExited: 1,
  serverFrozen: 0.8,
  sessionExpired: 1,
  recipeMoved: 0.5,
  stateChanged: 0.4,
  committed: 0.35,
  logTruncated: 1,
  voteChanged: 0.25,
  messageHeld: 1,
};

/** Seconds that the clock rests after these events, so that their sentence can be read. */
export function restAfter(events: readonly { readonly event: SimEvent }[]): number {
  let rest = 0;
  for (const { event } of events) rest = Math.max(rest, RESTS[event.type] ?? 0);
  return rest;
}
