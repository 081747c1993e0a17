/** Whom a failure hits, as the world is; and where nobody fits, the way to somebody who would. */
import { hasKey } from '../../lib/index.ts';
import { type ClientName, type ServerId, votersOf } from '../../model/index.ts';
import {
  type ClientHost,
  factsOf,
  type Host,
  leaderOf,
  neededOf,
  type World,
} from '../../sim/index.ts';
import { clientOf, znodeAt } from '../scene.ts';
import { elsewhere, type FailureWhy, isUnable, type Unable, unable } from './failure.ts';
import { realClients } from './real-clients.ts';

/** Servers of ensembles that are offered where this one is too small. */
export const SMALL = 3;
/** Milliseconds within which an ensemble that was mended serves again. */
const MENDED_MS = 8000;
/** Until a client that is started has its session. */
const MET_MS = 1500;
const TIMEOUT_MS = 8000;

/** An ensemble that is led: the leader, and the other voters that run. */
export interface Led {
  readonly leader: ServerId;
  readonly followers: readonly ServerId[];
  /** Running voters that are not needed for a quorum. */
  readonly spare: number;
}

/** Everything that is cut, held, frozen or down goes on. */
export function mended(world: World): readonly string[] {
  const of = (status: Host['status']): string =>
    world.hosts
      .filter((host) => host.status === status)
      .map(({ sid }) => sid)
      .join(' ');
  const given = (verb: string, sids: string): readonly string[] =>
    sids === '' ? [] : [`${verb} ${sids}`];
  return [
    ...world.holds.map(({ message, from, to }) => `release ${message} ${from} -> ${to}`),
    ...(world.linkRules.length > 0 ? ['heal'] : []),
    ...given('resume', of('frozen')),
    ...given('start', of('down')),
    `run ${MENDED_MS}`,
  ];
}

/** The ensemble, if somebody leads it who runs. */
export function led(world: World): Led | Unable {
  const voters = votersOf(world.config);
  if (voters.length < 2) return elsewhere('alone', SMALL);
  const leader = leaderOf(world);
  if (leader === null || leader.status !== 'up') return unable('leader', mended(world));
  const up = world.hosts.filter(({ sid, status }) => voters.includes(sid) && status === 'up');
  const followers = up.map(({ sid }) => sid).filter((sid) => sid !== leader.sid);
  return { leader: leader.sid, followers, spare: up.length - neededOf(world) };
}

/** The same, where a quorum would be left without the leader, and all that runs follows it. */
export function ledWithSpare(world: World): Led | Unable {
  const found = led(world);
  if (isUnable(found)) return found;
  const voters = votersOf(world.config).length;
  if (voters < SMALL) return elsewhere('spare', SMALL);
  const doing = found.followers.every((sid) => {
    const host = world.hosts.find((one) => one.sid === sid);
    return host !== undefined && factsOf(world, host).leader === found.leader;
  });
  return found.spare < 1 || !doing ? unable('spare', mended(world)) : found;
}

/** Milliseconds after which a silent peer is given up, and a bit. */
export const givenUpMs = ({ config }: World): number => config.syncLimit * config.tickMs + 3000;

/** As people say it: tenths of a second. */
export const seconds = (ms: number): number => Math.round(ms / 100) / 10;

// ---- clients -----------------------------------------------------------------------------------

export interface NamedClient {
  readonly name: ClientName;
  readonly host: ClientHost;
}

/** Clients that have a session, run, and see the whole tree, in the order in which they came. */
export function clientsOf(world: World): readonly NamedClient[] {
  return world.clientNames.flatMap((name) => {
    const host = clientOf(world, name);
    const fits =
      host !== undefined &&
      host.client.leaf === 'CONNECTED' &&
      host.connection !== null &&
      !host.frozen &&
      host.client.chroot === '';
    return fits ? [{ name, host }] : [];
  });
}

export const isFree = ({ host }: NamedClient): boolean =>
  host.recipe === null && host.client.sent.length + host.client.queued.length === 0;

/** Names that no client has yet. */
export function newNames(world: World, count: number): readonly ClientName[] {
  const names: ClientName[] = [];
  for (let n = 1; names.length < count; n++) {
    const name = `guest-${n}`;
    if (!hasKey(world.clients, name) && !hasKey(world.wires, name)) names.push(name);
  }
  return names;
}

/** New clients, each at home on another server; `at`: all of them at that one only. */
export function coming(
  world: World,
  names: readonly ClientName[],
  at: ServerId | null = null,
  timeoutMs = TIMEOUT_MS,
): readonly string[] {
  const running = world.hosts.filter(({ status }) => status === 'up').map(({ sid }) => sid);
  const sids = running.length > 0 ? running : world.hosts.map(({ sid }) => sid);
  return names.map((name, i) => {
    const first = i % sids.length;
    const order = at === null ? [...sids.slice(first), ...sids.slice(0, first)] : [at];
    return `client ${name} connect ${order.join(' ')} timeout ${timeoutMs}`;
  });
}

/** A client that fits; where none does, why not, and that one comes. */
export function someClient(
  world: World,
  fits: (client: NamedClient) => boolean = () => true,
  why: FailureWhy = 'client',
  at: ServerId | null = null,
  timeoutMs = TIMEOUT_MS,
): NamedClient | Unable {
  const all = clientsOf(world);
  const found = all.filter(fits);
  const [best] = [...found.filter(isFree), ...found];
  if (best !== undefined) return best;
  const lines = [...coming(world, newNames(world, 1), at, timeoutMs), `run ${MET_MS}`];
  // Somebody is here, and does what its own program says.
  const isToldNothing = why === 'client' && realClients(world).length > 0;
  const isBusy = why === 'client' && all.length > 0;
  const other = isToldNothing ? 'told' : isBusy ? 'busy' : why;
  return unable(other, lines, at === null ? {} : { sid: at });
}

/** A client of this server that fits. */
export function clientAt(
  world: World,
  sid: ServerId,
  fits: (client: NamedClient) => boolean = () => true,
): NamedClient | Unable {
  const isThere = (one: NamedClient) => one.host.client.server === sid && fits(one);
  return someClient(world, isThere, 'clientAt', sid);
}

/** Lines that cut a client off from every server, and those that end it. */
export function unplugged(
  { hosts }: World,
  name: ClientName,
): { readonly cut: readonly string[]; readonly heal: readonly string[] } {
  return {
    cut: hosts.map(({ sid }) => `cut ${name} ${sid}`),
    heal: hosts.map(({ sid }) => `heal ${name} ${sid}`),
  };
}

// ---- the tree ----------------------------------------------------------------------------------

/** A path that no server has yet: `/bed-1`, `/bed-2` … */
export function newPath(world: World, stem: string): string {
  for (let n = 1; ; n++) {
    const path = `/${stem}-${n}`;
    if (znodeAt(world, path) === undefined) return path;
  }
}

/** Who stands in line for a lock of this recipe, and who has it. */
export interface LockLine {
  readonly path: string;
  readonly holder: NamedClient;
  readonly waiting: readonly NamedClient[];
}

/** The lock of these recipes behind whose holder most wait; null: nobody has one. */
export function lineFor(
  world: World,
  held: (recipe: string) => boolean,
  wanted: (recipe: string) => boolean,
): LockLine | null {
  const all = clientsOf(world);
  let longest: LockLine | null = null;
  for (const holder of all) {
    const { recipe } = holder.host;
    if (recipe === null || recipe.leaf !== 'granted' || !held(recipe.recipe)) continue;
    const waiting = all.filter(
      ({ host: { recipe: other } }) =>
        other !== null &&
        other.path === recipe.path &&
        other.leaf === 'waiting' &&
        wanted(other.recipe),
    );
    if (longest === null || waiting.length > longest.waiting.length) {
      longest = { path: recipe.path, holder, waiting };
    }
  }
  return longest;
}
