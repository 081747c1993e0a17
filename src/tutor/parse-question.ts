/** A question of a lesson file: its form, its options, and what is said to whoever chose one. */
import { numberOf } from './answer.ts';
import { faultAt } from './fault.ts';
import {
  BELIEFS,
  type Belief,
  type Option,
  type Prose,
  type Question,
  type QuestionForm,
  type Refutation,
} from './lesson.ts';
import { readLookOf } from './parse-look.ts';
import {
  beforeList,
  type CodeBlock,
  type CodeLine,
  codeIn,
  goalOf,
  type LessonReader,
  readLines,
  readProse,
  wordsAndPredicate,
} from './parse-text.ts';
import { type Line, listItems, parseInline, plainText } from './prose.ts';
import type { Section } from './sections.ts';
import { lookAt } from './shown.ts';
import { parseThing } from './thing.ts';

const CHOICE = /^\[([ xX])\]\s*(?:[(（](X\d+)?[\s,，]*(words|文字)?[)）]\s*)?(.*)$/;
const OTHER = new Set(['other', '其他']);

/** Reads the question of a section; `text` is what stands behind the heading's colon. */
export function readQuestion(
  section: Section,
  form: QuestionForm,
  text: string,
  reader: LessonReader,
): Question {
  const { faults } = reader;
  if (text === '') faults.push(faultAt(section.line, 'tutor.fault.question'));
  if (form === 'order') return readOrder(section, text, reader);
  const { before, list } = beforeList(section.body);
  for (const { n } of before.filter((line) => line.text.trim() !== '')) {
    faults.push(faultAt(n, 'tutor.fault.beforeOptions'));
  }
  const options: Option[] = [];
  const right: number[] = [];
  for (const item of list.length === 0 ? [] : listItems(list)) {
    const first = item[0] as Line;
    const choice = CHOICE.exec(first.text);
    if (choice === null) faults.push(faultAt(first.n, 'tutor.fault.choice'));
    else if ((choice[1] ?? '').toLowerCase() === 'x') right.push(options.length);
    const belief = readBelief(choice?.[2], first.n, reader);
    const option = readOption(item, choice?.[4] ?? first.text, form, reader);
    const marked = { ...option, belief, inWords: choice?.[3] !== undefined };
    options.push(reader.places.keep(marked, first.n));
  }
  if (options.length < 2) faults.push(faultAt(section.line, 'tutor.fault.options'));
  else if (right.length !== 1) faults.push(faultAt(section.line, 'tutor.fault.right'));
  if (form !== 'choice') checkOther(section, options, form, reader);
  return { form, text: parseInline(text), options, right: right[0] ?? 0, items: [] };
}

function readBelief(named: string | undefined, line: number, reader: LessonReader): Belief | null {
  const belief = BELIEFS.find((one) => one === named) ?? null;
  if (named !== undefined && belief === null) {
    reader.faults.push(faultAt(line, 'tutor.fault.belief', { belief: named }));
  }
  return belief;
}

function readOption(
  [first, ...rest]: readonly Line[],
  said: string,
  form: QuestionForm,
  reader: LessonReader,
): Option {
  const n = first?.n ?? 1;
  const { feedback, refutation } = readFeedback(rest, reader);
  if (feedback.length === 0) reader.faults.push(faultAt(n, 'tutor.fault.feedback'));
  const read = wordsAndPredicate(said);
  // A thing stands between backquotes, too: alone it is no claim.
  const isAlone = form === 'point' && read.words.length === 0;
  const { words, source } = isAlone ? { words: parseInline(said), source: '' } : read;
  const claim = source === '' ? null : goalOf(words, source, n, reader);
  const thing = form === 'point' ? parseThing(plainText(words)) : null;
  return { text: words, feedback, belief: null, claim, refutation, inWords: false, thing };
}

/** Behind it a run that refutes is seen; the lines before it are performed at once. */
const SEEN_FROM = /^(from here|从这里)$/;
const SHOWN = /^(?:shows|可见)\s*[:：]\s*(.*)$/;

/** What is said, and the run that refutes, whose last comment says what it shows. */
function readFeedback(
  lines: readonly Line[],
  reader: LessonReader,
): { feedback: Prose; refutation: Refutation | null } {
  const { blocks, beside } = codeIn(lines);
  const block = blocks.find(({ info }) => info === 'refute' || info === 'refute-anew');
  if (block === undefined) return { feedback: readProse(lines, reader), refutation: null };
  return { feedback: readProse(beside, reader), refutation: readRefutation(block, reader) };
}

function readRefutation({ info, lines }: CodeBlock, reader: LessonReader): Refutation {
  const last = lines.at(-1);
  const n = last?.n ?? 1;
  const { words, source } = wordsAndPredicate(SHOWN.exec(last?.comment ?? '')?.[1] ?? '');
  const from = lines.findIndex(({ text, comment }) => text === '' && SEEN_FROM.test(comment));
  const isLine = ({ text }: CodeLine) => text !== '';
  const before = lines.slice(0, Math.max(0, from)).filter(isLine);
  const seen = lines.slice(from + 1).filter(isLine);
  if (source === '' || words.length === 0 || seen.length === 0) {
    reader.faults.push(faultAt(n, 'tutor.fault.refute'));
  }
  const shows = goalOf(words, source, n, reader);
  return {
    anew: info === 'refute-anew',
    before: readLines(before, reader),
    lines: readLines(seen, reader),
    shows,
    look: lookAt(
      shows,
      readLookOf(
        lines.filter((one) => !isLine(one)),
        reader,
      ),
    ),
  };
}

/** Items in the right order, and below them what is said to whoever ordered them otherwise. */
function readOrder(section: Section, text: string, reader: LessonReader): Question {
  const { list } = beforeList(section.body);
  const end = list.findIndex((line) => line.text.trim() === '');
  const own = end < 0 ? list : list.slice(0, end);
  const items = own.length === 0 ? [] : listItems(own);
  const { feedback, refutation } = readFeedback(end < 0 ? [] : list.slice(end), reader);
  if (items.length < 2) reader.faults.push(faultAt(section.line, 'tutor.fault.items'));
  if (feedback.length === 0) reader.faults.push(faultAt(section.line, 'tutor.fault.feedback'));
  const bare = { text: [], belief: null, claim: null, inWords: false, thing: null };
  return {
    form: 'order',
    text: parseInline(text),
    options: [
      { ...bare, feedback: [], refutation: null },
      { ...bare, feedback, refutation },
    ],
    right: 0,
    items: items.map((item) => parseInline(item.map((line) => line.text).join(' '))),
  };
}

/** A number and a thing pointed at need an answer for all that no option names: the last one. */
function checkOther(
  { line }: Section,
  options: readonly Option[],
  form: QuestionForm,
  { faults }: LessonReader,
): void {
  const last = options.at(-1);
  if (last !== undefined && !OTHER.has(plainText(last.text).trim())) {
    faults.push(faultAt(line, 'tutor.fault.other'));
  }
  for (const one of options.slice(0, -1)) {
    const text = plainText(one.text);
    if (form === 'number' && Number.isNaN(numberOf(text))) {
      faults.push(faultAt(line, 'tutor.fault.notNumber', { text }));
    }
    if (form === 'point' && one.thing === null) {
      faults.push(faultAt(line, 'tutor.fault.notThing', { text }));
    }
  }
}
