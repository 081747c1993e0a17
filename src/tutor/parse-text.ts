/** What all parts of a lesson file are made of: prose, lines of script, and goals. */
import { isFact } from './facts.ts';
import { faultAt, type LessonFault } from './fault.ts';
import { asksRaft, closestForms, parseConditions } from './goals.ts';
import type { Block, Goal, Inline, Prose } from './lesson.ts';
import type { Places } from './places.ts';
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
  /** Where what is read was written. */
  readonly places: Places;
  /** The lesson has a Raft side, of which goals may ask. */
  readonly both: boolean;
}

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

/** A line of a code block, its comment apart. */
export interface CodeLine {
  readonly n: number;
  readonly text: string;
  readonly comment: string;
}

/** A code block of a section: what stands behind its fence, and its lines. */
export interface CodeBlock {
  readonly info: string;
  readonly lines: readonly CodeLine[];
}

const FENCE_INFO = /^\s*```\s*([\w.-]*)/;
const COMMENT = /(^|\s)#\s*(.*)$/;

/** Cuts lines into code blocks and what stands beside them. */
export function codeIn(lines: readonly Line[]): { blocks: CodeBlock[]; beside: Line[] } {
  const blocks: { info: string; lines: CodeLine[] }[] = [];
  const beside: Line[] = [];
  let inside = false;
  for (const line of lines) {
    if (isFence(line.text)) {
      inside = !inside;
      if (inside) blocks.push({ info: FENCE_INFO.exec(line.text)?.[1] ?? '', lines: [] });
    } else if (inside) {
      const comment = COMMENT.exec(line.text)?.[2] ?? '';
      const text = line.text.replace(COMMENT, '').trim();
      if (text !== '' || comment !== '') blocks.at(-1)?.lines.push({ n: line.n, text, comment });
    } else beside.push(line);
  }
  return { blocks, beside };
}

/** Judges a line of script and answers with it. */
export function readLine({ n, text }: CodeLine, reader: LessonReader): string {
  const why = reader.judges.script(text);
  if (why !== null) reader.faults.push(faultAt(n, 'tutor.fault.script', { line: text, why }));
  return text;
}

/** The script lines of a section's code blocks, comments left out; prose beside them is a fault. */
export function readScript(section: Section, reader: LessonReader): readonly string[] {
  const { blocks, beside } = codeIn(section.body);
  for (const { n, text } of beside) {
    if (text.trim() === '') continue;
    reader.faults.push(faultAt(n, 'tutor.fault.prose', { section: section.title }));
  }
  const lines = blocks.flatMap((block) => block.lines).filter((line) => line.text !== '');
  if (lines.length === 0) {
    reader.faults.push(faultAt(section.line, 'tutor.fault.empty', { section: section.title }));
  }
  return readLines(lines, reader);
}

/** Judges lines of script, and remembers where each of them stands. */
export function readLines(lines: readonly CodeLine[], reader: LessonReader): readonly string[] {
  const texts = lines.map((line) => readLine(line, reader));
  return reader.places.keepLines(
    texts,
    lines.map(({ n }) => n),
  );
}

/** A section's lines cut where its first list begins. */
export function beforeList(lines: readonly Line[]): {
  before: readonly Line[];
  list: readonly Line[];
} {
  const at = lines.findIndex((line) => itemIndent(line.text) !== null);
  return at < 0
    ? { before: lines, list: [] }
    : { before: lines.slice(0, at), list: lines.slice(at) };
}

/** Goals, one a list item. */
export function readGoals(list: readonly Line[], reader: LessonReader): readonly Goal[] {
  return list.length === 0 ? [] : listItems(list).map((item) => readGoal(item, reader));
}

/** `words: `predicate``, with a colon of either width, or none. */
function readGoal(item: readonly Line[], reader: LessonReader): Goal {
  const line = item[0]?.n ?? 1;
  const { words, source } = wordsAndPredicate(flow(item.map((one) => one.text)).trim());
  if (source === '') reader.faults.push(faultAt(line, 'tutor.fault.goal'));
  if (plainText(words).trim() === '') reader.faults.push(faultAt(line, 'tutor.fault.goalWords'));
  return goalOf(words, source, line, reader);
}

/** A text that may end with a predicate between backquotes: both apart. */
export function wordsAndPredicate(text: string): { words: readonly Inline[]; source: string } {
  const runs = parseInline(text);
  const last = runs.at(-1);
  const source = last?.type === 'code' ? last.text : '';
  return { words: trimColon(source === '' ? runs : runs.slice(0, -1)), source };
}

/** A goal of its words and its predicate; a predicate that cannot be checked is a fault. */
export function goalOf(
  words: readonly Inline[],
  source: string,
  line: number,
  reader: LessonReader,
): Goal {
  const found = parseConditions(source);
  if (source !== '' && 'unknown' in found) {
    const known = closestForms(found.unknown).join('; ');
    reader.faults.push(faultAt(line, 'tutor.fault.condition', { text: found.unknown, known }));
  }
  const goal = { text: words, source, conditions: 'unknown' in found ? [] : found };
  if (asksRaft(goal) && !reader.both) reader.faults.push(faultAt(line, 'tutor.fault.oneSide'));
  return reader.places.keep(goal, line);
}

function trimColon(runs: readonly Inline[]): readonly Inline[] {
  const last = runs.at(-1);
  if (last?.type !== 'text') return runs;
  const text = last.text.replace(/\s*[:：]\s*$/, '').trimEnd();
  return text === '' ? runs.slice(0, -1) : [...runs.slice(0, -1), { type: 'text', text }];
}
