/* The words of a line as a shell takes it apart: quotes, backslashes, $'…' with its newlines. */

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', "'": "'" };

/** One line under the eye of a shell. */
class Shell {
  readonly words: string[] = [];
  private word: string | null = null;
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Takes the line apart; false: a quote is not closed. */
  read(): boolean {
    while (this.at < this.text.length) {
      const char = this.next();
      if (/\s/.test(char)) this.end();
      else if (char === "'") {
        if (!this.quoted("'", false)) return false;
      } else if (char === '"') {
        if (!this.quoted('"', false)) return false;
      } else if (char === '$' && this.text[this.at] === "'") {
        this.at += 1;
        if (!this.quoted("'", true)) return false;
      } else this.add(char === '\\' ? this.next() : char);
    }
    this.end();
    return true;
  }

  private next(): string {
    this.at += 1;
    return this.text[this.at - 1] ?? '';
  }

  private add(text: string): void {
    this.word = (this.word ?? '') + text;
  }

  private end(): void {
    if (this.word !== null) this.words.push(this.word);
    this.word = null;
  }

  /** Up to the closing quote; `escapes`: with the escapes that $'…' knows. */
  private quoted(close: string, escapes: boolean): boolean {
    this.add('');
    while (this.at < this.text.length) {
      const char = this.next();
      if (char === close) return true;
      if (char !== '\\' || (close === "'" && !escapes)) this.add(char);
      else this.escaped(escapes);
    }
    return false;
  }

  private escaped(escapes: boolean): void {
    const char = this.next();
    if (escapes) return this.add(ESCAPES[char] ?? `\\${char}`);
    this.add(char === '"' || char === '\\' || char === '$' ? char : `\\${char}`);
  }
}

/** A line's words; null: a quote is not closed. */
export function shellWords(text: string): readonly string[] | null {
  const shell = new Shell(text);
  return shell.read() ? shell.words : null;
}
