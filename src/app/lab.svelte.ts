import { translate } from '../i18n/index.ts';
import type { Micros, ServerId } from '../model/index.ts';
import type { Endpoint, World } from '../sim/index.ts';
import {
  beginWith,
  branchOf,
  carriedOutBy,
  extendTo,
  isFull,
  switchTo,
  type Timeline,
  type Until,
  worldAt,
} from '../timeline/index.ts';
import type {
  Complaint,
  Moment,
  Pointed,
  TimedEvent,
  ViewActions,
  Violation,
} from '../views/index.ts';
import { branchBeside } from './branch-beside.ts';
import { breachText } from './breach-text.ts';
import { Flow } from './flow.svelte.ts';
import { eventsSince, LatestEvents } from './latest-events.ts';
import { type LessonSignal, NO_SIGNAL } from './lesson-signal.ts';
import { momentOf, Panels } from './moments.svelte.ts';
import { NoticeBoard } from './notice-board.svelte.ts';
import type { Rest } from './rest.ts';
import type { ShownRun } from './saved-run.ts';
import type { Settings } from './settings.ts';
import { asksOf } from './stops.ts';
import { type Left, Undo } from './undo.ts';
import { extendToBreach, violationsOf } from './violations.ts';

/** The one store: the run, the playhead in it, and what the person looks at; all replaced whole. */
export class Lab {
  timeline: Timeline = $state.raw() as Timeline;
  world: World = $state.raw() as World;
  latest: LatestEvents = $state.raw() as LatestEvents;
  /** Playback's clock in microseconds; between two turns it has fractions. */
  now: number = $state.raw(0);
  selected: Endpoint | null = $state.raw(null);
  observed: ServerId = $state.raw(1);
  /** Through whose eyes the ward is seen; null: nobody has chosen. */
  eye: Endpoint | null = $state.raw(null);
  /** What the lesson that is open points at. */
  signal: LessonSignal = $state.raw(NO_SIGNAL);
  /** What is pointed at in one picture, to be lit in the others. */
  pointed: Pointed | null = $state.raw(null);
  /** The branch that is shown beside the current one. */
  beside: number | null = $state.raw(null);
  settings: Settings = $state.raw() as Settings;
  /** What the sheet of a small screen shows. */
  sheet: 'lesson' | 'inspector' | 'ward' = $state.raw('lesson');
  /** Runs that were replaced, the latest last. */
  shelf: readonly ShownRun[] = $state.raw([]);
  /** What was fetched after the first frame; null: it is still to come. */
  rest: Rest | null = $state.raw(null);
  readonly flow = new Flow(this);
  readonly notices = new NoticeBoard(() => this.t);

  /** All that broke an invariant on this branch up to the playhead. */
  violations: readonly Violation[] = $state.raw([]);
  readonly moment: Moment = momentOf(this, this);
  /** The panels follow the stage, and show whole turns. */
  readonly panels = new Panels();
  readonly settled: Moment = momentOf(this, this.panels);
  readonly t = $derived(translate(this.settings.language));
  readonly playing: boolean = $derived(this.flow.state !== 'paused');

  readonly actions: ViewActions = {
    act: (line) => this.act(line),
    select: (end) => this.select(end),
    observe: (sid) => void (this.observed = sid),
    seek: (at) => this.seek(at),
    point: (pointed) => void (this.pointed = pointed),
    answer: (thing) => this.rest?.deskOf(this).point(thing),
    alter: (event, way) => this.rest?.alterAt(this, event, way) ?? null,
  };

  readonly past = new Undo<Left>();
  /** Lines that were given before they could be read. */
  #early: string[] = [];
  /** Called when something worth keeping has changed. */
  onchange: () => void = () => {};

  constructor(shown: ShownRun, settings: Settings) {
    this.settings = settings;
    this.#show(shown.timeline, shown.at);
    this.observed = this.world.hosts[0]?.sid ?? 1;
  }

  /** Shows a run at a time; everything else about the moment follows. */
  #show(timeline: Timeline, at: Micros): void {
    this.#stand(timeline, at);
    // What stood beside a run is gone with it: a later branch of that number is another one.
    if (branchBeside(this) === null) this.beside = null;
    this.panels.goTo(this);
  }

  #stand(timeline: Timeline, at: Micros): void {
    this.#place(extendTo(timeline, Math.floor(at)), at);
    this.flow.restart();
    if (!this.world.hosts.some((host) => host.sid === this.observed)) {
      this.observed = this.world.hosts[0]?.sid ?? 1;
    }
    this.panels.hear(this);
  }

  #place(timeline: Timeline, at: number): void {
    this.timeline = timeline;
    this.now = at;
    this.world = worldAt(timeline, Math.floor(at));
    this.latest = new LatestEvents(timeline, Math.floor(at));
    this.violations = violationsOf(timeline, at);
  }

  /**
   * The rest of the page is there: from now on lines are read, and the run is judged. The judge has
   * it from its first turn, since the same run is carried out anew; nothing visible changes.
   */
  complete(rest: Rest): void {
    // Here, not in a component: it outlives what is drawn.
    rest.sidesOf(this);
    this.rest = rest;
    if (this.timeline.engine.judge === null) {
      this.#place(carriedOutBy(rest.SIM, this.timeline), this.now);
      this.panels.goTo(this);
    }
    for (const line of this.#early.splice(0)) this.say(line);
  }

  shown(): ShownRun {
    return { timeline: this.timeline, at: Math.floor(this.now) };
  }

  readonly #left = (): Left => {
    const { beside, flow } = this;
    return { ...this.shown(), stopped: flow.stopped, beside };
  };
  /** Takes the last command, reset or replacement back. */
  readonly undo = (): void => this.#return(this.past.back(this.#left()));
  readonly redo = (): void => this.#return(this.past.forward(this.#left()));

  #return(left: Left | null): void {
    if (left === null) return;
    this.notices.forget('broken');
    this.beside = left.beside ?? null;
    this.#show(left.timeline, left.at);
    this.flow.standAgain(left.stopped ?? null);
    this.onchange();
  }

  /** Performs one line of script now; answers what is wrong with it, or null. */
  act(line: string): Complaint {
    if (this.rest !== null) return this.rest.actOn(this, line);
    this.#early.push(line);
    return null;
  }

  /** Performs a line and shows what is wrong with it as a notice. */
  say(line: string): void {
    const complaint = this.act(line);
    if (complaint !== null) this.notice(complaint, 'alarm');
  }

  /** Puts another run in the place of this one, which stays on the shelf to return to. */
  replace(shown: ShownRun): void {
    this.shelf = [...this.shelf.filter((one) => one !== shown), this.shown()].slice(-5);
    this.selected = null;
    this.beside = null;
    this.swap(shown);
  }

  /** The same run from its beginning, without its commands; undo brings it back. */
  reset(): void {
    const { engine, opening, seed, variants } = this.timeline;
    this.swap({ timeline: beginWith(engine, opening, seed, variants), at: 0 });
    this.play();
    this.notify('shell.notice.reset', {}, 'plain', { key: 'shell.undo', run: () => this.undo() });
  }

  swap(shown: ShownRun): void {
    this.past.remember(this.#left());
    this.notices.forget('broken');
    this.#show(shown.timeline, shown.at);
    this.onchange();
  }

  switchBranch(id: number): void {
    this.#show(switchTo(this.timeline, id), this.now);
    this.onchange();
  }

  toggle(): void {
    this.notices.forget('broken');
    if (!this.playing && isFull(this.timeline)) this.notify('shell.notice.full', {}, 'alarm');
    this.flow.toggle();
  }

  play(): void {
    this.flow.play();
  }

  pause(): void {
    this.flow.pause();
  }

  /** Jumps to a time, forwards or backwards: the stage first, since a hand may be leading. */
  seek(at: Micros): void {
    this.pause();
    this.#stand(this.timeline, Math.max(0, Math.floor(at)));
    this.onchange();
  }

  /** Plays up to a time and stops there. */
  goTo(target: Micros, gently = false): void {
    this.flow.goTo(target, gently);
  }

  step(direction: 1 | -1): void {
    const found = this.flow.step(direction, this.settings.unit);
    if (!found) this.notify('shell.notice.nothingAhead');
  }

  runUntil(condition: Until): void {
    if (!this.flow.runUntil(condition)) this.notify('shell.notice.notFound', {}, 'alarm');
  }

  /** One frame: lets `seconds` of real time pass. */
  frame(seconds: number, clock: () => number): void {
    if (!this.playing) return;
    this.flow.frame(seconds, this.settings, asksOf(this), clock);
    if (isFull(this.timeline) && this.now >= branchOf(this.timeline).end) {
      this.flow.stop();
      this.notify('shell.notice.full', {}, 'alarm');
    }
  }

  /** Lets virtual time pass, but not beyond a breach; answers what happened meanwhile. */
  advanceTo(at: number): readonly TimedEvent[] {
    const from = Math.floor(this.now);
    const to = Math.floor(at);
    const { timeline, broken } = extendToBreach(this.timeline, from, to);
    this.now = broken?.at ?? at;
    if (to === from) return [];
    const until = Math.floor(this.now);
    const world = worldAt(timeline, until);
    const latest = world === this.world ? [] : eventsSince(timeline, from, until);
    this.carryOn(timeline, world, latest);
    if (broken !== null) this.stopAt(broken);
    return latest;
  }

  /** The run has come to `now`; `latest` is what happened meanwhile. */
  carryOn(timeline: Timeline, world: World, latest: readonly TimedEvent[]): void {
    this.timeline = timeline;
    this.world = world;
    if (latest.length > 0) {
      this.latest = this.latest.grown(timeline, Math.floor(this.now), latest);
    }
    this.violations = violationsOf(timeline, Math.floor(this.now));
    this.panels.hear(this);
  }

  /** The clock stands where an invariant broke, and the page says which, in words. */
  stopAt(breach: Violation): void {
    this.flow.stop();
    this.panels.goTo(this);
    this.notice(breachText(this, breach), 'broken');
    this.look('invariants');
  }

  select(end: Endpoint | null): void {
    this.selected = end;
    if (typeof end === 'number') this.observed = end;
  }

  /** Shows a tab of the inspector, wherever the screen has it. */
  look(tab: Settings['tab']): void {
    this.sheet = 'inspector';
    this.set({ tab, inspector: true });
  }

  set(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
    this.onchange();
  }

  notify(...said: Parameters<NoticeBoard['tell']>): number {
    return this.notices.tell(...said);
  }

  notice(...said: Parameters<NoticeBoard['say']>): void {
    this.notices.say(...said);
  }
}
