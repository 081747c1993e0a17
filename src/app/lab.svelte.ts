import { createActor } from 'xstate';
import { type Key, translate } from '../i18n/index.ts';
import type { Micros, ServerId } from '../model/index.ts';
import { complain, describe, isParseError, parseScriptLine } from '../script/index.ts';
import type { Endpoint, World } from '../sim/index.ts';
import {
  act,
  addBookmark,
  beginWith,
  branchOf,
  type Condition,
  complaintOf,
  eventsBetween,
  extendTo,
  isFull,
  isMistake,
  marksOf,
  nextAfter,
  nextTurnAfter,
  previousBefore,
  runUntil,
  type StepUnit,
  switchTo,
  type Timeline,
  worldAt,
} from '../timeline/index.ts';
import type { Notice } from '../ui/index.ts';
import type { Complaint, Moment, TimedEvent, ViewActions } from '../views/index.ts';
import { followingRate, HORIZON, restAfter, type Silence, silence } from './pace.ts';
import { playbackChart } from './playback.ts';
import type { Place } from './saved-run.ts';
import type { Settings } from './settings.ts';

/** Events that a moment brings along. */
const WINDOW = 400;
/** Milliseconds of computing in one frame before the rest waits for the next one. */
const FRAME_MS = 12;
/** A frame is never taken for longer than this: a tab that slept does not leap. */
const MOST_SECONDS = 0.1;
/** With reduced motion time advances in steps of so many seconds. */
const STEP_SECONDS = 0.9;
const UNDOS = 50;
const NOTICE_MS = 9000;

const NO_VIOLATIONS: readonly TimedEvent[] = [];

/** The marks say what was broken and when, however long ago: the same list while there is none. */
function violationsOf(timeline: Timeline, now: Micros): readonly TimedEvent[] {
  const broken = marksOf(timeline).flatMap((mark): TimedEvent[] => {
    if (mark.type !== 'violated' || mark.at > now) return [];
    const { invariant, because } = mark.breach;
    return [{ n: mark.n, at: mark.at, event: { type: 'violated', invariant, because } }];
  });
  return broken.length === 0 ? NO_VIOLATIONS : broken;
}

/**
 * The one store: the run, the playhead in it, and what the person looks at. World, timeline and
 * events are replaced whole and never made reactive inside.
 */
export class Lab {
  timeline: Timeline = $state.raw() as Timeline;
  world: World = $state.raw() as World;
  events: readonly TimedEvent[] = $state.raw([]);
  /** Playback's clock in microseconds; between two turns it has fractions. */
  now: number = $state.raw(0);
  selected: Endpoint | null = $state.raw(null);
  observed: ServerId = $state.raw(1);
  state: 'paused' | 'playing' | 'stepping' = $state.raw('paused');
  /** The silence that is being passed over, when it is long enough to be said. */
  skipping: Silence | null = $state.raw(null);
  notices: readonly Notice[] = $state.raw([]);
  settings: Settings = $state.raw() as Settings;
  /** Runs that were replaced, the latest last. */
  shelf: readonly Place[] = $state.raw([]);
  reducedMotion = false;

  /** All that broke an invariant on this branch up to the playhead. */
  readonly violations: readonly TimedEvent[] = $derived(violationsOf(this.timeline, this.now));
  readonly moment: Moment = $derived({
    world: this.world,
    now: Math.floor(this.now),
    events: this.events,
    selected: this.selected,
    observed: this.observed,
  });
  /** The moment of the last turn: what changes only when something happened. */
  readonly settled: Moment = $derived({
    world: this.world,
    now: this.world.now,
    events: this.events,
    violations: this.violations,
    selected: this.selected,
    observed: this.observed,
  });
  readonly t = $derived(translate(this.settings.language));
  readonly playing: boolean = $derived(this.state !== 'paused');

  readonly actions: ViewActions = {
    act: (line) => this.act(line),
    select: (end) => this.select(end),
    observe: (sid) => {
      this.observed = sid;
    },
    seek: (at) => this.seek(at),
  };

  readonly #playback = createActor(playbackChart);
  #past: Place[] = [];
  #undone: Place[] = [];
  #rest = 0;
  #gently = false;
  #wait = 0;
  #silence: Silence | null = null;
  #noticeCount = 0;
  /** Called when something worth keeping has changed. */
  onchange: () => void = () => {};

  constructor(place: Place, settings: Settings) {
    this.settings = settings;
    this.#playback.subscribe((snapshot) => {
      this.state = snapshot.value as Lab['state'];
    });
    this.#playback.start();
    this.#show(place.timeline, place.at);
    this.observed = this.world.hosts[0]?.sid ?? 1;
  }

  // --- the run -----------------------------------------------------------------------------

  /** Shows a run at a time; everything else about the moment follows. */
  #show(timeline: Timeline, at: Micros): void {
    const ready = extendTo(timeline, Math.floor(at));
    this.timeline = ready;
    this.now = at;
    this.world = worldAt(ready, Math.floor(at));
    this.events = eventsBetween(ready, 0, Math.floor(at), WINDOW);
    this.#silence = null;
    this.skipping = null;
    this.#rest = 0;
    if (!this.world.hosts.some((host) => host.sid === this.observed)) {
      this.observed = this.world.hosts[0]?.sid ?? 1;
    }
  }

  place(): Place {
    return { timeline: this.timeline, at: Math.floor(this.now) };
  }

  #remember(): void {
    this.#past = [...this.#past.slice(1 - UNDOS), this.place()];
    this.#undone = [];
  }

  /** Takes the last command, reset or replacement back. */
  undo(): boolean {
    const place = this.#past.pop();
    if (place === undefined) return false;
    this.#undone.push(this.place());
    this.#show(place.timeline, place.at);
    this.onchange();
    return true;
  }

  redo(): boolean {
    const place = this.#undone.pop();
    if (place === undefined) return false;
    this.#past.push(this.place());
    this.#show(place.timeline, place.at);
    this.onchange();
    return true;
  }

  /** Performs one line of script now; answers what is wrong with it, or null. */
  act(line: string): Complaint {
    const { language } = this.settings;
    const read = parseScriptLine(line);
    if (isParseError(read)) return complain(read, language);
    if (read.type === 'blank') return null;
    if (read.type === 'drive') {
      const { drive } = read;
      if (drive.type === 'step') this.step(1);
      else if (drive.type === 'run') this.goTo(this.now + drive.ms * 1000);
      else this.runUntil(drive);
      return null;
    }
    const at = Math.floor(this.now);
    const before = this.timeline;
    const done = act(before, at, read.command);
    if (isMistake(done)) return complaintOf(done, language);
    this.#remember();
    this.#show(done, at);
    if (done.branches.length > before.branches.length) {
      this.notify('shell.notice.branched', { seconds: (at / 1e6).toFixed(3) }, 'plain', {
        key: 'shell.undo',
        run: () => this.undo(),
      });
    }
    this.onchange();
    return null;
  }

  /** Performs a line and shows what is wrong with it as a notice. */
  say(line: string): void {
    const complaint = this.act(line);
    if (complaint !== null) this.notice(complaint, 'alarm');
  }

  /** Puts another run in the place of this one, which stays on the shelf to return to. */
  replace(place: Place): void {
    this.#remember();
    this.shelf = [...this.shelf, this.place()].slice(-5);
    this.selected = null;
    this.#show(place.timeline, place.at);
    this.onchange();
  }

  /** The same run from its beginning, without its commands; undo brings it back. */
  reset(): void {
    const { engine, opening, seed, variants } = this.timeline;
    this.#remember();
    this.#show(beginWith(engine, opening, seed, variants), 0);
    this.play();
    this.notify('shell.notice.reset', {}, 'plain', { key: 'shell.undo', run: () => this.undo() });
    this.onchange();
  }

  unshelve(place: Place): void {
    const rest = this.shelf.filter((one) => one !== place);
    this.shelf = [...rest, this.place()].slice(-5);
    this.#remember();
    this.#show(place.timeline, place.at);
    this.onchange();
  }

  switchBranch(id: number): void {
    const next = switchTo(this.timeline, id);
    this.#show(next, this.now);
    this.onchange();
  }

  bookmark(): void {
    const at = Math.floor(this.now);
    const name = this.t('timeline.bookmark.at', { seconds: (at / 1e6).toFixed(3) });
    const marked = addBookmark(this.timeline, at, name);
    if (isMistake(marked)) {
      this.notice(complaintOf(marked, this.settings.language), 'alarm');
      return;
    }
    this.timeline = marked;
    this.onchange();
  }

  // --- time --------------------------------------------------------------------------------

  toggle(): void {
    if (!this.playing && isFull(this.timeline)) this.notify('shell.notice.full', {}, 'alarm');
    this.#playback.send({ type: 'TOGGLE' });
  }

  play(): void {
    this.#playback.send({ type: 'PLAY' });
  }

  pause(): void {
    this.#playback.send({ type: 'PAUSE' });
  }

  /** Jumps to a time, forwards or backwards. */
  seek(at: Micros): void {
    this.pause();
    this.#show(this.timeline, Math.max(0, Math.floor(at)));
    this.onchange();
  }

  /**
   * Plays up to a time and stops there; with reduced motion it is simply there. `gently`: at a rate
   * at which it can be followed, whatever the tempo.
   */
  goTo(target: Micros, gently = false): void {
    this.#gently = gently;
    if (this.reducedMotion) this.seek(target);
    else this.#playback.send({ type: 'GO', target });
  }

  step(direction: 1 | -1): void {
    const { unit } = this.settings;
    const now = Math.floor(this.now);
    if (direction < 0) {
      this.seek(previousBefore(this.timeline, now, unit) ?? 0);
      return;
    }
    const next = this.#nextOf(unit, now);
    if (next === null) this.notify('shell.notice.nothingAhead');
    else if (this.state === 'stepping') this.seek(next);
    else this.goTo(next, true);
  }

  #nextOf(unit: StepUnit, at: Micros): Micros | null {
    return nextAfter(this.timeline, at, unit, at + 10 * HORIZON);
  }

  runUntil(condition: Condition): void {
    const found = runUntil(this.timeline, Math.floor(this.now), condition);
    if (found.met) this.goTo(found.at);
    else this.notify('shell.notice.notFound', {}, 'alarm');
  }

  /** One frame: lets `seconds` of real time pass. `clock` tells milliseconds, to share the frame. */
  frame(seconds: number, clock: () => number): void {
    if (!this.playing) return;
    const { tempo } = this.settings;
    const real = Math.min(seconds, MOST_SECONDS);
    if (this.reducedMotion) this.#stepwise(seconds);
    else if (tempo === 'auto' || (this.#gently && this.state === 'stepping')) {
      this.#follow(real, clock);
    } else this.#advanceTo(this.#capped(this.now + real * tempo * 1e6));
    if (isFull(this.timeline) && this.now >= branchOf(this.timeline).end) {
      this.#playback.send({ type: 'STOPPED' });
      this.notify('shell.notice.full', {}, 'alarm');
    }
    const { target } = this.#playback.getSnapshot().context;
    if (target !== null && this.now >= target) this.#playback.send({ type: 'ARRIVED' });
  }

  #capped(at: number): number {
    const { target } = this.#playback.getSnapshot().context;
    return target === null ? at : Math.min(at, target);
  }

  #stepwise(seconds: number): void {
    this.#wait += seconds;
    if (this.#wait < STEP_SECONDS) return;
    this.#wait = 0;
    const next = this.#nextOf('event', Math.floor(this.now));
    this.#advanceTo(this.#capped(next ?? this.now + 1e6));
  }

  /** Tempo `auto`: from turn to turn, each stretch at the rate at which it can be followed. */
  #follow(seconds: number, clock: () => number): void {
    const deadline = clock() + FRAME_MS;
    let left = seconds;
    while (left > 0) {
      if (this.#rest > 0) {
        const rested = Math.min(this.#rest, left);
        this.#rest -= rested;
        left -= rested;
        continue;
      }
      const next = nextTurnAfter(this.timeline, Math.floor(this.now)) ?? Number.POSITIVE_INFINITY;
      const rate = this.#rateNow();
      const until = this.#capped(Math.min(next, this.now + left * rate));
      if (until <= this.now && next > until) break;
      left -= (until - this.now) / rate;
      this.#advanceTo(until);
      if (until >= next) this.#rest = restAfter(this.#latest);
      if (until < next || clock() > deadline) break;
    }
  }

  #rateNow(): number {
    const rate = followingRate(this.world);
    if (rate !== null) {
      this.#silence = null;
      this.skipping = null;
      return rate;
    }
    const { now } = this;
    let current = this.#silence;
    const over = current !== null && (current.to ?? current.from + HORIZON / 2) <= now;
    if (current === null || over) {
      const at = Math.floor(now);
      current = silence(now, nextAfter(this.timeline, at, 'event', at + HORIZON));
      this.#silence = current;
      this.skipping = current.said ? current : null;
    }
    return current.rate;
  }

  #latest: readonly TimedEvent[] = [];

  /** Lets virtual time pass, and takes up what happened meanwhile. */
  #advanceTo(at: number): void {
    const from = Math.floor(this.now);
    const to = Math.floor(at);
    this.now = at;
    if (to === from) return;
    const timeline = extendTo(this.timeline, to);
    this.timeline = timeline;
    const world = worldAt(timeline, to);
    if (world === this.world) return;
    this.world = world;
    const latest = eventsBetween(timeline, from + 1, to, WINDOW);
    this.#latest = latest;
    if (latest.length === 0) return;
    this.events = [...this.events, ...latest].slice(-WINDOW);
    const broken = latest.find(({ event }) => event.type === 'violated');
    if (broken !== undefined) this.#stopAt(broken);
  }

  #stopAt(timed: TimedEvent): void {
    this.#playback.send({ type: 'STOPPED' });
    this.notice(describe(timed.event, this.settings.language).text, 'broken');
    this.set({ tab: 'invariants', inspector: true });
  }

  // --- what the person looks at --------------------------------------------------------------

  select(end: Endpoint | null): void {
    this.selected = end;
    if (typeof end === 'number') this.observed = end;
  }

  set(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
    this.onchange();
  }

  /** Says a sentence of the catalogues. */
  notify(
    key: Key,
    facts: Readonly<Record<string, string | number>> = {},
    tone: Notice['tone'] = 'plain',
    action?: { readonly key: Key; readonly run: () => void },
  ): void {
    const shown = action && { label: this.t(action.key), run: action.run };
    this.notice(this.t(key, facts), tone, shown);
  }

  notice(text: string, tone: Notice['tone'] = 'plain', action?: Notice['action']): void {
    this.#noticeCount += 1;
    const notice: Notice = { id: this.#noticeCount, text, tone, ...(action ? { action } : {}) };
    this.notices = [...this.notices.filter((one) => one.text !== text), notice].slice(-3);
    // What is only told goes by itself; what went wrong stays until it is read.
    if (tone === 'plain') setTimeout(() => this.dismiss(notice.id), NOTICE_MS);
  }

  dismiss(id: number): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
  }
}
