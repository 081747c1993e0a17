/** Too slow, or too much. */
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
  someClient,
} from './aim.ts';
import { able, type Failure, isUnable, unable } from './failure.ts';

/** Two screens disagree. */
const slowLink: Failure = {
  id: 'K07',
  lessons: ['Z4'],
  right: 1,
  amount: null,
  plan(world) {
    const found = led(world);
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

/** Readings that nobody waits for, through the one log that everybody waits for. */
const flood: Failure = {
  id: 'K19',
  lessons: ['M6'],
  right: 2,
  amount: { least: 1, usual: 10, most: 40 },
  plan(world, amount) {
    const found = led(world);
    if (isUnable(found)) return found;
    return able({ n: amount, leader: found.leader }, [
      `load ${amount} clients 20 per second`,
      'run 3000',
      'load off',
      'run 1000',
    ]);
  },
};

/** Every server begins anew at once, and everybody comes back at once. */
const storm: Failure = {
  id: 'K20',
  lessons: ['O2'],
  right: 2,
  amount: { least: 5, usual: 30, most: 200 },
  plan(world, amount) {
    const found = led(world);
    if (isUnable(found)) return found;
    const here = clientsOf(world).length;
    if (here < amount) {
      const names = newNames(world, amount - here);
      return unable('many', [...coming(world, names, null, 12_000), 'run 2000'], { n: amount });
    }
    const up = world.hosts.filter(({ status }) => status !== 'down').map(({ sid }) => sid);
    return able({ n: here, leader: found.leader }, [
      `crash ${up.join(' ')}`,
      'run 300',
      `start ${up.join(' ')}`,
      'run 6000',
    ]);
  },
};

export const LOAD_FAILURES: readonly Failure[] = [slowLink, slowDisk, flood, storm];
