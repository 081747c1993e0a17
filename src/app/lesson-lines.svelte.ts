import { untrack } from 'svelte';
import type { Micros } from '../model/index.ts';
import { isParseError, parseScriptLine } from '../script/index.ts';
import { extendTo } from '../timeline/index.ts';
import { BACK_THERE, driveEnd, FROM_HERE, LOOK_HERE, playLines } from '../tutor/index.ts';
import type { Tempo } from '../views/index.ts';
import type { Lab } from './lab.svelte.ts';
import type { LinesLeft } from './lesson-place.ts';

const LEAST_SECONDS = 1;

/** Whether it would be over before anybody had looked: then it is shown slower than was chosen. */
function isUnseen(length: Micros, tempo: Tempo): boolean {
  return tempo !== 'auto' && length / (tempo * 1e6) < LEAST_SECONDS;
}

/** Lines of a lesson that are performed one after the other, while the clock is seen to run. */
export class LessonLines {
  /** Lines that are still to be performed; null: none are under way. */
  #waiting: readonly string[] | null = $state.raw(null);
  /** When the line that lets time pass is over. */
  #until: number | null = $state.raw(null);
  /** Where a solution of several branches comes back to. */
  #origin = 0;
  readonly #lab: Lab;
  readonly #ondone: () => void;

  constructor(lab: Lab, ondone: () => void) {
    this.#lab = lab;
    this.#ondone = ondone;
    $effect.root(() => {
      $effect(() => {
        const lines = this.#waiting;
        if (lines !== null && (this.#until === null || lab.now >= this.#until)) {
          untrack(() => this.#goOn(lines));
        }
      });
      // Whoever let time stand meanwhile lets it pass to there: nothing else stops it on the way.
      $effect(() => {
        const until = this.#until;
        const isFree = lab.flow.state === 'playing' && lab.flow.bound === null;
        if (this.#waiting === null || until === null || !isFree) return;
        untrack(() => {
          lab.pause();
          if (lab.now < until) lab.goTo(until, isUnseen(until - lab.now, lab.settings.tempo));
        });
      });
    });
  }

  get underWay(): boolean {
    return this.#waiting !== null;
  }

  /** What a page that goes leaves undone; null: nothing. */
  get left(): LinesLeft | null {
    const [lines, until, origin] = [this.#waiting, this.#until, this.#origin];
    return lines && { lines: [...lines], until, origin };
  }

  begin(lines: readonly string[]): void {
    this.#until = null;
    this.#waiting = lines;
  }

  /** What was left undone is done. */
  goOn({ lines, until, origin }: LinesLeft): void {
    this.#origin = origin;
    this.#until = until;
    this.#waiting = lines;
  }

  /** What is due is done now, not when this window has been drawn anew. */
  beginNow(lines: readonly string[]): void {
    this.begin(lines);
    while (this.#waiting !== null && this.#until === null) this.#goOn(this.#waiting);
  }

  /** All that is still to be performed is done at once. */
  hurry(): void {
    const lab = this.#lab;
    if (this.#waiting === null) return;
    const at = Math.max(this.#until ?? 0, Math.floor(lab.now));
    const here = { timeline: extendTo(lab.timeline, at), at };
    const played = playLines(here, this.#waiting, this.#origin);
    if ('type' in played) return;
    this.begin([]);
    lab.pause();
    lab.swap(played);
  }

  stop(): void {
    this.#waiting = null;
    this.#until = null;
  }

  /** The next line, as soon as the time that the last one lets pass is over. */
  #goOn([line, ...rest]: readonly string[]): void {
    const lab = this.#lab;
    this.#until = null;
    if (line === undefined) {
      this.stop();
      this.#ondone();
      return;
    }
    this.#waiting = rest;
    if (line === FROM_HERE) this.#origin = Math.floor(lab.now);
    if (line === BACK_THERE) lab.seek(this.#origin);
    // Real clients do not wait for whoever looks.
    if (line === LOOK_HERE && lab.flow.bound === null) {
      lab.pause();
      this.#until = Math.floor(lab.now) + 1;
      return;
    }
    const read = parseScriptLine(line);
    if (isParseError(read) || read.type !== 'drive') lab.say(line);
    else {
      const end = driveEnd(lab.timeline, Math.floor(lab.now), read.drive);
      this.#until = end;
      // Real clients live by the wall's clock: time passes for them, and is not hurried.
      if (lab.flow.bound !== null) lab.play();
      else lab.goTo(end, isUnseen(end - lab.now, lab.settings.tempo));
    }
  }
}
