import { isMistake, zooCfgFor } from '../../timeline/index.ts';
import {
  type Able,
  FAILURE_IDS,
  type FailureFacts,
  type FailureId,
  failureOf,
  isUnable,
  planOf,
  playLines,
} from '../../tutor/index.ts';
import type { Lab } from '../lab.svelte.ts';
import { LessonLines } from '../lesson-lines.svelte.ts';
import { onePerLab } from '../one-per-lab.ts';
import type { ShownRun } from '../saved-run.ts';
import { newRun } from '../startup.ts';
import type { ArrangedDeck } from './deck-file.ts';

/** A failure that was caused, what there was before it, and what was put into its texts. */
export interface Caused {
  readonly id: FailureId;
  readonly before: ShownRun;
  readonly facts: FailureFacts;
  /** Index of the option that it made right. */
  readonly right: number;
  /** It was done in another way than the card says. */
  readonly note?: Able['note'] | undefined;
}

/** The failure deck of a lab: which card lies open, and the failures that can be taken back. */
export class Deck {
  /** The card that lies open; null: none. */
  open: FailureId | null = $state.raw(null);
  /** What was chosen of those that take a number. */
  amounts: Readonly<Partial<Record<FailureId, number>>> = $state.raw({});
  /** Cards whose switch is on. */
  on: readonly FailureId[] = $state.raw([]);
  /** The order in which the cards lie. */
  order: readonly FailureId[] = $state.raw(FAILURE_IDS);
  /** The latest last. */
  caused: readonly Caused[] = $state.raw([]);
  /** The card that lies open has been carried out: its answer may be told. */
  isPlayed: boolean = $state.raw(false);
  /** The place before what a failure did, and before the last that it did. */
  readonly #spans = new WeakMap<Caused, { from?: ShownRun; to?: ShownRun }>();
  /** The card whose way was begun last. */
  #leads: FailureId | null = $state.raw(null);
  readonly #lab: Lab;
  readonly lines: LessonLines;
  /** What the open card would do to the world as it is. */
  readonly plan = $derived.by(() => {
    if (this.open === null) return null;
    return planOf(this.open, this.#lab.world, this.amount, this.isOn);
  });

  constructor(lab: Lab) {
    this.#lab = lab;
    this.lines = new LessonLines(lab, () => {
      const span = this.#spans.get(this.caused.at(-1) as Caused);
      const to = lab.past.places.at(-1);
      if (this.#leads === null && span && !span.to && to) span.to = to;
      // Real clients do not wait for somebody who looks at what has happened.
      if (lab.flow.bound !== null) lab.play();
    });
  }

  get underWay(): boolean {
    return this.lines.underWay;
  }

  /** What the open card takes is on its way. */
  get isComing(): boolean {
    return this.underWay && this.#leads === this.open;
  }

  /** What is under way can be over at once: not while somebody lives by the wall's clock. */
  get canHurry(): boolean {
    return this.underWay && this.#lab.flow.bound === null;
  }

  /** How many the open card takes; 0: it takes no number. */
  get amount(): number {
    const amount = this.open === null ? null : failureOf(this.open).amount;
    return amount === null || this.open === null ? 0 : (this.amounts[this.open] ?? amount.usual);
  }

  /** The open card's switch is on. */
  get isOn(): boolean {
    return this.open !== null && this.on.includes(this.open);
  }

  turnSwitch(isOn: boolean): void {
    const { open } = this;
    if (open === null) return;
    this.on = [...this.on.filter((id) => id !== open), ...(isOn ? [open] : [])];
  }

  /** What the open card asks about, and which option is right; null: it cannot be asked yet. */
  get asks(): Pick<Caused, 'facts' | 'right' | 'note'> | null {
    const { plan } = this;
    // They stay as it was asked, while the world moves on.
    if (this.isPlayed) return this.caused.filter(({ id }) => id === this.open).at(-1) ?? null;
    return plan === null || isUnable(plan) ? null : plan;
  }

  /** The clients that the open card speaks of, to be lit: `client radiology`. */
  get things(): readonly string[] {
    const facts = Object.values(this.asks?.facts ?? {});
    const named = this.#lab.world.clientNames.filter((name) => facts.includes(name));
    return named.map((name) => `client ${name}`);
  }

  setAmount(amount: number): void {
    if (this.open === null) return;
    const bounds = failureOf(this.open).amount;
    if (bounds === null || !Number.isFinite(amount)) return;
    const within = Math.min(bounds.most, Math.max(bounds.least, Math.round(amount)));
    this.amounts = { ...this.amounts, [this.open]: within };
  }

  /** Lays a card open: its question can be asked now. Time stands still for it. */
  choose(id: FailureId): void {
    this.#lab.pause();
    this.layOpen(id, false);
  }

  layOpen(id: FailureId, isPlayed: boolean): void {
    this.open = id;
    this.isPlayed = isPlayed;
  }

  close(): void {
    this.open = null;
    this.isPlayed = false;
  }

  /** Causes the open card's failure, now. False: it cannot be, as the world is. */
  cause(): boolean {
    const { open, plan } = this;
    if (open === null || plan === null || isUnable(plan)) return false;
    const { facts, right, note } = plan;
    const caused: Caused = { id: open, before: this.#lab.shown(), facts, right, note };
    const from = this.#lab.past.places.at(-1);
    this.#spans.set(caused, from === undefined ? {} : { from });
    this.caused = [...this.caused, caused].slice(-20);
    this.isPlayed = true;
    this.#leads = null;
    this.lines.beginNow(plan.lines);
    return true;
  }

  /**
   * Goes where the open card's failure can be had: at once, and it can be undone; with real clients
   * as fast as time passes for them.
   */
  goTheWay(): void {
    const lab = this.#lab;
    const { plan } = this;
    if (plan === null || !isUnable(plan)) return;
    const { way } = plan;
    this.lines.stop();
    if (way.type === 'lines' && lab.flow.bound !== null) {
      this.#leads = this.open;
      this.lines.beginNow(way.lines);
      return;
    }
    lab.pause();
    if (way.type === 'ensemble') {
      const sids = Array.from({ length: way.servers }, (_, i) => i + 1).join(' ');
      const scenario = { zooCfg: zooCfgFor(way.servers, 0), setup: [`start ${sids}`] };
      const shown = newRun(scenario, lab.settings.language);
      if (typeof shown === 'string') lab.notice(shown, 'alarm');
      else lab.replace(shown);
      return;
    }
    const played = playLines(lab.shown(), way.lines);
    if (!('type' in played)) lab.swap(played);
    else if (isMistake(played.why)) lab.notify('deck.way.refused', { line: played.line }, 'alarm');
  }

  /** Nothing was done since the last failure: time may have gone on, and its card been put away. */
  get isLast(): boolean {
    const last = this.caused.at(-1);
    const span = last && this.#spans.get(last);
    if (span === undefined) return false;
    return span.to === undefined ? this.underWay : this.#lab.past.places.at(-1) === span.to;
  }

  /** Takes the last failure back: the run is what it was before, to the byte. */
  undo(): boolean {
    const last = this.caused.at(-1);
    if (last === undefined) return false;
    this.lines.stop();
    this.#lab.pause();
    this.#lab.swap(last.before);
    const span = this.#spans.get(last);
    if (span !== undefined) this.#lab.past.forgetAfter(span.from);
    this.caused = this.caused.slice(0, -1);
    if (this.open === last.id) this.isPlayed = false;
    return true;
  }

  /** All that is under way is over at once. */
  hurry(): void {
    this.lines.hurry();
  }

  /** The deck as a file has it. */
  take({ order, amounts, on }: ArrangedDeck): void {
    this.order = order;
    this.amounts = amounts;
    this.on = on;
  }

  /** Lays a card nearer to the front, or to the end. */
  move(id: FailureId, by: 1 | -1): void {
    const at = this.order.indexOf(id);
    const to = at + by;
    const other = this.order[to];
    if (at < 0 || other === undefined) return;
    this.order = this.order.map((one, i) => (i === at ? other : i === to ? id : one));
  }
}

/** The one deck of a lab. */
export const deckOf = onePerLab((lab) => new Deck(lab));
