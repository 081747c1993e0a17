/** A word of a line and the column, counted from 1, at which it begins. */
export interface Word {
  readonly text: string;
  readonly column: number;
}

/** A line in words: blanks separate, `->` and `|` are words anywhere, `#` ends the line. */
export interface Words {
  readonly words: readonly Word[];
  /** The column after the last word: where a missing one would stand. */
  readonly end: number;
}

const WORD = /->|→|\||(?:(?!->)[^\s|→])+/g;

/** Words that only blanks separate: a path may have `|` and `->` in it. */
const PLAIN_WORD = /\S+/g;

/** The words of `line`, whose first character stands at column `from`. */
export function wordsOf(line: string, from: number, separators: 'all' | 'blanks' = 'all'): Words {
  const words: Word[] = [];
  let end = from;
  for (const match of line.matchAll(separators === 'all' ? WORD : PLAIN_WORD)) {
    if (match[0].startsWith('#')) break;
    const text = match[0] === '→' ? '->' : match[0];
    words.push({ text, column: from + match.index });
    end = from + match.index + match[0].length;
  }
  return { words, end: words.length === 0 ? from : end + 1 };
}

/** How many letters must be changed, added or taken away to make `b` of `a`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known word that was probably meant, or null: at most a third of it may differ. */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  const asked = word.slice(0, 40).toLowerCase();
  for (const name of known) {
    const steps = distance(asked, name.toLowerCase());
    if (steps < least) {
      best = name;
      least = steps;
    }
  }
  return best;
}
