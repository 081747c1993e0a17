/** Too slow, or too much. */
import { votersOf } from '../../model/index.ts';
import type { World } from '../../sim/index.ts';
import {
  clientsOf,
  coming,
  givenUpMs,
  led,
  ledWithSpare,
  type NamedClient,
  newNames,
  newPath,
  SMALL,
  seconds,
  someClient,
} from './aim.ts';
import { able, elsewhere, type Failure, isUnable, unable } from './failure.ts';

/** The sessions of those who come for a storm. */
const STORM_MS = 12_000;

/** Two screens disagree. */
const slowLink: Failure = {
  id: 'K07',
  lessons: ['Z4'],
  right: 1,
  amount: null,
  plan(world) {
    const found = ledWithSpare(world);
    if (isUnable(found)) return found;
    const { leader } = found;
    const serves = found.followers.filter((sid) => servesAt(world, sid));
    const at = ({ host }: NamedClient) => host.client.server;
    const reader = someClient(
      world,
      (one) => serves.includes(at(one)),
      'clientAt',
      serves[0] ?? leader,
    );
    if (isUnable(reader)) return reader;
    const slow = at(reader);
    const writer = someClient(world, (one) => at(one) !== slow, 'clientAt', leader);
    if (isUnable(writer)) return writer;
    const { syncLimit, tickMs } = world.config;
    const ms = Math.floor(Math.min(1500, (syncLimit * tickMs) / 3));
    const path = newPath(world, 'bed');
    return able({ leader, slow, path, reader: reader.name, writer: writer.name }, [
      `${writer.name}: create ${path} free`,
      'run 500',
      `delay ${leader} -> ${slow} ${ms}`,
      `${writer.name}: set ${path} taken`,
      `run ${Math.floor(ms / 3)}`,
      `${reader.name}: get ${path}`,
      'run 50',
      `${reader.name}: sync ${path}`,
      `${reader.name}: get ${path}`,
      `run ${3 * ms}`,
      `delay ${leader} -> ${slow} 0`,
      'run 1000',
    ]);
  },
};

const servesAt = (world: World, sid: number): boolean =>
  world.hosts.some((host) => host.sid === sid && host.server?.serving === true);

/** A disk that takes longer than a leader waits. */
const slowDisk: Failure = {
  id: 'K15',
  lessons: ['C4'],
  right: 0,
  amount: null,
  plan(world) {
    const found = ledWithSpare(world);
    if (isUnable(found)) return found;
    const [slow = 0] = found.followers;
    const writer = someClient(
      world,
      ({ host }) => host.client.server !== slow,
      'clientAt',
      found.leader,
    );
    if (isUnable(writer)) return writer;
    const limit = givenUpMs(world);
    const path = newPath(world, 'note');
    const write = (n: number) => [`${writer.name}: create ${path}-${n} ${n}`, 'run 400'];
    return able({ slow, leader: found.leader, client: writer.name }, [
      `disk ${slow} ${2 * limit}`,
      ...[1, 2, 3].flatMap(write),
      `run ${limit}`,
      `disk ${slow} 0`,
      `run ${3 * limit}`,
    ]);
  },
};

/** Servers that run take so long for each packet of a client, and for a CONNECT. */
const working = ({ hosts }: World, packetMs: number, connectMs = packetMs): readonly string[] =>
  hosts
    .filter(({ status }) => status !== 'down')
    .map(({ sid }) => `busy ${sid} ${packetMs} ${connectMs}`);

/** Readings that nobody waits for, before those who wait for something. */
const flood: Failure = {
  id: 'K19',
  lessons: ['M6'],
  right: 1,
  amount: { least: 10, usual: 20, most: 40 },
  plan(world, amount) {
    const found = led(world);
    if (isUnable(found)) return found;
    const bystander = someClient(world, ({ host }) => host.recipe === null);
    if (isUnable(bystander)) return bystander;
    // Ten of them are a third more than all servers together can work off.
    const ms = 7 * world.hosts.filter(({ status }) => status === 'up').length;
    return able({ n: amount, ms, client: bystander.name }, [
      ...working(world, ms),
      `load ${amount} clients 20 per second`,
      'run 3000',
      `${bystander.name}: get /`,
      'run 3000',
      'load off',
      ...working(world, 0),
      'run 2000',
    ]);
  },
};

/** Every server begins anew at once, and everybody comes back: at once, or one by one. */
const storm: Failure = {
  id: 'K20',
  lessons: ['O2'],
  right: 1,
  switched: 0,
  amount: { least: 20, usual: 30, most: 200 },
  plan(world, amount, isSpread) {
    const found = led(world);
    if (isUnable(found)) return found;
    // Two servers have worked off so few before anybody has waited too long.
    if (votersOf(world.config).length < SMALL) return elsewhere('voters', SMALL);
    const here = clientsOf(world);
    if (here.length < amount) {
      const names = newNames(world, amount - here.length);
      return unable('many', [...coming(world, names, null, STORM_MS), 'run 2000'], { n: amount });
    }
    const up = world.hosts.filter(({ status }) => status !== 'down').map(({ sid }) => sid);
    const all = [...here].sort((a, b) => a.host.client.timeoutMs - b.host.client.timeoutMs);
    const patience = all[all.length >> 1]?.host.client.timeoutMs ?? STORM_MS;
    // To let all of them in takes most of a session's time, and longer than one of them waits.
    const connectMs = Math.round((0.7 * patience * up.length) / all.length);
    const apart = Math.floor((0.75 * patience) / all.length);
    const names = all.map(({ name }) => name);
    const facts = {
      n: all.length,
      ms: connectMs,
      seconds: isSpread ? seconds(apart * all.length) : 1,
    };
    return able(facts, [
      ...working(world, Math.max(1, Math.round(connectMs / 20)), connectMs),
      // Whoever backs off stands still meanwhile.
      ...(isSpread ? names.map((name) => `client ${name} freeze`) : []),
      `crash ${up.join(' ')}`,
      'run 300',
      `start ${up.join(' ')}`,
      ...(isSpread
        ? ['run 1000', ...names.flatMap((name) => [`client ${name} resume`, `run ${apart}`])]
        : []),
      `run ${patience + 8000}`,
      ...working(world, 0),
      'run 4000',
    ]);
  },
};

export const LOAD_FAILURES: readonly Failure[] = [slowLink, slowDisk, flood, storm];
