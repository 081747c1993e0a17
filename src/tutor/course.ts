/**
 * A lesson played headless, as a student goes through it who does what the solutions say: each step
 * from where the one before has ended. What is found wrong on the way is noted with its line.
 */
import { complain, isParseError, type Language, type Sentence } from '../script/index.ts';
import { beginWith, complaintOf, type Engine, isMistake, openingOf } from '../timeline/index.ts';
import { faultAt, type LessonFault } from './fault.ts';
import { isMet } from './goals.ts';
import type { Goal, Lesson, Step } from './lesson.ts';
import type { Places } from './places.ts';
import { type Played, playLines } from './play.ts';
import { linesBefore } from './progress-state.ts';
import { withZooCfg } from './read-scenario.ts';
import { type Scene, sceneAt } from './scene.ts';
import { type Attempted, solutionOf } from './ways.ts';

/** What became of a step whose run and solution were played. */
export interface Course {
  readonly step: Step;
  /** From 0. */
  readonly n: number;
  /** As the step begins, and after its run. */
  readonly start: Played;
  readonly ran: Played;
  /** After its task, and how that is seen: lines of zoo.cfg begin the step anew in another run. */
  readonly end: Played;
  readonly after: Scene;
}

export const sceneFrom = (from: Played, { timeline, at }: Played): Scene =>
  sceneAt(timeline, from.at, at);
export const missed = (goals: readonly Goal[], scene: Scene): readonly Goal[] =>
  goals.filter((goal) => !isMet(scene, goal));

/** Plays a lesson under one seed, and gathers what is wrong with it. */
export class Trial {
  readonly faults: LessonFault[] = [];
  readonly lesson: Lesson;
  readonly language: Language;
  readonly #engine: Engine;
  readonly #places: Places;
  /** Null: under the lesson's own. */
  readonly #seed: number | null;

  constructor(
    engine: Engine,
    lesson: Lesson,
    places: Places,
    language: Language,
    seed: number | null = null,
  ) {
    this.#engine = engine;
    this.lesson = lesson;
    this.#places = places;
    this.language = language;
    this.#seed = seed;
  }

  /** Something is wrong with a part of the lesson, or with the n-th line of a script. */
  fault(part: object, key: Sentence['key'], facts: Sentence['facts'] = {}, n = 0): void {
    this.faults.push({ ...faultAt(this.#places.of(part, n), key, facts), seed: this.#seed });
  }

  /** A run at its beginning. */
  begin(zooCfg: readonly string[] = []): Played | null {
    const { scenario, seed } = this.lesson;
    const opening = openingOf(withZooCfg(scenario, zooCfg));
    if (!isMistake(opening)) {
      return { timeline: beginWith(this.#engine, opening, this.#seed ?? seed), at: 0 };
    }
    this.fault(this.lesson, 'tutor.proof.begin', { why: complaintOf(opening, this.language) });
    return null;
  }

  /** Performs the lines of a part; null, and a fault, where one of them cannot be. */
  play(from: Played | null, lines: readonly string[], part: object = lines): Played | null {
    const next = from === null ? null : playLines(from, lines);
    if (next === null || !('type' in next)) return next;
    const { line, n, why } = next;
    const said = isParseError(why) ? complain(why, this.language) : complaintOf(why, this.language);
    this.fault(part, 'tutor.proof.line', { line, why: said }, n);
    return null;
  }

  /** Whether lines can be performed here; nothing is written down. */
  canPlay(from: Played, lines: readonly string[]): boolean {
    return !('type' in playLines(from, lines));
  }

  /** The state in which a task is judged: after the run, and after what was put together. */
  attempt(
    { start, ran, n, step }: Omit<Course, 'end' | 'after'>,
    { lines, zooCfg }: Attempted,
  ): { readonly start: Played; readonly end: Played } | null {
    const part = step.way.type === 'free' ? lines : step.way;
    if (zooCfg.length === 0) {
      const end = this.play(ran, lines, part);
      return end && { start, end };
    }
    const anew = this.play(this.begin(zooCfg), linesBefore(this.lesson, n), part);
    const end = this.play(this.play(anew, step.run), lines, part);
    return anew && end && { start: anew, end };
  }

  /**
   * The steps one after the other, from the first or from where another one has begun; it pauses
   * after each, and ends where one cannot be played.
   */
  *courses(first = 0, begun: Played | null = null): Generator<Course> {
    const opened = begun ?? this.play(this.begin(), this.lesson.setup);
    let now = opened;
    for (const [n, step] of this.lesson.steps.entries()) {
      if (n < first) continue;
      if (now === null) return;
      const ran = this.play(now, step.run);
      if (ran === null) return;
      const tried = this.attempt({ step, n, start: now, ran }, solutionOf(step));
      if (tried === null) return;
      const { start, end } = tried;
      yield { step, n, start: now, ran, end, after: sceneFrom(start, end) };
      now = this.lesson.both
        ? opened
        : start === now
          ? end
          : this.play(now, [...step.run, ...solutionOf(step).lines], step);
    }
  }
}
