import { type FactTexts, type Key, type Language, MANNERS, translate } from '../i18n/index.ts';

/** A sentence in no language yet: the key of its text and what is put into it. */
export interface Sentence {
  readonly key: Key;
  readonly facts: FactTexts;
}

/** A text that cannot be understood: where, what is wrong with it, and what to write instead. */
export interface ParseError {
  readonly type: 'error';
  /** 1 in a text of one line. */
  readonly line: number;
  /** Column of the word that is wrong, counted from 1; after the end when a word is missing. */
  readonly where: number;
  readonly what: Sentence;
  readonly hint: Sentence | null;
}

/** A sentence by its key. */
export function sentence(key: Key, facts: FactTexts = {}): Sentence {
  return { key, facts };
}

/** The sentence in a language. */
export function say(what: Sentence, language: Language): string {
  return translate(language)(what.key, what.facts);
}

/** An error in a line of script. */
export function failure(where: number, what: Sentence, hint: Sentence | null = null): ParseError {
  return { type: 'error', line: 1, where, what, hint };
}

export function isParseError(value: { readonly type?: unknown }): value is ParseError {
  return value.type === 'error';
}

/** What is wrong and what to write instead, as one line of text. */
export function complain(error: ParseError, language: Language): string {
  const what = say(error.what, language);
  if (error.hint === null) return what;
  return `${what}${MANNERS[language].blank}${say(error.hint, language)}`;
}
