import * as v from 'valibot';

const Kept = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));

/** Texts by name, as the browser keeps them; none, where what was stored is not that. */
export function readTexts(stored: string | null): ReadonlyMap<string, string> {
  const kept = v.safeParse(Kept, stored);
  return new Map(kept.success ? Object.entries(kept.output) : []);
}

/** What `readTexts` reads. */
export function printTexts(texts: ReadonlyMap<string, string>): string {
  return JSON.stringify(Object.fromEntries(texts));
}
