import { untrack } from 'svelte';
import { isParseError, parseScriptLine } from '../script/index.ts';
import { BACK_THERE, driveEnd, FROM_HERE } from '../tutor/index.ts';
import type { Lab } from './lab.svelte.ts';

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
    });
  }

  get underWay(): boolean {
    return this.#waiting !== null;
  }

  begin(lines: readonly string[]): void {
    this.#waiting = lines;
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
    const read = parseScriptLine(line);
    if (isParseError(read) || read.type !== 'drive') lab.say(line);
    else {
      const end = driveEnd(lab.timeline, Math.floor(lab.now), read.drive);
      this.#until = end;
      lab.goTo(end);
    }
  }
}
