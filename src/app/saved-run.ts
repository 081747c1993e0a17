import * as v from 'valibot';
import type { Micros } from '../model/index.ts';
import {
  type Branch,
  branchOf,
  check,
  type Engine,
  extendTo,
  isMistake,
  MAX_BRANCHES,
  MAX_MICROS,
  MAX_RECORDING_BYTES,
  type Recording,
  replayWith,
  save,
  seenAt,
  switchTo,
  type Timeline,
  toJson,
} from '../timeline/index.ts';
import { seenBeside } from './both/load.svelte.ts';

/** Where somebody was: all branches of a run as recordings, and the playhead. */
const SavedBranch = v.object({
  id: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: v.pipe(v.string(), v.maxLength(200)),
  parent: v.nullable(v.object({ branch: v.number(), at: v.number() })),
  bookmarks: v.array(v.object({ at: v.pipe(v.number(), v.integer()), name: v.string() })),
  end: v.pipe(v.number(), v.integer(), v.maxValue(MAX_MICROS)),
  recording: v.unknown(),
});
const SavedRun = v.object({
  version: v.literal(1),
  current: v.number(),
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_MICROS)),
  branches: v.pipe(v.array(SavedBranch), v.minLength(1), v.maxLength(MAX_BRANCHES)),
});

/** In a file: what all branches share stands in the recording around it. */
const Kept = v.object({
  kept: v.object({
    ...SavedRun.entries,
    branches: v.array(v.object({ ...SavedBranch.entries, recording: v.array(v.string()) })),
  }),
});

/** A run and the playhead in it. */
export interface ShownRun {
  readonly timeline: Timeline;
  readonly at: Micros;
}

/** A run as text to be kept in the browser. */
export function printRun({ timeline, at }: ShownRun): string {
  const branches = timeline.branches.map((branch) => ({
    id: branch.id,
    name: branch.name,
    parent: branch.parent,
    bookmarks: branch.bookmarks,
    end: Math.floor(branch.end),
    recording: save(switchTo(timeline, branch.id)),
  }));
  return JSON.stringify({ version: 1, current: timeline.current, at: Math.floor(at), branches });
}

/**
 * A kept run, ready to be computed again up to where it was; null when the text is none. The engine
 * is an argument so that this can be tested with a small one.
 */
export function readRun(engine: Engine, text: string): ShownRun | null {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = v.safeParse(SavedRun, stored);
  if (!parsed.success) return null;
  const { branches, current, at } = parsed.output;
  let timeline: Timeline | null = null;
  const read: Branch[] = [];
  for (const { id, name, parent, bookmarks, recording } of branches) {
    const valid = check(recording);
    if (isMistake(valid)) return null;
    const replayed = replayWith(engine, valid as Recording);
    if (isMistake(replayed)) return null;
    timeline ??= replayed;
    read.push({ ...branchOf(replayed), id, name, parent, bookmarks });
  }
  if (timeline === null || !read.some((branch) => branch.id === current)) return null;
  const nextBranch = 1 + Math.max(...read.map((branch) => branch.id));
  return { timeline: { ...timeline, branches: read, current, nextBranch }, at };
}

/** The branch that is shown up to the playhead, and what was seen of it by then. */
function recordingOf({ timeline, at }: ShownRun): Recording {
  const until = Math.floor(at);
  const seen = seenAt(extendTo(timeline, until), until);
  const beside = seenBeside(timeline, until);
  const recording = { ...save(timeline, until), seen };
  return beside === undefined ? recording : { ...recording, seenBeside: beside };
}

/** The recording with all branches, their names and bookmarks beside it. */
function withKept(shown: ShownRun): Recording {
  const run = JSON.parse(printRun(shown)) as { branches: { recording: Recording }[] };
  const branches = run.branches.map((one) => ({ ...one, recording: one.recording.commands }));
  return { ...recordingOf(shown), kept: { ...run, branches } } as Recording;
}

/**
 * A run as a file: the branch that is shown, up to the playhead, as any recording, which whoever
 * knows no more can replay; and `kept` beside it, all branches with their names and bookmarks. That
 * is left out where a recording would be larger than one may be.
 */
export function printFile(shown: ShownRun): string {
  const whole = toJson(withKept(shown));
  const fits = new TextEncoder().encode(whole).length <= MAX_RECORDING_BYTES;
  return fits ? whole : toJson(recordingOf(shown));
}

/**
 * The same for a link, as short as it can be.
 * @param all with all branches, not only the one that is shown
 * @param by who hands it back; null: it is no answer to anything
 */
export function printShared(shown: ShownRun, all: boolean, by: string | null): string {
  const recording = all ? withKept(shown) : recordingOf(shown);
  return JSON.stringify(by === null ? recording : { ...recording, by });
}

/** What was kept beside a recording in its file; null: nothing, or nothing that can be read. */
export function readKept(engine: Engine, text: string, recording: Recording): ShownRun | null {
  const parsed = v.safeParse(Kept, JSON.parse(text));
  if (!parsed.success) return null;
  const { kept } = parsed.output;
  const { untilMs: _, ...shared } = recording;
  const branches = kept.branches.map((one) => ({
    ...one,
    recording: { ...shared, commands: one.recording },
  }));
  return readRun(engine, JSON.stringify({ ...kept, branches }));
}
