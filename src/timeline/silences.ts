import type { SessionId } from '../model/index.ts';
import type { Endpoint, SimEvent } from '../sim/index.ts';

/** Whose silence a process waited out: these ends, or any server's. */
export type Awaited = readonly Endpoint[] | 'servers';

const way = (from: Endpoint, to: Endpoint): string => `${from} ${to}`;

/**
 * Why nothing came from somebody: what was last done to it, or to the way from it, and is so still.
 * By the number of the event that told of it.
 */
export class Silences {
  /** Processes that say nothing. */
  readonly #mute = new Map<Endpoint, number>();
  /** Processes that are slow to say something. */
  readonly #slow = new Map<Endpoint, number>();
  /** Ways on which nothing comes through, or late. */
  readonly #shut = new Map<string, { readonly n: number; readonly from: Endpoint }>();

  read(event: SimEvent, n: number): void {
    switch (event.type) {
      case 'serverFrozen':
      case 'serverCrashed':
        this.#mute.set(event.server, n);
        break;
      case 'clientFrozen':
        this.#mute.set(event.client, n);
        break;
      case 'serverResumed':
      case 'serverStarted':
        this.#mute.delete(event.server);
        break;
      case 'clientResumed':
        this.#mute.delete(event.client);
        break;
      case 'diskSlowed':
        this.#setSlow(event.server, event.fsyncMs > 0, n);
        break;
      case 'workChanged':
        this.#setSlow(event.server, event.packetMs > 0 || event.connectMs > 0, n);
        break;
      case 'linkCut':
      case 'messageHeld':
        this.#setShut(event, true, n);
        break;
      case 'linkDelayed':
        this.#setShut(event, event.ms > 0, n);
        break;
      case 'linkHealed':
      case 'messageReleased':
        this.#setShut(event, false, n);
        break;
    }
  }

  #setSlow(server: Endpoint, isSlow: boolean, n: number): void {
    if (isSlow) this.#slow.set(server, n);
    else this.#slow.delete(server);
  }

  #setShut({ from, to }: { from: Endpoint; to: Endpoint }, isShut: boolean, n: number): void {
    if (isShut) this.#shut.set(way(from, to), { n, from });
    else this.#shut.delete(way(from, to));
  }

  /** Why a process heard nothing from these; null: nothing of the kind is known. */
  between(awaited: Awaited, to: Endpoint): number | null {
    const ends = awaited === 'servers' ? this.#silentServers(to) : awaited;
    const latest = (numbers: readonly (number | undefined)[]): number =>
      Math.max(-1, ...numbers.filter((n) => n !== undefined));
    // What stops it comes before what slows it down.
    const stopped = latest(
      ends.flatMap((end) => [this.#mute.get(end), this.#shut.get(way(end, to))?.n]),
    );
    if (stopped >= 0) return stopped;
    const slowed = latest(ends.map((end) => this.#slow.get(end)));
    return slowed >= 0 ? slowed : null;
  }

  #silentServers(to: Endpoint): readonly Endpoint[] {
    const known = [...this.#mute.keys(), ...this.#slow.keys()];
    for (const [key, { from }] of this.#shut) if (key === way(from, to)) known.push(from);
    return known.filter((end) => typeof end === 'number' && end !== to);
  }
}

/** What says that a process no longer waits for a server, by its rule; the fact that names it. */
const GIVEN_UP: Readonly<Record<string, string>> = {
  'leader.silent': 'leader',
  'follower.behind': 'learner',
  'follower.slow': 'learner',
};
const GIVEN_UP_ALL: ReadonlySet<string> = new Set(['quorum.lost', 'quorum.timeout']);

/** Whom a process waited for whose time ran out, by what it does then; empty: for nobody. */
export function awaitedIn(
  events: readonly SimEvent[],
  process: Endpoint,
  clientOf: (session: SessionId) => Endpoint | undefined,
): Awaited {
  const ends = new Set<Endpoint>();
  for (const event of events) {
    if ('because' in event && 'server' in event && event.server === process) {
      const { rule, facts } = event.because;
      if (GIVEN_UP_ALL.has(rule)) return 'servers';
      const end = facts[GIVEN_UP[rule] ?? ''];
      if (typeof end === 'number') return [end];
    }
    if (event.type === 'connectionBroken' && event.between.includes(process)) {
      for (const end of event.between) if (end !== process) ends.add(end);
    }
    if (event.type === 'proposed' && event.txn.change.type === 'closeSession') {
      const client = clientOf(event.txn.session);
      if (client !== undefined) ends.add(client);
    }
  }
  return [...ends];
}
