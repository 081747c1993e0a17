/** One setting of a Java properties file, and the line (from 1) on which it begins. */
export interface Property {
  readonly line: number;
  readonly key: string;
  /** With the blanks behind it: some of what reads it takes them for a part of it. */
  readonly value: string;
}

/** A `\u` without four hexadecimal digits behind it: Java refuses the whole text. */
export interface Malformed {
  readonly malformed: string;
  readonly line: number;
}

interface LogicalLine {
  readonly line: number;
  readonly text: string;
}

const BLANKS = /^[ \t\f]+/;

function endsInContinuation(line: string): boolean {
  return ((/\\*$/.exec(line)?.[0].length ?? 0) & 1) === 1;
}

/** The lines that say something, continuations joined (Properties.LineReader). */
function logicalLines(text: string): readonly LogicalLine[] {
  const logical: LogicalLine[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  for (let i = 0; i < lines.length; i++) {
    const line = i + 1;
    let joined = (lines[i] ?? '').replace(BLANKS, '');
    if (joined === '' || joined.startsWith('#') || joined.startsWith('!')) continue;
    while (endsInContinuation(joined)) {
      joined = joined.slice(0, -1);
      if (i + 1 >= lines.length) break;
      i++;
      joined += (lines[i] ?? '').replace(BLANKS, '');
    }
    // A lone backslash before an empty line says nothing.
    if (joined !== '') logical.push({ line, text: joined });
  }
  return logical;
}

/** Key up to the first `=`, `:` or blank that no backslash takes its meaning from. */
const SETTING = /^((?:\\.|[^\\=: \t\f])*)[ \t\f]*[=:]?[ \t\f]*(.*)$/s;
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };
/** A backslash and what it stands before; `u` in the second group has no four digits behind it. */
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(u.{0,4})|(.))/gs;

function withoutEscapes(text: string): string {
  return text.replace(ESCAPE, (_, code?: string, _malformed?: string, letter = '') => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return ESCAPES[letter] ?? letter;
  });
}

function malformedIn(text: string): string | null {
  for (const [whole, , malformed] of text.matchAll(ESCAPE)) {
    if (malformed !== undefined) return whole;
  }
  return null;
}

/**
 * The settings of a Java properties text (java.util.Properties.load), in order, duplicates
 * included: comments with `#` and `!`, continuation lines, escapes.
 */
export function parseProperties(text: string): readonly Property[] | Malformed {
  const properties: Property[] = [];
  for (const { line, text: logical } of logicalLines(text)) {
    const [, key = '', value = ''] = SETTING.exec(logical) ?? [];
    const malformed = malformedIn(key) ?? malformedIn(value);
    if (malformed !== null) return { malformed, line };
    properties.push({ line, key: withoutEscapes(key), value: withoutEscapes(value) });
  }
  return properties;
}
