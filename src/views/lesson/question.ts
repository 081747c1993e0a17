/** What a question's card shows, and what it keeps back until the run has spoken. */
import {
  answeredBy,
  type Inline,
  type LessonThing,
  type Prose,
  type Question,
  type StudentAnswer,
  UNSURE,
} from '../../tutor/index.ts';

/** One answer in the card. `unsure` is always offered, after the author's. */
export interface OptionView {
  /** Its index among the question's options, or UNSURE. */
  readonly option: number;
  /** Null: "I don't know", whose words are the interface's. */
  readonly text: readonly Inline[] | null;
  /** It stands for all that no other option names. */
  readonly other: boolean;
  readonly chosen: boolean;
  /** After the run: whether this is how it is; null before. */
  readonly verdict: 'right' | 'wrong' | null;
  readonly feedback: Prose;
  /** After the run: said openly for what was chosen and what is right; else behind "why not?". */
  readonly open: boolean;
  /** What shows why not: a run that refutes it, or the question's own; null: nothing (yet). */
  readonly answeredBy: 'refuting' | 'own' | null;
}

export interface QuestionView {
  readonly form: Question['form'];
  readonly text: readonly Inline[];
  /** Nothing in the forms number, order and point before the answer may be judged. */
  readonly options: readonly OptionView[];
  /** Of the form `order`: what is to be ordered, with its index, and not in the right order. */
  readonly items: readonly { readonly item: number; readonly text: readonly Inline[] }[];
  /** Of the form `point`: kinds of things that can be pointed at. */
  readonly kinds: ReadonlySet<LessonThing['type']>;
  readonly chosen: number | null;
  /** The student's answer word for word; null: none yet, or not known any more. */
  readonly given: StudentAnswer | null;
  /** The answer can still be changed. */
  readonly choosing: boolean;
  readonly canCommit: boolean;
  readonly revealed: boolean;
}

/** How far an answer is: it may be changed, it stands, and it may be judged. */
export interface AnswerState {
  readonly chosen: number | null;
  /** The answer word for word, where it is known. */
  readonly given: StudentAnswer | null;
  readonly choosing: boolean;
  readonly revealed: boolean;
  /** It looks back at earlier lessons: nothing has run of which it could be asked. */
  readonly isRecalled?: boolean;
}

export function questionView(
  question: Question,
  { chosen, given, choosing, revealed, isRecalled = false }: AnswerState,
): QuestionView {
  const { form, text, right } = question;
  const options = question.options.map((one, n): OptionView => {
    const open = n === chosen || n === right;
    return {
      option: n,
      text: one.text,
      other: form !== 'choice' && n === question.options.length - 1,
      chosen: n === chosen,
      verdict: revealed ? (n === right ? 'right' : 'wrong') : null,
      feedback: one.feedback,
      open,
      answeredBy: revealed ? answeredBy(question, n, isRecalled) : null,
    };
  });
  const unsure: OptionView = {
    option: UNSURE,
    text: null,
    other: false,
    chosen: chosen === UNSURE,
    verdict: null,
    feedback: [],
    open: false,
    answeredBy: null,
  };
  const listed = form === 'choice' || revealed;
  return {
    form,
    text,
    options: listed ? [...options, unsure] : [unsure],
    items: shuffled(question),
    kinds: new Set(question.options.flatMap(({ thing }) => thing?.type ?? [])),
    chosen,
    given,
    choosing,
    canCommit: choosing && chosen !== null,
    revealed,
  };
}

/** Every second item first: never in the right order, and the same for everybody. */
function shuffled({ items }: Question): QuestionView['items'] {
  const numbered = items.map((text, item) => ({ item, text }));
  const odd = numbered.filter(({ item }) => item % 2 === 1);
  const even = numbered.filter(({ item }) => item % 2 === 0);
  return [...odd, ...even];
}
