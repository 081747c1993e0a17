import { type Lesson, type LessonCard, lessonFile } from '../tutor/index.ts';
import type { Language } from '../views/index.ts';

/** The lessons: cards of all of them at once, the text of one when it is opened. */
const CARDS = import.meta.glob<LessonCard>('../../lessons/*/*.md', {
  import: 'default',
  query: '?card',
  eager: true,
});
const TEXTS = import.meta.glob<Lesson>('../../lessons/*/*.md', { import: 'default' });

/** The lessons in a language, in the order of their tracks and numbers. */
export function lessonCards(language: Language): readonly LessonCard[] {
  return Object.entries(CARDS)
    .filter(([path]) => lessonFile(path)?.language === language)
    .map(([, card]) => card)
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** Fetches a lesson in a language; null when there is none of this name. */
export async function fetchLesson(slug: string, language: Language): Promise<Lesson | null> {
  for (const [path, load] of Object.entries(TEXTS)) {
    const file = lessonFile(path);
    if (file?.slug === slug && file.language === language) return load();
  }
  return null;
}
