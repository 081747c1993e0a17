import type { ShownRun } from '../saved-run.ts';
import { linksIn, sharedRunsOf } from '../shared-runs.svelte.ts';
import type { Checkpoint } from './kept-places.ts';
import { pageIn } from './own-address.ts';
import type { Room } from './room.svelte.ts';
import { leaveLesson } from './ways-back.svelte.ts';

/** The card that lies open, and what is asked: they were there before an answer came. */
interface Asked {
  readonly card: string | null;
  readonly ballot: number | null;
}

/** Links that are pasted into a room: runs to be shown, and answers to be shown beside its own. */
export class HandedBack {
  readonly #room: Room;
  /** Ways back to before an answer came. */
  readonly #before = new WeakMap<Checkpoint, Asked>();
  /** The place that one comes back to by taking the last answer back. */
  #place: ShownRun | undefined;

  constructor(room: Room) {
    this.#room = room;
  }

  get #asked(): Asked {
    const { deck, votes } = this.#room;
    return { card: deck.open, ballot: votes.session.screen.ballot };
  }

  /**
   * The run of a link: what is made of the room's comes beside it, in both windows, and the card
   * and the question that are open stay. That an address leads elsewhere is said. False: the text
   * has neither.
   */
  take(text: string): boolean {
    if (linksIn(text).length === 0) return this.#pointTo(pageIn(text));
    const { desk, deck, lab, ways } = this.#room;
    const before = this.#room.here();
    const { opening } = lab.timeline;
    const shared = sharedRunsOf(lab).takeText(text);
    void shared.then((came) => {
      // One that holds no run is said to be none.
      if (!came) return;
      ways.remember(before);
      if (lab.timeline.opening === opening) {
        // What a card has still to do is not done to somebody else's run.
        deck.lines.stop();
        this.#before.set(before, this.#asked);
        this.#place = lab.past.places.at(-1);
      } else this.#room.stop();
      if (desk.lesson === null) leaveLesson(desk);
    });
    return true;
  }

  #pointTo(page: string | null): boolean {
    if (page === null) return false;
    const open = (): void => void window.open(page, '_blank', 'noopener');
    const action = { key: 'present.elsewhere.open', run: open } as const;
    this.#room.complaints.say('run', 'present.elsewhere', {}, 'alarm', action);
    return true;
  }

  /** Whether the way leads to before an answer, and what is open was open then, too. */
  keepsOpen(way: Checkpoint): boolean {
    const asked = this.#before.get(way);
    const now = this.#asked;
    return asked !== undefined && asked.card === now.card && asked.ballot === now.ballot;
  }

  /** An answer was the last thing that came. */
  get isLast(): boolean {
    return this.#place !== undefined && this.#room.lab.past.places.at(-1) === this.#place;
  }
}
