/**
 * The little Markdown that lessons are written in: paragraphs, lists, fenced code, **strong**,
 * *emphasis*, `code`, and {facts}. Everything else is plain text, HTML too: nothing here can become
 * markup. Emphasis needs no spaces around it, so it works in Chinese as well.
 */
import type { Block, Inline, Prose } from './lesson.ts';

/** A line of a file with its number, from 1. */
export interface Line {
  readonly n: number;
  readonly text: string;
}

const FENCE = /^\s*```\s*([\w.-]*)\s*$/;
const ITEM = /^(\s*)(?:[-*]|(\d+)[.)])\s+(.*)$/;

/** CJK ideographs, kana, and full-width punctuation: no space belongs between two such lines. */
const WIDE = /[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;

export function isFence(text: string): boolean {
  return FENCE.test(text);
}

/** Whether a line begins a list item, and how far it is indented. */
export function itemIndent(text: string): number | null {
  const found = ITEM.exec(text);
  return found === null ? null : (found[1] ?? '').length;
}

function joined(before: string, after: string): string {
  if (before === '') return after;
  const tight = WIDE.test(before.slice(-1)) && WIDE.test(after.slice(0, 1));
  return tight ? before + after : `${before} ${after}`;
}

/** Lines of one paragraph as one text. */
export function flow(lines: readonly string[]): string {
  return lines.reduce((text, line) => joined(text, line.trim()), '');
}

/** The blocks of some lines. A fence that is not closed ends with the lines. */
export function parseProse(lines: readonly string[]): Prose {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const start = at;
    if (line.trim() === '') at++;
    else if (isFence(line)) {
      at = fenceEnd(lines, at);
      const closed = at > start + 1 && isFence(lines[at - 1] ?? '');
      const body = lines.slice(start + 1, closed ? at - 1 : at);
      blocks.push({ type: 'code', info: FENCE.exec(line)?.[1] ?? '', lines: body });
    } else if (itemIndent(line) !== null) {
      at = listEnd(lines, at);
      blocks.push(parseList(lines.slice(start, at)));
    } else {
      while (at < lines.length && !endsParagraph(lines[at] ?? '')) at++;
      blocks.push({ type: 'paragraph', of: parseInline(flow(lines.slice(start, at))) });
    }
  }
  return blocks;
}

function endsParagraph(line: string): boolean {
  return line.trim() === '' || isFence(line) || itemIndent(line) !== null;
}

/** The index after the fence that opens at `at`. */
function fenceEnd(lines: readonly string[], at: number): number {
  for (let i = at + 1; i < lines.length; i++) if (isFence(lines[i] ?? '')) return i + 1;
  return lines.length;
}

/** The index after the list that begins at `at`: it goes on while lines are items or indented. */
function listEnd(lines: readonly string[], at: number): number {
  let end = at;
  for (let i = at; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '') continue;
    if (itemIndent(line) === null && !/^\s{2,}/.test(line)) break;
    end = i + 1;
  }
  return end;
}

/** A list's lines cut into items: the first line's text, then what is indented below it. */
export function listItems(lines: readonly Line[]): readonly (readonly Line[])[] {
  const outer = itemIndent(lines[0]?.text ?? '') ?? 0;
  const items: Line[][] = [];
  for (const { n, text } of lines) {
    const indent = itemIndent(text);
    if (indent !== null && indent <= outer) items.push([{ n, text: ITEM.exec(text)?.[3] ?? '' }]);
    else items.at(-1)?.push({ n, text: text.replace(/^\s{1,4}/, '') });
  }
  return items;
}

function parseList(lines: readonly string[]): Block {
  const numbered = lines.map((text, n) => ({ n, text }));
  const items = listItems(numbered).map((item) => parseProse(item.map((line) => line.text)));
  return { type: 'list', ordered: ITEM.exec(lines[0] ?? '')?.[2] !== undefined, items };
}

const FACT = /^\{([a-z]+)((?: [^\s{}]+)*)\}/;

/** The runs of a text. A mark that is not closed stays as it was written. */
export function parseInline(text: string): readonly Inline[] {
  const runs: Inline[] = [];
  let plain = '';
  const put = (run: Inline) => {
    if (plain !== '') runs.push({ type: 'text', text: plain });
    plain = '';
    runs.push(run);
  };
  for (let at = 0; at < text.length; ) {
    const marked = markedRun(text, at);
    if (marked !== null) {
      put(marked.run);
      at = marked.end;
    } else {
      const escaped = text[at] === '\\' && /[\\`*{}]/.test(text[at + 1] ?? '');
      plain += text[escaped ? at + 1 : at];
      at += escaped ? 2 : 1;
    }
  }
  if (plain !== '') runs.push({ type: 'text', text: plain });
  return runs;
}

/** The run that a mark opens at `at`, and the index after it; null when none does. */
function markedRun(text: string, at: number): { run: Inline; end: number } | null {
  const sign = text[at];
  if (sign === '{') {
    const fact = FACT.exec(text.slice(at));
    if (fact === null) return null;
    const args = (fact[2] ?? '').split(' ').filter((word) => word !== '');
    return { run: { type: 'fact', name: fact[1] ?? '', args }, end: at + fact[0].length };
  }
  if (sign !== '`' && sign !== '*') return null;
  const mark = sign === '*' && text[at + 1] === '*' ? '**' : sign;
  const from = at + mark.length;
  const close = closeOf(text, mark, from);
  if (close <= from || /^\s/.test(text.slice(from, from + 1))) return null;
  const inside = text.slice(from, close);
  const end = close + mark.length;
  if (mark === '`') return { run: { type: 'code', text: inside }, end };
  return {
    run: { type: mark === '**' ? 'strong' : 'emphasis', of: parseInline(inside) },
    end,
  };
}

/** Where a mark closes: a single star not at a double one, a double one at its last two stars. */
function closeOf(text: string, mark: string, from: number): number {
  if (mark === '`') return text.indexOf(mark, from);
  for (let at = from; at < text.length; at++) {
    if (text[at] !== '*') continue;
    let stars = 1;
    while (text[at + stars] === '*') stars++;
    if (stars % 2 === mark.length % 2 || stars > 2) return at + stars - mark.length;
    at += stars - 1;
  }
  return -1;
}

/** The text without its marks; facts as `{name}`. */
export function plainText(runs: readonly Inline[]): string {
  return runs
    .map((run) => {
      if (run.type === 'fact') return `{${[run.name, ...run.args].join(' ')}}`;
      return 'of' in run ? plainText(run.of) : run.text;
    })
    .join('');
}
