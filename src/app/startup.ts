import {
  beginWith,
  type CustomScenario,
  complaintOf,
  extendTo,
  isMistake,
  load,
  openingOf,
  type Recording,
  replayWith,
  SIM,
  seenAt,
} from '../timeline/index.ts';
import type { Language } from '../views/index.ts';
import { seenBeside } from './both/load.svelte.ts';
import { FIRST_AT, FIRST_OPENING, FIRST_SEED } from './first-opening.ts';
import { readKept, readRun, type ShownRun } from './saved-run.ts';

/** What every run of the page is carried out by. */
export const ENGINE = SIM;

/** A new run of a scenario, at its beginning; a sentence when the scenario is no good. */
export function newRun(spec: string | CustomScenario, language: Language): ShownRun | string {
  const opening = openingOf(spec);
  if (isMistake(opening)) return complaintOf(opening, language);
  return { timeline: beginWith(ENGINE, opening, FIRST_SEED), at: 0 };
}

/**
 * The run of a file, where it was saved, with all that was kept beside the recording; a sentence
 * when it is none.
 */
export function runOfText(text: string, language: Language): OpenedRun | string {
  const recording = load(text);
  if (isMistake(recording)) return complaintOf(recording, language);
  return runOfLoaded(recording, text, language);
}

/** The same, where the text was read already. */
export function runOfLoaded(
  recording: Recording,
  text: string,
  language: Language,
): OpenedRun | string {
  const shown = readKept(ENGINE, text, recording) ?? runOf(recording, language);
  if (typeof shown === 'string') return shown;
  const at = Math.floor((recording.untilMs ?? 0) * 1000);
  const { seen, seenBeside: wasBeside } = recording;
  if (seen === undefined) return { ...shown, at, strayed: false };
  const timeline = extendTo(shown.timeline, at);
  const beside = seenBeside(timeline, at);
  const isSame = wasBeside === undefined || beside === undefined || beside === wasBeside;
  return { timeline, at, strayed: seenAt(timeline, at) !== seen || !isSame };
}

/** A run from outside, where it was saved. */
export interface OpenedRun extends ShownRun {
  /** The same commands led to other events where it was made: another version made it. */
  readonly strayed: boolean;
}

/** The run of a recording, at its beginning; a sentence when it is no good. */
export function runOf(recording: Recording, language: Language): ShownRun | string {
  const timeline = replayWith(ENGINE, recording);
  return isMistake(timeline) ? complaintOf(timeline, language) : { timeline, at: 0 };
}

export interface Start {
  readonly shown: ShownRun;
  /** It goes on where somebody was: time stands still until they let it pass. */
  readonly restored: boolean;
  /** Something was stored that cannot be read. */
  readonly unreadable: boolean;
  /** Runs that were here before it, to return to. */
  readonly shelf: readonly ShownRun[];
  /** The link that it came by; null: it came by none. */
  readonly link: { readonly packed: string; readonly run: LinkedRun } | null;
}

/** A run as a link brought it. */
export interface LinkedRun {
  readonly recording: Recording;
  readonly shown: OpenedRun;
}

/** Where the page begins: where one was, or the first scenario. */
export function startWith(stored: string | null): Start {
  const kept = stored === null ? null : readRun(ENGINE, stored);
  const alone = { shelf: [], link: null };
  if (kept !== null) return { shown: kept, restored: true, unreadable: false, ...alone };
  const shown = { timeline: beginWith(ENGINE, FIRST_OPENING, FIRST_SEED), at: FIRST_AT };
  return { shown, restored: false, unreadable: stored !== null, ...alone };
}

/** The run of another window that was open beside this one, to return to; null: there is none. */
export function runBeside(stored: string | null): ShownRun | null {
  return stored === null ? null : readRun(ENGINE, stored);
}
