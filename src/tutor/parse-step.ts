/** One step of a lesson file: its narration, and the parts under `###` headings. */
import { faultAt } from './fault.ts';
import { type ChangedRun, MOST_SEEDS, type QuestionForm, type Step } from './lesson.ts';
import { NO_LOOK, readLook } from './parse-look.ts';
import { readQuestion } from './parse-question.ts';
import {
  beforeList,
  codeIn,
  type LessonReader,
  readGoals,
  readLines,
  readProse,
  readScript,
} from './parse-text.ts';
import { readArrange, readFill } from './parse-way.ts';
import { BACK_THERE, FROM_HERE } from './play.ts';
import { parseInline } from './prose.ts';
import type { Section } from './sections.ts';

type StepDraft = { -readonly [K in keyof Step]: Step[K] };

/** What a part's heading says beside its word. */
interface PartHeading {
  /** How the question that it asks is answered. */
  readonly form: QuestionForm;
  /** Of `Task (20 seeds)`: 20. */
  readonly seeds: number;
  /** What follows the colon. */
  readonly rest: string;
}

type ReadPart = (
  step: StepDraft,
  section: Section,
  heading: PartHeading,
  reader: LessonReader,
) => void;

function part(words: readonly string[], read: ReadPart) {
  return { words, read };
}

/** How each part is read into the step, and the words with which its heading begins. */
const PARTS = {
  look: part(['Look', '看这里'], (step, section, _, reader) => {
    step.look = readLook(section, reader);
  }),
  predict: part(['Predict', '预测'], (step, section, { form, rest }, reader) => {
    step.prediction = readQuestion(section, form, rest, reader);
  }),
  run: part(['Run', '运行'], (step, section, _, reader) => {
    step.run = readScript(section, reader);
  }),
  holds: part(['Holds', '成立'], (step, section, _, reader) => {
    step.holds = readGoals(beforeList(section.body).list, reader);
    if (step.holds.length === 0) fault(section, 'tutor.fault.noGoals', reader);
  }),
  recap: part(['Recap', '回想'], (step, section, { form, rest }, reader) => {
    step.recap = readQuestion(section, form, rest, reader);
  }),
  afterwards: part(['Afterwards', '之后'], (step, section, _, reader) => {
    step.afterwards = readProse(section.body, reader);
  }),
  task: part(['Task', '任务'], readTask),
  arrange: part(['Arrange', '排列'], (step, section, _, reader) => {
    step.way = readArrange(section, reader);
  }),
  fill: part(['Fill', '填空'], (step, section, _, reader) => {
    step.way = readFill(section, reader);
  }),
  hint: part(['Hint', '提示'], (step, section, _, reader) => {
    step.hints = [...step.hints, reader.places.keep(readProse(section.body, reader), section.line)];
  }),
  solution: part(['Solution', '解答'], (step, section, _, reader) => {
    step.solution = readBranches(section, reader);
  }),
  wrong: part(['Wrong', '错误尝试'], (step, section, _, reader) => {
    step.wrong = readScript(section, reader);
  }),
  change: part(['Change', '变一变'], (step, section, { form, rest }, reader) => {
    step.change = readChange(section, form, rest, reader);
  }),
  breach: part(['Breach', '违反'], (step, section, { rest }, reader) => {
    step.breach = { invariant: rest, because: readProse(section.body, reader) };
    if (rest === '') fault(section, 'tutor.fault.breach', reader);
  }),
  simplified: part(['Simplified', '简化之处'], (step, section, _, reader) => {
    step.simplified = readProse(section.body, reader);
  }),
  notes: part(['Notes', '讲师提示'], (step, section, _, reader) => {
    step.notes = readProse(section.body, reader);
  }),
} as const;

type PartName = keyof typeof PARTS;

function fault(section: Section, key: Parameters<typeof faultAt>[1], { faults }: LessonReader) {
  faults.push(faultAt(section.line, key, { title: section.title }));
}

function readTask(
  step: StepDraft,
  section: Section,
  { seeds, rest }: PartHeading,
  reader: LessonReader,
): void {
  const { before, list } = beforeList(section.body);
  const headline = { n: section.line, text: rest };
  step.task = readProse([headline, { n: section.line, text: '' }, ...before], reader);
  step.goals = readGoals(list, reader);
  step.seeds = seeds;
  if (seeds > MOST_SEEDS) {
    reader.faults.push(faultAt(section.line, 'tutor.fault.seeds', { most: MOST_SEEDS }));
  }
  if (step.goals.length === 0) fault(section, 'tutor.fault.noGoals', reader);
}

/** The lines of a solution; each further code block is a branch from where the first began. */
function readBranches(section: Section, reader: LessonReader): readonly string[] {
  const all = readScript(section, reader);
  const blocks = codeIn(section.body).blocks.map(({ lines }) => lines.filter((one) => one.text));
  if (blocks.length < 2) return all;
  const marked = blocks.flatMap(([first, ...lines], n) => {
    const mark = { n: first?.n ?? section.line, text: n === 0 ? FROM_HERE : BACK_THERE };
    return first === undefined ? [] : [mark, first, ...lines];
  });
  return reader.places.keepLines(
    marked.map(({ text }) => text),
    marked.map(({ n }) => n),
  );
}

/** The other run stands in a code block below the options. */
function readChange(
  section: Section,
  form: QuestionForm,
  rest: string,
  reader: LessonReader,
): ChangedRun {
  const from = section.body.findIndex((line) => /^```/.test(line.text));
  const options = from < 0 ? section.body : section.body.slice(0, from);
  const { blocks } = codeIn(from < 0 ? [] : section.body.slice(from));
  const lines = blocks.flatMap((block) => block.lines).filter((line) => line.text !== '');
  if (lines.length === 0) fault(section, 'tutor.fault.change', reader);
  return {
    question: readQuestion({ ...section, body: options }, form, rest, reader),
    lines: readLines(lines, reader),
  };
}

const FORMS: Readonly<Record<string, QuestionForm>> = {
  number: 'number',
  数字: 'number',
  order: 'order',
  顺序: 'order',
  'by pointing': 'point',
  指出: 'point',
};

/** A heading such as `Predict number: how many?` or `Task (20 seeds): …`. */
function headingOf(title: string): { name: PartName; heading: PartHeading } | null {
  const [, head = '', rest = ''] = /^([^:：]*?)\s*(?:[:：]\s*(.*))?$/.exec(title) ?? [];
  const seeds = /^(.*?)\s*[(（]\s*(\d+)\s*(?:seeds|个种子)\s*[)）]$/.exec(head);
  const name = seeds?.[1] ?? head;
  for (const key of Object.keys(PARTS) as PartName[]) {
    const word = PARTS[key].words.find((one) => name === one || name.startsWith(one));
    if (word === undefined) continue;
    const qualifier = name.slice(word.length).trim();
    const form = qualifier === '' ? 'choice' : FORMS[qualifier];
    if (form === undefined) continue;
    return { name: key, heading: { form, seeds: Number(seeds?.[2] ?? 0), rest } };
  }
  return null;
}

/** A step of its `##` section and the `###` sections below it. */
export function readStep(head: Section, parts: readonly Section[], reader: LessonReader): Step {
  const step: StepDraft = {
    title: parseInline(head.title),
    narration: readProse(head.body, reader),
    look: NO_LOOK,
    prediction: null,
    run: [],
    holds: [],
    recap: null,
    afterwards: [],
    task: [],
    goals: [],
    way: { type: 'free' },
    seeds: 0,
    hints: [],
    solution: [],
    wrong: [],
    change: null,
    breach: null,
    simplified: [],
    notes: [],
  };
  const seen = new Set<PartName>();
  for (const section of parts) {
    const found = headingOf(section.title);
    if (found === null) {
      const facts = { title: section.title, known: partWords(section.title) };
      reader.faults.push(faultAt(section.line, 'tutor.fault.part', facts));
    }
    if (found !== null) {
      const { name, heading } = found;
      if (name !== 'hint' && seen.has(name)) fault(section, 'tutor.fault.twice', reader);
      seen.add(name);
      PARTS[name].read(step, section, heading, reader);
    }
  }
  checkWhole(step, head, reader);
  return reader.places.keep(step, head.line);
}

/** The words of all parts, in the language in which a heading is written. */
function partWords(title: string): string {
  const language = /[\u4e00-\u9fff]/.test(title) ? 1 : 0;
  return Object.values(PARTS)
    .map(({ words }) => words[language])
    .join(', ');
}

/** Parts that need each other. */
function checkWhole(step: Step, head: Section, reader: LessonReader): void {
  const solves = step.solution.length > 0 || step.way.type !== 'free';
  if (step.narration.length === 0) fault(head, 'tutor.fault.narration', reader);
  if (step.prediction !== null && step.run.length === 0 && !solves) {
    fault(head, 'tutor.fault.nothingHappens', reader);
  }
  if (solves && step.goals.length === 0) fault(head, 'tutor.fault.solutionForNothing', reader);
  if (step.solution.length > 0 && step.way.type !== 'free') {
    fault(head, 'tutor.fault.twoSolutions', reader);
  }
  if (step.recap !== null && step.run.length === 0) fault(head, 'tutor.fault.recap', reader);
}
