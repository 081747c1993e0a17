/** What runs to answer a wrong option: words alone convince nobody of what a cluster does. */
import type { Lesson, Option, Question, Step } from './lesson.ts';
import type { StepQuestion } from './progress-state.ts';
import { type Attempted, solutionOf } from './ways.ts';

/** A question of a lesson's step; a number: which of those that the lesson recalls. */
export type QuestionAt = StepQuestion | number;

/** A run that answers a wrong option, performed beside the student's own. */
export interface AnswerRun extends Attempted {
  /** Performed at once and unseen, from where the step begins. */
  readonly before: readonly string[];
}

export function questionOf(lesson: Lesson, step: number, asked: QuestionAt): Question | null {
  if (typeof asked === 'number') return lesson.recall[asked] ?? null;
  const found = lesson.steps[step];
  return (asked === 'change' ? found?.change?.question : found?.[asked]) ?? null;
}

/** "Anything else" is answered by what the right answer claims. */
function claimOf({ form, options, right }: Question, n: number): Option['claim'] {
  const isOther = form !== 'choice' && n === options.length - 1;
  return options[isOther ? right : n]?.claim ?? null;
}

/**
 * What answers a wrong option: a run that refutes it, or the very run that the question is about,
 * in which what it claims is not so. Nothing has run of which a recalled question could be asked.
 */
export function answeredBy(
  question: Question,
  n: number,
  isRecalled: boolean,
): 'refuting' | 'own' | null {
  if (n === question.right || question.options[n] === undefined) return null;
  if (question.options[n].refutation !== null) return 'refuting';
  return isRecalled || claimOf(question, n) === null ? null : 'own';
}

/** The run of which a question of a step is asked. */
function ownRun(step: Step, asked: StepQuestion): Attempted {
  if (asked === 'change') return { lines: step.change?.lines ?? [], zooCfg: [] };
  return step.run.length > 0 ? { lines: step.run, zooCfg: [] } : solutionOf(step);
}

/**
 * The run that answers an option; null where none does. One that refutes begins where its question
 * is asked: a recap's when the step's run has ended, all others where the step begins.
 */
export function answerRun(lesson: Lesson, n: number, asked: QuestionAt, option: number) {
  const question = questionOf(lesson, n, asked);
  const by = question && answeredBy(question, option, typeof asked === 'number');
  if (question === null || by === null) return null;
  const step = lesson.steps[n];
  const refutation = question.options[option]?.refutation;
  if (refutation) {
    const ran = asked === 'recap' && !refutation.anew ? (step?.run ?? []) : [];
    const before = [...ran, ...refutation.before];
    return { before, lines: refutation.lines, zooCfg: [] } satisfies AnswerRun;
  }
  if (step === undefined || typeof asked === 'number') return null;
  return { before: [], ...ownRun(step, asked) } satisfies AnswerRun;
}

/** All questions of a lesson, with the steps in which they are asked (-1: before the first). */
export function questionsOf(lesson: Lesson) {
  const recalled = lesson.recall.map((question, asked) => ({ n: -1, asked, question }));
  const asked = lesson.steps.flatMap((_, n) =>
    (['prediction', 'recap', 'change'] as const).flatMap((one) => {
      const question = questionOf(lesson, n, one);
      return question === null ? [] : [{ n, asked: one, question }];
    }),
  );
  return [...recalled, ...asked] as readonly {
    readonly n: number;
    readonly asked: QuestionAt;
    readonly question: Question;
  }[];
}

/** A wrong option that no run answers and that does not say so, or one that says so for nothing. */
export interface Unanswered {
  readonly n: number;
  readonly option: Option;
  /** Marked as answered by words alone, and a run answers it. */
  readonly isNeedless: boolean;
}

export function unanswered(lesson: Lesson): readonly Unanswered[] {
  return questionsOf(lesson).flatMap(({ n, asked, question }) =>
    question.options.flatMap((option, at) => {
      if (at === question.right) return [];
      const isAnswered = answeredBy(question, at, typeof asked === 'number') !== null;
      return isAnswered === option.inWords ? [{ n, option, isNeedless: isAnswered }] : [];
    }),
  );
}
