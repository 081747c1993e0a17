import { type Micros, MS } from '../../model/index.ts';
import { DEFAULT_PROTOCOL } from '../../protocols/index.ts';
import { type Command, createWorld, type World } from '../../sim/index.ts';
import {
  beginWith,
  type CustomScenario,
  isMistake,
  type Opening,
  openingOf,
  SIM,
  type TimedCommand,
  type Timeline,
  zooCfgFor,
} from '../../timeline/index.ts';
import { Driver } from '../driver.ts';

/** When the ensemble serves, its client is connected and the node is there. */
const READY: Micros = 5000 * MS;

/** Five servers, and a client of server 1, which follows: 5 leads where all start at once. */
const SCENARIO: CustomScenario = {
  zooCfg: zooCfgFor(5, 0),
  setup: [
    'start 1 2 3 4 5',
    '@3000 client writer connect 1 timeout 30000',
    '@4000 writer: create /n x',
  ],
};

/** One write by the workload's client. */
export const WRITE: Command = {
  type: 'ask',
  client: 'writer',
  line: 'set /n x',
  program: { type: 'ask', op: { type: 'setData', path: '/n', data: 'x', version: -1 } },
};

export function opening(): Opening {
  const opened = openingOf(SCENARIO);
  if (isMistake(opened)) throw new Error(opened.what.key);
  return opened;
}

/** How many seconds it took. */
export function secondsOf(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

/** A world that serves, with its client connected. */
export function readyWorld(): World {
  const { scenario, setup } = opening();
  const driver = new Driver(createWorld(DEFAULT_PROTOCOL, scenario, 1), false);
  for (const { at, command } of setup) {
    driver.runTo(at);
    driver.perform(command);
  }
  driver.runTo(READY);
  return driver.world;
}

/** One write each `everyMs` for `seconds` of virtual time; answers with the turns it took. */
export function writeFor(world: World, seconds: number, everyMs: number, record: boolean): number {
  const driver = new Driver(world, record);
  const end = world.now + seconds * 1000 * MS;
  let turns = 0;
  for (let at = world.now; at < end; at += everyMs * MS) {
    for (; driver.turn(at) !== null; turns++);
    driver.idle(at);
    driver.perform(WRITE);
    turns += 1;
  }
  for (; driver.turn(end) !== null; turns++);
  return turns;
}

/** A timeline in which the writes of so many minutes are known; nothing of it is computed. */
export function writingTimeline(minutes: number, everyMs: number): Timeline {
  const commands: TimedCommand[] = [];
  for (let at = READY; at < minutes * 60_000 * MS; at += everyMs * MS) {
    commands.push({ at, command: WRITE });
  }
  return beginWith(SIM, opening(), 1, {}, commands);
}
