/** What is put into a text's placeholders; numbers are written as they are. */
export type FactTexts = Readonly<Record<string, string | number>>;

/** `{name}`, or `{name:one/other}`: a word chosen by whether the fact is 1. */
const PLACEHOLDER = /\{(\w+)(?::([^{}/]*)\/([^{}]*))?\}/g;

/**
 * A text with its facts: `{n}` becomes the fact, `{n:vote/votes}` becomes `vote` when n is 1 and
 * `votes` otherwise (so "{n} {n:vote/votes}"). A fact that is not given stays visible as `{n}`.
 */
export function fill(text: string, facts: FactTexts = {}): string {
  return text.replace(PLACEHOLDER, (whole, fact: string, one?: string, other?: string) => {
    const value = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
    if (value === undefined) return whole;
    if (one === undefined || other === undefined) return String(value);
    return String(value) === '1' ? one : other;
  });
}

/** The names of a text's placeholders, sorted, each once. */
export function placeholders(text: string): readonly string[] {
  const found = new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''));
  return [...found].sort((a, b) => (a < b ? -1 : 1));
}
