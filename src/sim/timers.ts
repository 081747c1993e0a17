import type { Micros } from '../model/index.ts';
import type { WorldDraft } from './draft.ts';
import type { Due } from './world.ts';

/*
 * One way of timers, for replicas, servers and clients. A process keeps what is armed; the agenda
 * only says when to look. To move a deadline further away, as every message does, costs nothing:
 * the agenda looks at the old time, finds nothing to do, and is asked to look again.
 */

/** A timer that is armed. T: what its process calls it. */
export interface ArmedTimer<T> {
  readonly timer: T;
  readonly deadline: Micros;
  /** When the agenda will look at it: at the deadline or before. */
  readonly scheduled: Micros;
}

/**
 * Whether the agenda looks at a timer by its new deadline anyway; if not, it must be told to. `at`:
 * its place among the timers; -1: none.
 */
export function isLookedAt(
  timers: readonly ArmedTimer<unknown>[],
  at: number,
  deadline: Micros,
): boolean {
  return at >= 0 && (timers[at] as ArmedTimer<unknown>).scheduled <= deadline;
}

/** The timers with one armed, anew or for the first time. `at`: its place among them; -1: none. */
export function withArmed<T>(
  timers: readonly ArmedTimer<T>[],
  at: number,
  timer: T,
  deadline: Micros,
): readonly ArmedTimer<T>[] {
  const old = at < 0 ? undefined : timers[at];
  const scheduled = old && old.scheduled <= deadline ? old.scheduled : deadline;
  const next = timers.slice();
  next[at < 0 ? next.length : at] = { timer, deadline, scheduled };
  return next;
}

/** The timers without the one at a place. */
export function withoutTimer<T>(
  timers: readonly ArmedTimer<T>[],
  at: number,
): readonly ArmedTimer<T>[] {
  return timers.filter((_, index) => index !== at);
}

/**
 * The agenda looks at a timer. `fires` with the timers without it; else it is looked at again
 * later, or (null) what was due is out of date: it has been disarmed, or armed anew.
 */
export function lookAt<T>(
  d: WorldDraft,
  timers: readonly ArmedTimer<T>[],
  at: number,
  due: Due,
): { readonly fires: boolean; readonly timers: readonly ArmedTimer<T>[] } | null {
  const armed = at < 0 ? undefined : timers[at];
  if (armed === undefined || armed.scheduled > d.now) return null;
  if (armed.deadline <= d.now) return { fires: true, timers: withoutTimer(timers, at) };
  const { timer, deadline } = armed;
  d.scheduleAt(deadline, due);
  const later = timers.slice();
  later[at] = { timer, deadline, scheduled: deadline };
  return { fires: false, timers: later };
}
