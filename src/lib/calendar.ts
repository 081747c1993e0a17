/** A moment of UTC, by the proleptic Gregorian calendar. */
export interface CalendarDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** 0 is a Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY_MS = 86_400_000;
/** Days of 400 years, after which the calendar comes round. */
const CYCLE_DAYS = 146_097;
/** From 1 March of the year 0 to 1 January 1970. */
const EPOCH_DAYS = 719_468;

/**
 * The date at so many milliseconds since 1970 began, in UTC. Years that begin in March have their
 * leap day at their end, so months are found by a straight line.
 */
export function dateAt(ms: number): CalendarDate {
  const days = Math.floor(ms / DAY_MS);
  const seconds = Math.floor((ms - days * DAY_MS) / 1000);
  const shifted = days + EPOCH_DAYS;
  const cycle = Math.floor(shifted / CYCLE_DAYS);
  const inCycle = shifted - cycle * CYCLE_DAYS;
  const leaps =
    Math.floor(inCycle / 1460) - Math.floor(inCycle / 36_524) + Math.floor(inCycle / 146_096);
  const yearOfCycle = Math.floor((inCycle - leaps) / 365);
  const before = 365 * yearOfCycle + (yearOfCycle >> 2) - Math.floor(yearOfCycle / 100);
  const inYear = inCycle - before;
  const march = Math.floor((5 * inYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return {
    year: 400 * cycle + yearOfCycle + (month <= 2 ? 1 : 0),
    month,
    day: inYear - Math.floor((153 * march + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  };
}

/** `2026-11-30 03:29:38`, in UTC. */
export function dateText(ms: number): string {
  const { year, month, day, hour, minute, second } = dateAt(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = [String(year).padStart(4, '0'), two(month), two(day)].join('-');
  return `${date} ${two(hour)}:${two(minute)}:${two(second)}`;
}
