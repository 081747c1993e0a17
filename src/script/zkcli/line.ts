/** ZooKeeperMain.ARGS_PATTERN: bare words, "double" and 'single' quotes; blanks are Java's. */
const WORD = /[ \t\n\v\f\r]*([^"'][^ \t\n\v\f\r]*|"[^"]*"|'[^']*')[ \t\n\v\f\r]*/g;

interface Token {
  readonly raw: string;
  readonly from: number;
}

function tokensOf(line: string): readonly Token[] {
  return [...line.matchAll(WORD)].map((match) => {
    const raw = match[1] ?? '';
    return { raw, from: match.index + match[0].indexOf(raw) };
  });
}

const BLANKS = ' \t\n\v\f\r';

/** By hand: a pattern for the end would look again at every blank of a long line. */
function withoutBlanks(line: string): string {
  let from = 0;
  let to = line.length;
  while (from < to && BLANKS.includes(line[from] as string)) from++;
  while (to > from && BLANKS.includes(line[to - 1] as string)) to--;
  return line.slice(from, to);
}

/** The words of a zkCli line, quotes taken off (ZooKeeperMain.MyCommandOptions.parseCommand). */
export function zkCliWords(line: string): readonly string[] {
  return tokensOf(withoutBlanks(line)).map(({ raw }) => {
    const quote = raw[0];
    const quoted = (quote === '"' || quote === "'") && raw.length > 1 && raw.endsWith(quote);
    return quoted ? raw.slice(1, -1) : raw;
  });
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
