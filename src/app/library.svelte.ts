import type { Lesson, LessonCard } from '../tutor/index.ts';
import type { Language } from '../views/index.ts';
import { loadBoth } from './both/load.svelte.ts';
import type { ReadFile } from './files.ts';
import { printTexts, readTexts } from './kept-texts.ts';
import type { Lab } from './lab.svelte.ts';
import type { FileLesson, ReadLesson } from './lesson-reader.ts';
import { fetchLesson, lessonCards } from './lessons.ts';
import { onePerLab } from './one-per-lab.ts';
import { storage } from './storage.ts';

/** All lessons that can be opened: those of the page, and those that came as files. */
export class Library {
  fromFiles: readonly FileLesson[] = $state.raw([]);
  /** What is wrong with the files that were opened last: file, line and sentence. */
  faults: readonly string[] = $state.raw([]);
  /** What does not hold of those that were opened last, found by playing them: as `faults`. */
  unproved: readonly string[] = $state.raw([]);
  /** How many of the files that were opened last are played by now; null: none was opened yet. */
  proved: { readonly n: number; readonly of: number } | null = $state.raw(null);
  /** Files were opened, and nobody was led yet to what became of them. */
  isNews = $state(false);
  /** The texts of the files, by their paths: kept, so that a lesson outlives a reload. */
  #texts: ReadonlyMap<string, string>;
  /** When the kept ones are read. */
  readonly #ready: Promise<unknown>;
  /** Lessons that were saved anew while the page is open, by their paths: development only. */
  readonly #newer = new Map<string, Lesson>();
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
    this.#texts = readTexts(storage.lessonFiles());
    this.#ready = this.#texts.size === 0 ? Promise.resolve() : this.#read();
  }

  /** The cards of the lessons that came as files, each in the language that it has. */
  get fileCards(): readonly LessonCard[] {
    const { language } = this.#lab.settings;
    return this.fromFiles.flatMap(({ cards }) => cards[language] ?? cards.en ?? cards.zh ?? []);
  }

  get cards(): readonly LessonCard[] {
    return [...lessonCards(this.#lab.settings.language), ...this.fileCards];
  }

  /** By the code that stands in addresses. */
  async cardOf(code: string): Promise<LessonCard | undefined> {
    await this.#ready;
    return this.cards.find((card) => card.code.toLowerCase() === code.toLowerCase());
  }

  /** A lesson in a language; null when there is none of this name. */
  async fetch(slug: string, language: Language): Promise<Lesson | null> {
    await this.#ready;
    const said = this.cards.some((card) => card.slug === slug && card.both);
    // Beside the text, not after it.
    const [lesson] = await Promise.all([
      this.#find(slug, language),
      said ? loadBoth(language) : null,
    ]);
    // One that was saved while the page is open may have more than its card says.
    if (lesson?.both === true && !said) await loadBoth(language);
    return lesson;
  }

  #find(slug: string, language: Language): Lesson | null | Promise<Lesson | null> {
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
    const { read } = await this.#read();
    this.isNews = true;
    // What is no lesson is said once, and not kept.
    const slugs = new Set(this.fromFiles.map(({ slug }) => slug));
    await this.#keepOf((slug) => slugs.has(slug));
    await this.#prove(read.filter(({ path }) => files.some(({ name }) => name === path)));
  }

  /** Plays what was opened; whoever opens something else meanwhile is told of that instead. */
  async #prove(read: readonly ReadLesson[]): Promise<void> {
    const { proveInSlices } = await import('./lesson-prover.ts');
    let mine: Library['proved'] = { n: 0, of: read.length };
    this.unproved = [];
    this.proved = mine;
    for (const [n, one] of read.entries()) {
      const faults = await proveInSlices(one, this.#lab.settings.language);
      if (this.proved !== mine) return;
      mine = { n: n + 1, of: read.length };
      this.unproved = [...this.unproved, ...faults];
      this.proved = mine;
    }
  }

  async forget(slug: string): Promise<void> {
    await this.#keepOf((one) => one !== slug);
    await this.#read();
  }

  async #read(): Promise<{ readonly read: readonly ReadLesson[] }> {
    const { readLessons } = await import('./lesson-reader.ts');
    const files = [...this.#texts].map(([name, text]) => ({ name, text }));
    const { lessons, faults, read } = readLessons(files, this.#lab.settings.language);
    this.fromFiles = lessons;
    this.faults = faults;
    this.unproved = [];
    this.proved = null;
    return { read };
  }

  /** Keeps the files of these lessons, and no others. */
  async #keepOf(isKept: (slug: string) => boolean): Promise<void> {
    const { slugOfFile } = await import('./lesson-reader.ts');
    this.#texts = new Map([...this.#texts].filter(([path]) => isKept(slugOfFile(path))));
    const kept = storage.keepLessonFiles(printTexts(this.#texts));
    if (!kept) this.#lab.notify('curriculum.files.notKept', {}, 'alarm');
  }
}

/** The one library of a lab. */
export const libraryOf = onePerLab((lab) => new Library(lab));
