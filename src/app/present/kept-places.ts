import * as v from 'valibot';
import { FAILURE_IDS, failureOf, type Progress } from '../../tutor/index.ts';
import { LinesLeft } from '../lesson-place.ts';
import { laterRun, textOfRun } from '../run-text.ts';
import type { ShownRun } from '../saved-run.ts';
import type { Caused } from './deck.svelte.ts';
import type { Board } from './messages.ts';

/** A place to come back to: the lesson as far as it was, and its run. */
export interface Checkpoint {
  readonly name: string;
  readonly progress: Progress | null;
  readonly startedAt: number;
  readonly shown: ShownRun;
  /** The last place that undo went back to from there, where there was one and it is known. */
  readonly after?: ShownRun | undefined;
}

/** All ways back of a trainer's window, the latest last, and what a card has still to do. */
interface Places {
  readonly checkpoints: readonly Checkpoint[];
  readonly caused: readonly Caused[];
  /** What was there before each command. */
  readonly past: readonly ShownRun[];
  readonly left: LinesLeft | null;
  readonly screen: Screen;
}

/** Whether the audience's screen is dark, whether it is held still, and the code that fills it. */
export type Screen = Pick<Board, 'blackout' | 'frozen' | 'code'>;

const KEY = 'zabscope.places';
/** More of each than anybody goes back after a reload. */
const MOST = 8;

const LIGHT: Screen = { blackout: false, frozen: false, code: null };

const Kept = v.object({
  checkpoints: v.array(
    v.object({
      name: v.string(),
      // As this window wrote it: nobody else writes here.
      progress: v.custom<Progress | null>((value) => typeof value === 'object'),
      startedAt: v.number(),
      run: v.string(),
      /** Its index among those of the past that are kept. */
      after: v.optional(v.number(), -1),
    }),
  ),
  caused: v.array(
    v.object({
      id: v.picklist(FAILURE_IDS),
      facts: v.record(v.string(), v.union([v.string(), v.number()])),
      // Of a window that was opened before cards had switches.
      right: v.optional(v.number()),
      run: v.string(),
    }),
  ),
  past: v.array(v.string()),
  left: v.nullable(LinesLeft),
  screen: v.optional(
    v.object({
      blackout: v.boolean(),
      frozen: v.boolean(),
      code: v.optional(v.nullable(v.string()), null),
    }),
    LIGHT,
  ),
});

/** Somebody has undone something: where one is then, and places that undo led to before. */
interface Undone {
  readonly shown: ShownRun;
  readonly progress: Progress | null;
  readonly undone: readonly ShownRun[];
}

/** The ways that still lead back: not to what was undone, nor to where one is. */
export function behind(
  checkpoints: readonly Checkpoint[],
  { shown, progress, undone }: Undone,
): readonly Checkpoint[] {
  const left = checkpoints.filter(({ after }) => after === undefined || !undone.includes(after));
  const isHere = (one: Checkpoint | undefined): boolean =>
    one?.progress === progress && textOfRun(one.shown) === textOfRun(shown);
  while (isHere(left.at(-1))) left.pop();
  return left;
}

let kept = '';

/** Keeps the ways back over a reload of this window. */
export function keepPlaces({ checkpoints, caused, past, left, screen }: Places): void {
  const lately = past.slice(-MOST);
  const text = JSON.stringify({
    checkpoints: checkpoints.slice(-MOST).map(({ shown, after, ...rest }) => {
      return {
        ...rest,
        run: textOfRun(shown),
        after: after === undefined ? -1 : lately.indexOf(after),
      };
    }),
    caused: caused.slice(-MOST).map(({ before, ...rest }) => ({ ...rest, run: textOfRun(before) })),
    past: lately.map(textOfRun),
    left,
    screen,
  });
  if (text === kept) return;
  kept = text;
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // A full or forbidden storage loses the ways back of a reload, and nothing else.
  }
}

/** The ways back that this window had before it was reloaded. */
export function keptPlaces(): Places {
  const none: Places = { checkpoints: [], caused: [], past: [], left: null, screen: LIGHT };
  try {
    const parsed = v.safeParse(Kept, JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
    if (!parsed.success) return none;
    const { checkpoints, caused, past, left, screen } = parsed.output;
    const before = past.map(laterRun);
    return {
      checkpoints: checkpoints.map(({ run, after, ...rest }) => {
        return { ...rest, shown: laterRun(run), after: before[after] };
      }),
      caused: caused.map(({ run, right, ...rest }) => ({
        ...rest,
        right: right ?? failureOf(rest.id).right,
        before: laterRun(run),
      })),
      past: before,
      left,
      screen,
    };
  } catch {
    return none;
  }
}
