import type { Micros } from '../model/index.ts';
import type { Protocol } from '../replica/index.ts';
import { advance } from './advance.ts';
import type { Command, Scenario } from './commands.ts';
import { newWorld } from './create-world.ts';
import { idleTo, perform } from './perform.ts';
import type { World } from './world.ts';

/** Later than any run: no time here fits into 31 bits. */
const LATE: Micros = 1_000_000_000_000;
const CLIENT = 'rehearsal';

let isRehearsed = false;

/**
 * A world at time 0, as `newWorld` makes it, in a process that may run for long: the first time
 * something is rehearsed.
 */
export function createWorld(...made: Parameters<typeof newWorld>): World {
  const [protocol, { name, config }] = made;
  rehearse(protocol, { name, config, setup: [] });
  return newWorld(...made);
}

/**
 * Once a process, a short run at a late hour that nobody sees: an election, a client, a write. V8
 * lays out the numbers of a record by what it has met so far, and for times that is less than 31
 * bits until a run passes 36 minutes (18 in Chromium). It would then discard, in the midst of that
 * run, all code that it has optimized. It changes nothing that can be told from outside.
 */
function rehearse(protocol: Protocol, scenario: Scenario): void {
  const servers = scenario.config.servers.map(({ sid }) => sid);
  if (isRehearsed || servers.length < 2) return;
  isRehearsed = true;
  const write: Command = {
    type: 'ask',
    client: CLIENT,
    line: '',
    program: { type: 'ask', op: { type: 'setData', path: '/', data: '', version: -1 } },
  };
  let world = idleTo(newWorld(protocol, scenario, 1), LATE);
  const steps: readonly (readonly [Command, Micros])[] = [
    [{ type: 'start', servers }, 2_000_000],
    [{ type: 'client-connect', client: CLIENT, servers, timeoutMs: 30_000 }, 500_000],
    [write, 500_000],
  ];
  for (const [command, micros] of steps) {
    world = perform(world, command, false).world;
    world = after(world, micros);
  }
  widen(world, new Set());
}

/**
 * Where a field has held a large number and, once, none at all, V8 keeps numbers in it as they
 * come; where only numbers, it makes a box for each in every copy of the record. This world is
 * thrown away: nobody sees what it holds meanwhile.
 */
function widen(record: object, seen: Set<object>): void {
  if (seen.has(record) || Object.isFrozen(record)) return;
  seen.add(record);
  // A cast: whatever it is, it is looked at field by field.
  const fields = record as Record<string, unknown>;
  for (const name of Object.keys(fields)) {
    const held = fields[name];
    if (typeof held === 'object' && held !== null) widen(held, seen);
    if (typeof held !== 'number' || held <= 0x7fffffff) continue;
    fields[name] = null;
    fields[name] = held;
  }
}

function after(world: World, micros: Micros): World {
  const until = world.now + micros;
  let now = world;
  for (let turn = advance(now, false, until); turn !== null; turn = advance(now, false, until)) {
    now = turn.world;
  }
  return idleTo(now, until);
}
