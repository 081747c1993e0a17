import * as v from 'valibot';
import type { Sentence } from '../script/index.ts';
import {
  mergeProgress,
  type Progress,
  printProgress,
  readProgress,
  withProgress,
} from '../tutor/index.ts';
import { LessonPlace } from './lesson-place.ts';

/** What is kept of lessons in the browser; all of it may fail or be gone. */
export interface LessonStorage {
  readonly progress: () => string | null;
  readonly onProgress: (listen: (text: string | null) => void) => void;
  readonly keepProgress: (text: string) => boolean;
  readonly putProgressAside: (text: string) => boolean;
  readonly open: () => string | null;
  readonly keepOpen: (text: string) => boolean;
}

/** Which lesson is open, and where it was in its run. */
const Open = v.object({
  ...LessonPlace.entries,
  slug: v.pipe(v.string(), v.maxLength(200)),
  /** The moment of the run with which that was kept; null: the student has gone on since. */
  at: v.optional(v.nullable(v.number()), null),
  left: v.optional(LessonPlace.entries.left, null),
  aside: v.optional(LessonPlace.entries.aside, null),
});

/** Progress in all lessons, and which of them is open, as kept in the browser. */
export class LessonShelf {
  /** The lesson that was open when the page was left; null: none. */
  readonly open: v.InferOutput<typeof Open> | null;
  /** Why what was stored could not be read: it is set aside, unchanged. */
  readonly refused: Sentence | null;
  /** Progress in every lesson, the one that was last open last. */
  all: readonly Progress[] = $state.raw([]);
  /** The lesson that was kept last by this window. */
  #mine = '';
  readonly #storage: LessonStorage;

  constructor(storage: LessonStorage) {
    this.#storage = storage;
    const text = storage.progress();
    const { lessons, refused } = readProgress(text);
    this.all = lessons;
    this.refused = refused;
    if (refused !== null) storage.putProgressAside(text ?? '');
    storage.onProgress((other) => this.#heard(other));
    const open = v.safeParse(v.pipe(v.string(), v.parseJson(), Open), storage.open());
    this.open = open.success ? open.output : null;
  }

  find(slug: string): Progress | undefined {
    return this.all.find((one) => one.slug === slug);
  }

  keep(progress: Progress, startedAt: number): void {
    this.#mine = progress.slug;
    this.#put(withProgress(this.all, progress));
    this.#storage.keepOpen(JSON.stringify({ slug: progress.slug, startedAt }));
  }

  /** The same with what is under way at a moment of the run, which is kept now, too. */
  keepPlace(slug: string, at: number, place: LessonPlace): void {
    this.#storage.keepOpen(JSON.stringify({ slug, at, ...place }));
  }

  #put(all: readonly Progress[]): void {
    this.all = all;
    this.#storage.keepProgress(printProgress(all));
  }

  /** Another window has kept something: its lessons are as it says, except the one that is open. */
  #heard(text: string | null): void {
    const { lessons, refused } = readProgress(text);
    const mine = this.find(this.#mine);
    if (refused === null) this.all = mine === undefined ? lessons : withProgress(lessons, mine);
  }

  /** Everything, as a file. */
  get text(): string {
    return printProgress(this.all);
  }

  /** Adds what a file knows; how many lessons it speaks of, or why it is none. */
  add(text: string): number | Sentence {
    const { lessons, refused } = readProgress(text);
    if (refused !== null) return refused;
    this.#put(mergeProgress(this.all, lessons));
    return lessons.length;
  }

  /** Forgets everything; what is returned brings it back. */
  erase(): () => void {
    const before = this.all;
    this.#put([]);
    return () => this.#put(mergeProgress(this.all, before));
  }

  close(): void {
    this.#storage.keepOpen('');
  }
}
