/**
 * A toy engine: time, an agenda, commands, events, and a number (`chance`) that depends on all that
 * was done and when, so that two runs ended alike only if they went alike.
 */

import { DEFAULT_CONFIG } from '../../../src/model/index.ts';
import type { Protocol } from '../../../src/replica/index.ts';
import { min, pop, push } from '../../../src/sim/agenda.ts';
import type { Due, Scenario, SimEvent, Turn, World } from '../../../src/sim/index.ts';
import type { Engine, Opening } from '../../../src/timeline/index.ts';

/** Due each millisecond from the first command on; what a tick does depends on its number. */
const TICK: Due = { type: 'load', generation: 1 };
/** Out of date when it is due: passed over within the turn of what comes next, as in the world. */
const STALE: Due = { type: 'load', generation: 0 };

const fold = (state: number, ...parts: readonly number[]): number =>
  parts.reduce((sum, part) => Math.imul(sum ^ part, 0x01000193) + 7, state) | 0;

function ticked(turn: number, chance: number): readonly SimEvent[] {
  const because = { rule: 'toy', facts: {} };
  const zxid = { epoch: 1, counter: turn };
  const hop = { type: 'messageDelivered', id: turn, from: 1, to: 2 } as const;
  if (turn % 100 === 10) {
    return [{ type: 'leaderEstablished', server: 1, epoch: turn, lastZxid: zxid, because }];
  }
  if (turn % 100 === 60) {
    return [{ type: 'stoppedServing', server: 1, zxid }];
  }
  if (turn % 10 === 5) return [{ ...hop, class: 'BEAT', message: { type: 'PING' } }];
  if (turn % 10 === 7) return [{ ...hop, class: 'COMMIT', message: { type: 'COMMIT', zxid } }];
  if (turn % 10 === 9) return [{ type: 'serving', server: chance & 7, zxid }];
  return [];
}

function moved(world: World, changes: Partial<World>): World {
  return { ...world, turn: world.turn + 1, ...changes };
}

export const TOY: Engine = {
  createWorld: (protocol: Protocol, scenario: Scenario, seed: number) =>
    ({
      protocol,
      config: scenario.config,
      variants: {},
      now: 0,
      seq: 1,
      turn: 0,
      chance: seed,
      agenda: null,
      hosts: [],
    }) as unknown as World,
  perform: (world, command, record = true) => {
    if (command.type === 'wipe') {
      const refused: SimEvent = { type: 'refused', because: { rule: 'toy', facts: {} } };
      return { cause: command, events: record ? [refused] : [], world: moved(world, {}) };
    }
    const chance = fold(world.chance, world.now, command.type.length, world.turn);
    const started = push(null, world.now + 1000, world.seq, TICK);
    const agenda = world.agenda ?? push(started, world.now + 400, world.seq + 1, STALE);
    const event: SimEvent = { type: 'diskSlowed', server: 1, fsyncMs: chance & 0xff };
    const next = moved(world, { chance, agenda, seq: world.seq + 2 });
    return { cause: command, events: record ? [event] : [], world: next };
  },
  advance: (world, record = true, until = Infinity): Turn | null => {
    let agenda = world.agenda;
    while (agenda !== null && agenda.at <= until && agenda.item === STALE) agenda = pop(agenda);
    const due = min(agenda);
    if (due === null || due.at > until) return null;
    const ticking = push(pop(agenda), due.at + 1000, world.seq, TICK);
    const next = push(ticking, due.at + 400, world.seq + 1, STALE);
    const chance = fold(world.chance, due.at, world.turn);
    return {
      cause: TICK,
      events: record ? ticked(world.turn, chance) : [],
      world: moved(world, { now: due.at, chance, agenda: next, seq: world.seq + 2 }),
    };
  },
  idleTo: (world, at) => ({ ...world, now: at }),
  judge: null,
};

export const TOY_OPENING: Opening = {
  spec: 'toy',
  scenario: { name: 'toy', config: DEFAULT_CONFIG, setup: [] },
  setup: [
    { at: 0, command: { type: 'start', servers: [1] } },
    { at: 5000, command: { type: 'start', servers: [2] } },
  ],
};
