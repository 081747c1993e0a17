/** Reads lesson files in the page: fetched only where somebody opens one. */
import {
  cardOf,
  faultText,
  type Lesson,
  type LessonCard,
  type Places,
  parseLesson,
  textJudges,
  twinFaults,
} from '../tutor/index.ts';
import type { Language } from '../views/index.ts';

/** Where lessons from files are among the others: no folder of the page is called so. */
const FROM_FILE = 'file/';

/** What a file is called: its lesson, and in which language it is. */
export function nameOfFile(path: string): { readonly name: string; readonly language: Language } {
  const [last = ''] = path.split('/').slice(-1);
  const found = /^(.*?)(\.zh)?(?:\.md)?$/s.exec(last);
  const name = (found?.[1] ?? '').replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 60);
  return { name: name === '' ? 'lesson' : name, language: found?.[2] ? 'zh' : 'en' };
}

/** The lesson that a file is, or is one language of. */
export const slugOfFile = (path: string): string => `${FROM_FILE}${nameOfFile(path).name}`;

export interface FileLesson {
  readonly slug: string;
  readonly texts: Readonly<Partial<Record<Language, Lesson>>>;
  readonly cards: Readonly<Partial<Record<Language, LessonCard>>>;
}

/** A file that is a lesson, and where in it each part stands. */
export interface ReadLesson {
  readonly path: string;
  readonly lesson: Lesson;
  readonly places: Places;
}

/** Lessons out of files by their paths, and what is wrong with the files that are none. */
export function readLessons(
  files: readonly { readonly name: string; readonly text: string }[],
  language: Language,
): {
  readonly lessons: readonly FileLesson[];
  readonly faults: readonly string[];
  readonly read: readonly ReadLesson[];
} {
  const found = new Map<string, Partial<Record<Language, Lesson>>>();
  const faults: string[] = [];
  const read: ReadLesson[] = [];
  for (const { name: path, text } of files) {
    const { name, language: written } = nameOfFile(path);
    const slug = slugOfFile(path);
    const parsed = parseLesson(text, slug, textJudges(language));
    faults.push(...parsed.faults.map((fault) => faultText(fault, path, language)));
    if (parsed.lesson === null) continue;
    read.push({ path, lesson: parsed.lesson, places: parsed.places });
    const texts = found.get(slug) ?? {};
    texts[written] = { ...parsed.lesson, code: codeOfFile(name) };
    found.set(slug, texts);
  }
  const lessons = [...found].map(([slug, texts]) => {
    const { en, zh } = texts;
    if (en !== undefined && zh !== undefined) {
      const twin = `${slug.slice(FROM_FILE.length)}.md`;
      faults.push(
        ...twinFaults(zh, en, twin).map((fault) =>
          faultText(fault, twin.replace(/\.md$/, '.zh.md'), language),
        ),
      );
    }
    const cards = { ...(en && { en: cardOf(en) }), ...(zh && { zh: cardOf(zh) }) };
    return { slug, texts, cards };
  });
  return { lessons, faults, read };
}

/** A lesson of this page keeps its code for itself. */
function codeOfFile(name: string): string {
  return /^[a-z]\d+$/i.test(name) ? `${name}-file` : name;
}
