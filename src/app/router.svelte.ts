import { tick, untrack } from 'svelte';
import { INTRODUCTION, type LessonCard, PLANNED, unlocked } from '../tutor/index.ts';
import { addressOf, type PagePlace, placeOf } from './address.ts';
import { checkingOf } from './checking.svelte.ts';
import { complaintsOf } from './complaints.ts';
import { FIRST_STOP } from './first-opening.ts';
import { whenIdle } from './idle.ts';
import type { Lab } from './lab.svelte.ts';
import { deskOf } from './lesson-desk.svelte.ts';
import { libraryOf } from './library.svelte.ts';
import { liveOf } from './live.svelte.ts';
import { onePerLab } from './one-per-lab.ts';
import type { ShownRun } from './saved-run.ts';
import { sharedRunsOf } from './shared-runs.svelte.ts';
import { startWith } from './startup.ts';

type Said = Parameters<Lab['notify']>;

/** Follows addresses to places, and lets the address follow where somebody walks. */
class Router {
  /** The curriculum is shown in the place of the stage; time stands still meanwhile. */
  home: boolean = $state.raw(false);
  /**
   * What the curriculum hides is on the page: left there, or built when nobody wanted anything, so
   * that a lesson has only its own to draw when it is opened.
   */
  behind: boolean = $state.raw(false);
  /** When the address that the page was opened with is followed. */
  readonly ready: Promise<void>;
  /** Addresses that are being followed; until then they stay as they are. */
  #following: number = $state.raw(0);
  /** The next change corrects the address instead of adding one to go back to. */
  #corrects = true;
  /** The notice of an address that leads nowhere; 0: there was none. */
  #complaint = 0;
  /** What was on the stage before a lesson took its place. */
  #own: ShownRun | null = null;

  readonly #lab: Lab;
  readonly #desk: ReturnType<typeof deskOf>;
  readonly #live: ReturnType<typeof liveOf>;
  readonly #here: PagePlace = $derived.by(() => {
    if (this.home) return { type: 'home' };
    const { lesson, progress } = this.#desk;
    if (lesson === null || progress === null) {
      const { token } = this.#live;
      return token === null ? { type: 'play' } : { type: 'live', token };
    }
    const step = progress.step === INTRODUCTION ? null : progress.step + 1;
    return { type: 'lesson', code: lesson.code, step };
  });

  constructor(lab: Lab) {
    this.#lab = lab;
    this.#desk = deskOf(lab);
    this.#live = liveOf(lab);
    const place = placeOf(location.hash);
    this.home = place.type === 'home';
    this.ready = this.#follow(place, this.#desk.restored);
    addEventListener('hashchange', () => {
      // The link to the stage, for those who skip the head of the page.
      if (location.hash === '#stage') this.#write(addressOf(this.#here), true);
      else void this.#follow(placeOf(location.hash));
    });
    $effect.root(() => {
      $effect(() => {
        if (!this.home) this.behind = true;
        else void whenIdle().then(() => (this.behind = true));
      });
      let wasHome = this.home;
      $effect(() => {
        if (this.home) wasHome = true;
        else if (wasHome && this.#desk.state !== 'fetching') {
          wasHome = false;
          void tick().then(beginReading);
        }
      });
      $effect(() => {
        if (!this.home) untrack(() => this.#retract());
      });
      $effect(() => {
        if (this.#following > 0) return;
        const address = addressOf(this.#here);
        untrack(() => this.#write(address, this.#corrects));
        this.#corrects = false;
      });
    });
  }

  get place(): PagePlace {
    return this.#here;
  }

  /** Another run was opened: it is seen on the stage, and not in a lesson. */
  showStage(): void {
    this.home = false;
  }

  #write(address: string, corrects: boolean): void {
    const { hash } = location;
    if (address === hash || (address === addressOf({ type: 'play' }) && hash === '')) return;
    if (corrects) history.replaceState(history.state, '', address);
    else history.pushState(null, '', address);
  }

  async #follow(place: PagePlace, before?: Promise<void>): Promise<void> {
    this.#following += 1;
    try {
      await before;
      await this.#show(place, before !== undefined);
    } finally {
      this.#corrects = true;
      this.#following -= 1;
    }
  }

  /** Somebody is elsewhere: what was wrong with an address is over. */
  #retract(): void {
    this.#lab.notices.dismiss(this.#complaint);
  }

  /** `anew`: the page was opened with it, so nobody has walked there. */
  async #show(place: PagePlace, anew: boolean): Promise<void> {
    switch (place.type) {
      case 'start':
        this.home = false;
        break;
      case 'home':
        this.home = true;
        break;
      case 'play':
        this.#play();
        break;
      case 'lesson':
        await this.#lesson(place.code, place.step, anew);
        break;
      case 'solution':
        this.home = true;
        await checkingOf(this.#lab).takeLink(this.#lab.t('solutions.fromLink'), place.packed);
        break;
      case 'run':
        await this.#run(place.packed);
        break;
      case 'live':
        this.#desk.close();
        this.home = false;
        await this.#live.open(place.token);
        break;
      case 'present':
      case 'raft':
        // They have no relay: who is here would lose their ensemble without a word.
        if (this.#live.token !== null) {
          this.#lab.notify('live.elsewhere', {}, 'alarm');
          break;
        }
        // Another page altogether: what is here is kept when this one goes.
        location.reload();
        await new Promise(() => {});
        break;
      case 'unknown':
        this.#complain('curriculum.link.unknown', { address: place.text });
    }
  }

  /** Nothing is lost: the run and the lesson are as they were, behind the curriculum. */
  #complain(key: Said[0], facts: Said[1]): void {
    this.home = true;
    this.#retract();
    this.#complaint = this.#lab.notify(key, facts, 'alarm');
  }

  /** From a lesson to the run that was there before it, or to the first scenario. */
  #play(): void {
    this.home = false;
    if (this.#desk.lesson === null) return;
    this.#desk.close();
    const own = this.#own;
    this.#own = null;
    this.#lab.pause();
    this.#lab.replace(own ?? startWith(null).shown);
    if (own === null) this.#lab.goTo(FIRST_STOP);
  }

  async #run(packed: string): Promise<void> {
    const lab = this.#lab;
    const took = complaintsOf(lab).during('run', sharedRunsOf(lab).take(packed));
    if (await took) this.home = false;
  }

  async #lesson(code: string, step: number | null, anew: boolean): Promise<void> {
    const card = await libraryOf(this.#lab).cardOf(code);
    if (card === undefined) {
      const isPlanned = PLANNED.some((one) => one.code === code.toUpperCase());
      this.#complain(isPlanned ? 'curriculum.link.planned' : 'curriculum.link.none', { code });
      return;
    }
    if (step !== null && step > card.steps) {
      this.#complain('curriculum.link.step', { code: card.code, step, steps: card.steps });
      return;
    }
    if (step !== null && this.#isLocked(card, step - 1)) this.#lab.notify('curriculum.link.locked');
    const desk = this.#desk;
    const wasHome = this.home;
    this.home = false;
    const isElsewhere = step !== null && step - 1 !== desk.progress?.step;
    if (desk.lesson?.slug !== card.slug || (anew && isElsewhere)) {
      if (desk.lesson === null) this.#own = this.#lab.shown();
      await desk.open(card.slug, step === null ? null : step - 1);
    } else if (step !== null || !(wasHome || anew)) {
      desk.tell({ type: 'go', step: (step ?? 0) - 1, freely: true });
    }
  }

  /** Whether steps before this one are still to be done; whoever teaches sends such links. */
  #isLocked({ slug }: LessonCard, step: number): boolean {
    if (this.#lab.settings.teacher || step <= 0) return false;
    const been = this.#desk.shelf.find(slug);
    return been === undefined || step > unlocked(been);
  }
}

/** Keys and a screen reader begin where what was opened is read from. */
function beginReading(): void {
  const heading = document.querySelector<HTMLElement>('article h2');
  (heading ?? document.getElementById('stage'))?.focus();
}

/** The one router of a lab. */
export const routerOf = onePerLab((lab) => new Router(lab));
