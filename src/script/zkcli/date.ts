const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] as const;
const MONTHS = [
  ...(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'] as const),
  ...(['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const),
];

const DAY_MS = 86_400_000;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function monthLengths(year: number): readonly number[] {
  return [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
}

/** Days since 1970-01-01 as year, month (0 to 11) and day of the month. */
function civil(days: number): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  let year = 1970;
  let left = days;
  for (; left >= (isLeap(year) ? 366 : 365); year++) left -= isLeap(year) ? 366 : 365;
  const lengths = monthLengths(year);
  let month = 0;
  for (; left >= (lengths[month] ?? 0); month++) left -= lengths[month] ?? 0;
  return { year, month, day: left + 1 };
}

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * java.util.Date.toString() in UTC: `Thu Jan 01 00:00:04 UTC 1970`. The virtual clock began with
 * 1970.
 * @param ms milliseconds since then; negative ones count as 0
 */
export function javaDate(ms: number): string {
  const at = Math.max(0, Math.floor(ms));
  const days = Math.floor(at / DAY_MS);
  const { year, month, day } = civil(days);
  const seconds = Math.floor((at % DAY_MS) / 1000);
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((n) => two(Math.floor(n)));
  return `${DAYS[days % 7]} ${MONTHS[month]} ${two(day)} ${clock.join(':')} UTC ${year}`;
}
