import { forEachKey, getKey } from '../../lib/index.ts';
import { type Zxid, zxidShort } from '../../model/index.ts';
import {
  databaseOf,
  type Endpoint,
  type Facts,
  factsOf,
  leaderOf,
  type World,
} from '../../sim/index.ts';
import type { Database } from '../../znodes/index.ts';
import { type ServerShape, stageModel } from '../stage/model.ts';
import { isEntry } from '../stage/servers.ts';
import { isHospital } from '../ward/index.ts';
import { wardModel } from '../ward/model.ts';

/** What is compared of a server, of a client, of the tree and of the ward. */
export type Aspect = 'role' | 'epochs' | 'log' | 'session' | 'recipe' | 'tree' | 'ward';

/** Something that is one way on the left and another on the right. */
export interface Contrast {
  /** Whose it is; null: the whole ensemble's. */
  readonly end: Endpoint | null;
  readonly aspect: Aspect;
  /** Empty: nothing is there. */
  readonly left: string;
  readonly right: string;
}

/** Of differing nodes so many are named. */
const MOST_PATHS = 4;

function rolesOf(server: ServerShape): string {
  if (server.status !== 'up') return server.status;
  return [server.state ?? '', server.leader ?? ''].join(' ').trim();
}

function logOf({ cells, earlier }: ServerShape): string {
  const last = cells.at(-1);
  if (last === undefined) return '';
  const { epoch, counter, stage } = last;
  return `${zxidShort({ epoch, counter })} ${stage} (${earlier + cells.filter(isEntry).length})`;
}

/** What a world says of each thing that is compared, in an order that does not depend on it. */
function saidOf(
  world: World,
): ReadonlyMap<string, Omit<Contrast, 'left' | 'right'> & { says: string }> {
  const all = new Map<string, Omit<Contrast, 'left' | 'right'> & { says: string }>();
  const say = (end: Endpoint | null, aspect: Aspect, says: string): void => {
    all.set(`${String(end)} ${aspect}`, { end, aspect, says });
  };
  const model = stageModel(world);
  for (const server of model.servers) {
    say(server.sid, 'role', rolesOf(server));
    say(server.sid, 'epochs', server.promises.map(({ value }) => value).join('/'));
    say(server.sid, 'log', logOf(server));
  }
  for (const { name, state, frozen, server, recipe, own } of model.clients) {
    say(name, 'session', frozen ? `${state} …` : `${state} ${server}`);
    say(
      name,
      'recipe',
      recipe === null ? '' : `${recipe.name}: ${recipe.leaf} ${own ?? ''}`.trim(),
    );
  }
  const { inside, believers } = wardModel(world, null);
  say(null, 'ward', [inside?.who ?? '', ...believers.map(({ name }) => name)].join(', '));
  return all;
}

/** The tree of the leader, or of whoever serves: so that two worlds are asked the same. */
function treeOf(world: World): Database | null {
  const witness = leaderOf(world) ?? world.hosts.find((host) => host.server?.serving === true);
  return databaseOf(witness ?? null);
}

/** Paths that only one of two trees has, or whose data differ; of each side, in order. */
export function pathsApart(left: Database, right: Database): readonly [string[], string[]] {
  const apart: [string[], string[]] = [[], []];
  if (left.nodes === right.nodes) return apart;
  forEachKey(left.nodes, (node, path) => {
    const other = getKey(right.nodes, path);
    if (other === undefined) apart[0].push(path);
    else if (other !== node && other.data !== node.data) {
      apart[0].push(`${path} = ${node.data}`);
      apart[1].push(`${path} = ${other.data}`);
    }
  });
  forEachKey(right.nodes, (_, path) => {
    if (getKey(left.nodes, path) === undefined) apart[1].push(path);
  });
  return [apart[0].sort(byCodeUnit), apart[1].sort(byCodeUnit)];
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function listed(paths: readonly string[]): string {
  const more = paths.length - MOST_PATHS;
  return [...paths.slice(0, MOST_PATHS), ...(more > 0 ? [`+ ${more}`] : [])].join(', ');
}

/** Everything in which two moments differ: servers first, then clients, the tree, the ward. */
export function contrasts(left: World, right: World): readonly Contrast[] {
  const [a, b] = [saidOf(left), saidOf(right)];
  const found: Contrast[] = [];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [one, other] = [a.get(key), b.get(key)];
    const { end, aspect } = (one ?? other) as { end: Endpoint | null; aspect: Aspect };
    const [x, y] = [one?.says ?? '', other?.says ?? ''];
    if (x !== y) found.push({ end, aspect, left: x, right: y });
  }
  const [here, there] = [treeOf(left), treeOf(right)];
  if (here !== null && there !== null) {
    const [x, y] = pathsApart(here, there);
    if (x.length + y.length > 0) {
      found.push({ end: null, aspect: 'tree', left: listed(x), right: listed(y) });
    }
  }
  return found;
}

/** What became of a run: who is in the scanner, and who leads. */
export interface BranchOutcome {
  /** Clients that act as holders of the scanner; null: there is no scanner. */
  readonly inside: readonly string[] | null;
  readonly leader: { readonly server: number; readonly epoch: number } | null;
  /** The last zxid that the leader has committed; null: nobody leads, or there is none yet. */
  readonly zxid: string | null;
}

/** The last entry that is committed, looked for from the end: it is seldom far. */
function lastCommitted(log: Facts['log']): Zxid | null {
  for (let most = 8; ; most *= 4) {
    const found = log
      .from(log.length - most)
      .filter((one) => one.committed)
      .at(-1);
    if (found !== undefined || most >= log.length) return found?.id ?? null;
  }
}

export function outcomeOf(world: World): BranchOutcome {
  const ward = wardModel(world, null);
  const leader = leaderOf(world);
  const facts = leader && factsOf(world, leader);
  const committed = facts && lastCommitted(facts.log);
  return {
    inside: isHospital(world) ? ward.believers.map(({ name }) => name) : null,
    leader: facts && leader && { server: leader.sid, epoch: facts.term },
    zxid: committed && zxidShort(committed),
  };
}
