import { type Key, type Translate, textOr } from '../../i18n/index.ts';
import { shortNode } from '../stage/words.ts';
import type { Aspect } from './model.ts';

const WORDS = /\b(?:down|frozen|received|logged|committed|applied|unused)\b/g;

/** What is so on one side, in the reader's language; names on the wire stay. */
export function saidText(aspect: Aspect, text: string, t: Translate): string {
  if (text === '') return '–';
  const [, name, leaf, own] = /^(\S+): (\S+) ?(.*)$/.exec(text) ?? [];
  if (aspect === 'recipe' && name !== undefined && leaf !== undefined) {
    const state = textOr(t, `recipes.leaf.${leaf}`, leaf);
    const what = textOr(t, `recipes.name.${name}`, name);
    return `${what} · ${state} ${shortNode(own ?? '')}`.trim();
  }
  return text.replace(WORDS, (word) => t(`compare.word.${word}` as Key));
}
