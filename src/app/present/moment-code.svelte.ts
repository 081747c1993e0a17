import { finenessOf, MOST_QR } from '../QrCode.svelte';
import { printShared } from '../saved-run.ts';
import { linkTo } from '../shared-runs.svelte.ts';
import type { Room } from './room.svelte.ts';

/** Addresses that lead phones to themselves. */
const AT_HOME = /^(file:|https?:\/\/(localhost|127\.|\[::1\]))/;

/** The moment as a code that fills the audience's screen, for phones to photograph. */
export class MomentCode {
  /** The link in it; null: it is not shown. */
  link: string | null = $state.raw(null);
  /** How well it is read from afar; null: it is not shown. */
  readonly fineness = $derived(this.link === null ? null : finenessOf(this.link));
  #asked = 0;
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Puts it on the screen: time stands still for it; or takes it away. */
  readonly toggle = async (): Promise<void> => {
    if (this.link !== null) return this.away();
    const { complaints, lab } = this.#room;
    lab.pause();
    this.#asked += 1;
    const asked = this.#asked;
    const link = await linkTo(printShared(lab.shown(), false, null));
    if (asked !== this.#asked) return;
    const facts = { n: link.length, most: MOST_QR };
    if (link.length > MOST_QR) return complaints.say('code', 'share.qr.tooLong', facts, 'alarm');
    if (AT_HOME.test(link)) complaints.say('code', 'present.code.atHome', {}, 'alarm');
    this.link = link;
  };

  readonly away = (): void => {
    this.#asked += 1;
    this.link = null;
    this.#room.complaints.settled('code');
  };
}
