/**
 * Message catalogues: every text a person reads, in English and Simplified Chinese. One file an
 * area and language (`en/rules.ts`, `zh/rules.ts`); a Chinese string that is missing is a compile
 * error. `translate(language)` gives the function that turns a key and its facts into text.
 */
import { en } from './en.ts';
import { type FactTexts, fill } from './fill.ts';
import { zh } from './zh.ts';

export type { FactTexts } from './fill.ts';
export { placeholders } from './fill.ts';

export type Language = 'en' | 'zh';
export const LANGUAGES: readonly Language[] = ['en', 'zh'];

/** Each language in its own words, for the menu that chooses one. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' };

type Catalogue = typeof en;
export type Area = keyof Catalogue;

/** Every key there is: `area.name`. A name may have dots of its own: `rules.vote.better`. */
export type Key = { [A in Area]: `${A}.${Extract<keyof Catalogue[A], string>}` }[Area];

/** The text of `key` with its `{facts}` filled in. */
export type Translate = (key: Key, facts?: FactTexts) => string;

const CATALOGUES: Readonly<Record<Language, Readonly<Record<Area, object>>>> = { en, zh };

/** All keys and texts of one language, in the order of the catalogues. */
function flatten(catalogue: Readonly<Record<Area, object>>): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [area, strings] of Object.entries(catalogue)) {
    for (const [name, text] of Object.entries(strings)) texts.set(`${area}.${name}`, text);
  }
  return texts;
}

const TEXTS: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  en: flatten(CATALOGUES.en),
  zh: flatten(CATALOGUES.zh),
};

/** Every key, for tests and lists. */
export const KEYS: readonly Key[] = [...TEXTS.en.keys()] as Key[];

/** Whether there is a text for this key: for keys that are put together from a rule's id. */
export function isKey(key: string): key is Key {
  return TEXTS.en.has(key);
}

/** The unfilled text of a key. */
export function template(language: Language, key: Key): string {
  return TEXTS[language].get(key) ?? key;
}

const TRANSLATES: Readonly<Record<Language, Translate>> = {
  en: (key, facts) => fill(template('en', key), facts),
  zh: (key, facts) => fill(template('zh', key), facts),
};

/** The function that says things in a language; always the same function for a language. */
export function translate(language: Language): Translate {
  return TRANSLATES[language];
}
