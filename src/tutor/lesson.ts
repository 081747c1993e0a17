/**
 * A lesson as data: what a lesson file says, in one language. Plain and serialisable, since the
 * build turns files into it and the page only reads it.
 */
import { LANGUAGES, type Language } from '../script/index.ts';
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

/** Something on the screen that a question or a step's signal can point at. */
export type LessonThing =
  | { readonly type: 'server'; readonly sid: number }
  | { readonly type: 'client'; readonly name: string }
  | { readonly type: 'znode'; readonly path: string }
  /** A transaction in a server's log, as the log's table shows it. */
  | { readonly type: 'cell'; readonly sid: number; readonly zxid: string }
  | {
      readonly type: 'message';
      readonly message: string;
      readonly from: string;
      readonly to: string;
    };

/** Misconceptions that a wrong option may name; their texts are in the catalogues (`beliefs`). */
export const BELIEFS = [
  ...(['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'X8', 'X9', 'X10', 'X11', 'X12'] as const),
  ...(['X13', 'X14', 'X15', 'X16', 'X17', 'X18', 'X19', 'X20', 'X21', 'X22', 'X23'] as const),
  ...(['X24', 'X25', 'X26', 'X27', 'X28', 'X29', 'X30', 'X31', 'X32', 'X33', 'X34'] as const),
] as const;

export type Belief = (typeof BELIEFS)[number];

/** A run that shows that a belief is wrong, beside the student's own: see `answerRun`. */
export interface Refutation {
  /** A recap's begins where the step's run has ended, unless it is to begin anew. */
  readonly anew: boolean;
  /** Performed at once and unseen: what the run takes for granted. */
  readonly before: readonly string[];
  readonly lines: readonly string[];
  /** What is to be seen when the lines are done, in words, too. */
  readonly shows: Goal;
  /** Where the eye is led meanwhile. */
  readonly look: Look;
}

/** An answer that can be chosen, and what is said to whoever chose it. */
export interface Option {
  readonly text: readonly Inline[];
  /** Of a wrong option: names the belief behind it, and what is true instead. */
  readonly feedback: Prose;
  /** The belief's number in the list of misconceptions, as in X5; null: none. */
  readonly belief: Belief | null;
  /** True of the run when the option is right, false when it is not; null: none says. */
  readonly claim: Goal | null;
  readonly refutation: Refutation | null;
  /** Marked by its author as one that no run can answer: a definition, or a promise. */
  readonly inWords: boolean;
  /** What is pointed at; null in other forms, and for "anything else". */
  readonly thing: LessonThing | null;
}

/**
 * How an answer is given: one of the options is chosen, a number typed, items put in order, or a
 * thing pointed at. All of them lead to an option (`answerOf`): the last one of the last three
 * stands for whatever no other option names.
 */
export type QuestionForm = 'choice' | 'number' | 'order' | 'point';

/** A question with its answers. */
export interface Question {
  readonly form: QuestionForm;
  readonly text: readonly Inline[];
  readonly options: readonly Option[];
  /** Index of the right option. */
  readonly right: number;
  /** Of the form `order`: what is to be ordered, in the right order. */
  readonly items: readonly (readonly Inline[])[];
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

/** Where the eye is led while a step is on. */
export interface Look {
  /** The inspector's tab that is opened; null: as it is. */
  readonly tab: string | null;
  /** The server whose tree and log are shown; null: as it is. */
  readonly server: number | null;
  /** What is lit. */
  readonly light: readonly LessonThing[];
  /** How long its run lasts is the point: time is not skipped. */
  readonly felt: boolean;
  /** Verbs of commands that the task takes; empty: none is named. */
  readonly controls: readonly string[];
}

/** A blank in a line, and what may stand in it. */
export interface Blank {
  readonly choices: readonly string[];
  /** Index of the one that the reference solution takes. */
  readonly right: number;
}

/** Text, and numbers of blanks (from 0) between it. */
export type BlankLine = readonly (string | number)[];

/**
 * How a task is solved: by acting on the run; by putting lines in order that are then performed; or
 * by filling blanks in lines, those of zoo.cfg included, with which the step then begins anew.
 */
export type TaskWay =
  | { readonly type: 'free' }
  | {
      readonly type: 'arrange';
      /** In the right order; behind a line break the time that a line is given. */
      readonly lines: readonly string[];
      /** Lines that do not belong. */
      readonly spare: readonly string[];
    }
  | {
      readonly type: 'fill';
      readonly lines: readonly BlankLine[];
      readonly zooCfg: readonly BlankLine[];
      readonly blanks: readonly Blank[];
    };

/** Another run of the same step in which one thing is changed: predicted, run, and compared. */
export interface ChangedRun {
  readonly question: Question;
  /** Performed from the step's beginning instead of its run. */
  readonly lines: readonly string[];
}

/** An invariant that a step breaks on purpose, and which assumption is not kept there. */
export interface ExpectedBreach {
  readonly invariant: string;
  readonly because: Prose;
}

/** One idea. Lines are lines of the script language. */
export interface Step {
  readonly title: readonly Inline[];
  readonly narration: Prose;
  readonly look: Look;
  readonly prediction: Question | null;
  /** Performed when the student presses Run. */
  readonly run: readonly string[];
  /** What must be so after the run, whatever the student does later. */
  readonly holds: readonly Goal[];
  /** Asked after the run: what happened? */
  readonly recap: Question | null;
  /** Said after the run: what happened, and why. */
  readonly afterwards: Prose;
  /** What the student is to bring about; empty text when the run alone brings it about. */
  readonly task: Prose;
  readonly goals: readonly Goal[];
  readonly way: TaskWay;
  /** Over how many other seeds the student's way is played, too; 0: only over this one. */
  readonly seeds: number;
  readonly hints: readonly Prose[];
  /** One way to meet the goals after the run; empty when the run alone meets them. */
  readonly solution: readonly string[];
  /** A plausible attempt that misses a goal. */
  readonly wrong: readonly string[];
  readonly change: ChangedRun | null;
  readonly breach: ExpectedBreach | null;
  /** In what the model differs from a real ensemble, where this step touches it. */
  readonly simplified: Prose;
  /** For whoever presents the lesson. */
  readonly notes: Prose;
}

export interface Lesson {
  /** Folder and file name without ending and language: `4-medical/01-one-mri`. */
  readonly slug: string;
  /** Track letter and number, as in M1. */
  readonly code: string;
  readonly title: string;
  readonly minutes: number;
  /** What somebody can do after it: a few words; empty: it is not said. */
  readonly able: string;
  /** A built-in scenario's name, or one that is written out. */
  readonly scenario: string | CustomScenario;
  readonly seed: number;
  /**
   * It is played by two ensembles, ZooKeeper's on ZAB and etcd's on Raft beside it. Another one
   * may lead in each after a disaster: so each of its steps begins anew with the setup.
   */
  readonly both: boolean;
  readonly about: Prose;
  readonly terms: readonly LessonTerm[];
  /** Codes of the lessons that come before this one. */
  readonly after: readonly string[];
  /** Why the lesson's seed is a special one; empty: any other shows the same. */
  readonly special: string;
  /** Asked before the first step, out of lessons that come before. */
  readonly recall: readonly Question[];
  /** Performed before the first step. */
  readonly setup: readonly string[];
  readonly steps: readonly Step[];
  /** In what the model differs from a real ensemble, besides what its steps say of it. */
  readonly simplified: Prose;
  /** What to keep of it. */
  readonly remember: Prose;
}

/** All in which the model differs from a real ensemble where a lesson touches it. */
export const simplifiedIn = ({ steps, simplified }: Lesson): Prose => [
  ...steps.flatMap((step) => step.simplified),
  ...simplified,
];

/** What a menu of lessons needs to know of one. */
export interface LessonCard {
  readonly slug: string;
  readonly code: string;
  readonly title: string;
  readonly minutes: number;
  readonly able: string;
  readonly steps: number;
  readonly after: readonly string[];
  /** The misconceptions that its questions are about. */
  readonly treats: readonly Belief[];
  /** It has a second side, on Raft. */
  readonly both: boolean;
}

export const MOST_TERMS = 6;
export const MOST_STEPS = 5;
export const MOST_RECALLED = 2;
export const MOST_SEEDS = 50;

/** Longer files are refused, so that nothing a person loads can stall the page. */
export const MOST_CHARACTERS = 100_000;

export function cardOf(lesson: Lesson): LessonCard {
  const { slug, code, title, minutes, able, steps, after, both } = lesson;
  return {
    slug,
    code,
    title,
    minutes,
    able,
    steps: steps.length,
    after,
    treats: treatedBy(lesson),
    both,
  };
}

/** Recalled questions only look back: what they are about is another lesson's. */
function treatedBy({ steps }: Lesson): readonly Belief[] {
  const asked = steps.flatMap((step) => [step.prediction, step.recap, step.change?.question]);
  const beliefs = asked.flatMap((one) => one?.options.flatMap(({ belief }) => belief ?? []) ?? []);
  return BELIEFS.filter((belief) => beliefs.includes(belief));
}

const SLUG = /^(\d+)-([a-z][a-z0-9-]*)\/(\d+)-[a-z0-9-]+$/;

/** `M1` of `4-medical/01-one-mri`: the track's first letter and the lesson's number. */
export function codeOf(slug: string): string {
  const found = SLUG.exec(slug);
  if (found === null) return slug;
  return `${(found[2] ?? '').slice(0, 1).toUpperCase()}${Number(found[3])}`;
}

/** `4-medical/01-one-mri` and the language, of a file's path; null when it is not a lesson's. */
export function lessonFile(path: string): { slug: string; language: Language } | null {
  const found = /([^/]+\/[^/]+?)(?:\.([a-z]{2}))?\.md$/.exec(path);
  const slug = found?.[1] ?? '';
  const language = LANGUAGES.find((one) => one === (found?.[2] ?? 'en'));
  return language !== undefined && SLUG.test(slug) ? { slug, language } : null;
}
