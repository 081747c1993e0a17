/**
 * Progress as text, for whoever keeps it (app/storage): read back only if it is what it should be.
 * What is not is answered with a sentence, and the reader starts afresh; nothing is repaired, and
 * nothing is thrown away here.
 */
import {
  array,
  boolean,
  finite,
  getDotPath,
  integer,
  literal,
  maxLength,
  maxValue,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  safeParse,
  string,
  variant,
} from 'valibot';
import { type Sentence, sentence } from '../script/index.ts';
import { UNSURE } from './answer.ts';
import { MOST_CHARACTERS } from './lesson.ts';
import { FRESH, INTRODUCTION, MOST_PREDICTIONS, type Progress } from './progress-state.ts';
import { STEP_LEAVES } from './step-chart.ts';

const VERSION = 2;
/** Versions that can be read: the first knew less, and what it did not know is as if untouched. */
const READABLE = [1, VERSION] as const;
const LONGEST_MS = 1e9;
const MOST_IN_ATTEMPT = 99;
const MOST_LESSONS = 200;
const MOST_STORED_STEPS = 50;

const whole = (least: number, most: number) =>
  pipe(number(), integer(), minValue(least), maxValue(most));

const word = pipe(string(), maxLength(1000));
const thing = variant('type', [
  object({ type: literal('server'), sid: number() }),
  object({ type: literal('client'), name: word }),
  object({ type: literal('znode'), path: word }),
  object({ type: literal('cell'), sid: number(), zxid: word }),
  object({ type: literal('message'), message: word, from: word, to: word }),
]);
const option = whole(UNSURE, 99);
const stepIndex = whole(INTRODUCTION, MOST_STORED_STEPS);

const MOST_ITEMS = 99;
const answer = nullable(
  variant('type', [
    object({ type: literal('unsure') }),
    object({ type: literal('choice'), option }),
    object({ type: literal('number'), value: pipe(number(), finite()) }),
    object({ type: literal('order'), order: pipe(array(whole(0, 99)), maxLength(MOST_ITEMS)) }),
    object({ type: literal('point'), thing }),
  ]),
);
const given = object({ prediction: answer, recap: answer, change: answer });

const stepProgress = object({
  leaf: picklist(STEP_LEAVES),
  chosen: nullable(option),
  recapped: optional(nullable(option), null),
  changed: optional(nullable(option), null),
  changeSeen: optional(boolean(), false),
  given: optional(given, FRESH.given),
  predictions: pipe(array(option), maxLength(MOST_PREDICTIONS)),
  hints: whole(0, 99),
  solutionShown: boolean(),
  attempt: optional(nullable(pipe(array(whole(0, 99)), maxLength(MOST_IN_ATTEMPT))), null),
  spentMs: optional(pipe(number(), minValue(0), maxValue(LONGEST_MS)), 0),
});

const stored = object({
  version: picklist(READABLE),
  lessons: pipe(
    array(
      object({
        slug: pipe(string(), maxLength(200)),
        step: stepIndex,
        reached: stepIndex,
        recalled: optional(pipe(array(nullable(option)), maxLength(10)), []),
        steps: pipe(array(stepProgress), maxLength(MOST_STORED_STEPS)),
      }),
    ),
    maxLength(MOST_LESSONS),
  ),
});

/** Progress in every lesson, and why what was stored is not it (null: it is, or nothing was). */
export interface ReadProgress {
  readonly lessons: readonly Progress[];
  readonly refused: Sentence | null;
}

const refuse = (refused: Sentence): ReadProgress => ({ lessons: [], refused });

/** Reads what `printProgress` wrote; null: nothing was stored. Never throws. */
export function readProgress(text: string | null): ReadProgress {
  if (text === null) return { lessons: [], refused: null };
  if (text.length > 10 * MOST_CHARACTERS) return refuse(sentence('tutor.stored.long'));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(sentence('tutor.stored.json'));
  }
  const result = safeParse(stored, value);
  if (result.success) return { lessons: result.output.lessons, refused: null };
  const path = getDotPath(result.issues[0]) ?? '';
  if (path !== 'version') return refuse(sentence('tutor.stored.shape', { path: path || '{}' }));
  return refuse(sentence('tutor.stored.version', { known: VERSION }));
}

/** Progress as text. */
export function printProgress(lessons: readonly Progress[]): string {
  return JSON.stringify({ version: VERSION, lessons });
}

/** The list with one lesson's progress in it, in the place of an older one. */
export function withProgress(
  lessons: readonly Progress[],
  progress: Progress,
): readonly Progress[] {
  return [...lessons.filter((one) => one.slug !== progress.slug), progress].slice(-MOST_LESSONS);
}
