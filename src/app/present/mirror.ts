/**
 * A run in two windows. Since a run is its scenario and its commands, the owner sends it whole once
 * and then only what is given; each window carries it out by itself, to the same bytes.
 */
import type { Micros } from '../../model/index.ts';
import { isParseError, parseScriptLine, printCommand } from '../../script/index.ts';
import { act, branchOf, isMistake, type Timeline } from '../../timeline/index.ts';
import { printRun, readRun, type ShownRun } from '../saved-run.ts';
import { ENGINE } from '../startup.ts';
import type { RoomMessage, Saying } from './messages.ts';

/** What the others have of the run: enough to know whether a few lines bring them up to date. */
export interface SentRun {
  readonly timeline: Timeline;
}

type Whole = Extract<Saying, { type: 'whole' }>;
type More = Extract<Saying, { type: 'more' }>;

/** Whether two runs began alike and are on the same branch. */
function isSameBranch(a: Timeline, b: Timeline): boolean {
  const from = branchOf(a).parent;
  const to = branchOf(b).parent;
  return (
    a.opening === b.opening &&
    a.seed === b.seed &&
    a.variants === b.variants &&
    a.current === b.current &&
    a.branches.length === b.branches.length &&
    from?.at === to?.at
  );
}

/** What brings others from what they have to a run; null: nothing is new to them. */
export function newsOf(
  sent: SentRun | null,
  { timeline, at }: ShownRun,
  rest: Pick<Whole, 'term' | 'playing' | 'board'>,
): Whole | More | null {
  if (sent !== null && isSameBranch(sent.timeline, timeline)) {
    const before = branchOf(sent.timeline).commands;
    const now = branchOf(timeline).commands;
    const isLonger = now.length >= before.length && before.every((one, i) => one === now[i]);
    if (isLonger && now.length === before.length) return null;
    if (isLonger) {
      const lines = now.slice(before.length).map((given) => {
        return `@${given.at} ${printCommand(given.command)}`;
      });
      return { type: 'more', term: rest.term, after: before.length, lines, at };
    }
  }
  return { type: 'whole', ...rest, run: printRun({ timeline, at }), at };
}

/** The run of a whole message; null: it cannot be read. */
export function runOfWhole({ run, at }: Extract<RoomMessage, { type: 'whole' }>): ShownRun | null {
  const read = readRun(ENGINE, run);
  return read === null ? null : { ...read, at };
}

/** A run with what was given in it since; null: this window lacks something before it. */
export function withMore(
  timeline: Timeline,
  { after, lines }: Pick<More, 'after' | 'lines'>,
): Timeline | null {
  const has = branchOf(timeline).commands.length;
  if (has < after) return null;
  let next = timeline;
  for (const line of lines.slice(has - after)) {
    const [, at = '', text = ''] = /^@(\d+) (.*)$/s.exec(line) ?? [];
    const read = parseScriptLine(text);
    if (isParseError(read) || read.type !== 'command') return null;
    const acted = act(next, Number(at), read.command);
    if (isMistake(acted) || acted.current !== timeline.current) return null;
    next = acted;
  }
  return next;
}

/** How far behind its owner a playhead may be before it leaps instead of running after it. */
export const LEAP: Micros = 2_000_000;
