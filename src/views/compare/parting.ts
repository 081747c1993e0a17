import type { Micros } from '../../model/index.ts';
import { eventFacts } from '../../script/index.ts';
import {
  type BeatLog,
  beatsOf,
  branchOf,
  endOf,
  isActivity,
  NO_BEATS,
  type Past,
  pastBetween,
  type Timeline,
  timesOf,
  withBeat,
} from '../../timeline/index.ts';
import type { TimedEvent } from '../props.ts';

/** Where two branches part. */
export interface Parting {
  /** Up to here both are the same. */
  readonly at: Micros;
  /** The first event that the left one has and the right one does not have there; null: none. */
  readonly left: TimedEvent | null;
  readonly right: TimedEvent | null;
}

/** What a person does to hold things up is how branches differ, not in what. */
const MEANS: ReadonlySet<string> = new Set(['hold', 'release', 'disk', 'cut', 'heal']);

/** Told of a connection where something else is told of the process. */
const CONSEQUENCES: ReadonlySet<string> = new Set(['connectionBroken', 'connectionOpened']);

function told(turns: readonly Past[]): readonly TimedEvent[] {
  return turns.flatMap(({ at, n, cause, events }) =>
    MEANS.has(cause.type)
      ? []
      : events.flatMap((event, i) =>
          isActivity(event) && !CONSEQUENCES.has(event.type) ? [{ n: n + i, at, event }] : [],
        ),
  );
}

/** An event without what only numbers it. */
function plain({ at, event }: TimedEvent): string {
  const { id: _, ...fields } = eventFacts(at, event);
  return JSON.stringify(fields);
}

/** So far after the parting a first difference is looked for. */
const LOOKED_AT: Micros = 10_000_000;

/** The time at which the two branches of a timeline are the same for the last time. */
function partingTime(left: Timeline, right: Timeline): Micros {
  const [a, b] = [branchOf(left).commands, branchOf(right).commands];
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const next = Math.min(a[i]?.at ?? Infinity, b[i]?.at ?? Infinity);
  return Math.max(0, Math.min(next - 1, endOf(left), endOf(right)));
}

/** Where the branches that two timelines show part, and in what. */
export function partingOf(left: Timeline, right: Timeline): Parting {
  const at = partingTime(left, right);
  const events = (one: Timeline) =>
    told(pastBetween(one, at + 1, Math.min(endOf(one), at + LOOKED_AT), Infinity));
  const [a, b] = [events(left), events(right)];
  let i = 0;
  while (i < a.length && i < b.length && plain(a[i] as never) === plain(b[i] as never)) i++;
  return { at, left: a[i] ?? null, right: b[i] ?? null };
}

/** The turns of both branches in one order of time: both have their places on one line. */
export function bothBeats(left: Timeline, right: Timeline): BeatLog {
  const times = new Set([...timesOf(beatsOf(left)), ...timesOf(beatsOf(right))]);
  return [...times].sort((a, b) => a - b).reduce(withBeat, NO_BEATS);
}
