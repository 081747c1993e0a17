/**
 * Message catalogues: every text a person reads, in English and Simplified Chinese. One file an
 * area and language (`en/rules.ts`, `zh/rules.ts`); a Chinese string that is missing is a compile
 * error. `translate(language)` gives the function that turns a key and its facts into text.
 *
 * The texts themselves are not behind this door: the page fetches those of one language in two
 * parts (`loadTexts`), and who has no page imports `all.ts`.
 */
import type { en } from './en.ts';
import { type FactTexts, fill } from './fill.ts';
import { LANGUAGES, type Language } from './languages.ts';

export type { FactTexts } from './fill.ts';
export { placeholders } from './fill.ts';

export { LANGUAGES, type Language, MANNERS } from './languages.ts';

type Catalogue = typeof en;
export type Area = keyof Catalogue;

/** Every key there is: `area.name`. A name may have dots of its own: `rules.vote.better`. */
export type Key = { [A in Area]: `${A}.${Extract<keyof Catalogue[A], string>}` }[Area];

/** The text of `key` with its `{facts}` filled in. */
export type Translate = (key: Key, facts?: FactTexts) => string;

/** Module-level state, but only of what is the same wherever it comes from. */
const TEXTS: Readonly<Record<Language, Map<string, string>>> = { en: new Map(), zh: new Map() };

/** Makes texts of a language known. */
export function provide(language: Language, areas: Readonly<Partial<Record<Area, object>>>): void {
  for (const [area, strings] of Object.entries(areas)) {
    for (const [name, text] of Object.entries(strings)) {
      TEXTS[language].set(`${area}.${name}`, text);
    }
  }
}

/**
 * `first`: what stands on the page before anything has happened; `rest`: everything else; `raft`:
 * what is said of Raft, for the page that has it.
 */
export type Part = 'first' | 'rest' | 'raft';

const FILES = {
  en: {
    first: () => import('./en/first.ts'),
    rest: () => import('./en/rest.ts'),
    raft: () => import('./en/raft-page.ts'),
  },
  zh: {
    first: () => import('./zh/first.ts'),
    rest: () => import('./zh/rest.ts'),
    raft: () => import('./zh/raft-page.ts'),
  },
} as const;

/** Fetches texts of a language, once; fails as `import` does. */
export async function loadTexts(language: Language, part: Part): Promise<void> {
  provide(language, await FILES[language][part]());
}

/** Every key whose text is known, for tests and lists. */
export function keys(): readonly Key[] {
  return [...TEXTS.en.keys()] as Key[];
}

/** Whether there is a text for this key: for keys that are put together from a rule's id. */
export function isKey(key: string): key is Key {
  return LANGUAGES.some((language) => TEXTS[language].has(key));
}

/** The text of a key that is put together from an id; the id, while there is no such text. */
export function textOr(t: Translate, key: string, id: string): string {
  return isKey(key) ? t(key) : id;
}

/** The unfilled text of a key; empty while its part is still to come. */
export function template(language: Language, key: Key): string {
  const texts = TEXTS[language];
  if (texts.size === 0) throw new Error(`the texts of ${language} are not loaded`);
  return texts.get(key) ?? '';
}

const TRANSLATES: Readonly<Record<Language, Translate>> = {
  en: (key, facts) => fill(template('en', key), facts),
  zh: (key, facts) => fill(template('zh', key), facts),
};

/** The function that says things in a language; always the same function for a language. */
export function translate(language: Language): Translate {
  return TRANSLATES[language];
}
