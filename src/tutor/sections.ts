/** A lesson file cut into its parts: front matter, introduction, and sections under headings. */
import { faultAt, type LessonFault } from './fault.ts';
import { isFence, type Line } from './prose.ts';

/** What a heading and the lines below it, up to the next heading, say. */
export interface Section {
  readonly line: number;
  /** 2 for `##`, 3 for `###`. */
  readonly level: number;
  readonly title: string;
  readonly body: readonly Line[];
}

/** A key of the front matter with its value and its line. */
export interface FrontEntry {
  readonly line: number;
  readonly value: string;
}

export interface Parts {
  readonly front: ReadonlyMap<string, FrontEntry>;
  readonly about: readonly Line[];
  readonly sections: readonly Section[];
  readonly faults: readonly LessonFault[];
}

const RULE = /^---\s*$/;
const ENTRY = /^([a-z]+)\s*:\s*(.*?)\s*$/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;

/** Cuts a file up. Faults: no front matter, an entry that is none, a heading of a strange level. */
export function cutUp(text: string): Parts {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line, index): Line => ({ n: index + 1, text: line }));
  const faults: LessonFault[] = [];
  const { front, rest } = frontMatter(lines, faults);
  const { about, sections } = underHeadings(rest, faults);
  return { front, about, sections, faults };
}

function frontMatter(lines: readonly Line[], faults: LessonFault[]) {
  const front = new Map<string, FrontEntry>();
  const end = lines.findIndex((line, index) => index > 0 && RULE.test(line.text));
  if (!RULE.test(lines[0]?.text ?? '') || end < 0) {
    faults.push(faultAt(1, 'tutor.fault.front'));
    return { front, rest: lines };
  }
  for (const { n, text } of lines.slice(1, end)) {
    const entry = ENTRY.exec(text);
    if (text.trim() === '') continue;
    if (entry === null) faults.push(faultAt(n, 'tutor.fault.entry', { text: text.trim() }));
    else front.set(entry[1] ?? '', { line: n, value: entry[2] ?? '' });
  }
  return { front, rest: lines.slice(end + 1) };
}

function underHeadings(lines: readonly Line[], faults: LessonFault[]) {
  const about: Line[] = [];
  const sections: { line: number; level: number; title: string; body: Line[] }[] = [];
  let fence: number | null = null;
  for (const line of lines) {
    if (isFence(line.text)) fence = fence === null ? line.n : null;
    const heading = fence === null ? HEADING.exec(line.text) : null;
    if (heading === null) {
      (sections.at(-1)?.body ?? about).push(line);
      continue;
    }
    const level = (heading[1] ?? '').length;
    const title = heading[2] ?? '';
    if (level === 2 || level === 3) sections.push({ line: line.n, level, title, body: [] });
    else faults.push(faultAt(line.n, 'tutor.fault.level', { title }));
  }
  if (fence !== null) faults.push(faultAt(fence, 'tutor.fault.fence'));
  return { about, sections };
}
