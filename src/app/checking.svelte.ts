import { MANNERS, say } from '../script/index.ts';
import {
  holdsOver,
  judgeSolution,
  type LessonCard,
  plainText,
  readSolution,
  type Solution,
  type SolvedAt,
} from '../tutor/index.ts';
import type { ReadFile } from './files.ts';
import type { Lab } from './lab.svelte.ts';
import { deskOf } from './lesson-desk.svelte.ts';
import { libraryOf } from './library.svelte.ts';
import { onePerLab } from './one-per-lab.ts';
import { unpack } from './packed.ts';
import { ENGINE } from './startup.ts';

/** Files that are read at once. */
const MOST_FILES = 500;
const LINK = /#\/solution\/([\w-]+)/g;

/** A solution in the list of those that were handed in. */
export interface CheckedSolution {
  readonly id: number;
  readonly name: string;
  /** Which lesson and step; null: that cannot be read. */
  readonly card: LessonCard | null;
  readonly step: number;
  readonly state: 'waiting' | 'holds' | 'misses' | 'unfit';
  readonly why: string;
  /** Where it can be watched. */
  readonly solved: SolvedAt | null;
}

/** What was handed in: each is played again, one after the other, and judged by that alone. */
export class Checking {
  list: readonly CheckedSolution[] = $state.raw([]);
  #count = 0;
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  get waiting(): number {
    return this.list.filter(({ state }) => state === 'waiting').length;
  }

  get holding(): number {
    return this.list.filter(({ state }) => state === 'holds').length;
  }

  clear(): void {
    this.list = [];
  }

  /** Each of them; one that is no solution is said to be none. */
  async takeFiles(files: readonly ReadFile[]): Promise<void> {
    if (files.length > MOST_FILES) {
      this.#lab.notify('solutions.many', { n: files.length, most: MOST_FILES }, 'alarm');
    }
    for (const { name, text } of files.slice(0, MOST_FILES)) {
      const links = [...text.matchAll(LINK)].map((found) => found[1] ?? '');
      if (links.length === 0) await this.#take(name, text);
      for (const [n, packed] of links.entries()) {
        await this.takeLink(links.length === 1 ? name : `${name} (${n + 1})`, packed);
      }
    }
  }

  async takeLink(name: string, packed: string): Promise<void> {
    const unpacked = await unpack(packed);
    if (unpacked === 'damaged') this.#add(name, 'unfit', this.#lab.t('solutions.damaged'));
    else if (unpacked === 'tooLong') this.#add(name, 'unfit', this.#lab.t('share.tooLong'));
    else await this.#take(name, unpacked.text);
  }

  #add(name: string, state: CheckedSolution['state'], why = ''): number {
    this.#count += 1;
    const row = { id: this.#count, name, card: null, step: 0, state, why, solved: null };
    this.list = [...this.list, row];
    return this.#count;
  }

  #change(id: number, change: Partial<CheckedSolution>): void {
    this.list = this.list.map((one) => (one.id === id ? { ...one, ...change } : one));
  }

  async #take(name: string, text: string): Promise<void> {
    const { language } = this.#lab.settings;
    const read = readSolution(text);
    if ('key' in read) {
      this.#add(name, 'unfit', say(read, language));
      return;
    }
    const { lesson: slug, step } = read.solution;
    const card = libraryOf(this.#lab).cards.find((one) => one.slug === slug) ?? null;
    const id = this.#add(name, 'waiting');
    this.#change(id, { card, step });
    await new Promise((resolve) => setTimeout(resolve));
    await this.#judge(id, read);
  }

  async #judge(id: number, solution: Solution): Promise<void> {
    const { settings, t } = this.#lab;
    const { lesson: slug } = solution.solution;
    const lesson = await libraryOf(this.#lab)
      .fetch(slug, settings.language)
      .catch(() => null);
    if (lesson === null) {
      this.#change(id, { state: 'unfit', why: t('solutions.noLesson', { slug }) });
      return;
    }
    const verdict = judgeSolution(ENGINE, lesson, solution);
    if (verdict.type === 'unfit') {
      this.#change(id, { state: 'unfit', why: say(verdict.why, settings.language) });
      return;
    }
    const { solved } = verdict;
    if (verdict.type === 'misses') {
      const goals = verdict.goals.map(plainText).join(MANNERS[settings.language].part);
      this.#change(id, { state: 'misses', why: t('solutions.why.misses', { goals }), solved });
      return;
    }
    const of = lesson.steps[solution.solution.step - 1]?.seeds ?? 0;
    let n = 0;
    for (let seed = 1; seed <= of; seed++) {
      if (holdsOver(ENGINE, lesson, solution, solved, seed)) n += 1;
      await new Promise((resolve) => setTimeout(resolve));
    }
    const why = of === 0 ? t('solutions.why.holds') : t('solutions.why.seeds', { n, of });
    this.#change(id, { state: n === of ? 'holds' : 'misses', why, solved });
  }

  /** Puts a solution on the stage, from the beginning of its step to its end. */
  watch({ timeline, startedAt, at }: SolvedAt): void {
    const lab = this.#lab;
    deskOf(lab).close();
    lab.pause();
    lab.replace({ timeline, at: startedAt });
    lab.goTo(at);
  }
}

/** The one list of a lab. */
export const checkingOf = onePerLab((lab) => new Checking(lab));
