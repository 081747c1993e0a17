import type { Lab } from './lab.svelte.ts';
import { onePerLab } from './one-per-lab.ts';

type LivePart = typeof import('./live/live-part.ts');

/** Real clients in a page: nothing of what they need is fetched before somebody asks for them. */
class Live {
  /** Null: there are none. */
  shown: {
    readonly Bar: LivePart['LiveBar'];
    readonly clients: InstanceType<LivePart['LiveClients']>;
  } | null = $state.raw(null);
  /** Of the relay that they come by. */
  readonly token: string | null = $derived(this.shown?.clients.token ?? null);
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** Begins an ensemble for the clients of a relay; a sentence says why not. */
  async open(token: string): Promise<void> {
    if (this.token === token) return;
    this.shown?.clients.end();
    try {
      const { LiveBar: Bar, openLive } = await import('./live/live-part.ts');
      const clients = await openLive(this.#lab, token, () => void (this.shown = null));
      if (clients !== null) this.shown = { Bar, clients };
    } catch {
      this.#lab.notify('shell.notice.notFetched', {}, 'alarm');
    }
  }
}

/** The one of a lab. */
export const liveOf = onePerLab((lab) => new Live(lab));
