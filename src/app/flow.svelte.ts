import { createActor } from 'xstate';
import type { Micros } from '../model/index.ts';
import type { World } from '../sim/index.ts';
import {
  nextAfter,
  nextTurnAfter,
  previousBefore,
  runUntil,
  type StepUnit,
  type Timeline,
  type Until,
} from '../timeline/index.ts';
import { heldOn, type Tempo, type TimedEvent } from '../views/index.ts';
import { followingRate, HORIZON, restAfter, SAID, type Silence, silence } from './pace.ts';
import { playbackChart } from './playback.ts';

/** Milliseconds of computing in one frame before the rest waits for the next one. */
const FRAME_MS = 12;
/** A frame is never taken for longer than this: a tab that slept does not leap. */
const MOST_SECONDS = 0.1;
/** With reduced motion time advances in steps of so many seconds. */
const STEP_SECONDS = 0.6;

/** What time flows through: a run with a playhead. */
export interface Flowing {
  readonly timeline: Timeline;
  readonly world: World;
  readonly now: number;
  /** Lets virtual time pass up to `at`; answers what happened meanwhile. */
  readonly advanceTo: (at: number) => readonly TimedEvent[];
  /** Is there at once. */
  readonly seek: (at: Micros) => void;
}

/** How fast time passes, and, with reduced motion, what one step is. */
export interface Tempi {
  readonly tempo: Tempo;
  readonly unit: StepUnit;
}

/** Why time stopped by itself: nothing would ever happen, or what is held would be waited out. */
export type Stopped = 'still' | 'held';

/** How virtual time follows real time: the chart of playback, and its pace. */
export class Flow {
  state: 'paused' | 'playing' | 'stepping' = $state.raw('paused');
  /** The silence that is being passed over, when it is long enough to be said. */
  skipping: Silence | null = $state.raw(null);
  /** Null: time passes, or somebody stopped it. */
  stopped: Stopped | null = $state.raw(null);
  reducedMotion = false;

  readonly #run: Flowing;
  readonly #playback = createActor(playbackChart);
  #gently = false;
  /** Seconds that the clock still rests. */
  #rest = 0;
  /** Seconds since the last step, with reduced motion. */
  #waited = 0;
  #silence: Silence | null = null;
  /** Where it was asked whether to wait for what is held: the next time it is waited out. */
  #askedAt = -1;

  constructor(run: Flowing) {
    this.#run = run;
    this.#playback.subscribe((snapshot) => {
      this.state = snapshot.value as Flow['state'];
      if (this.state !== 'paused') this.stopped = null;
    });
    this.#playback.start();
  }

  toggle(): void {
    this.#playback.send({ type: 'TOGGLE' });
  }

  play(): void {
    this.#playback.send({ type: 'PLAY' });
  }

  pause(): void {
    this.#playback.send({ type: 'PAUSE' });
  }

  /** Time stands still because the run says so: a limit, a broken invariant. */
  stop(): void {
    this.#playback.send({ type: 'STOPPED' });
  }

  /**
   * Plays up to a time and stops there; with reduced motion it is simply there. `gently`: at a rate
   * at which it can be followed, whatever the tempo.
   */
  goTo(target: Micros, gently: boolean): void {
    this.#gently = gently;
    if (this.reducedMotion) {
      // Not by a leap: a breach on the way stops the clock.
      this.#run.advanceTo(target);
      this.#run.seek(Math.floor(this.#run.now));
    } else this.#playback.send({ type: 'GO', target });
  }

  /** One step; false: none comes. While one is under way the next is there at once. */
  step(direction: 1 | -1, unit: StepUnit): boolean {
    const { timeline, now } = this.#run;
    const at = Math.floor(now);
    if (direction < 0) {
      this.#run.seek(previousBefore(timeline, at, unit) ?? 0);
      return true;
    }
    const next = nextAfter(timeline, at, unit, at + 10 * HORIZON);
    if (next === null) return false;
    if (this.state === 'stepping') this.#run.seek(next);
    else this.goTo(next, true);
    return true;
  }

  /** Plays until a condition is met; false: it never is. */
  runUntil(condition: Until): boolean {
    const found = runUntil(this.#run.timeline, Math.floor(this.#run.now), condition);
    if (found.met) this.goTo(found.at, false);
    return found.met;
  }

  /** Something else is shown: what was known of the pace is no longer true. */
  restart(): void {
    this.#silence = null;
    this.skipping = null;
    this.stopped = null;
    this.#askedAt = -1;
    this.#rest = 0;
  }

  /** One frame: `seconds` of real time pass. `clock` tells milliseconds, to share the frame. */
  frame(seconds: number, { tempo, unit }: Tempi, clock: () => number): void {
    if (this.state === 'paused') return;
    const real = Math.min(seconds, MOST_SECONDS);
    const gently = this.#gently && this.state === 'stepping';
    if (this.reducedMotion) this.#stepwise(seconds, unit);
    else if (tempo === 'auto' || gently) this.#follow(real, clock);
    else this.#run.advanceTo(this.#capped(this.#run.now + real * tempo * 1e6));
    const { target } = this.#playback.getSnapshot().context;
    if (target !== null && this.#run.now >= target) this.#playback.send({ type: 'ARRIVED' });
  }

  #capped(at: number): number {
    const { target } = this.#playback.getSnapshot().context;
    return target === null ? at : Math.min(at, target);
  }

  #stepwise(seconds: number, unit: StepUnit): void {
    this.#waited += seconds;
    if (this.#waited < STEP_SECONDS) return;
    this.#waited = 0;
    const { timeline, now } = this.#run;
    const at = Math.floor(now);
    const next = nextAfter(timeline, at, unit, at + HORIZON);
    this.#run.advanceTo(this.#capped(next ?? now + 1e6));
  }

  /** Tempo `auto`: from turn to turn, each stretch at the rate at which it can be followed. */
  #follow(seconds: number, clock: () => number): void {
    const run = this.#run;
    const deadline = clock() + FRAME_MS;
    let left = seconds;
    while (left > 0 && this.state !== 'paused') {
      if (this.#rest > 0) {
        const rested = Math.min(this.#rest, left);
        this.#rest -= rested;
        left -= rested;
        continue;
      }
      const next = nextTurnAfter(run.timeline, Math.floor(run.now)) ?? Number.POSITIVE_INFINITY;
      const rate = this.#rateNow();
      if (rate === null) return;
      const until = this.#capped(Math.min(next, run.now + left * rate));
      if (until <= run.now) break;
      left -= (until - run.now) / rate;
      const happened = run.advanceTo(until);
      if (until < next) break;
      this.#rest = restAfter(happened);
      if (clock() > deadline) break;
    }
  }

  /** Null: time has stopped by itself. */
  #rateNow(): number | null {
    const { world, now, timeline } = this.#run;
    const rate = followingRate(world);
    if (rate !== null) {
      this.#silence = null;
      this.skipping = null;
      return rate;
    }
    let current = this.#silence;
    if (current === null || (current.to ?? current.from + HORIZON / 2) <= now) {
      const at = Math.floor(now);
      const { target } = this.#playback.getSnapshot().context;
      const next = nextAfter(timeline, at, 'event', at + HORIZON);
      const why = target === null ? this.#reasonToStop(at, next) : null;
      if (why !== null) {
        this.stop();
        this.stopped = why;
        return null;
      }
      current = silence(now, next ?? target);
      this.#silence = current;
      this.skipping = current.said ? current : null;
    }
    return current.rate;
  }

  /** No emptiness is played through, and nothing that is held is waited out unasked. */
  #reasonToStop(at: Micros, next: Micros | null): Stopped | null {
    if (next === null) return 'still';
    if (next - at < SAID || at === this.#askedAt || heldOn(this.#run.world) === null) return null;
    this.#askedAt = at;
    return 'held';
  }
}
