import { describe, eventLine } from '../../script/index.ts';
import { eventsBetween, pastBetween, shivizLog, type Timeline } from '../../timeline/index.ts';
import type { Language } from '../props.ts';
import { MOST_EVENTS } from './loader.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** So many events are written to a file at most. */
export const MOST_EXPORTED = 20 * MOST_EVENTS;

/** The events of a stretch, one line of JSON each. */
export function jsonLines(timeline: Timeline, { from, to }: Range): string {
  return eventsBetween(timeline, from, to, MOST_EXPORTED)
    .map(({ n, at, event }) => `${eventLine(n, at, event)}\n`)
    .join('');
}

/** The events of a stretch as ShiViz reads them. */
export function shiviz(timeline: Timeline, { from, to }: Range, language: Language): string {
  const turns = pastBetween(timeline, from, to, MOST_EXPORTED);
  return shivizLog(turns, (event) => describe(event, language).text);
}
