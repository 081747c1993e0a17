import { loadTexts } from '../../i18n/index.ts';
import type { Language } from '../../views/index.ts';

/** What a lesson of two sides takes besides: fetched when one is opened, and not before. */
export type Both = typeof import('./open-both.ts');

let both: Both | null = null;

/** Null: no lesson of two sides has been opened yet. */
export const bothSides = (): Both | null => both;

/** All texts of a language that the page takes, those of the second side where somebody has it. */
export async function loadSpoken(language: Language): Promise<void> {
  const more = both === null ? [] : (['raft'] as const);
  const parts = ['first', 'rest', ...more] as const;
  await Promise.all(parts.map((part) => loadTexts(language, part)));
}

/** Fetches it, and the texts of a language. */
export async function loadBoth(language: Language): Promise<void> {
  const [found] = await Promise.all([import('./open-both.ts'), loadTexts(language, 'raft')]);
  both = found;
}
