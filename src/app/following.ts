import type { Micros } from '../model/index.ts';
import type { SimEvent } from '../sim/index.ts';
import { HORIZON, restAfter, type Silence } from './pace.ts';

/** Milliseconds of computing in one frame before the rest waits for the next one. */
const FRAME_MS = 12;
/** A frame is never taken for longer than this: a tab that slept does not leap. */
export const MOST_SECONDS = 0.1;
/** With reduced motion time advances in steps of so many seconds. */
export const STEP_SECONDS = 0.6;

/** What is followed: one run, or several under one playhead. */
export interface Followed {
  readonly now: number;
  /** Whether time passes at all. */
  isPassing(): boolean;
  /** Virtual microseconds a second at which what is on its way can be seen; null: nothing is. */
  rate(): number | null;
  /** When the next turn comes; Infinity: none does. */
  nextTurn(): number;
  /** When something happens next but timers and signs of life; null: not within the horizon. */
  nextEvent(): Micros | null;
  /** How far it may go in one stretch; null: time has stopped here. */
  most(): number | null;
  /** Nothing is on its way, and this comes next: the silence that is passed, or null for none. */
  silenceTo(next: Micros | null): Silence | null;
  /** Lets time pass up to `at`; answers what happened meanwhile. */
  advanceTo(at: number): readonly { readonly event: SimEvent }[];
}

/** Tempo `auto`: how real time's frames pass a run, so that all can be followed. */
export class Following {
  /** Seconds that the clock still rests. */
  #rest = 0;
  /** Seconds since the last step, with reduced motion. */
  #waited = 0;
  #silence: Silence | null = null;

  /** Something else is shown: what was known of the pace is no longer true. */
  restart(): void {
    this.#rest = 0;
    this.#silence = null;
  }

  /** With reduced motion: whether `seconds` more make the next step due. */
  isStepDue(seconds: number): boolean {
    this.#waited += seconds;
    if (this.#waited < STEP_SECONDS) return false;
    this.#waited = 0;
    return true;
  }

  /** From turn to turn, each stretch at the rate at which it can be followed. */
  follow(run: Followed, seconds: number, clock: () => number): void {
    const deadline = clock() + FRAME_MS;
    let left = Math.min(seconds, MOST_SECONDS);
    while (left > 0 && run.isPassing()) {
      if (this.#rest > 0) {
        const rested = Math.min(this.#rest, left);
        this.#rest -= rested;
        left -= rested;
        continue;
      }
      const next = run.nextTurn();
      const most = run.most();
      if (most === null) return;
      const rate = this.#rateIn(run);
      if (rate === null) return;
      const until = Math.min(next, most, run.now + left * rate);
      // What is left of a frame may be less than the clock can show.
      if (until <= run.now) return;
      left -= (until - run.now) / rate;
      const happened = run.advanceTo(until);
      if (until < next) return;
      this.#rest = restAfter(happened);
      if (clock() > deadline) return;
    }
  }

  /** Null: time has stopped by itself. */
  #rateIn(run: Followed): number | null {
    const rate = run.rate();
    if (rate !== null) {
      this.#silence = null;
      return rate;
    }
    let current = this.#silence;
    if (current === null || (current.to ?? current.from + HORIZON / 6) <= run.now) {
      current = run.silenceTo(run.nextEvent());
      this.#silence = current;
    }
    return current?.rate ?? null;
  }
}
