/** When a session began, kept beside it: windows that come and go, or are reloaded, begin none. */
import * as v from 'valibot';

const KEY = 'zabscope.began';
/** So long without a trainer's window, and it is another day's session. */
const APART_MS = 6 * 3_600_000;

const Kept = v.object({ began: v.number(), seen: v.number() });

/** When the session that goes on at a time began; `text` is what was kept. */
export function beganBefore(text: string | null, now: number): number {
  try {
    const { began, seen } = v.parse(Kept, JSON.parse(text ?? 'null'));
    const goesOn = began <= now && now - seen < APART_MS;
    return goesOn ? began : now;
  } catch {
    return now;
  }
}

/** The session goes on, or begins: when it began, in milliseconds of the trainer's day. */
export function beganAt(now: number): number {
  try {
    return beginAt(beganBefore(localStorage.getItem(KEY), now), now);
  } catch {
    return now;
  }
}

/** The session that goes on has begun then. */
export function beginAt(began: number, now: number): number {
  try {
    localStorage.setItem(KEY, JSON.stringify({ began, seen: now }));
  } catch {
    // Without a storage another window begins another.
  }
  return began;
}

/** The day of a time, as a file's name has it: `2026-12-03`. */
export function dayOf(time: number): string {
  const date = new Date(time);
  const two = (n: number): string => `${n}`.padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
