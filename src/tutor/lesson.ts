/**
 * A lesson as data: what a lesson file says, in one language. Plain and serialisable, since the
 * build turns files into it and the page only reads it.
 */
import type { CustomScenario } from '../timeline/index.ts';

/** A run of text. `fact` is a number or name taken from the running world: see facts.ts. */
export type Inline =
  | { readonly type: 'text' | 'code'; readonly text: string }
  | { readonly type: 'strong' | 'emphasis'; readonly of: readonly Inline[] }
  | { readonly type: 'fact'; readonly name: string; readonly args: readonly string[] };

export type Block =
  | { readonly type: 'paragraph'; readonly of: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly Prose[] }
  | { readonly type: 'code'; readonly info: string; readonly lines: readonly string[] };

export type Prose = readonly Block[];

/** A word that is explained before the lesson begins; at most MOST_TERMS of them. */
export interface LessonTerm {
  readonly word: string;
  readonly meaning: Prose;
}

/** An answer that can be chosen, and what is said to whoever chose it. */
export interface Option {
  readonly text: readonly Inline[];
  /** Of a wrong option: names the belief behind it, and what is true instead. */
  readonly feedback: Prose;
}

/** A question that must be answered before the step is run. */
export interface Prediction {
  readonly question: readonly Inline[];
  readonly options: readonly Option[];
  /** Index of the right option. */
  readonly right: number;
}

/** One predicate over the cluster: the name of a GoalKind and its arguments. */
export interface Condition {
  readonly kind: string;
  readonly args: Readonly<Record<string, string>>;
}

/** A line of the task's list: words for the student, conditions (all must hold) for the machine. */
export interface Goal {
  readonly text: readonly Inline[];
  /** As the author wrote it. */
  readonly source: string;
  readonly conditions: readonly Condition[];
}

/** One idea. Lines are lines of the script language. */
export interface Step {
  readonly title: readonly Inline[];
  readonly narration: Prose;
  readonly prediction: Prediction | null;
  /** Performed when the student presses Run. */
  readonly run: readonly string[];
  /** Said after the run: what happened, and why. */
  readonly afterwards: Prose;
  /** What the student is to bring about; empty text when the run alone brings it about. */
  readonly task: Prose;
  readonly goals: readonly Goal[];
  readonly hints: readonly Prose[];
  /** One way to meet the goals after the run; empty when the run alone meets them. */
  readonly solution: readonly string[];
}

export interface Lesson {
  /** Folder and file name without ending and language: `4-medical/01-one-mri`. */
  readonly slug: string;
  /** Track letter and number, as in M1. */
  readonly code: string;
  readonly title: string;
  readonly minutes: number;
  /** A built-in scenario's name, or one that is written out. */
  readonly scenario: string | CustomScenario;
  readonly seed: number;
  readonly about: Prose;
  readonly terms: readonly LessonTerm[];
  /** Performed before the first step. */
  readonly setup: readonly string[];
  readonly steps: readonly Step[];
  /** In what the model differs from a real ensemble, where this lesson touches it. */
  readonly simplified: Prose;
}

/** What a menu of lessons needs to know of one. */
export interface LessonCard {
  readonly slug: string;
  readonly code: string;
  readonly title: string;
  readonly minutes: number;
  readonly steps: number;
}

export const MOST_TERMS = 6;
export const MOST_STEPS = 5;

/** Longer files are refused, so that nothing a person loads can stall the page. */
export const MOST_CHARACTERS = 100_000;

export function cardOf(lesson: Lesson): LessonCard {
  const { slug, code, title, minutes, steps } = lesson;
  return { slug, code, title, minutes, steps: steps.length };
}

const SLUG = /^(\d+)-([a-z][a-z0-9-]*)\/(\d+)-[a-z0-9-]+$/;

/** `M1` of `4-medical/01-one-mri`: the track's first letter and the lesson's number. */
export function codeOf(slug: string): string {
  const found = SLUG.exec(slug);
  if (found === null) return slug;
  return `${(found[2] ?? '').slice(0, 1).toUpperCase()}${Number(found[3])}`;
}

/** `4-medical/01-one-mri` and the language, of a file's path; null when it is not a lesson's. */
export function lessonFile(path: string): { slug: string; language: 'en' | 'zh' } | null {
  const found = /([^/]+\/[^/]+?)(\.zh)?\.md$/.exec(path);
  const slug = found?.[1] ?? '';
  if (found === null || !SLUG.test(slug)) return null;
  return { slug, language: found[2] === undefined ? 'en' : 'zh' };
}
