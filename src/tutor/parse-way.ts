/** How a task is to be solved, where it is not by acting on the run: lines in order, or blanks. */
import { faultAt } from './fault.ts';
import type { Blank, BlankLine, TaskWay } from './lesson.ts';
import { type CodeLine, codeIn, type LessonReader, readLine } from './parse-text.ts';
import type { Section } from './sections.ts';
import { filledLine } from './ways.ts';

const SPARE = /^(?:spare|多余)$/;

/** Lets time pass, and nothing else. */
const WAIT = /^run /;

/**
 * Lines in the right order; a comment `# spare` marks one that does not belong. What only lets time
 * pass goes along with the line before it.
 */
export function readArrange(section: Section, reader: LessonReader): TaskWay {
  const lines = codeIn(section.body).blocks.flatMap((block) => block.lines);
  const own = lines.filter((line) => line.text !== '');
  const isSpare = (line: CodeLine) => SPARE.test(line.comment);
  const right: string[] = [];
  for (const line of own.filter((one) => !isSpare(one))) {
    const text = readLine(line, reader);
    if (WAIT.test(text) && right.length > 0) right.push(`${right.pop()}\n${text}`);
    else right.push(text);
  }
  const spare = own.filter(isSpare).map((line) => readLine(line, reader));
  if (right.length < 2) reader.faults.push(faultAt(section.line, 'tutor.fault.arrange'));
  return reader.places.keep({ type: 'arrange', lines: right, spare }, section.line);
}

const BLANK = /\{([^{}]*)\}/g;

/** Lines with blanks such as `timeout {4000|*8000|30000}`; the star marks the reference. */
export function readFill(section: Section, reader: LessonReader): TaskWay {
  const blanks: Blank[] = [];
  const read = (info: 'zoo.cfg' | '') =>
    codeIn(section.body)
      .blocks.filter((block) => (block.info === 'zoo.cfg') === (info === 'zoo.cfg'))
      .flatMap((block) => block.lines)
      .filter((line) => line.text !== '')
      .map((line) => ({ line, parts: readBlanks(line, blanks, reader) }));
  const zooCfg = read('zoo.cfg');
  const lines = read('');
  for (const { line, parts } of lines) {
    readLine({ ...line, text: filledLine(parts, blanks, rightOf(blanks)) }, reader);
  }
  if (blanks.length === 0) reader.faults.push(faultAt(section.line, 'tutor.fault.fill'));
  const only = (of: typeof lines) => of.map((one) => one.parts);
  const way = { type: 'fill', lines: only(lines), zooCfg: only(zooCfg), blanks } as const;
  return reader.places.keep(way, section.line);
}

function rightOf(blanks: readonly Blank[]): readonly number[] {
  return blanks.map((blank) => blank.right);
}

function readBlanks({ n, text }: CodeLine, blanks: Blank[], reader: LessonReader): BlankLine {
  const parts: (string | number)[] = [];
  let from = 0;
  for (const found of text.matchAll(BLANK)) {
    parts.push(text.slice(from, found.index), blanks.length);
    from = found.index + found[0].length;
    const choices = (found[1] ?? '').split('|').map((choice) => choice.trim());
    const starred = choices.flatMap((choice, at) => (choice.startsWith('*') ? [at] : []));
    if (choices.length < 2 || starred.length !== 1) {
      reader.faults.push(faultAt(n, 'tutor.fault.blank', { text: found[0] }));
    }
    const bare = choices.map((choice) => choice.replace(/^\*/, ''));
    blanks.push({ choices: bare, right: starred[0] ?? 0 });
  }
  parts.push(text.slice(from));
  return parts;
}
