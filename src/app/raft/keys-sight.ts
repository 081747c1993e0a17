import {
  ETCD,
  type EtcdClient,
  type EtcdMember,
  type EtcdStore,
  keysIn,
  keysOf,
  keysWith,
  storeOf,
} from '../../etcd/index.ts';
import { byCodeUnit, bytesOf, getKey, rangeSorted, sortedKeys, textOf } from '../../lib/index.ts';
import type { ClientName, Micros } from '../../model/index.ts';
import { type Command, type Host, hostOf, type Wire, type World } from '../../sim/index.ts';
import { branchOf, type TimedCommand, type Timeline, worldAt } from '../../timeline/index.ts';
import { type Believer, LOCK_PATH, type Records, type Sight } from '../../views/index.ts';

/*
 * The ward from etcd's keys: `medical/…`, with or without a stroke before it, and the queue of a
 * Mutex or an Election on the scanner's lock.
 */

const DIGITS = 4;
const bare = (path: string): string => path.replace(/^\//, '');
const LOCK = bare(LOCK_PATH);

function storeIn(host: Host): EtcdStore | null {
  // A cast: a run with etcd's members has no other servers.
  return host.server === null ? null : storeOf(host.server as EtcdMember);
}

/** Worked out once for each state of the keys: it is asked for in every frame. */
const READ = new WeakMap<EtcdStore, Records>();

function recordsOf(store: EtcdStore): Records {
  const known = READ.get(store);
  if (known !== undefined) return known;
  const texts = new Map<string, string>();
  const below = new Map<string, Set<string>>();
  for (const { key, value } of rangeSorted(keysOf(store), '', null)) {
    const parts = bare(textOf(key)).split('/');
    texts.set(parts.join('/'), textOf(value));
    parts.forEach((part, i) => {
      const above = parts.slice(0, i).join('/');
      below.set(above, (below.get(above) ?? new Set()).add(part));
    });
  }
  const records: Records = {
    has: (path) => texts.has(bare(path)) || below.has(bare(path)),
    textAt: (path) => texts.get(bare(path)) ?? null,
    namesIn(path) {
      const names = below.get(bare(path));
      if (names !== undefined) return [...names].sort(byCodeUnit);
      return texts.has(bare(path)) ? [] : null;
    },
  };
  READ.set(store, records);
  return records;
}

function clientsOf(world: World): readonly { readonly wire: Wire; readonly client: EtcdClient }[] {
  const { library } = world.service;
  if (library === undefined || library !== ETCD.library) return [];
  return sortedKeys(world.wires).flatMap((name) => {
    const wire = getKey(world.wires, name);
    // A cast: the library of such a run's clients is etcd's.
    return wire?.library ? [{ wire, client: wire.library as EtcdClient }] : [];
  });
}

interface Queuer {
  readonly name: ClientName;
  readonly key: string;
  /** That created its key. */
  readonly revision: number;
  readonly owns: boolean;
}

/** Programs that stand in the scanner's queue, and whose they are. */
function queuersOf(world: World): readonly Queuer[] {
  return clientsOf(world).flatMap(({ wire, client }) =>
    client.programs.flatMap(({ task, key, revision, owns }) => {
      const isQueue = task.type === 'lock' || task.type === 'elect';
      const isHere = isQueue && bare(textOf(task.name)) === LOCK;
      return isHere ? [{ name: wire.name, key, revision, owns }] : [];
    }),
  );
}

/** Whether it ends the process of a client: also one that begins anew under the same name. */
const isEnd = (command: Command, name: ClientName): boolean =>
  (command.type === 'client-connect' ||
    (command.type === 'client' && (command.action === 'kill' || command.action === 'close'))) &&
  command.client === name;
/** Who stood in the queue just before a client's process ended, by the command that ended it. */
const BEFORE = new WeakMap<TimedCommand, readonly Queuer[]>();

function queuersBefore(timeline: Timeline, given: TimedCommand): readonly Queuer[] {
  const known = BEFORE.get(given);
  if (known !== undefined) return known;
  const found = queuersOf(worldAt(timeline, given.at - 1));
  BEFORE.set(given, found);
  return found;
}

/** Whose place it was by its number, of those whose process has ended since; null: nobody's. */
function formerOf(timeline: Timeline, at: Micros, token: string): ClientName | null {
  for (const given of [...branchOf(timeline).commands].reverse()) {
    const { command } = given;
    if (given.at > at || (command.type !== 'client' && command.type !== 'client-connect')) continue;
    const found = queuersBefore(timeline, given).find(
      ({ name, revision }) => isEnd(command, name) && String(revision) === token,
    );
    if (found !== undefined) return found.name;
  }
  return null;
}

/** The same at a moment of a run: whose key it was that nobody keeps any more is known, too. */
export function keysAt(timeline: Timeline, at: Micros): Sight {
  return {
    ...KEYS,
    visitorsOf: (world, host, device) =>
      KEYS.visitorsOf(world, host, device).map((one) =>
        one.who === null ? { ...one, who: formerOf(timeline, at, one.token) } : one,
      ),
  };
}

/** etcd's members, and its two recipes. */
export const KEYS: Sight = {
  words: 'keys',
  namesOf: (world): readonly ClientName[] => clientsOf(world).map(({ wire }) => wire.name),
  serverOf(world, name) {
    const found = clientsOf(world).find(({ wire }) => wire.name === name);
    return found?.client.connected ? hostOf(world, found.wire.server) : null;
  },
  recordsOf(host) {
    const store = storeIn(host);
    return store === null ? null : recordsOf(store);
  },
  isFresh: ({ server }) => server?.serving === true && (server as EtcdMember).leader !== null,
  visitorsOf(world, host) {
    const store = storeIn(host);
    if (store === null) return [];
    const own = queuersOf(world);
    const found = [LOCK, LOCK_PATH].flatMap((name) =>
      keysIn(keysOf(store), keysWith(bytesOf(`${name}/`))),
    );
    return found
      .sort((a, b) => a.createRevision - b.createRevision)
      .map(({ key, createRevision }) => ({
        who: own.find((one) => one.key === key)?.name ?? null,
        ticket: String(createRevision).padStart(DIGITS, '0').slice(-DIGITS),
        token: String(createRevision),
      }));
  },
  believersOf(world) {
    const owners = queuersOf(world).filter(({ owns }) => owns);
    const newest = Math.max(...owners.map(({ revision }) => revision));
    return owners.map(
      ({ name, revision }): Believer => ({
        ...{ name, token: String(revision) },
        refused: revision < newest,
      }),
    );
  },
};
