import { type Progress, printProgress, readProgress } from '../../tutor/index.ts';
import type { Lab } from '../lab.svelte.ts';
import { deskOf } from '../lesson-desk.svelte.ts';
import type { LessonPlace } from '../lesson-place.ts';
import { deckOf } from './deck.svelte.ts';
import { type Checkpoint, keepPlaces, keptPlaces, type Screen } from './kept-places.ts';
import type { RoomPlace } from './messages.ts';

const MOST_CHECKPOINTS = 12;

/** Free play, in a room: whatever lesson is opened next may be gone through in any order. */
export function leaveLesson(desk: ReturnType<typeof deskOf>): void {
  desk.close();
  desk.beside.forget();
  desk.free = true;
}

const progressOf = (told: string): Progress | null => readProgress(told).lessons[0] ?? null;

/** Where a trainer can go back to; a reload in the middle loses none of it. */
export class WaysBack {
  checkpoints: readonly Checkpoint[] = $state.raw([]);
  /** What of a lesson and a card is under way in the run, for whoever takes that over. */
  readonly place: RoomPlace = $derived.by(() => {
    const { progress, place } = deskOf(this.#lab);
    const told = progress && printProgress([progress]);
    return { ...place, progress: told, card: deckOf(this.#lab).lines.left };
  });
  /** What a card had still to do when this window was reloaded. */
  #left: ReturnType<typeof keptPlaces>['left'];
  /** What the audience's screen was when this window was reloaded. */
  readonly screen: Screen;
  readonly #lab: Lab;
  readonly #screenNow: () => Screen;

  constructor(lab: Lab, screenNow: () => Screen) {
    this.#lab = lab;
    this.#screenNow = screenNow;
    const { checkpoints, caused, left, past, screen } = keptPlaces();
    this.screen = screen;
    this.checkpoints = checkpoints;
    deckOf(lab).caused = caused;
    this.#left = left;
    for (const place of past) lab.past.remember(place);
  }

  /** What could be taken back before a reload still can be. */
  readonly keep = (): void => {
    const { checkpoints } = this;
    const screen = this.#screenNow();
    const { caused, lines } = deckOf(this.#lab);
    deskOf(this.#lab).keepPlace();
    keepPlaces({ checkpoints, caused, left: lines.left, past: this.#lab.past.places, screen });
  };

  /**
   * The run is this window's: what is under way in it goes on, as the window says that had it, or
   * as this one had it before it was reloaded.
   */
  async takeUp(told: RoomPlace | null): Promise<void> {
    const desk = deskOf(this.#lab);
    const left = told === null ? this.#left : told.card;
    this.#left = null;
    await desk.restored;
    if (told === null) await desk.takeUp();
    else await this.#comeTo(told.progress === null ? null : progressOf(told.progress), told);
    if (desk.wasCut) desk.restart();
    desk.wasCut = false;
    if (left !== null) deckOf(this.#lab).lines.goOn(left);
  }

  async #comeTo(progress: Progress | null, place: LessonPlace): Promise<void> {
    const desk = deskOf(this.#lab);
    desk.wasCut = false;
    if (progress === null) leaveLesson(desk);
    else await desk.comeTo(progress, place);
  }

  /** Another window owns the run from now on. */
  readonly handOver = (): void => {
    deskOf(this.#lab).lines.stop();
    deckOf(this.#lab).lines.stop();
  };

  /** Where one is. */
  here(title: string): Checkpoint {
    const lab = this.#lab;
    const { beside, progress, startedAt } = deskOf(lab);
    const name = `${title} · ${(lab.now / 1e6).toFixed(1)} s`;
    // Of two runs beside each other the room's own is the one to come back to.
    return { name, progress, startedAt, shown: beside.own ?? lab.shown() };
  }

  remember(place: Checkpoint): void {
    this.checkpoints = [...this.checkpoints, place].slice(-MOST_CHECKPOINTS);
  }

  /** Back to where one was, in whatever lesson that is. */
  async restore(checkpoint: Checkpoint): Promise<void> {
    const { progress, startedAt, shown } = checkpoint;
    this.checkpoints = this.checkpoints.slice(0, this.checkpoints.indexOf(checkpoint));
    await this.#comeTo(progress, { startedAt, left: null, aside: null });
    this.#lab.swap(shown);
  }
}
