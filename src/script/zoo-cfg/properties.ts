/** One setting of a Java properties file, and the line (from 1) on which it begins. */
export interface Property {
  readonly line: number;
  readonly key: string;
  readonly value: string;
  /** Whether `=` or `:` stood between key and value; otherwise blanks did, or nothing. */
  readonly separated: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function withoutEscapes(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.)|$)/gs, (_, code?: string, letter?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return ESCAPES[letter ?? ''] ?? letter ?? '';
  });
}

function endsInContinuation(line: string): boolean {
  return ((/\\*$/.exec(line)?.[0].length ?? 0) & 1) === 1;
}

/** Key up to the first `=`, `:` or blank that no backslash takes its meaning from. */
const SETTING = /^((?:\\.|[^\\=: \t\f])*)([ \t\f]*)([=:]?)[ \t\f]*(.*)$/s;

/**
 * The settings of a Java properties text (java.util.Properties.load), in order, duplicates
 * included: comments with `#` and `!`, continuation lines, escapes.
 */
export function parseProperties(text: string): readonly Property[] {
  const properties: Property[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (let i = 0; i < lines.length; i++) {
    const line = i + 1;
    let logical = (lines[i] ?? '').replace(/^[ \t\f]+/, '');
    if (logical === '' || logical.startsWith('#') || logical.startsWith('!')) continue;
    while (endsInContinuation(logical) && i + 1 < lines.length) {
      i++;
      logical = logical.slice(0, -1) + (lines[i] ?? '').replace(/^[ \t\f]+/, '');
    }
    const [, key = '', , mark = '', value = ''] = SETTING.exec(logical) ?? [];
    properties.push({
      line,
      key: withoutEscapes(key),
      value: withoutEscapes(value),
      separated: mark !== '',
    });
  }
  return properties;
}
