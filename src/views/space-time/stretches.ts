import { getKey } from '../../lib/index.ts';
import {
  type Endpoint,
  entryOf,
  type Facts,
  factsOf,
  type SimEvent,
  type World,
} from '../../sim/index.ts';
import type { Holding, PlacedTurn, SpaceTime, Stretch, When, Write } from './model.ts';

type State = Pick<Stretch, 'state' | 'epoch'>;

const STATES: Readonly<Record<Facts['standing'], Stretch['state']>> = {
  none: 'looking',
  candidate: 'looking',
  elected: 'leading',
  established: 'leading',
  following: 'following',
  passive: 'following',
};

/** What processes are at the beginning. */
function statesIn(world: World): Map<Endpoint, State> {
  const states = new Map<Endpoint, State>();
  for (const host of world.hosts) {
    const { sid, status } = host;
    if (status !== 'up') states.set(sid, { state: status, epoch: 0 });
    else {
      const { standing, term } = factsOf(world, host);
      const state = STATES[standing];
      states.set(sid, { state, epoch: state === 'looking' ? 0 : term });
    }
  }
  for (const name of world.clientNames) {
    const leaf = getKey(world.clients, name)?.client.leaf;
    states.set(name, { state: leaf === 'CONNECTED' ? 'session' : 'none', epoch: 0 });
  }
  return states;
}

/** What an event makes of its process; null: it stays what it is. */
function change(event: SimEvent, before: State | undefined): readonly [Endpoint, State] | null {
  const state = (end: Endpoint, one: Stretch['state'], epoch = 0) =>
    [end, { state: one, epoch }] as const;
  switch (event.type) {
    case 'serverStarted':
      return state(event.server, 'looking');
    case 'serverCrashed':
    case 'serverExited':
      return state(event.server, 'down');
    case 'serverFrozen':
      return state(event.server, 'frozen', before?.epoch);
    case 'serverResumed':
      return state(event.server, before?.epoch ? 'following' : 'looking', before?.epoch);
    case 'stateChanged': {
      const next = STATES[event.standing];
      return state(event.server, next, next === 'looking' ? 0 : (before?.epoch ?? 0));
    }
    case 'epochAdopted':
    case 'leaderEstablished':
      return state(event.server, before?.state ?? 'following', event.epoch);
    case 'clientStateChanged':
      return state(event.client, event.state === 'CONNECTED' ? 'session' : 'none');
    case 'clientFrozen':
      return state(event.client, 'frozen');
    case 'clientResumed':
      return state(event.client, 'session');
    default:
      return null;
  }
}

/** Which client believes that it holds a lock, and for how long. */
class Holders {
  readonly found: Holding[] = [];
  readonly #open = new Map<Endpoint, { from: When; sure: boolean }>();

  begin(end: Endpoint, from: When, sure: boolean): void {
    this.finish(end, from);
    this.#open.set(end, { from, sure });
  }

  finish(end: Endpoint, to: When): void {
    const one = this.#open.get(end);
    if (one !== undefined && to.place > one.from.place) this.found.push({ end, ...one, to });
    this.#open.delete(end);
  }

  read(event: SimEvent, when: When): void {
    if (event.type === 'recipeMoved') {
      if (event.state === 'granted') this.begin(event.client, when, true);
      else this.finish(event.client, when);
    } else if (event.type === 'clientStateChanged' && this.#open.has(event.client)) {
      const { client, state } = event;
      if (state === 'CONNECTED') this.begin(client, when, true);
      else if (state === 'CONNECTING' || state === 'ASSOCIATING') this.begin(client, when, false);
      else this.finish(client, when);
    }
  }

  end(to: When): readonly Holding[] {
    for (const end of [...this.#open.keys()]) this.finish(end, to);
    return this.found;
  }
}

const isLock = (recipe: string): boolean => recipe.endsWith('lock');

/** What processes were, what went to disks, and who held a lock, stretch by stretch. */
export function stretchesOf(
  start: World,
  turns: readonly PlacedTurn[],
  first: When,
  last: When,
): Pick<SpaceTime, 'stretches' | 'writes' | 'holdings'> {
  const states = statesIn(start);
  const since = new Map<Endpoint, When>();
  const stretches: Stretch[] = [];
  const writing = new Map<string, { from: When; n: number }>();
  const writes: Write[] = [];
  const holders = new Holders();
  for (const name of start.clientNames) {
    const recipe = getKey(start.clients, name)?.recipe;
    if (recipe?.leaf === 'granted' && isLock(recipe.recipe)) holders.begin(name, first, true);
  }
  const close = (end: Endpoint, to: When): void => {
    const from = since.get(end) ?? first;
    const state = states.get(end) ?? { state: 'none', epoch: 0 };
    if (to.place > from.place || to.at > from.at) stretches.push({ end, ...state, from, to });
    since.set(end, to);
  };
  for (const { at, place, n, events } of turns) {
    const when = { at, place };
    events.forEach((event, i) => {
      const end = 'server' in event ? event.server : 'client' in event ? event.client : null;
      const changed = end === null ? null : change(event, states.get(end));
      if (changed !== null) {
        close(changed[0], when);
        states.set(...changed);
      }
      if (event.type !== 'recipeMoved' || isLock(event.recipe)) holders.read(event, when);
      const written = writtenBy(event);
      if (written !== null) writing.set(written, { from: when, n: n + i });
      if (event.type !== 'logged') return;
      const { server, txn } = event;
      const began = writing.get(keyOf(server, txn.zxid));
      if (began === undefined) return;
      writes.push({
        ...{ end: server, epoch: txn.zxid.epoch, from: began.from, to: when },
        ns: [began.n, n + i],
      });
    });
  }
  for (const end of states.keys()) close(end, last);
  return { stretches, writes, holdings: holders.end(last) };
}

const keyOf = (end: Endpoint, zxid: { epoch: number; counter: number }): string =>
  `${end} ${zxid.epoch} ${zxid.counter}`;

/** Which entry of whose log an event gives to the disk. */
function writtenBy(event: SimEvent): string | null {
  if (event.type === 'proposed') return keyOf(event.server, event.txn.zxid);
  if (event.type !== 'messageDelivered' || event.class !== 'ENTRY') return null;
  const zxid = entryOf(event.message);
  return zxid && keyOf(event.to, zxid);
}
