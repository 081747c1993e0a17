import { lastItem } from '../../lib/index.ts';
import type { Micros } from '../../model/index.ts';
import {
  actPair,
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
import type { Complaint, Moment, TimedEvent } from '../../views/index.ts';
import { type Followed, Following, MOST_SECONDS, STEP_SECONDS } from '../following.ts';
import { followingRate, HORIZON, silence } from '../pace.ts';
import { type Before, type DueLine, dueFrom, dueOf } from './due-lines.ts';
import { givenOf, type ShownPair } from './kept-pair.ts';

/** With reduced motion, where nothing happens. */
const LEAP: Micros = 1_000_000;
/** What a moment brings along of its past. */
const PAST: Micros = 1_000_000;
const LONG_PAST: Micros = 10_000_000;
const MOST_EVENTS = 60;

/** How fast time passes: so that all can be followed, or so many virtual seconds a second. */
export type DuelTempo = 'auto' | 0.1 | 1;

/** An ensemble for whoever has chosen no story. */
const FREE: PairSetting = { servers: 3, lead: 3, seed: 6 };
/** With one more on each side that has no vote. */
const VOTELESS: PairSetting = { ...FREE, observers: 1 };

const USUAL_EYES = { zab: null, raft: null } as const;

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
  /** Through whose eyes each ward is seen; null: the usual ones. */
  eyes: Readonly<Record<PairSide, Endpoint | null>> = $state.raw(USUAL_EYES);
  /** What the last line was answered with, where it could not be read. */
  complaint: string | null = $state.raw(null);
  /** Lines that are given as time comes to them, a story's or a failure's; and how many are. */
  #due: readonly DueLine[] = $state.raw([]);
  #given = $state.raw(0);
  /** Where a failure has happened, and time stops once. */
  #stopsAt = Infinity;
  /** How it was before each failure that can be taken back. */
  #before: readonly Before[] = $state.raw([]);
  /** What happens is there at once, step by step. */
  reducedMotion = false;
  readonly #following = new Following();
  readonly #followed: Followed;

  readonly zab: World = $derived(worldAt(this.pair.zab, this.at));
  readonly raft: World = $derived(worldAt(this.pair.raft, this.at));

  constructor() {
    this.pair = beginPair(FREE);
    const now = () => this.now;
    this.#followed = {
      get now() {
        return now();
      },
      isPassing: () => this.playing,
      rate: () => this.#rate(),
      nextTurn: () => this.#nextTurn(),
      nextEvent: () => this.#nextEvent(),
      most: () => Infinity,
      silenceTo: (next) => silence(this.now, next),
      advanceTo: (until) => this.#advance(until),
    };
  }

  get at(): Micros {
    return Math.floor(this.now);
  }

  /** All that the story had to give has happened. */
  get isOver(): boolean {
    return this.now >= this.#end;
  }

  worldOf(side: PairSide): World {
    return side === 'zab' ? this.zab : this.raft;
  }

  /** What a stage shows of a side. */
  moment(side: PairSide): Moment {
    const events = eventsBetween(this.pair[side], this.at - PAST, this.at, MOST_EVENTS);
    return this.#momentOf(side, this.at, this.worldOf(side), events);
  }

  /** The same for panels of words, with more of the past while time stands. */
  momentAt(side: PairSide, at: Micros): Moment {
    const timeline = this.pair[side];
    const since = Math.max(BEGINS, at - (this.playing ? PAST : LONG_PAST));
    const events = eventsBetween(timeline, since, at, Infinity);
    return this.#momentOf(side, at, worldAt(timeline, at), events);
  }

  #momentOf(side: PairSide, now: Micros, world: World, events: readonly TimedEvent[]): Moment {
    const selected = this.selected?.side === side ? this.selected.end : null;
    const timeline = this.pair[side];
    return { world, timeline, now, events, violations: [], selected, observed: 1 };
  }

  /** Begins a story, or an ensemble without one; `voteless`: with an observer, and a learner. */
  open(id: StoryId | null, voteless = false): void {
    this.playing = false;
    this.story = id === null ? null : STORIES[id];
    this.guess = null;
    this.selected = null;
    this.eyes = USUAL_EYES;
    this.complaint = null;
    this.#due = dueOf(this.story);
    this.#given = 0;
    this.#stopsAt = Infinity;
    this.#before = [];
    this.#following.restart();
    this.pair = beginPair(this.story?.setting ?? (voteless ? VOTELESS : FREE));
    this.now = BEGINS;
  }

  /** Another moment, as it was kept: it stands still, and its story goes on from there. */
  land(shown: ShownPair): void {
    this.open(null);
    const { pair, at, story } = shown;
    this.story = story;
    const given = story === null ? null : givenOf(story, shown);
    this.#due = given === null ? [] : dueOf(story);
    this.#given = given ?? 0;
    this.pair = pair;
    this.now = at;
  }

  shown(): ShownPair {
    return { pair: this.pair, at: this.at, story: this.story };
  }

  /** A line for both, now; what a person says ends the story's own course. */
  say(text: string, language: Language): Complaint {
    const acted = actPair(this.pair, this.at, text);
    if (isParseError(acted)) {
      this.complaint = complain(acted, language);
      return this.complaint;
    }
    this.complaint = null;
    if (acted.pair.said !== this.pair.said) this.#due = [];
    this.pair = acted.pair;
    if (acted.ms > 0) this.seek(this.now + acted.ms * 1000);
    return null;
  }

  /** Lines for both from now on, with `run` between them; they end a story's own course. */
  give(name: string, lines: readonly string[]): void {
    const { pair, now } = this;
    this.#before = [...this.#before, { name, pair, now, due: this.#due, given: this.#given }];
    const { due, endsAt } = dueFrom(this.at, lines);
    this.#due = due;
    this.#given = 0;
    this.#stopsAt = endsAt;
    this.complaint = null;
    this.#reach(now);
    this.playing = true;
  }

  /** The failure that would be taken back next; null: none. */
  get undone(): string | null {
    return this.#before.at(-1)?.name ?? null;
  }

  /** As it was before the last failure, standing still. */
  undo(): void {
    const before = this.#before.at(-1);
    if (before === undefined) return;
    this.#before = this.#before.slice(0, -1);
    this.playing = false;
    this.pair = before.pair;
    this.now = before.now;
    this.#due = before.due;
    this.#given = before.given;
    this.#stopsAt = Infinity;
  }

  /** The playhead somewhere else; what lies between is carried out. */
  seek(at: number): void {
    const wanted = Math.max(BEGINS, Math.floor(at));
    if (wanted > this.now) this.#reach(wanted);
    else this.now = wanted;
  }

  step(): void {
    this.playing = false;
    const next = this.#nextEvent();
    if (next !== null) this.#reach(Math.max(next, this.at + 1));
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
    if (this.reducedMotion) {
      if (this.#following.isStepDue(seconds)) this.#leap();
    } else if (this.tempo === 'auto') this.#following.follow(this.#followed, seconds, clock);
    else this.#pass(Math.min(seconds, MOST_SECONDS) * this.tempo);
  }

  get #end(): number {
    return this.story === null ? Infinity : endOfStory(this.story);
  }

  /** So many virtual seconds; a story's end is not passed over. */
  #pass(seconds: number): void {
    const until = this.now + seconds * 1e6;
    this.#reach(this.isOver ? until : Math.min(until, this.#end));
  }

  /** With reduced motion: what happens next, or all of a step's time, is there at once. */
  #leap(): void {
    if (this.tempo !== 'auto') return this.#pass(STEP_SECONDS * this.tempo);
    const next = this.#nextEvent() ?? this.now + LEAP;
    this.#reach(Math.max(next, this.at + 1));
  }

  /** Virtual microseconds a second; null: nothing is on its way on either side. */
  #rate(): number | null {
    const rates = SIDES.flatMap((side) => followingRate(this.worldOf(side)) ?? []);
    return rates.length === 0 ? null : Math.min(...rates);
  }

  #nextTurn(): number {
    const turns = SIDES.map((side) => nextTurnAfter(this.pair[side], this.at) ?? Infinity);
    return Math.max(this.at + 1, Math.min(...turns, this.#nextLine()));
  }

  /** What happens next on either side, or is given; null: nothing within the horizon. */
  #nextEvent(): Micros | null {
    const until = this.at + HORIZON;
    const times = SIDES.map((side) => nextAfter(this.pair[side], this.at, 'event', until));
    const next = Math.min(...times.map((at) => at ?? Infinity), this.#nextLine());
    return next < Infinity ? next : null;
  }

  #advance(until: number): readonly TimedEvent[] {
    const before = this.at;
    this.#reach(until);
    return SIDES.flatMap((side) =>
      eventsBetween(this.pair[side], before + 1, this.at, MOST_EVENTS),
    );
  }

  /** When the story's next line is given, or the story ends. */
  #nextLine(): number {
    const line = this.#due[this.#given];
    if (line !== undefined) return line[0];
    return this.#due.length === 0 ? Infinity : Math.min(this.#end, this.#stopsAt);
  }

  /** Goes forward to a time, and gives the lines that are due on the way. */
  #reach(until: number): void {
    for (;;) {
      const [at, text] = this.#due[this.#given] ?? [];
      if (at === undefined || text === undefined || at > until) break;
      const acted = actPair(this.pair, Math.max(at, lastItem(this.pair.said)?.at ?? 0), text);
      if (!isParseError(acted)) this.pair = acted.pair;
      this.#given += 1;
    }
    const wasOver = this.isOver;
    this.pair = extendPair(this.pair, Math.floor(until));
    this.now = until;
    if (this.isOver && !wasOver) this.playing = false;
    if (until < this.#stopsAt) return;
    this.#stopsAt = Infinity;
    this.playing = false;
  }
}
