import { untrack } from 'svelte';
import { type Language, say } from '../script/index.ts';
import { withTwoSides } from '../timeline/index.ts';
import {
  fitProgress,
  type Lesson,
  type LessonThing,
  linesBefore,
  linesThrough,
  newProgress,
  type Progress,
  type ProgressEffect,
  type ProgressInput,
  parseThing,
  type StepProgress,
  tell,
} from '../tutor/index.ts';
import { goodRun } from './good-run.ts';
import { whenIdle } from './idle.ts';
import type { Lab } from './lab.svelte.ts';
import { Beside } from './lesson-beside.svelte.ts';
import { LessonLines } from './lesson-lines.svelte.ts';
import { goesOn, isFelt, lookBeside, signalOf, turnTo } from './lesson-look.ts';
import type { LessonPlace } from './lesson-place.ts';
import { LessonScene } from './lesson-scene.svelte.ts';
import { LessonShelf } from './lesson-shelf.svelte.ts';
import { libraryOf } from './library.svelte.ts';
import { onePerLab } from './one-per-lab.ts';
import { storage } from './storage.ts';

/** The lesson that is open: its text, how far the student is, and the runs that it is shown in. */
export class LessonDesk {
  lesson: Lesson | null = $state.raw(null);
  progress: Progress | null = $state.raw(null);
  state: 'closed' | 'fetching' | 'open' | 'broken' = $state.raw('closed');
  /** When the step that is shown began: its goals count from there. */
  startedAt: number = $state.raw(0);
  /** The words of what was opened are drawn: a second side, which takes longer, may follow. */
  drawn: boolean = $state.raw(true);
  /** The lesson that was asked for last. */
  #asked = '';
  /** Everything may be done, whatever the step takes; what is done then is no part of it. */
  free = $state.raw(false);
  /** What the student points at for an answer. */
  pointed: LessonThing | null = $state.raw(null);
  /** Runs beside the student's own. */
  readonly beside: Beside;
  readonly shelf: LessonShelf;
  readonly lines: LessonLines;
  /** When the lesson that was open is open again, if one was. */
  readonly restored: Promise<void>;
  /** What has come of the step that is shown. */
  readonly scene: LessonScene;
  /** Lines were under way when the page went, and are lost: the step begins anew. */
  wasCut = false;
  /** What was under way when the page went, and goes on in the same run. */
  #cut: LessonPlace | null = null;
  readonly #lab: Lab;

  constructor(lab: Lab, shelf: LessonShelf) {
    this.#lab = lab;
    this.shelf = shelf;
    this.beside = new Beside(lab);
    this.lines = new LessonLines(lab, () => this.#ran());
    this.scene = new LessonScene(lab, this);
    this.restored = this.#restore();
    $effect.root(() => {
      $effect(() => {
        if (this.scene.isDone) untrack(() => this.tell({ type: 'met' }));
      });
      $effect(() => this.#speak(lab.settings.language));
      $effect(() => {
        const free = this.free || lab.settings.teacher;
        const { lesson, progress, pointed } = this;
        const { answers } = this.beside;
        const signal = signalOf(lesson, progress, pointed, free, answers);
        lab.flow.felt = lesson !== null && progress !== null && isFelt(lesson, progress, answers);
        untrack(() => void (lab.signal = signal));
      });
    });
  }

  get step(): Lesson['steps'][number] | null {
    return this.lesson?.steps[this.progress?.step ?? -1] ?? null;
  }

  get leaf(): StepProgress['leaf'] | null {
    return this.progress?.steps[this.progress.step]?.leaf ?? null;
  }

  /** Opens a lesson at a step, or where the student left it, in a run of its own. */
  async open(slug: string, at: number | null = null): Promise<void> {
    if (!(await this.#fetch(slug)) || this.lesson === null || this.progress === null) return;
    if (at !== null) {
      const { next } = tell(this.lesson, this.progress, { type: 'go', step: at, freely: true });
      this.progress = next;
    }
    this.#keep();
    this.#set(this.progress);
  }

  /** The run as the step that is shown begins, or as it has left it. */
  #set({ step }: Progress): void {
    if (this.leaf === 'checking') this.tell({ type: 'again' });
    else this.#rewind(step, [], this.leaf === 'done');
  }

  /** The lesson that is open was written anew: the step that is shown begins again. */
  renew(lesson: Lesson): void {
    if (this.progress === null || this.lesson?.slug !== lesson.slug) return;
    this.lesson = lesson;
    this.progress = fitProgress(lesson, this.progress);
    this.#set(this.progress);
  }

  close(): void {
    this.lines.stop();
    this.free = false;
    this.#asked = '';
    this.startedAt = 0;
    this.lesson = null;
    this.progress = null;
    this.state = 'closed';
    this.shelf.close();
  }

  /** Something in a picture is chosen as an answer. */
  point(name: string): void {
    const thing = parseThing(name);
    if (thing !== null) this.tell({ type: 'choose', answer: { type: 'point', thing } });
  }

  /** What the student did, or what became of it. */
  tell(input: ProgressInput): void {
    const { lesson, progress } = this;
    if (lesson === null || progress === null) return;
    // Nobody goes on in a run that is not their own.
    if (input.type === 'next' || input.type === 'back' || input.type === 'go') this.comeBack();
    if (input.type === 'choose')
      this.pointed = input.answer.type === 'point' ? input.answer.thing : null;
    const { next, effects } = tell(lesson, progress, input);
    this.progress = next;
    if (this.free && goesOn(progress, next, effects)) this.#rewind(next.step);
    if (next.step !== progress.step && next.reached !== progress.reached) this.#begins();
    for (const effect of effects) this.#perform(effect);
    this.#keep();
  }

  /** The step from its beginning, whatever has been done; an answer that stands is asked anew. */
  restart(): void {
    const { progress } = this;
    this.tell({ type: 'again' });
    if (this.progress === progress) this.#rewind(Math.max(0, progress?.step ?? 0));
  }

  #begins(): void {
    this.lines.stop();
    this.beside.forget();
    this.pointed = null;
    this.startedAt = Math.floor(this.#lab.now);
    turnTo(this.#lab, this.step?.look);
  }

  #perform(effect: ProgressEffect): void {
    switch (effect.type) {
      case 'perform':
        this.lines.begin(effect.lines);
        break;
      case 'rewind':
        this.#rewind(effect.step, effect.zooCfg);
        break;
      case 'aside':
        this.#showAside(effect);
    }
  }

  /** Another run, at the moment when a step begins: whatever has happened, this is a good state. */
  #rewind(step: number, zooCfg: readonly string[] = [], isDone = false): void {
    const { lesson } = this;
    const lines = lesson && (isDone ? linesThrough(lesson, step) : linesBefore(lesson, step));
    const good = lesson && goodRun(this.#lab, lesson, step, zooCfg, [], lines ?? []);
    if (good === null) return;
    this.#lab.pause();
    this.#lab.replace(good);
    this.#begins();
    this.#keep();
  }

  #showAside({ run, answers, tells }: Extract<ProgressEffect, { type: 'aside' }>): void {
    const { lesson, progress } = this;
    if (lesson === null || progress === null) return;
    const good = goodRun(this.#lab, lesson, progress.step, run.zooCfg, run.before);
    if (good === null) return;
    this.lines.stop();
    this.beside.show(good, 'running', { tells, answers });
    turnTo(this.#lab, lookBeside(lesson, progress.step, answers) ?? this.step?.look);
    this.lines.begin(run.lines);
  }

  /** Back from a run beside it to the student's own, as it was left. */
  comeBack(): void {
    if (this.beside.state === 'none') return;
    this.lines.stop();
    this.beside.comeBack();
  }

  /** Plays what the student did over the other seeds of the step. */
  overSeeds(): Promise<void> {
    const { lesson, progress, startedAt } = this;
    if (lesson === null || progress === null) return Promise.resolve();
    return this.beside.overSeeds(lesson, progress.step, startedAt);
  }

  /** All lines are carried out: those of the step, or of a run beside it. */
  #ran(): void {
    const tells = this.beside.state === 'none' ? 'ran' : this.beside.over();
    if (tells !== null) this.tell({ type: tells });
  }

  // --- what is kept ------------------------------------------------------------------------

  /** The same lesson in the language that is chosen now. */
  #speak(language: Language): void {
    const slug = this.lesson?.slug;
    if (slug === undefined) return;
    libraryOf(this.#lab)
      .fetch(slug, language)
      .then(
        (lesson) => {
          if (lesson !== null && this.lesson?.slug === slug) this.lesson = lesson;
        },
        () => this.#lab.notify('tutor.lessons.broken', {}, 'alarm'),
      );
  }

  async #fetch(slug: string): Promise<boolean> {
    this.state = 'fetching';
    this.#asked = slug;
    const lesson = await libraryOf(this.#lab)
      .fetch(slug, this.#lab.settings.language)
      .catch(() => null);
    // Another one was asked for meanwhile.
    if (this.#asked !== slug) return false;
    this.state = lesson === null ? 'broken' : 'open';
    if (lesson === null) {
      this.#lab.notify('tutor.lessons.broken', {}, 'alarm');
      return false;
    }
    const stored = this.shelf.find(slug);
    this.drawn = false;
    void whenIdle().then(() => (this.drawn = true));
    this.lesson = lesson;
    this.progress = stored === undefined ? newProgress(lesson) : fitProgress(lesson, stored);
    return true;
  }

  /** What was stored; where it cannot be read, it is put aside and a sentence says so. */
  async #restore(): Promise<void> {
    const { open, refused } = this.shelf;
    if (refused !== null) this.#lab.notice(say(refused, this.#lab.settings.language), 'alarm');
    if (open === null) return;
    this.startedAt = open.startedAt;
    const stored = this.shelf.find(open.slug);
    if (!(await this.#fetch(open.slug)) || this.lesson === null || stored === undefined) return;
    // A run that was kept before runs said it.
    if (this.lesson.both === true) this.#lab.timeline = withTwoSides(this.#lab.timeline);
    const { now } = this.#lab;
    const goesOn = open.at === Math.floor(now) && open.left !== null;
    const wasRunning = stored.steps[stored.step]?.leaf === 'running';
    if (open.at === Math.floor(now)) this.#cut = open;
    if (goesOn) this.progress = fitProgress(this.lesson, stored, true);
    // The lines that were under way died with the page, or the run is not there any more.
    this.wasCut = wasRunning && !goesOn;
    if (this.wasCut || open.startedAt > now) this.#rewind(Math.max(0, this.progress?.step ?? 0));
  }

  /** What of the lesson lives in the run that is shown. */
  get place(): LessonPlace {
    return { startedAt: this.startedAt, left: this.lines.left, aside: this.beside.kept };
  }

  /** What was under way in this window's run when it was left goes on. */
  async takeUp(): Promise<void> {
    await this.restored;
    if (this.#cut !== null) this.#goOn(this.#cut);
    this.#cut = null;
  }

  /** Goes on where somebody was in the run that is shown; null: no lesson was open. */
  async comeTo(progress: Progress | null, place: LessonPlace): Promise<void> {
    this.lines.stop();
    this.beside.forget();
    this.#cut = null;
    if (progress === null) return this.close();
    if (this.lesson?.slug !== progress.slug) await this.#fetch(progress.slug);
    if (this.lesson?.slug !== progress.slug) return;
    this.progress = fitProgress(this.lesson, progress, true);
    this.#goOn(place);
    this.#keep();
  }

  #goOn({ startedAt, left, aside }: LessonPlace): void {
    this.startedAt = startedAt;
    if (aside !== null) this.beside.goOn(aside);
    if (left !== null) this.lines.goOn(left);
  }

  /** Keeps, with the run, what is under way in it. */
  keepPlace(): void {
    if (this.progress === null) return;
    this.shelf.keepPlace(this.progress.slug, Math.floor(this.#lab.now), this.place);
  }

  #keep(): void {
    if (this.progress !== null) this.shelf.keep(this.progress, this.startedAt);
  }
}

/** The one desk of a lab: it goes on while the panel is hidden. */
export const deskOf = onePerLab((lab) => new LessonDesk(lab, new LessonShelf(storage)));
