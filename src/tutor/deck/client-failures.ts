/** What happens to clients: apart, dead, asleep; and those who wait for them. */
import { getKey } from '../../lib/index.ts';
import type { ClientName } from '../../model/index.ts';
import { databaseOf, hostOf, type World } from '../../sim/index.ts';
import { LOOK_HERE } from '../play.ts';
import { znodeAt } from '../scene.ts';
import {
  clientsOf,
  coming,
  isFree,
  led,
  lineFor,
  type NamedClient,
  newNames,
  newPath,
  seconds,
  someClient,
  unplugged,
} from './aim.ts';
import { able, type Failure, isUnable, type Unable, unable } from './failure.ts';
import { ownNodes, type RealClient, realClients, realHolder, watchedBy } from './real-clients.ts';

const MET_MS = 1500;

/** Milliseconds after which the ensemble has closed the session of whoever is silent, and a bit. */
const endedMs = ({ config }: World, timeoutMs: number): number =>
  timeoutMs + 2 * config.tickMs + 1000;

/** The network is gone for a moment: for a real client, if one is here. */
const blip: Failure = {
  id: 'K01',
  lessons: ['F2', 'M5'],
  right: 0,
  amount: null,
  plan(world) {
    const found = led(world);
    if (isUnable(found)) return found;
    const [real] = realClients(world);
    const victim = real ?? someClient(world);
    if (isUnable(victim)) return victim;
    const timeoutMs = 'host' in victim ? victim.host.client.timeoutMs : victim.timeoutMs;
    const ms = Math.min(3000, Math.floor(timeoutMs / 2.7));
    const { cut, heal } = unplugged(world, victim.name);
    return able({ client: victim.name, seconds: seconds(ms) }, [
      ...cut,
      `run ${ms}`,
      ...heal,
      'run 3000',
    ]);
  },
};

/** The nodes that live as long as a client's session. */
function ephemeralsOf(world: World, { host }: NamedClient): boolean {
  const { own } = host.recipe ?? { own: null };
  if (own !== null) return znodeAt(world, own) !== undefined;
  const { session } = host.client;
  const database = databaseOf(hostOf(world, host.client.server));
  return database !== null && getKey(database.ephemerals, session) !== undefined;
}

/** Nobody here ends a real process: nothing of it is heard until its session is over. */
function silenced(world: World, { name, timeoutMs }: RealClient): ReturnType<Failure['plan']> {
  const { cut, heal } = unplugged(world, name);
  const lines = [...cut, `run ${endedMs(world, timeoutMs)}`, ...heal, 'run 3000'];
  return { ...able({ client: name, seconds: seconds(timeoutMs) }, lines), note: 'cutOff' };
}

/** A process ends without a word. */
const killed: Failure = {
  id: 'K02',
  lessons: ['F2', 'M4'],
  right: 1,
  amount: null,
  plan(world) {
    const found = led(world);
    if (isUnable(found)) return found;
    const real = realClients(world).find((one) => ownNodes(world, one).length > 0);
    if (real !== undefined) return silenced(world, real);
    const victim = clientsOf(world).find((one) => ephemeralsOf(world, one));
    if (victim === undefined) {
      const guest = someClient(world);
      if (isUnable(guest)) return guest;
      const line = `${guest.name}: create -e ${newPath(world, 'on-call')} here`;
      return unable('ephemeral', [line, 'run 1000'], { client: guest.name });
    }
    const { name, host } = victim;
    return able({ client: name, seconds: seconds(host.client.timeoutMs) }, [
      `client ${name} kill`,
      `run ${endedMs(world, host.client.timeoutMs)}`,
    ]);
  },
};

/** Somebody who watches data, and where; null: nobody does. */
function watcherIn(world: World): { readonly name: ClientName; readonly path: string } | null {
  for (const real of realClients(world)) {
    const path = watchedBy(world, real);
    if (path !== null) return { name: real.name, path };
  }
  for (const { name, host } of clientsOf(world)) {
    const { data } = host.client.watches;
    const found = data.find(({ path }) => znodeAt(world, path) !== undefined);
    if (found !== undefined) return { name, path: found.path };
  }
  return null;
}

/** Somebody who watches data hears nothing while it changes. */
const deaf: Failure = {
  id: 'K03',
  lessons: ['F3', 'M6'],
  right: 1,
  amount: null,
  plan(world) {
    const found = led(world);
    if (isUnable(found)) return found;
    const watcher = watcherIn(world);
    const writer = someClient(world, ({ name }) => name !== watcher?.name);
    if (isUnable(writer)) return writer;
    if (watcher === null) {
      const guest = someClient(world, ({ name }) => name !== writer.name);
      if (isUnable(guest)) return guest;
      const path = newPath(world, 'board');
      return unable(
        'watcher',
        [`${writer.name}: create ${path} 0`, 'run 500', `${guest.name}: get -w ${path}`, 'run 500'],
        { client: guest.name },
      );
    }
    const { path } = watcher;
    const { cut, heal } = unplugged(world, watcher.name);
    return able({ client: watcher.name, writer: writer.name, path }, [
      ...cut,
      `${writer.name}: set ${path} 1`,
      'run 500',
      `${writer.name}: set ${path} 2`,
      'run 1000',
      ...heal,
      'run 3000',
    ]);
  },
};

/** So many clients that have nothing to do: those that are there, and as many more as it takes. */
function crowd(world: World, count: number): readonly [readonly string[], readonly string[]] {
  const free = clientsOf(world).filter(isFree).slice(0, count);
  const names = newNames(world, count - free.length);
  const lines = names.length > 0 ? [...coming(world, names), `run ${MET_MS}`] : [];
  return [[...free.map(({ name }) => name), ...names], lines];
}

/** Everybody is woken for a lock that one of them gets. */
const herd: Failure = {
  id: 'K16',
  lessons: ['M1'],
  right: 2,
  amount: { least: 3, usual: 8, most: 200 },
  plan(world, amount) {
    const found = led(world);
    if (isUnable(found)) return found;
    const isHerd = (recipe: string) => recipe === 'herd-lock';
    const line = lineFor(world, isHerd, isHerd);
    const missing = amount - (line?.waiting.length ?? 0);
    if (line === null || missing > 0) {
      const [names, come] = crowd(world, line === null ? amount + 1 : missing);
      const path = line?.path ?? newPath(world, 'naive-lock');
      const [first, ...others] = names.map((name) => `${name} recipe herd-lock ${path}`);
      const all = line === null ? [first ?? '', 'run 500', ...others] : [first ?? '', ...others];
      return unable('herd', [...come, ...all, 'run 1500'], { n: amount });
    }
    const { holder, waiting } = line;
    return able({ client: holder.name, n: waiting.length }, [
      `${holder.name} recipe release`,
      'run 2000',
    ]);
  },
};

/** A lock with somebody who has it and others who wait; or the lines that make one. */
function lineOr(
  world: World,
  why: 'holder' | 'writer',
  held: string,
  wanted: string,
  least: number,
): NonNullable<ReturnType<typeof lineFor>> | Unable {
  const line = lineFor(
    world,
    (one) => one === held,
    (one) => one === wanted,
  );
  if (line !== null && line.waiting.length >= least) return line;
  const [names, come] = crowd(world, least + 1);
  const path = newPath(world, why === 'holder' ? 'scanner-lock' : 'chart-lock');
  const [first = '', ...others] = names;
  return unable(why, [
    ...come,
    `${first}: create ${path} ""`,
    'run 500',
    `${first} recipe ${held} ${path}`,
    'run 1000',
    ...others.map((name) => `${name} recipe ${wanted} ${path}`),
    'run 1500',
  ]);
}

/** Whoever has the lock sleeps beyond its session, and wakes. */
const sleeper: Failure = {
  id: 'K17',
  lessons: ['M2', 'M5'],
  right: 2,
  amount: null,
  plan(world) {
    const found = led(world);
    if (isUnable(found)) return found;
    const line = lineOr(world, 'holder', 'lock', 'lock', 1);
    if (isUnable(line)) {
      // A real one that is cut off is awake, and may know by its own clock what it has lost.
      const real = realHolder(world);
      return real === null ? line : { ...line, why: 'sleeper', facts: { client: real.name } };
    }
    const { holder, path } = line;
    const ms = endedMs(world, holder.host.client.timeoutMs);
    return able({ client: holder.name, path, seconds: seconds(ms) }, [
      `client ${holder.name} freeze`,
      `run ${ms}`,
      LOOK_HERE,
      `client ${holder.name} resume`,
      'run 3000',
    ]);
  },
};

/** Readers wait for a writer that is dead. */
const writerDies: Failure = {
  id: 'K18',
  lessons: ['M3'],
  right: 1,
  amount: null,
  plan(world) {
    const found = led(world);
    if (isUnable(found)) return found;
    const line = lineOr(world, 'writer', 'write-lock', 'read-lock', 2);
    if (isUnable(line)) return line;
    const { holder, waiting } = line;
    return able({ client: holder.name, n: waiting.length }, [
      `client ${holder.name} kill`,
      `run ${endedMs(world, holder.host.client.timeoutMs)}`,
    ]);
  },
};

export const CLIENT_FAILURES: readonly Failure[] = [
  ...[blip, killed, deaf, herd, sleeper, writerDies],
];
