import type { Key, Translate } from '../../i18n/index.ts';
import type { FailureId } from '../../tutor/index.ts';
import type { Duel } from './duel.svelte.ts';
import { CARDS, type CardPlan, keyOf, planCard } from './pair-deck.ts';

export type Missed = Extract<CardPlan, { readonly type: 'unable' }> & { readonly id: FailureId };

const TYPING = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

/** The deck of the page: which card was asked for and cannot be had. */
export class PairDeck {
  missed: Missed | null = $state.raw(null);
  readonly #duel: Duel;
  readonly #t: () => Translate;

  constructor(duel: Duel, t: () => Translate) {
    this.#duel = duel;
    this.#t = t;
  }

  nameOf(id: FailureId): string {
    return this.#t()(`deck.${id}.name` as Key);
  }

  bringAbout(id: FailureId): void {
    const plan = planCard(id, { zab: this.#duel.zab, raft: this.#duel.raft });
    this.missed = plan.type === 'able' ? null : { ...plan, id };
    if (plan.type === 'able') this.#duel.give(this.nameOf(id), plan.lines);
    else this.#duel.playing = false;
  }

  /** The way to where it can be had; the card waits for another press. */
  prepare({ lines }: Missed): void {
    this.#duel.give(this.#t()('pair.deck.way'), lines);
    this.missed = null;
  }

  /** A digit that was pressed where nobody types; false: it is none of the deck's. */
  press(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return false;
    if (event.target instanceof Element && event.target.closest(TYPING) !== null) return false;
    const id = CARDS.find((_, i) => keyOf(i) === event.key);
    if (id === undefined) return false;
    event.preventDefault();
    this.bringAbout(id);
    return true;
  }
}
