import { untrack } from 'svelte';
import * as v from 'valibot';
import type { Lesson, LessonCard } from '../tutor/index.ts';
import type { Language } from '../views/index.ts';
import type { ReadFile } from './files.ts';
import type { Lab } from './lab.svelte.ts';
import type { FileLesson } from './lesson-reader.ts';
import { fetchLesson, lessonCards } from './lessons.ts';
import { storage } from './storage.ts';

const Kept = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));

/** All lessons that can be opened: those of the page, and those that came as files. */
export class Library {
  fromFiles: readonly FileLesson[] = $state.raw([]);
  /** What is wrong with the files that were opened last: file, line and sentence. */
  faults: readonly string[] = $state.raw([]);
  /** The texts of the files, by their paths: kept, so that a lesson outlives a reload. */
  #texts: ReadonlyMap<string, string>;
  /** When the kept ones are read. */
  readonly #ready: Promise<void>;
  /** Lessons that were saved anew while the page is open, by their paths: development only. */
  readonly #newer = new Map<string, Lesson>();
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
    const kept = v.safeParse(Kept, storage.lessonFiles());
    this.#texts = new Map(kept.success ? Object.entries(kept.output) : []);
    this.#ready = this.#texts.size === 0 ? Promise.resolve() : this.#read();
  }

  /** The cards of the lessons that came as files, each in the language that it has. */
  get fileCards(): readonly LessonCard[] {
    const { language } = this.#lab.settings;
    return this.fromFiles.flatMap(({ cards }) => cards[language] ?? cards.en ?? cards.zh ?? []);
  }

  /** By the code that stands in addresses. */
  async cardOf(code: string): Promise<LessonCard | undefined> {
    await this.#ready;
    const all = [...lessonCards(this.#lab.settings.language), ...this.fileCards];
    return all.find((card) => card.code.toLowerCase() === code.toLowerCase());
  }

  /** A lesson in a language; null when there is none of this name. */
  async fetch(slug: string, language: Language): Promise<Lesson | null> {
    await this.#ready;
    const found = this.fromFiles.find((one) => one.slug === slug);
    if (found !== undefined) {
      return found.texts[language] ?? found.texts.en ?? found.texts.zh ?? null;
    }
    return this.#newer.get(`${language} ${slug}`) ?? fetchLesson(slug, language);
  }

  /** Puts a lesson in the place of the one that the page was built with. */
  replace(lesson: Lesson, language: Language): void {
    this.#newer.set(`${language} ${lesson.slug}`, lesson);
  }

  /** Opens files; a file of the same path takes the place of the one before. */
  async take(files: readonly ReadFile[]): Promise<void> {
    this.#texts = new Map([
      ...this.#texts,
      ...files.map(({ name, text }) => [name, text] as const),
    ]);
    await this.#read();
    // What is no lesson is said once, and not kept.
    const { FROM_FILE, nameOfFile } = await import('./lesson-reader.ts');
    const slugs = new Set(this.fromFiles.map(({ slug }) => slug));
    const isLesson = ([path]: readonly [string, string]) =>
      slugs.has(`${FROM_FILE}${nameOfFile(path).name}`);
    this.#keep(new Map([...this.#texts].filter(isLesson)));
  }

  async forget(slug: string): Promise<void> {
    const { FROM_FILE, nameOfFile } = await import('./lesson-reader.ts');
    this.#keep(
      new Map([...this.#texts].filter(([path]) => `${FROM_FILE}${nameOfFile(path).name}` !== slug)),
    );
    await this.#read();
  }

  async #read(): Promise<void> {
    const { readLessons } = await import('./lesson-reader.ts');
    const files = [...this.#texts].map(([name, text]) => ({ name, text }));
    const { lessons, faults } = readLessons(files, this.#lab.settings.language);
    this.fromFiles = lessons;
    this.faults = faults;
  }

  #keep(texts: ReadonlyMap<string, string>): void {
    this.#texts = texts;
    const kept = storage.keepLessonFiles(JSON.stringify(Object.fromEntries(texts)));
    if (!kept) this.#lab.notify('curriculum.files.notKept', {}, 'alarm');
  }
}

const ALL = new WeakMap<Lab, Library>();

/** The one library of a lab. */
export function libraryOf(lab: Lab): Library {
  const known = ALL.get(lab);
  if (known !== undefined) return known;
  const library = untrack(() => new Library(lab));
  ALL.set(lab, library);
  return library;
}
