import type { Micros } from '../model/index.ts';
import {
  type Answered,
  accountOfScene,
  type Lesson,
  ownWay,
  playSeed,
  type SeedRun,
  sceneAt,
} from '../tutor/index.ts';
import type { Lab } from './lab.svelte.ts';
import type { Aside } from './lesson-place.ts';
import { laterRun, textOfRun } from './run-text.ts';
import type { ShownRun } from './saved-run.ts';
import type { Settings } from './settings.ts';
import { ENGINE } from './startup.ts';

/** What a run is shown for: the answer that it answers, and what is told when it is over. */
interface Purpose {
  readonly answers: Answered | null;
  readonly tells: 'changeRan' | null;
}

const NOTHING: Purpose = { answers: null, tells: null };

/**
 * Runs beside the student's own: one that refutes a belief, one in which something is changed, and
 * the student's way over other seeds. The own run waits where it was left.
 */
export class Beside {
  /** Whose run is on the screen: the student's own, or one beside it that runs or has run. */
  state: 'none' | 'running' | 'shown' = $state.raw('none');
  /** The way over other seeds, as far as it has been played; null: it was not yet. */
  seedRuns: readonly SeedRun[] | null = $state.raw(null);
  /** The student's own run, as it was left for the one beside it; null: it is on the screen. */
  own: ShownRun | null = $state.raw(null);
  /** The wrong answer that the run on the screen answers; null: it answers none. */
  answers: Answered | null = $state.raw(null);
  /** When what is shown of that run began, and when its lines were over. */
  #span: { readonly from: Micros; readonly to: Micros } = $state.raw({ from: 0, to: 0 });
  /** What the run says of itself that answers an answer, once it is over. */
  readonly account: readonly string[] = $derived.by(() => {
    if (this.state !== 'shown' || this.answers === null) return [];
    const { timeline, settings } = this.#lab;
    const { from, to } = this.#span;
    return accountOfScene(
      sceneAt(timeline, from, to),
      this.#lab.flow.otherSide !== null,
      settings.language,
    );
  });
  /** What the own run was looked at in. */
  #seenIn: { readonly tab: Settings['tab']; readonly observed: number } | null = null;
  /** What is told the lesson when the run that is shown is over. */
  #tells: 'changeRan' | null = null;
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** A step begins: there is nothing beside it yet. */
  forget(): void {
    this.state = 'none';
    this.own = null;
    this.answers = null;
    this.#seenIn = null;
    this.seedRuns = null;
  }

  /** What goes with the run on the screen, if that is not the own one. */
  get kept(): Aside | null {
    const { own, answers, state } = this;
    if (own === null) return null;
    const told = { answers, tells: this.#tells, span: this.#span };
    return { ...told, own: textOfRun(own), isOver: state === 'shown' };
  }

  /** The run on the screen is one that went with this. */
  goOn({ own, answers, tells, span, isOver }: Aside): void {
    this.own = laterRun(own);
    this.answers = answers;
    this.#tells = tells;
    this.#span = span;
    this.state = isOver ? 'shown' : 'running';
  }

  /** Puts a run on the screen; the own one is kept. */
  show(run: ShownRun, state: 'running' | 'shown', { tells, answers }: Purpose = NOTHING): void {
    this.#tells = tells;
    this.answers = answers;
    this.own ??= this.#lab.shown();
    this.#seenIn ??= { tab: this.#lab.settings.tab, observed: this.#lab.observed };
    this.#lab.pause();
    this.#lab.replace(run);
    this.#span = { from: Math.floor(run.at), to: Math.floor(run.at) };
    this.state = state;
  }

  /** The run on the screen is over; what the lesson is to be told of it. */
  over(): 'changeRan' | null {
    this.#span = { from: this.#span.from, to: Math.floor(this.#lab.now) };
    this.state = 'shown';
    return this.#tells;
  }

  /** The student's own run, as it was left. */
  comeBack(): void {
    const own = this.own;
    if (own === null) return;
    this.own = null;
    this.answers = null;
    this.state = 'none';
    this.#lab.pause();
    this.#lab.replace(own);
    this.#lookAsBefore();
  }

  /** Whatever tab and server were turned to for the other run. */
  #lookAsBefore(): void {
    const { tab, observed } = this.#seenIn ?? {};
    this.#seenIn = null;
    if (tab === undefined || observed === undefined) return;
    this.#lab.set({ tab });
    this.#lab.observed = observed;
  }

  /** Plays what was done since `startedAt` over the seeds that a step asks for, one by one. */
  async overSeeds(lesson: Lesson, step: number, startedAt: number): Promise<void> {
    const seeds = lesson.steps[step]?.seeds ?? 0;
    const way = ownWay(this.#lab.timeline, startedAt, Math.floor(this.#lab.now));
    let runs: readonly SeedRun[] = [];
    this.seedRuns = runs;
    for (let n = 1; n <= seeds; n++) {
      const run = playSeed(ENGINE, lesson, step, way, lesson.seed + n);
      // Another step has begun, or the way is played anew.
      if (this.seedRuns !== runs) return;
      if (run !== null) runs = [...runs, run];
      this.seedRuns = runs;
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** Whether the way was played over so many seeds and met the goals in all of them. */
  isProved(seeds: number): boolean {
    if (seeds === 0) return true;
    return this.seedRuns?.length === seeds && this.seedRuns.every(({ met }) => met);
  }

  /** Puts a seed's run on the screen. */
  showSeed(run: SeedRun): void {
    this.show({ timeline: run.timeline, at: run.at }, 'shown');
  }
}
