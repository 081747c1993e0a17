import type { Micros } from '../../model/index.ts';
import {
  actPair,
  atOf,
  BEGINS,
  beginPair,
  endOfStory,
  extendPair,
  type Pair,
  type PairSetting,
  type PairSide,
  SIDES,
  STORIES,
  type Story,
  type StoryId,
} from '../../pair/index.ts';
import { complain, isParseError, type Language } from '../../script/index.ts';
import type { Endpoint, World } from '../../sim/index.ts';
import {
  eventsBetween,
  nextAfter,
  nextTurnAfter,
  previousBefore,
  worldAt,
} from '../../timeline/index.ts';
import type { Complaint, TimedEvent } from '../../views/index.ts';
import { followingRate, HORIZON, restAfter, silence } from '../pace.ts';

/** Milliseconds of computing in one frame, and the longest time that a frame is taken for. */
const FRAME_MS = 10;
const MOST_SECONDS = 0.1;
/** What a moment brings along of its past. */
const PAST: Micros = 1_000_000;
const MOST_EVENTS = 60;

/** How fast time passes: so that all can be followed, or so many virtual seconds a second. */
export type DuelTempo = 'auto' | 0.1 | 1;

/** An ensemble for whoever has chosen no story. */
const FREE: PairSetting = { servers: 3, lead: 3, seed: 6 };

/** Two runs, one playhead: the store of the page that has ZAB and Raft beside each other. */
export class Duel {
  pair: Pair = $state.raw() as Pair;
  now: number = $state.raw(BEGINS);
  playing: boolean = $state.raw(false);
  tempo: DuelTempo = $state.raw('auto');
  /** The story that is told; its lines are given as time comes to them. */
  story: Story | null = $state.raw(null);
  /** What the person expects of it; null: has not said. */
  guess: 1 | 2 | 3 | null = $state.raw(null);
  selected: { readonly side: PairSide; readonly end: Endpoint } | null = $state.raw(null);
  /** What the last line was answered with, where it could not be read. */
  complaint: string | null = $state.raw(null);
  #given = $state.raw(0);
  #rest = 0;

  readonly zab: World = $derived(worldAt(this.pair.zab, this.at));
  readonly raft: World = $derived(worldAt(this.pair.raft, this.at));

  constructor() {
    this.pair = beginPair(FREE);
  }

  get at(): Micros {
    return Math.floor(this.now);
  }

  /** All that the story had to give has happened. */
  get isOver(): boolean {
    return this.story !== null && this.now >= endOfStory(this.story);
  }

  worldOf(side: PairSide): World {
    return side === 'zab' ? this.zab : this.raft;
  }

  eventsOf(side: PairSide): readonly TimedEvent[] {
    return eventsBetween(this.pair[side], Math.max(0, this.at - PAST), this.at, MOST_EVENTS);
  }

  /** Begins a story, or an ensemble without one. */
  open(id: StoryId | null): void {
    this.playing = false;
    this.story = id === null ? null : STORIES[id];
    this.guess = null;
    this.selected = null;
    this.complaint = null;
    this.#given = 0;
    this.#rest = 0;
    this.pair = beginPair(this.story?.setting ?? FREE);
    this.now = BEGINS;
  }

  /** A line for both, now; what a person says ends the story's own course. */
  say(text: string, language: Language): Complaint {
    const acted = actPair(this.pair, this.at, text);
    if (isParseError(acted)) {
      this.complaint = complain(acted, language);
      return this.complaint;
    }
    this.complaint = null;
    if (acted.pair.said !== this.pair.said) this.#given = Infinity;
    this.pair = acted.pair;
    if (acted.ms > 0) this.seek(this.now + acted.ms * 1000);
    return null;
  }

  /** The playhead somewhere else; what lies between is carried out. */
  seek(at: number): void {
    const wanted = Math.max(BEGINS, Math.floor(at));
    if (wanted > this.now) this.#reach(wanted);
    else this.now = wanted;
  }

  step(): void {
    this.playing = false;
    const times = SIDES.map((side) =>
      nextAfter(this.pair[side], this.at, 'event', this.at + HORIZON),
    );
    const next = Math.min(...times.map((at) => at ?? Infinity), this.#nextLine());
    if (next < Infinity) this.#reach(Math.max(next, this.at + 1));
  }

  back(): void {
    this.playing = false;
    const times = SIDES.map((side) => previousBefore(this.pair[side], this.at, 'event'));
    this.now = Math.max(BEGINS, ...times.map((at) => at ?? 0));
  }

  toggle(): void {
    if (!this.playing && this.isOver) this.open(this.story?.id ?? null);
    this.playing = !this.playing;
  }

  /** One frame: so many seconds of real time pass. */
  frame(seconds: number, clock: () => number): void {
    if (!this.playing) return;
    const deadline = clock() + FRAME_MS;
    let left = Math.min(seconds, MOST_SECONDS);
    while (left > 0 && this.playing && clock() < deadline) {
      const rested = Math.min(this.#rest, left);
      this.#rest -= rested;
      left -= rested;
      if (left <= 0) return;
      const rate = this.#rate();
      const next = Math.min(
        ...SIDES.map((side) => nextTurnAfter(this.pair[side], this.at) ?? Infinity),
        this.#nextLine(),
      );
      const until = Math.min(this.now + left * rate, Math.max(next, this.at + 1));
      // What is left of a frame may be less than the clock can show.
      if (until <= this.now) return;
      left -= (until - this.now) / rate;
      const before = this.at;
      this.#reach(until);
      if (this.tempo === 'auto' && until >= next) this.#rest = this.#restSince(before);
    }
  }

  #restSince(before: Micros): number {
    const events = SIDES.flatMap((side) =>
      eventsBetween(this.pair[side], before + 1, this.at, MOST_EVENTS),
    );
    return restAfter(events);
  }

  /** Virtual microseconds a second. */
  #rate(): number {
    if (this.tempo !== 'auto') return this.tempo * 1e6;
    const rates = SIDES.map((side) => followingRate(this.worldOf(side))).filter(
      (one) => one !== null,
    );
    if (rates.length > 0) return Math.min(...rates);
    const next = Math.min(
      ...SIDES.map(
        (side) => nextAfter(this.pair[side], this.at, 'event', this.at + HORIZON) ?? Infinity,
      ),
      this.#nextLine(),
    );
    return silence(this.now, next < Infinity ? next : null).rate;
  }

  /** When the story's next line is given, or the story ends. */
  #nextLine(): number {
    if (this.story === null || this.#given === Infinity) return Infinity;
    const line = this.story.lines[this.#given];
    return line === undefined ? endOfStory(this.story) : atOf(line[0]);
  }

  /** Goes forward to a time, and gives the lines that are due on the way. */
  #reach(until: number): void {
    const { story } = this;
    for (;;) {
      const line = this.#given === Infinity ? undefined : story?.lines[this.#given];
      if (line === undefined || atOf(line[0]) > until) break;
      const acted = actPair(
        this.pair,
        Math.max(atOf(line[0]), this.pair.said.at(-1)?.at ?? 0),
        line[1],
      );
      if (!isParseError(acted)) this.pair = acted.pair;
      this.#given += 1;
    }
    const wasOver = this.isOver;
    this.pair = extendPair(this.pair, Math.floor(until));
    this.now = until;
    if (this.isOver && !wasOver) this.playing = false;
  }
}
