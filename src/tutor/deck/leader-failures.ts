/** The leader dies, or stands still, at a moment of a write that is chosen. */
import type { ServerId } from '../../model/index.ts';
import type { World } from '../../sim/index.ts';
import { clientAt, givenUpMs, ledWithSpare, type NamedClient, newPath, someClient } from './aim.ts';
import { able, type Failure, isUnable } from './failure.ts';

const USUAL = { amount: null, lessons: ['C1'], speaks: 'zab' } as const;
/** A write is on every disk that it can reach. */
const WRITTEN_MS = 300;
/** A session that outlives the leader's sleep. */
const PATIENT_MS = 40_000;

/** Somebody with whom a write begins. */
const isWriter = ({ host }: NamedClient): boolean => host.recipe === null;

/** Somebody creates a path, what comes of it is held up on its way, and the leader dies. */
function diesMeanwhile(
  world: World,
  leader: ServerId,
  write: string,
  held: readonly string[],
): readonly string[] {
  return [
    ...held.map((way) => `hold ${way}`),
    write,
    `run ${WRITTEN_MS}`,
    `crash ${leader}`,
    ...held.map((way) => `release ${way}`),
    `run ${givenUpMs(world)}`,
  ];
}

/** The leader writes alone, and dies. */
const alone: Failure = {
  ...USUAL,
  id: 'K08',
  right: 1,
  plan(world) {
    const found = ledWithSpare(world);
    if (isUnable(found)) return found;
    const writer = someClient(world, isWriter);
    if (isUnable(writer)) return writer;
    const { leader, followers } = found;
    const path = newPath(world, 'bed');
    const write = `${writer.name}: create ${path} ICU-7`;
    const held = followers.map((sid) => `PROPOSAL ${leader} -> ${sid}`);
    return able({ leader, path, client: writer.name }, diesMeanwhile(world, leader, write, held));
  },
};

/** One other has it on its disk, and its ACK never arrives. */
const oneAck: Failure = {
  ...USUAL,
  id: 'K09',
  right: 0,
  plan(world) {
    const found = ledWithSpare(world);
    if (isUnable(found)) return found;
    const writer = someClient(world, isWriter);
    if (isUnable(writer)) return writer;
    const { leader, followers } = found;
    const [heir, ...others] = followers;
    const path = newPath(world, 'bed');
    const write = `${writer.name}: create ${path} ICU-8`;
    const held = [
      ...others.map((sid) => `PROPOSAL ${leader} -> ${sid}`),
      `ACK ${heir} -> ${leader}`,
    ];
    return able(
      { leader, heir: heir ?? 0, path, client: writer.name },
      diesMeanwhile(world, leader, write, held),
    );
  },
};

/** The client is told OK, nobody hears of the COMMIT, and the leader dies. */
const toldOk: Failure = {
  ...USUAL,
  id: 'K10',
  right: 0,
  plan(world) {
    const found = ledWithSpare(world);
    if (isUnable(found)) return found;
    const { leader, followers } = found;
    const writer = clientAt(world, leader, isWriter);
    if (isUnable(writer)) return writer;
    const path = newPath(world, 'bed');
    const write = `${writer.name}: create ${path} ICU-9`;
    const held = followers.map((sid) => `COMMIT ${leader} -> ${sid}`);
    return able({ leader, path, client: writer.name }, diesMeanwhile(world, leader, write, held));
  },
};

/** The leader sleeps until it is replaced, wakes, and does not know. */
const asleep: Failure = {
  amount: null,
  lessons: ['C3'],
  id: 'K12',
  right: 2,
  plan(world) {
    const found = ledWithSpare(world);
    if (isUnable(found)) return found;
    const { leader } = found;
    const writer = someClient(
      world,
      (one) => isWriter(one) && one.host.client.server !== leader,
      'clientAt',
      found.followers[0] ?? null,
    );
    if (isUnable(writer)) return writer;
    const stays = ({ name, host }: NamedClient) =>
      name !== writer.name && host.client.server === leader && host.client.timeoutMs >= PATIENT_MS;
    // What a server grants at most is twenty ticks.
    const longest = Math.min(PATIENT_MS, 20 * world.config.tickMs);
    const stuck = someClient(
      world,
      longest < PATIENT_MS
        ? (one) => one.name !== writer.name && one.host.client.server === leader
        : stays,
      'patient',
      leader,
      PATIENT_MS,
    );
    if (isUnable(stuck)) return stuck;
    const path = newPath(world, 'bed');
    return able({ leader, path, client: stuck.name, writer: writer.name }, [
      `${writer.name}: create ${path} OLD`,
      'run 500',
      `freeze ${leader}`,
      `run ${givenUpMs(world)}`,
      `${writer.name}: set ${path} NEW`,
      'run 500',
      `${stuck.name}: sync ${path}`,
      `${stuck.name}: get ${path}`,
      'run 100',
      `resume ${leader}`,
      'run 3000',
    ]);
  },
};

export const LEADER_FAILURES: readonly Failure[] = [alone, oneAck, toldOk, asleep];
