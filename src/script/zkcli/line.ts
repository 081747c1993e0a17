interface Token {
  /** As it stands in the line, in its quotes. */
  readonly raw: string;
  readonly from: number;
}

const BLANKS = ' \t\n\v\f\r';

function pastBlanks(line: string, from: number): number {
  let at = from;
  while (at < line.length && BLANKS.includes(line[at] as string)) at++;
  return at;
}

function pastWord(line: string, from: number): number {
  let at = from;
  while (at < line.length && !BLANKS.includes(line[at] as string)) at++;
  return at;
}

/**
 * What ZooKeeperMain.ARGS_PATTERN, `\s*([^"']\S*|"[^"]*"|'[^']*')\s*`, finds one after the other:
 * bare words, "double" and 'single' quotes. By hand: the pattern would look again at every blank of
 * a long line.
 */
function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    let from = pastBlanks(line, at);
    const quote = line[from];
    let to: number;
    if (quote === '"' || quote === "'") to = line.indexOf(quote, from + 1) + 1;
    else to = from < line.length ? pastWord(line, from) : 0;
    if (to === 0) {
      // Nothing begins here. A blank before it may: to the pattern it is no quote either.
      if (from === at) {
        at++;
        continue;
      }
      from--;
      to = pastWord(line, from + 1);
    }
    tokens.push({ raw: line.slice(from, to), from });
    at = pastBlanks(line, to);
  }
  return tokens;
}

/** The words of a zkCli line, quotes taken off (ZooKeeperMain.MyCommandOptions.parseCommand). */
export function zkCliWords(line: string): readonly string[] {
  return tokensOf(line).map(({ raw }) => (/^["']/.test(raw) ? raw.slice(1, -1) : raw));
}

/** By hand: a pattern for the end would look again at every blank of a long line. */
function withoutBlanks(line: string): string {
  let to = line.length;
  while (to > 0 && BLANKS.includes(line[to - 1] as string)) to--;
  return line.slice(Math.min(pastBlanks(line, 0), to), to);
}

/**
 * A zkCli line as it stands in a script: a bare word that begins with `#` begins a comment, and
 * `\#` stands for a word that really begins so.
 */
export function withoutComment(text: string): string {
  let line = '';
  let copied = 0;
  for (const { raw, from } of tokensOf(text)) {
    line += text.slice(copied, from);
    copied = from;
    if (raw.startsWith('#')) return withoutBlanks(line);
    if (/^\\+#/.test(raw)) copied++;
  }
  return withoutBlanks(line + text.slice(copied));
}

/** The opposite: a zkCli line written so that a script takes none of it for a comment. */
export function withHashesKept(line: string): string {
  let kept = '';
  let copied = 0;
  for (const { raw, from } of tokensOf(line)) {
    if (!/^\\*#/.test(raw)) continue;
    kept += `${line.slice(copied, from)}\\`;
    copied = from;
  }
  return kept + line.slice(copied);
}
