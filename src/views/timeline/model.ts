import type { Translate } from '../../i18n/index.ts';
import type { Micros } from '../../model/index.ts';
import { printCommand } from '../../script/index.ts';
import type { Command } from '../../sim/index.ts';
import {
  type BeatLog,
  type Bookmark,
  beatsOf,
  branchOf,
  commandsOf,
  marksOf,
  type Reign,
  reigns,
  type Timeline,
} from '../../timeline/index.ts';

/** A stretch of time under one leader, or under none. */
export interface Band {
  readonly from: Micros;
  readonly to: Micros;
  /** Null: nobody leads. */
  readonly reign: { readonly epoch: number; readonly server: number } | null;
  /** Bands on the same rung do not overlap; two leaders at once stand on two rungs. */
  readonly rung: number;
}

/** Something that was done, or went wrong. */
export interface Flag {
  readonly at: Micros;
  readonly kind: 'fault' | 'act' | 'violation';
  /** As it is written in the script language, or the name of the invariant. */
  readonly text: string;
}

/** A branch on the timeline; its name is empty until somebody gives it one. */
export interface BranchLine {
  readonly id: number;
  readonly name: string;
  readonly from: Micros;
  readonly to: Micros;
  readonly current: boolean;
}

/** What a branch is called: by its person, or by its place among the others. */
export function branchName({ id, name }: Pick<BranchLine, 'id' | 'name'>, t: Translate): string {
  if (name !== '') return name;
  return id === 1 ? t('timeline.branch.first') : t('timeline.branch.name', { n: id - 1 });
}

export interface TimelineModel {
  /** When something happened, turn by turn. */
  readonly beats: BeatLog;
  /** Up to where the branch that is shown is known. */
  readonly end: Micros;
  readonly bands: readonly Band[];
  readonly flags: readonly Flag[];
  readonly bookmarks: readonly Bookmark[];
  readonly branches: readonly BranchLine[];
}

const HARMLESS: ReadonlySet<Command['type']> = new Set([
  'start',
  'resume',
  'heal',
  'release',
  'client-connect',
  'client-check',
  'ask',
  'recipe',
  'release-recipe',
  'load',
  'wire',
]);

/** Commands that break something, as against those that use or mend it. */
export function isFault(command: Command): boolean {
  if (command.type === 'disk') return command.fsyncMs > 0;
  if (command.type === 'busy') return command.connectMs > 0;
  return !HARMLESS.has(command.type);
}

/** Reigns as bands up to `end`, with the gaps between them: there nobody leads. */
export function bandsOf(all: readonly Reign[], end: Micros): readonly Band[] {
  const bands: Band[] = [];
  const rungs: Micros[] = [];
  let covered = 0;
  for (const { epoch, server, from, to } of all) {
    if (from > covered) bands.push({ from: covered, to: from, reign: null, rung: 0 });
    const until = Math.min(to ?? end, end);
    let rung = rungs.findIndex((free) => free <= from);
    if (rung < 0) rung = rungs.length;
    rungs[rung] = until;
    bands.push({ from, to: until, reign: { epoch, server }, rung });
    covered = Math.max(covered, until);
  }
  if (covered < end) bands.push({ from: covered, to: end, reign: null, rung: 0 });
  return bands;
}

/** Who leads at a time; later than the model reaches: at its end. Null: nobody does. */
export function reignAt(
  { bands, end }: Pick<TimelineModel, 'bands' | 'end'>,
  now: number,
): Band['reign'] {
  const at = Math.min(Math.floor(now), end);
  const there = bands.filter(({ from, to, reign }) => reign !== null && from <= at && at <= to);
  return there.at(-1)?.reign ?? null;
}

/** What is said of it, the longest first. */
export function reignTexts(reign: Band['reign'], t: Translate): readonly [string, ...string[]] {
  return reign
    ? [t('timeline.band', reign), t('timeline.band.short', reign)]
    : [t('timeline.band.none')];
}

function flagsOf(timeline: Timeline): readonly Flag[] {
  const own = commandsOf(timeline).filter(({ command }) => command.type !== 'wire');
  const flags = own.map(({ at, command }): Flag => {
    return { at, kind: isFault(command) ? 'fault' : 'act', text: printCommand(command) };
  });
  for (const mark of marksOf(timeline)) {
    if (mark.type !== 'violated') continue;
    flags.push({ at: mark.at, kind: 'violation', text: mark.invariant });
  }
  return flags.sort((a, b) => a.at - b.at);
}

/** What the timeline draws of the current branch, and of the others where they part. */
export function timelineModel(timeline: Timeline): TimelineModel {
  const branch = branchOf(timeline);
  const end = Math.max(0, branch.end);
  return {
    beats: beatsOf(timeline),
    end,
    bands: bandsOf(reigns(timeline), end),
    flags: flagsOf(timeline),
    bookmarks: branch.bookmarks,
    branches: timeline.branches.map((one) => ({
      id: one.id,
      name: one.name,
      from: one.parent?.at ?? 0,
      // One that was kept and not yet computed again reaches at least to its last command.
      to: Math.max(0, one.end, one.commands.at(-1)?.at ?? 0),
      current: one.id === timeline.current,
    })),
  };
}
