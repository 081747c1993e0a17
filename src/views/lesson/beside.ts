/** What is said beside a run that answers a wrong option. */
import type { Translate } from '../../i18n/index.ts';
import {
  type Answered,
  answeredBy,
  type Inline,
  type Lesson,
  type Progress,
  questionOf,
  type StudentAnswer,
} from '../../tutor/index.ts';
import { thingWords } from './thing-words.ts';

export interface BesideView {
  readonly question: readonly Inline[];
  /** The answer that is not so: the student's own words where an option stands for many. */
  readonly said: readonly Inline[];
  /** Whether it is the student's. */
  readonly isOwn: boolean;
  /** What is to be seen instead. */
  readonly came: readonly Inline[];
  /** It is the very run that the question was about. */
  readonly isOwnRun: boolean;
}

const words = (text: string): readonly Inline[] => [{ type: 'text', text }];

function wordsOf(given: StudentAnswer | null, t: Translate): readonly Inline[] {
  if (given?.type === 'number') return words(String(given.value));
  if (given?.type === 'point') return words(thingWords(t, given.thing));
  return words(t('tutor.answer.other'));
}

/** What stands beside the run that answers an option; null when nothing does. */
export function besideView(
  lesson: Lesson,
  progress: Progress,
  { asked, option }: Answered,
  t: Translate,
): BesideView | null {
  const question = questionOf(lesson, progress.step, asked);
  const one = question?.options[option];
  const right = question?.options[question.right];
  if (!question || one === undefined || right === undefined) return null;
  const been = progress.steps[progress.step];
  const isRecalled = typeof asked === 'number';
  const given = isRecalled ? null : (been?.given[asked] ?? null);
  const chosen = isRecalled
    ? progress.recalled[asked]
    : { prediction: been?.chosen, recap: been?.recapped, change: been?.changed }[asked];
  const isOwn = chosen === option;
  const isOther = question.form !== 'choice' && option === question.options.length - 1;
  const said = one.thing === null ? one.text : words(thingWords(t, one.thing));
  const came = right.thing === null ? right.text : words(thingWords(t, right.thing));
  const isOwnRun = answeredBy(question, option, isRecalled) === 'own';
  return {
    question: question.text,
    said: isOther ? wordsOf(isOwn ? given : null, t) : said,
    isOwn,
    came: isOwnRun ? came : (one.refutation?.shows.text ?? []),
    isOwnRun,
  };
}
