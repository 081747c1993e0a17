import {
  connectString,
  type LiveRun,
  listen,
  Reception,
  type RelayFrame,
} from '../../live/index.ts';
import { type Command, min, type World } from '../../sim/index.ts';
import {
  act,
  branchOf,
  endOf,
  extendTo,
  isFull,
  isMistake,
  type JudgedTurn,
  type RunPoint,
  type Timeline,
} from '../../timeline/index.ts';
import type { TimedEvent } from '../../views/index.ts';
import { MOST_SECONDS } from '../following.ts';
import type { Lab } from '../lab.svelte.ts';
import type { ShownRun } from '../saved-run.ts';
import { Callers } from './callers.ts';
import type { Link } from './link.ts';

/** Milliseconds after which the page looks what is due: a few turns at a time. */
const LEAST_WAIT = 4;
const MOST_WAIT = 80;
/** Milliseconds of turns in one go, before the page and its clients are heard. */
const SLICE_MS = 8;
/** Microseconds of the run between two looks at that clock. */
const SLICE_US = 2000;
/** A page that draws no frames is brought up to date so often, in milliseconds. */
const UNSEEN_MS = 250;

/** What a person does begins with one of these. */
const DEEDS = ['keydown', 'pointerdown', 'click', 'change'] as const;

/** Where the page stands, as real clients see it. */
type Standing = 'live' | 'stands' | 'ahead' | 'past' | 'away';

/**
 * Real clients in the page's run. They hear its newest moment, as long as the page is there and
 * time passes. Their run goes on between the frames; the page is brought up to it once a frame.
 */
export class LiveClients implements LiveRun {
  readonly token: string;
  readonly connectString: string;
  count: number = $state.raw(0);
  standing: Standing = $state.raw('live');

  readonly #lab: Lab;
  readonly #link: Link;
  readonly #over: () => void;
  readonly #reception: Reception;
  readonly #callers: Callers;
  /** Their run and its time; what the page was given of it last. */
  #run: Timeline;
  #now: number;
  #shown: Timeline;
  #shownAt: number;
  #events: TimedEvent[] = [];
  /** Up to where they have heard of it, and the turns since. */
  #heard: RunPoint;
  #steps: JudgedTurn[] = [];
  #isFull = false;
  #last = performance.now();
  #drawn = performance.now();

  /** `over`: is called when they are no longer in the page. */
  constructor(lab: Lab, link: Link, token: string, began: ShownRun, over: () => void) {
    this.token = token;
    this.connectString = connectString(link.hello.ports);
    this.#lab = lab;
    this.#link = link;
    this.#over = over;
    this.#run = began.timeline;
    this.#now = began.at;
    this.#heard = branchOf(began.timeline).track.tip;
    this.#reception = new Reception(this, (text) => lab.notice(text));
    this.#callers = new Callers(link, this.#reception);
    lab.set({ tempo: 'auto' });
    lab.replace({ timeline: began.timeline, at: began.at });
    lab.play();
    this.#shown = lab.timeline;
    this.#shownAt = lab.now;
    lab.flow.bound = () => this.#frame();
    for (const event of DEEDS) addEventListener(event, this.#beforeDeed, { capture: true });
    link.hear = (frame) => this.#take(frame);
    link.gone = () => this.end('live.gone');
    this.#pump();
  }

  /** They are sent away; the run stays. */
  end(why: 'live.ended' | 'live.gone' | 'live.full' = 'live.ended'): void {
    const { flow } = this.#lab;
    if (flow.bound === null) return;
    if (this.#isHere()) {
      this.#callers.leave();
      this.#draw();
    }
    flow.bound = null;
    for (const event of DEEDS) removeEventListener(event, this.#beforeDeed, { capture: true });
    this.#link.close();
    this.#over();
    this.#lab.notify(why, {}, why === 'live.ended' ? 'plain' : 'alarm');
    this.#lab.onchange();
  }

  /** The page shows their newest moment again, and time passes. */
  readonly back = (): void => {
    const lab = this.#lab;
    lab.beside = null;
    lab.swap({ timeline: this.#run, at: Math.floor(this.#now) });
    this.#shown = lab.timeline;
    this.#shownAt = lab.now;
    lab.play();
  };

  // ---- where the page stands -------------------------------------------------------------------

  /** The page shows what it was given last. */
  #isHere(): boolean {
    return this.#lab.timeline === this.#shown && this.#lab.now === this.#shownAt;
  }

  get #isLive(): boolean {
    return this.#isHere() && this.#lab.flow.state === 'playing';
  }

  /** Looks what a person has done since; null: their run is not what the page shows. */
  #stand(): Standing {
    const lab = this.#lab;
    if (!this.#isHere() && !this.#follow()) {
      return lab.timeline === this.#shown ? 'past' : 'away';
    }
    if (lab.flow.state === 'paused') return 'stands';
    return lab.flow.state === 'stepping' ? 'ahead' : 'live';
  }

  /** Whether what a person did goes on from where their run was: they hear of it then. */
  #follow(): boolean {
    const { timeline, now } = this.#lab;
    const { track, end } = branchOf(timeline);
    if (track === branchOf(this.#shown).track) {
      // Something was named or marked, or another time is looked at.
      const isSame = timeline === this.#shown && timeline === this.#run;
      if (!isSame) this.#run = this.#merged(timeline);
      if (now !== this.#shownAt && Math.floor(now) < endOf(this.#run)) {
        if (!isSame) this.#lab.timeline = this.#shown = this.#run;
        this.#events = [];
        return false;
      }
      this.#shown = timeline;
      if (now !== this.#shownAt) this.#now = now;
    } else {
      const isNext = track.tip === this.#heard || track.tip === this.#steps.at(-1)?.after;
      if (!isNext || Math.floor(now) < end) return false;
      this.#run = this.#shown = timeline;
      this.#tell(false);
      this.#now = now;
    }
    this.#shownAt = now;
    return true;
  }

  /** What the page was given, with what a person named since, up to their newest turn. */
  #merged(timeline: Timeline): Timeline {
    const { commands, track, end } = branchOf(this.#run);
    const branches = timeline.branches.map((branch) => {
      if (branch.id !== timeline.current) return branch;
      return { ...branch, commands, track, end: Math.max(end, branch.end) };
    });
    return { ...timeline, branches };
  }

  // ---- time ------------------------------------------------------------------------------------

  get world(): World {
    return branchOf(this.#run).track.tip.world;
  }

  advance(): void {
    // Time has come up to now before anything is heard.
  }

  /** A turn was carried out, here or by a person: what follows from where they are is kept. */
  told(step: JudgedTurn): void {
    if (step.before === this.#heard) this.#steps = [step];
    else if (step.before === this.#steps.at(-1)?.after) this.#steps.push(step);
  }

  /** They hear what has happened. `isNew`: the page has not seen it either. */
  #tell(isNew: boolean): void {
    const { tip } = branchOf(this.#run).track;
    const steps = this.#steps;
    this.#steps = [];
    if (tip === this.#heard) return;
    this.#heard = tip;
    for (const { turn, before, after } of steps) {
      if (isNew) {
        const at = after.world.now;
        turn.events.forEach((event, i) => {
          this.#events.push({ n: before.events + i, at, event });
        });
      }
      listen(turn, this.#reception);
    }
  }

  /** How fast their time passes, against real time: never faster. */
  get rate(): number {
    const { tempo } = this.#lab.settings;
    return tempo === 'auto' ? 1 : Math.min(1, tempo);
  }

  #advance(): void {
    const wall = performance.now();
    const seconds = Math.min((wall - this.#last) / 1000, MOST_SECONDS);
    this.#last = wall;
    const aim = this.#now + seconds * this.rate * 1e6;
    // A machine that is too slow lets their clock fall behind the wall's.
    while (this.#now < aim && performance.now() - wall < SLICE_MS) {
      this.#now = Math.min(aim, this.#now + SLICE_US);
      this.#run = extendTo(this.#run, Math.floor(this.#now));
      this.#tell(true);
    }
  }

  order(command: Command): void {
    const done = act(this.#run, Math.floor(this.#now), command);
    if (isMistake(done)) {
      if (done.because === null) this.#isFull = true;
      return;
    }
    this.#run = done;
    this.#tell(true);
  }

  /** Their run goes on, where it may: up to now, with what they have said meanwhile. */
  #pump(): void {
    if (this.#lab.flow.bound === null) return;
    if (!this.#isLive) {
      this.#last = performance.now();
      return;
    }
    this.#advance();
    this.#callers.hear();
    this.#callers.tendDoors();
    this.#reception.tend();
    const wait = ((min(this.world.agenda)?.at ?? Infinity) - this.#now) / 1000 / this.rate;
    this.#link.say({
      type: 'wake',
      ms: Math.max(LEAST_WAIT, Math.min(MOST_WAIT, Math.ceil(wait))),
    });
    if (performance.now() - this.#drawn > UNSEEN_MS) this.#draw();
    if (this.#isFull || isFull(this.#run)) this.end('live.full');
  }

  /** A person acts on what there is now, not on what was drawn last. */
  readonly #beforeDeed = (): void => void this.#frame();

  /** One frame of the page, or before a person acts; true: time has passed. */
  #frame(): boolean {
    const standing = this.#stand();
    if (this.standing !== standing) this.standing = standing;
    this.#pump();
    if (standing !== 'past' && standing !== 'away') this.#draw();
    return standing === 'live';
  }

  /** Brings the page up to their run. */
  #draw(): void {
    const lab = this.#lab;
    this.#drawn = performance.now();
    if (this.count !== this.#reception.clients) this.count = this.#reception.clients;
    if (!this.#isHere()) return;
    lab.now = this.#shownAt = this.#now;
    if (this.#shown === this.#run) return;
    this.#shown = this.#run;
    const broken = lab.violations.length;
    lab.carryOn(this.#run, this.world, this.#events);
    this.#events = [];
    const breach = lab.violations[broken];
    if (breach !== undefined) lab.stopAt(breach);
  }

  // ---- the relay -------------------------------------------------------------------------------

  #take(frame: RelayFrame): void {
    if (frame.type === 'trouble') {
      this.#lab.notify('live.trouble', { text: frame.text }, 'alarm');
      return;
    }
    if (frame.type !== 'woken') this.#callers.take(frame);
    this.#pump();
  }
}
