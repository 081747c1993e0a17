import { untrack } from 'svelte';
import { printSolution, readSolution, type Solution, solutionFrom } from '../tutor/index.ts';
import { printTexts, readTexts } from './kept-texts.ts';
import type { Lab } from './lab.svelte.ts';
import { deskOf } from './lesson-desk.svelte.ts';
import { onePerLab } from './one-per-lab.ts';
import { storage } from './storage.ts';

/** Characters of all solutions that are kept; the oldest go first. */
const MOST_KEPT = 400_000;

const keyOf = (slug: string, step: number) => `${slug}/${step + 1}`;

/** What a student has done in each step, kept from the moment when its goals held. */
export class Solutions {
  /** Texts by lesson and step (from 1), the latest last. */
  #all: ReadonlyMap<string, string> = $state.raw(new Map());
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
    this.#all = readTexts(storage.solutions());
    const desk = deskOf(lab);
    let before = '';
    $effect.root(() => {
      $effect(() => {
        const { lesson, progress } = desk;
        if (lesson === null || progress === null) return;
        const { slug, step, steps } = progress;
        const leaf = steps[step]?.leaf;
        const was = before;
        before = `${leaf} ${keyOf(slug, step)}`;
        const isNew = was.endsWith(` ${keyOf(slug, step)}`) && !was.startsWith('done');
        if (leaf === 'done' && isNew) untrack(() => this.#take(step));
      });
    });
  }

  /** The goals of the step have just been met. */
  #take(step: number): void {
    const desk = deskOf(this.#lab);
    const { lesson, progress, startedAt } = desk;
    const { met } = desk.scene;
    if (lesson === null || progress === null || met.length === 0 || !met.every(Boolean)) return;
    const { timeline, at } = desk.beside.own ?? this.#lab.shown();
    const attempt = progress.steps[step]?.attempt ?? null;
    const solution = solutionFrom(lesson, step, attempt, { timeline, startedAt, at });
    const key = keyOf(lesson.slug, step);
    const others = [...this.#all].filter(([other]) => other !== key);
    this.#put(new Map([...others, [key, printSolution(solution)]]));
  }

  #put(all: ReadonlyMap<string, string>): void {
    let room = MOST_KEPT;
    const kept = [...all].reverse().filter(([, text]) => {
      room -= text.length;
      return room >= 0;
    });
    this.#all = new Map(kept.reverse());
    storage.keepSolutions(printTexts(this.#all));
  }

  /** Of a step (from 0); null: none is kept. */
  find(slug: string, step: number): Solution | null {
    const found = readSolution(this.#all.get(keyOf(slug, step)) ?? '');
    return 'key' in found ? null : found;
  }

  /** Forgets all; what is returned brings them back. */
  erase(): () => void {
    const before = this.#all;
    this.#put(new Map());
    return () => this.#put(new Map([...before, ...this.#all]));
  }
}

/** The one collection of a lab. */
export const solutionsOf = onePerLab((lab) => new Solutions(lab));
