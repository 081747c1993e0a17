import type { Lab } from '../lab.svelte.ts';
import { deskOf } from '../lesson-desk.svelte.ts';
import { deckOf } from './deck.svelte.ts';
import { type Checkpoint, keepPlaces, keptPlaces } from './kept-places.ts';

const MOST_CHECKPOINTS = 12;

/** Free play, in a room: whatever lesson is opened next may be gone through in any order. */
export function leaveLesson(desk: ReturnType<typeof deskOf>): void {
  desk.close();
  desk.free = true;
}

/** Where a trainer can go back to; a reload in the middle loses none of it. */
export class WaysBack {
  checkpoints: readonly Checkpoint[] = $state.raw([]);
  /** What a card had still to do when this window was reloaded. */
  #left: ReturnType<typeof keptPlaces>['left'];
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
    const { checkpoints, caused, left, past } = keptPlaces();
    this.checkpoints = checkpoints;
    deckOf(lab).caused = caused;
    this.#left = left;
    for (const place of past) lab.past.remember(place);
  }

  /** What could be taken back before a reload still can be. */
  readonly keep = (): void => {
    const { checkpoints } = this;
    const { caused, lines } = deckOf(this.#lab);
    keepPlaces({ checkpoints, caused, left: lines.left, past: this.#lab.past.places });
  };

  /** The run is this window's: what was cut off by a reload goes on, or begins anew. */
  readonly takeUp = (): void => {
    const desk = deskOf(this.#lab);
    if (desk.wasCut) desk.restart();
    desk.wasCut = false;
    if (this.#left !== null) deckOf(this.#lab).lines.begin(this.#left.lines, this.#left.until);
    this.#left = null;
  };

  /** Another window owns the run from now on. */
  readonly handOver = (): void => {
    deskOf(this.#lab).lines.stop();
    deckOf(this.#lab).lines.stop();
  };

  /** Where one is. */
  here(title: string): Checkpoint {
    const lab = this.#lab;
    const { progress, startedAt } = deskOf(lab);
    const name = `${title} · ${(lab.now / 1e6).toFixed(1)} s`;
    return { name, progress, startedAt, shown: lab.shown() };
  }

  remember(place: Checkpoint): void {
    this.checkpoints = [...this.checkpoints, place].slice(-MOST_CHECKPOINTS);
  }

  /** Back to where one was, in whatever lesson that is. */
  async restore(checkpoint: Checkpoint): Promise<void> {
    const desk = deskOf(this.#lab);
    const { progress, startedAt, shown } = checkpoint;
    this.checkpoints = this.checkpoints.slice(0, this.checkpoints.indexOf(checkpoint));
    desk.lines.stop();
    desk.beside.forget();
    if (progress === null) leaveLesson(desk);
    if (progress !== null && desk.lesson?.slug !== progress.slug) await desk.open(progress.slug);
    if (progress !== null && desk.lesson?.slug === progress.slug) {
      desk.progress = progress;
      desk.startedAt = startedAt;
    }
    this.#lab.swap(shown);
  }
}
