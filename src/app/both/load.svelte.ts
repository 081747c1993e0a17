import { loadTexts } from '../../i18n/index.ts';
import type { Micros } from '../../model/index.ts';
import { hasTwoSides, type Recording, seenAt, type Timeline } from '../../timeline/index.ts';
import type { Language } from '../../views/index.ts';

/** What a run of two sides takes besides: fetched when there is one, and not before. */
export type Both = typeof import('./open-both.ts');

let both: Both | null = $state.raw(null);

/** Null: there was no run of two sides yet. */
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

/** What a recording takes to be opened; where it cannot be fetched, its first side is all. */
export async function loadFor({ scenario }: Recording, language: Language): Promise<void> {
  if (typeof scenario === 'string' || scenario.sides !== 'both') return;
  await loadBoth(language).catch(() => {});
}

/** What was seen of a run's other side by a time; undefined: it has none, or it is not there. */
export function seenBeside(timeline: Timeline, at: Micros): string | undefined {
  const other = hasTwoSides(timeline) ? both?.raftSideOf(timeline, at) : null;
  return other ? seenAt(other.timeline, at) : undefined;
}
