import { getKey } from '../../lib/index.ts';
import { type ClientName, parentOf, zxidShort } from '../../model/index.ts';
import { admits } from '../../recipes/index.ts';
import { databaseOf, type Host, hostOf, type World } from '../../sim/index.ts';
import { nodeAt, type Znode } from '../../znodes/index.ts';
import { clientsOf, namesBySession } from '../inspector/facts.ts';
import type { Device } from './places.ts';
import { type Records, recordsOfTree } from './records.ts';
import { byNumber, sequenceOf } from './sequence.ts';

/** Somebody at the scanner's door or inside. */
export interface Visitor {
  /** The client whose place in the queue it is; null: nobody on the stage. */
  readonly who: ClientName | null;
  /**
   * The last four digits of its number: the node's, or the revision that created the key; null:
   * with the naive lock nobody has one.
   */
  readonly ticket: string | null;
  /** That with which it is let in, as people write it: the node's czxid, or that revision. */
  readonly token: string;
}

/** A client that believes that it is inside, and what it would show at the door. */
export interface Believer {
  readonly name: ClientName;
  readonly token: string | null;
  /** A scanner that has seen the largest of all tokens refuses this one. */
  readonly refused: boolean;
}

/** Those around a lock that is one node. */
export interface Naive {
  readonly inside: Visitor | null;
  readonly queue: readonly Visitor[];
}

/** How a hospital is seen in a world: in a tree and by recipes, or in what another service has. */
export interface Sight {
  /** In whose words: `ward.keys.…`; null: a tree's. */
  readonly words: 'keys' | null;
  namesOf(world: World): readonly ClientName[];
  /** Whom a client asks; null: nobody now. */
  serverOf(world: World, client: ClientName): Host | null;
  /** Null: its process does not run. */
  recordsOf(host: Host): Records | null;
  /** What it shows is as new as it can know. */
  isFresh(host: Host): boolean;
  /** Those who stand in the scanner's queue by a server that runs, in order. */
  visitorsOf(world: World, host: Host, device: Device): readonly Visitor[];
  /** Clients that act as holders of the scanner's lock. */
  believersOf(world: World, device: Device): readonly Believer[];
  /** Who has the naive lock by that server, and who waits for it, in no order. */
  naiveOf?(world: World, host: Host, device: Device): Naive;
}

/** Leaves of the naive lock's chart in which somebody wants it and has it not. */
const WAITS: readonly string[] = ['trying', 'looking', 'waiting', 'suspended'];

/** The lock of a device that is one node below it: there are no tickets. */
const isNaive = (
  { recipe, path }: { readonly recipe: string; readonly path: string },
  device: Device,
): boolean => recipe === 'herd-lock' && parentOf(path) === device;

/** ZooKeeper's servers, and recipes of its clients. */
export const TREES: Sight = {
  words: null,
  namesOf: (world) => world.clientNames,
  serverOf(world, name) {
    const host = getKey(world.clients, name);
    return host?.connection == null ? null : hostOf(world, host.client.server);
  },
  recordsOf(host) {
    const tree = databaseOf(host);
    return tree === null ? null : recordsOfTree(tree);
  },
  isFresh: (host) => host.server?.serving === true,
  visitorsOf(world, host, device) {
    const lock = `${device}/lock`;
    const tree = databaseOf(host);
    if (tree === null) return [];
    const names = namesBySession(world);
    const tickets = recordsOfTree(tree).namesIn(lock) ?? [];
    return byNumber(tickets.filter((name) => sequenceOf(name) !== null)).map((name) => {
      const node = nodeAt(tree, `${lock}/${name}`) as Znode;
      const who = names.get(node.owner) ?? null;
      return { who, ticket: name.slice(-4), token: zxidShort(node.czxid) };
    });
  },
  naiveOf(world, host, device) {
    const tree = databaseOf(host);
    const all = clientsOf(world).flatMap(({ client, recipe }) =>
      recipe !== null && isNaive(recipe, device) ? [{ name: client.name, recipe }] : [],
    );
    const node = all.map(({ recipe }) => tree && nodeAt(tree, recipe.path)).find(Boolean);
    const visitor = (who: ClientName | null): Visitor => ({
      ...{ who, ticket: null, token: node ? zxidShort(node.czxid) : '' },
    });
    const owner = node ? (namesBySession(world).get(node.owner) ?? null) : null;
    const waits = all.filter(({ name, recipe }) => name !== owner && WAITS.includes(recipe.leaf));
    return { inside: node ? visitor(owner) : null, queue: waits.map(({ name }) => visitor(name)) };
  },
  believersOf(world, device) {
    const holders = clientsOf(world).filter(
      ({ recipe, client }) =>
        (recipe?.path === `${device}/lock` || (recipe && isNaive(recipe, device))) &&
        recipe.leaf === 'granted' &&
        client.leaf !== 'DEAD',
    );
    return holders.map(({ client, recipe }) => {
      const token = recipe?.token ?? null;
      const others = holders.flatMap((one) => one.recipe?.token ?? []);
      const refused = token !== null && others.some((other) => !admits(other, token));
      return { name: client.name, token: token && zxidShort(token), refused };
    });
  },
};
