/** Performs lines of script on a timeline, as a person would who types them one after the other. */
import { type Micros, MS } from '../model/index.ts';
import { type Drive, isParseError, type ParseError, parseScriptLine } from '../script/index.ts';
import {
  act,
  extendTo,
  isMistake,
  type Mistake,
  nextAfter,
  runUntil,
  type Timeline,
} from '../timeline/index.ts';

/** A timeline and the time up to which it was played. */
export interface Played {
  readonly timeline: Timeline;
  readonly at: Micros;
}

/** Why a line could not be performed: it is no line of script, or the world refused it. */
export interface Stuck {
  readonly type: 'stuck';
  readonly line: string;
  /** Which of the lines it is, from 0. */
  readonly n: number;
  readonly why: Mistake | ParseError;
}

/** Performs a line: a command at once, what lets time pass by letting it pass. */
function playLine(played: Played, line: string): Played | Stuck['why'] {
  const parsed = parseScriptLine(line);
  if (isParseError(parsed)) return parsed;
  if (parsed.type === 'blank') return played;
  if (parsed.type === 'drive') return passed(played, parsed.drive);
  const timeline = act(played.timeline, played.at, parsed.command);
  return isMistake(timeline) ? timeline : { timeline, at: played.at };
}

/** Comments that a solution of several branches has: a time to come back to, and coming back. */
export const FROM_HERE = '# from here';
export const BACK_THERE = '# back there, and then';

/** A comment where time stands, since what is to be seen is there; who has seen it goes on. */
export const LOOK_HERE = '# look here';

/**
 * Performs lines until one cannot be. What follows `BACK_THERE` makes a branch.
 * @param from where that is, if the lines before these have said so
 */
export function playLines(
  played: Played,
  lines: readonly string[],
  from: Micros = played.at,
): Played | Stuck {
  let now = played;
  let origin = from;
  for (const [n, line] of lines.entries()) {
    if (line === FROM_HERE) origin = now.at;
    if (line === BACK_THERE) now = { timeline: now.timeline, at: origin };
    const next = playLine(now, line);
    if ('type' in next) return { type: 'stuck', line, n, why: next };
    now = next;
  }
  return now;
}

function passed({ timeline, at }: Played, drive: Drive): Played {
  const to = driveEnd(timeline, at, drive);
  return { timeline: extendTo(timeline, to), at: to };
}

/** When what a line lets pass is over. */
export function driveEnd(timeline: Timeline, at: Micros, drive: Drive): Micros {
  if (drive.type === 'run') return at + Math.round(drive.ms * MS);
  if (drive.type === 'step') return nextAfter(timeline, at, 'event') ?? at;
  return runUntil(timeline, at, drive).at;
}
