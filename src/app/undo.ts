import type { ShownRun } from './saved-run.ts';
import type { Stopped } from './stops.ts';

/** What is left by a change, and why time stood there: who comes back may choose otherwise. */
export type Left = ShownRun & {
  readonly stopped?: Stopped | null;
  readonly beside?: number | null;
};

const MOST = 50;

/** Places to go back to, and, after going back, forward again. */
export class Undo<T> {
  #past: T[] = [];
  #future: T[] = [];

  /** The places to go back to, the latest last. */
  get places(): readonly T[] {
    return this.#past;
  }

  /** Before a change: remembers what there was. */
  remember(before: T): void {
    this.#past = [...this.#past.slice(1 - MOST), before];
    this.#future = [];
  }

  /** Whoever goes back by another way than `back`: what came after a place is not gone back to. */
  forgetAfter(place: T | undefined): void {
    const at = place === undefined ? -1 : this.#past.lastIndexOf(place);
    if (place === undefined || at >= 0) this.#past = this.#past.slice(0, at + 1);
  }

  /** What there was before the last change; null: there was none. */
  back(now: T): T | null {
    const place = this.#past.pop();
    if (place === undefined) return null;
    this.#future.push(now);
    return place;
  }

  forward(now: T): T | null {
    const place = this.#future.pop();
    if (place === undefined) return null;
    this.#past.push(now);
    return place;
  }
}
