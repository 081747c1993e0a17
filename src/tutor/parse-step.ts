/** One step of a lesson file: its narration, and the parts under `###` headings. */

import { isFact } from './facts.ts';
import { faultAt, type LessonFault } from './fault.ts';
import { parseConditions } from './goals.ts';
import type { Block, Goal, Inline, Option, Prediction, Prose, Step } from './lesson.ts';
import {
  flow,
  isFence,
  itemIndent,
  type Line,
  listItems,
  parseInline,
  parseProse,
  plainText,
} from './prose.ts';
import type { Section } from './sections.ts';

/** How what is written in other languages is judged: what is wrong with it, or null. */
export interface TextJudges {
  /** A line of script: a sentence. */
  readonly script: (line: string) => string | null;
  /** A zoo.cfg: a sentence, and the line of the text that it is about. */
  readonly zooCfg: (text: string) => { readonly line: number; readonly why: string } | null;
}

/** Where faults go, and who judges. */
export interface LessonReader {
  readonly faults: LessonFault[];
  readonly judges: TextJudges;
}

type PartName = 'predict' | 'run' | 'afterwards' | 'task' | 'hint' | 'solution';

/** The words with which a part's heading begins, in each language. */
const PARTS: Readonly<Record<string, PartName>> = {
  Predict: 'predict',
  预测: 'predict',
  Run: 'run',
  运行: 'run',
  Afterwards: 'afterwards',
  之后: 'afterwards',
  Task: 'task',
  任务: 'task',
  Hint: 'hint',
  提示: 'hint',
  Solution: 'solution',
  解答: 'solution',
};

/** Prose of some lines; facts that are none are faults. */
export function readProse(lines: readonly Line[], reader: LessonReader): Prose {
  const prose = parseProse(lines.map((line) => line.text));
  const line = lines.find((one) => one.text.trim() !== '')?.n ?? 1;
  for (const block of prose) checkFacts(block, line, reader);
  return prose;
}

function checkFacts(block: Block, line: number, reader: LessonReader): void {
  if (block.type === 'code') return;
  if (block.type === 'paragraph') checkRuns(block.of, line, reader);
  else for (const item of block.items) for (const one of item) checkFacts(one, line, reader);
}

function checkRuns(runs: readonly Inline[], line: number, reader: LessonReader): void {
  for (const run of runs) {
    if (run.type === 'strong' || run.type === 'emphasis') checkRuns(run.of, line, reader);
    if (run.type !== 'fact' || isFact(run.name, run.args)) continue;
    const fact = [run.name, ...run.args].join(' ');
    reader.faults.push(faultAt(line, 'tutor.fault.fact', { fact }));
  }
}

/** The script lines of a section's code blocks, comments left out; prose beside them is a fault. */
export function readScript(section: Section, reader: LessonReader): readonly string[] {
  const script: string[] = [];
  let inside = false;
  for (const { n, text } of section.body) {
    if (isFence(text)) inside = !inside;
    else if (inside) {
      const line = text.replace(/(^|\s)#.*$/, '').trim();
      if (line === '') continue;
      const why = reader.judges.script(line);
      if (why !== null) reader.faults.push(faultAt(n, 'tutor.fault.script', { line, why }));
      script.push(line);
    } else if (text.trim() !== '') {
      reader.faults.push(faultAt(n, 'tutor.fault.prose', { section: section.title }));
    }
  }
  if (script.length === 0) {
    reader.faults.push(faultAt(section.line, 'tutor.fault.empty', { section: section.title }));
  }
  return script;
}

/** A section's lines cut where its first list begins. */
function beforeList(lines: readonly Line[]): { before: readonly Line[]; list: readonly Line[] } {
  const at = lines.findIndex((line) => itemIndent(line.text) !== null);
  return at < 0
    ? { before: lines, list: [] }
    : { before: lines.slice(0, at), list: lines.slice(at) };
}

const CHOICE = /^\[([ xX])\]\s*(.*)$/;

function readPrediction(section: Section, question: string, reader: LessonReader): Prediction {
  const { faults } = reader;
  const { before, list } = beforeList(section.body);
  const options: Option[] = [];
  const right: number[] = [];
  for (const item of list.length === 0 ? [] : listItems(list)) {
    const first = item[0] as Line;
    const choice = CHOICE.exec(first.text);
    if (choice === null) faults.push(faultAt(first.n, 'tutor.fault.choice'));
    else if ((choice[1] ?? '').toLowerCase() === 'x') right.push(options.length);
    const feedback = readProse(item.slice(1), reader);
    if (feedback.length === 0) faults.push(faultAt(first.n, 'tutor.fault.feedback'));
    options.push({ text: parseInline(choice?.[2] ?? first.text), feedback });
  }
  if (options.length < 2) faults.push(faultAt(section.line, 'tutor.fault.options'));
  else if (right.length !== 1) faults.push(faultAt(section.line, 'tutor.fault.right'));
  if (question === '') faults.push(faultAt(section.line, 'tutor.fault.question'));
  for (const { n } of before.filter((line) => line.text.trim() !== '')) {
    faults.push(faultAt(n, 'tutor.fault.beforeOptions'));
  }
  return { question: parseInline(question), options, right: right[0] ?? 0 };
}

/** `words: `predicate``, with a colon of either width, or none. */
function readGoal(item: readonly Line[], reader: LessonReader): Goal {
  const line = item[0]?.n ?? 1;
  const runs = parseInline(flow(item.map((one) => one.text)).trim());
  const last = runs.at(-1);
  const source = last?.type === 'code' ? last.text : '';
  const found = parseConditions(source);
  const words = trimColon(source === '' ? runs : runs.slice(0, -1));
  if (source === '') reader.faults.push(faultAt(line, 'tutor.fault.goal'));
  else if ('unknown' in found) {
    reader.faults.push(faultAt(line, 'tutor.fault.condition', { text: found.unknown }));
  }
  if (plainText(words).trim() === '') reader.faults.push(faultAt(line, 'tutor.fault.goalWords'));
  return { text: words, source, conditions: 'unknown' in found ? [] : found };
}

function trimColon(runs: readonly Inline[]): readonly Inline[] {
  const last = runs.at(-1);
  if (last?.type !== 'text') return runs;
  const text = last.text.replace(/\s*[:：]\s*$/, '').trimEnd();
  return text === '' ? runs.slice(0, -1) : [...runs.slice(0, -1), { type: 'text', text }];
}

/** A heading such as `Predict: who is next?`: the part it begins, and what follows the colon. */
function partOf(title: string): { part: PartName | null; rest: string } {
  const found = /^([^\s:：]+)\s*(?:[:：]\s*(.*))?$/.exec(title);
  return { part: PARTS[found?.[1] ?? ''] ?? null, rest: found?.[2] ?? '' };
}

type Draft = { -readonly [K in keyof Step]: Step[K] };

/** Puts one `###` section into the step. */
function readPart(step: Draft, section: Section, reader: LessonReader): void {
  const { part, rest } = partOf(section.title);
  if (part === 'predict') step.prediction = readPrediction(section, rest, reader);
  else if (part === 'run') step.run = readScript(section, reader);
  else if (part === 'afterwards') step.afterwards = readProse(section.body, reader);
  else if (part === 'hint') step.hints = [...step.hints, readProse(section.body, reader)];
  else if (part === 'solution') step.solution = readScript(section, reader);
  else if (part === 'task') {
    const { before, list } = beforeList(section.body);
    const headline = { n: section.line, text: rest };
    step.task = readProse([headline, { n: section.line, text: '' }, ...before], reader);
    step.goals = list.length === 0 ? [] : listItems(list).map((item) => readGoal(item, reader));
    if (step.goals.length === 0) reader.faults.push(faultAt(section.line, 'tutor.fault.noGoals'));
  } else {
    reader.faults.push(faultAt(section.line, 'tutor.fault.part', { title: section.title }));
  }
}

/** A step of its `##` section and the `###` sections below it. */
export function readStep(head: Section, parts: readonly Section[], reader: LessonReader): Step {
  const step: Draft = {
    title: parseInline(head.title),
    narration: readProse(head.body, reader),
    prediction: null,
    run: [],
    afterwards: [],
    task: [],
    goals: [],
    hints: [],
    solution: [],
  };
  const seen = new Set<PartName>();
  for (const section of parts) {
    const { part } = partOf(section.title);
    if (part !== null && part !== 'hint' && seen.has(part)) {
      reader.faults.push(faultAt(section.line, 'tutor.fault.twice', { title: section.title }));
    }
    if (part !== null) seen.add(part);
    readPart(step, section, reader);
  }
  if (step.narration.length === 0) reader.faults.push(faultAt(head.line, 'tutor.fault.narration'));
  if (step.prediction !== null && step.run.length === 0 && step.solution.length === 0) {
    reader.faults.push(faultAt(head.line, 'tutor.fault.nothingHappens'));
  }
  if (step.solution.length > 0 && step.goals.length === 0) {
    reader.faults.push(faultAt(head.line, 'tutor.fault.solutionForNothing'));
  }
  return step;
}
