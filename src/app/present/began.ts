/** When a session began, kept beside it: windows that come and go, or are reloaded, begin none. */
import * as v from 'valibot';

const KEY = 'zabscope.began';
/** So long without a trainer's window, and another session begins. */
const APART_MS = 6 * 3_600_000;

const Kept = v.object({ began: v.number(), seen: v.number() });

/** When the session that is there began, and whether nobody has led it for so long. */
interface Began {
  readonly began: number;
  readonly isApart: boolean;
}

/** What was kept of it, as it is at a time; without anything, it begins then. */
export function beganBefore(text: string | null, now: number): Began {
  try {
    const { began, seen } = v.parse(Kept, JSON.parse(text ?? 'null'));
    if (began <= now) return { began, isApart: now - seen >= APART_MS };
  } catch {
    // It is none that can be read.
  }
  return { began: now, isApart: false };
}

/** When the session that is there began, in milliseconds of the trainer's day. */
export function beganAt(now: number): Began {
  try {
    return beganBefore(localStorage.getItem(KEY), now);
  } catch {
    return { began: now, isApart: false };
  }
}

/** The session that goes on now has begun then. */
export function beginAt(began: number, now: number): number {
  try {
    localStorage.setItem(KEY, JSON.stringify({ began, seen: now }));
  } catch {
    // Without a storage another window begins another.
  }
  return began;
}

const two = (n: number): string => `${n}`.padStart(2, '0');

/** How long a session has been going on: `4:05`, and from an hour on `1:04:05`. */
export function lengthText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const said = hours === 0 ? `${minutes}` : `${hours}:${two(minutes)}`;
  return `${said}:${two(seconds % 60)}`;
}

/** The day of a time, as a file's name has it: `2026-12-03`. */
export function dayOf(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
