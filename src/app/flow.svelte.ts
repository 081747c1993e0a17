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
  worldAt,
} from '../timeline/index.ts';
import { heldOn, type Tempo, type TimedEvent } from '../views/index.ts';
import { type Followed, Following, MOST_SECONDS } from './following.ts';
import { followingRate, HORIZON, SAID, type Silence, silence } from './pace.ts';
import { playbackChart } from './playback.ts';
import type { Situation } from './situations.ts';
import { type Asks, PastStops, type Stopped } from './stops.ts';

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

/** How fast time passes, with reduced motion what one step is, and for what it stops by itself. */
export interface Tempi {
  readonly tempo: Tempo;
  readonly unit: StepUnit;
}

/** How virtual time follows real time: the chart of playback, and its pace. */
export class Flow {
  state: 'paused' | 'playing' | 'stepping' = $state.raw('paused');
  /** The silence that is being passed over, when it is long enough to be said. */
  skipping: Silence | null = $state.raw(null);
  /** Null: time passes, or somebody stopped it. */
  stopped: Stopped | null = $state.raw(null);
  reducedMotion = false;
  /** How long nothing happens is what it is about: silences are not passed over. */
  felt = false;
  /** The other side of the run, where it has one: what is on its way there is followed, too. */
  otherSide: (() => Timeline | null) | null = null;
  /** Real clients are in this run: brings it up to now, unless it stands; true: it has. */
  bound: (() => boolean) | null = null;

  readonly #run: Flowing;
  readonly #followed: Followed;
  readonly #playback = createActor(playbackChart);
  #gently = false;
  readonly #following = new Following();
  readonly #past = new PastStops();
  #asks: Asks = { held: true, situations: null };
  /** What could be done in this world: worked out once for each. */
  #seen: { world: World; situations: readonly Situation[] } | null = null;

  constructor(run: Flowing) {
    this.#run = run;
    this.#followed = {
      get now() {
        return run.now;
      },
      isPassing: () => this.state !== 'paused',
      rate: () => this.#rate(),
      nextTurn: () => this.#soonestOn((side, at) => nextTurnAfter(side, at)),
      nextEvent: () => {
        const next = this.#soonestOn((side, at) => nextAfter(side, at, 'event', at + HORIZON));
        return next < Infinity ? next : null;
      },
      most: () => this.#most(),
      silenceTo: (next) => this.#silenceTo(next),
      advanceTo: (at) => run.advanceTo(at),
    };
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
    const next = nextAfter(timeline, at, unit, at + 3 * HORIZON);
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
    this.#following.restart();
    this.skipping = null;
    this.stopped = null;
    this.#seen = null;
  }

  /** One frame: `seconds` of real time pass. `clock` tells milliseconds, to share the frame. */
  frame(seconds: number, { tempo, unit }: Tempi, asks: Asks, clock: () => number): void {
    if (this.state === 'paused') return;
    this.#asks = asks;
    this.#past.goTo(this.#run.now);
    const gently = this.#gently && this.state === 'stepping';
    if (this.reducedMotion) this.#stepwise(seconds, unit, tempo === 'auto');
    else if (tempo === 'auto' || gently) this.#following.follow(this.#followed, seconds, clock);
    else {
      const real = Math.min(seconds, MOST_SECONDS);
      this.#run.advanceTo(this.#capped(this.#run.now + real * tempo * 1e6));
    }
    const target = this.#target;
    if (target !== null && this.#run.now >= target) this.#playback.send({ type: 'ARRIVED' });
  }

  /** Up to where time was asked to pass; null: as far as it goes. */
  get #target(): Micros | null {
    return this.#playback.getSnapshot().context.target;
  }

  #capped(at: number): number {
    return Math.min(at, this.#target ?? at);
  }

  #stepwise(seconds: number, unit: StepUnit, asking: boolean): void {
    if (!this.#following.isStepDue(seconds)) return;
    const { timeline, now } = this.#run;
    const at = Math.floor(now);
    const next = this.#capped(nextAfter(timeline, at, unit, at + HORIZON) ?? now + 1e6);
    // Turn by turn where it may stop on the way; and a silence before the step's end may not pass.
    while (this.#run.now < next && this.state !== 'paused') {
      const isSilent = asking && followingRate(this.#run.world) === null;
      if (isSilent && this.#isOverFrom(Math.floor(this.#run.now))) return;
      const ahead = asking ? this.#ahead() : null;
      if (ahead !== null && ahead.at <= this.#run.now) this.#stopFor(ahead.kind, ahead.about);
      else this.#run.advanceTo(asking ? this.#soonest(next, ahead) : next);
    }
  }

  /** The next turn, or the next situation, or a time. */
  #soonest(time: number, ahead: Situation | null): number {
    const turn = nextTurnAfter(this.#run.timeline, Math.floor(this.#run.now)) ?? time;
    return Math.min(time, turn, ahead?.at ?? time);
  }

  /** How far it may go: to its target, or to where it stops; null: there it is. */
  #most(): number | null {
    const ahead = this.#ahead();
    if (ahead === null) return this.#target ?? Number.POSITIVE_INFINITY;
    if (ahead.at <= this.#run.now) {
      this.#stopFor(ahead.kind, ahead.about);
      return null;
    }
    return this.#capped(ahead.at);
  }

  /** When something comes first, on either side. */
  #soonestOn(timeOn: (side: Timeline, at: Micros) => number | null): number {
    const at = Math.floor(this.#run.now);
    const other = this.otherSide?.() ?? null;
    const own = timeOn(this.#run.timeline, at) ?? Infinity;
    return other === null ? own : Math.min(own, timeOn(other, at) ?? Infinity);
  }

  #rate(): number | null {
    const other = this.otherSide?.() ?? null;
    const own = followingRate(this.#run.world);
    const there = other && followingRate(worldAt(other, Math.floor(this.#run.now)));
    const rate = own === null || there === null ? (own ?? there) : Math.min(own, there);
    if (rate !== null) this.skipping = null;
    return rate;
  }

  /** Null: time has stopped by itself. */
  #silenceTo(next: Micros | null): Silence | null {
    const { now } = this.#run;
    if (this.#isOver(Math.floor(now), next)) return null;
    const found = silence(now, next ?? this.#target, this.felt);
    this.skipping = found.said ? found : null;
    return found;
  }

  #isOverFrom(at: Micros): boolean {
    return this.#isOver(at, nextAfter(this.#run.timeline, at, 'event', at + HORIZON));
  }

  /** No emptiness is played through, and nothing that is held is waited out unasked: time stops. */
  #isOver(at: Micros, next: Micros | null): boolean {
    if (this.#target !== null) return false;
    if (next === null) {
      this.#stopFor('still', '');
      return true;
    }
    if (!this.#asks.held || next - at < SAID) return false;
    const held = heldOn(this.#run.world);
    if (held === null || !this.#past.isNew('held', `${held.id}`, this.#run.timeline, at)) {
      return false;
    }
    this.#stopFor('held', `${held.id}`);
    return true;
  }

  /** The situation in which time stops next, unless something happens before; null: in none. */
  #ahead(): Situation | null {
    const { world, now, timeline } = this.#run;
    const { situations } = this.#asks;
    if (situations === null || this.#target !== null) return null;
    if (this.#seen?.world !== world) this.#seen = { world, situations: situations(world, now) };
    let first: Situation | null = null;
    for (const one of this.#seen.situations) {
      if (one.at < now || (first !== null && one.at >= first.at)) continue;
      if (this.#past.isNew(one.kind, one.about, timeline, now)) first = one;
    }
    return first;
  }

  /** Somebody came back to where time had stopped. */
  standAgain(why: Stopped | null): void {
    if (why !== null) this.pause();
    this.stopped = why;
  }

  #stopFor(kind: Stopped, about: string): void {
    this.stop();
    this.stopped = kind;
    this.#past.add(kind, about, this.#run.timeline, this.#run.now);
  }
}
