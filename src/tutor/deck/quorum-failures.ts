/** Servers that are missing, apart, or have forgotten: what a majority can do, and what not. */
import { type ServerId, votersOf } from '../../model/index.ts';
import { neededOf, type World } from '../../sim/index.ts';
import { LOOK_HERE } from '../play.ts';
import { clientAt, givenUpMs, led, ledWithSpare, mended, newPath, SMALL } from './aim.ts';
import { able, elsewhere, type Failure, isUnable, listed, unable } from './failure.ts';

const USUAL = { amount: null } as const;
/** A message that a partition keeps apart has no way round. */
const others = (world: World, sids: readonly ServerId[]): readonly ServerId[] =>
  world.hosts.map(({ sid }) => sid).filter((sid) => !sids.includes(sid));

const divided = (left: readonly ServerId[], right: readonly ServerId[]): string =>
  `partition ${left.join(' ')} | ${right.join(' ')}`;

/** As many followers as may be missing, and then one more. */
const oneByOne: Failure = {
  ...USUAL,
  id: 'K04',
  lessons: ['Z1'],
  right: 1,
  plan(world) {
    // Without one to spare the first crash would be the last.
    const found = ledWithSpare(world);
    if (isUnable(found)) return found;
    const { leader, followers, spare } = found;
    const writer = clientAt(world, leader);
    if (isUnable(writer)) return writer;
    const first = followers.slice(0, spare);
    const last = followers[spare];
    if (last === undefined) return unable('leader', mended(world));
    const path = newPath(world, 'note');
    const write = (data: string) => [`${writer.name}: create ${path}-${data} ${data}`, 'run 500'];
    return able({ leader, first: listed(first), last, client: writer.name }, [
      `crash ${first.join(' ')}`,
      ...write('a'),
      `crash ${last}`,
      ...write('b'),
      LOOK_HERE,
      `run ${givenUpMs(world)}`,
    ]);
  },
};

/** All voters begin anew, and a ballot of one of them comes late. */
const lateBallot: Failure = {
  ...USUAL,
  id: 'K05',
  speaks: 'zab',
  lessons: ['Z2'],
  right: 2,
  plan(world) {
    const voters = votersOf(world.config);
    if (voters.length < SMALL) return elsewhere('voters', SMALL);
    const [from, to] = [Math.min(...voters), Math.max(...voters)];
    const up = world.hosts.filter(({ status }) => status !== 'down').map(({ sid }) => sid);
    return able({ from, to }, [
      ...(world.linkRules.length > 0 ? ['heal'] : []),
      `hold NOTIFICATION ${from} -> ${to}`,
      ...(up.length > 0 ? [`crash ${up.join(' ')}`] : []),
      'run 300',
      `start ${world.hosts.map(({ sid }) => sid).join(' ')}`,
      'run 2500',
      `release NOTIFICATION ${from} -> ${to}`,
      'run 3000',
    ]);
  },
};

/** Whoever is elected never gets its history acknowledged. */
const endlessSync: Failure = {
  ...USUAL,
  id: 'K06',
  speaks: 'zab',
  lessons: ['Z3', 'O1'],
  right: 1,
  plan(world) {
    const found = led(world);
    if (isUnable(found)) return found;
    const voters = votersOf(world.config);
    const ways = voters.flatMap((a) => voters.filter((b) => b !== a).map((b) => `${a} -> ${b}`));
    const { initLimit, tickMs } = world.config;
    return able({ leader: found.leader, seconds: (initLimit * tickMs) / 1000 }, [
      `crash ${found.leader}`,
      ...ways.map((way) => `hold NEWLEADER ${way}`),
      `start ${found.leader}`,
      `run ${2 * initLimit * tickMs + 5000}`,
      ...ways.map((way) => `release NEWLEADER ${way}`),
      `run ${initLimit * tickMs + 3000}`,
    ]);
  },
};

/** The leader is on the smaller side. */
const minority: Failure = {
  ...USUAL,
  id: 'K11',
  lessons: ['C3'],
  right: 1,
  plan(world) {
    const found = ledWithSpare(world);
    if (isUnable(found)) return found;
    const { leader, followers, spare } = found;
    const left = [leader, ...followers.slice(0, spare - 1)].sort((a, b) => a - b);
    const right = others(world, left);
    return able({ leader, left: listed(left), right: listed(right), n: left.length }, [
      divided(left, right),
      `run ${givenUpMs(world)}`,
    ]);
  },
};

/** Two halves, and neither is more than half. */
const halves: Failure = {
  ...USUAL,
  id: 'K13',
  lessons: ['C3', 'O1'],
  right: 2,
  plan(world) {
    const found = led(world);
    const voters = votersOf(world.config);
    if (voters.length % 2 === 1) return elsewhere('even', 4);
    if (isUnable(found)) return found;
    const left = voters.slice(0, voters.length / 2);
    const right = others(world, left);
    return able({ left: listed(left), right: listed(right), n: voters.length }, [
      divided(left, right),
      `run ${givenUpMs(world)}`,
    ]);
  },
};

/** Of those that acknowledged a write, enough forget it. */
const amnesia: Failure = {
  ...USUAL,
  id: 'K14',
  lessons: ['C4'],
  right: 2,
  plan(world) {
    const found = ledWithSpare(world);
    if (isUnable(found)) return found;
    const { leader, followers, spare } = found;
    const voters = votersOf(world.config).length;
    if (followers.length !== voters - 1) return unable('spare', mended(world));
    const writer = clientAt(world, leader);
    if (isUnable(writer)) return writer;
    const behind = followers.slice(0, spare);
    const keepers = followers.slice(spare);
    const forgets = keepers.slice(0, neededOf(world) - behind.length);
    const path = newPath(world, 'bed');
    return able(
      { leader, behind: listed(behind), forgets: listed(forgets), path, client: writer.name },
      [
        `crash ${behind.join(' ')}`,
        'run 500',
        `${writer.name}: create ${path} ICU-1`,
        'run 1000',
        `crash ${[leader, ...keepers].join(' ')}`,
        `wipe ${forgets.join(' ')}`,
        'run 500',
        `start ${[...behind, ...forgets].join(' ')}`,
        `run ${givenUpMs(world)}`,
        `start ${leader}`,
        'run 3000',
      ],
    );
  },
};

export const QUORUM_FAILURES: readonly Failure[] = [
  ...[oneByOne, lateBallot, endlessSync, minority, halves, amnesia],
];
