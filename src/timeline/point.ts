import type { Breach } from '../checker/index.ts';
import type { Micros } from '../model/index.ts';
import type { SimEvent, Turn, World } from '../sim/index.ts';
import type { Engine, Judge } from './engine.ts';
import type { Branch, JudgedTurn, RunPoint, TimedCommand, Timeline } from './types.ts';

const NO_BREACHES: readonly Breach[] = Object.freeze([]);

/** What a branch's run follows from: the same plan and the same first world give the same run. */
export interface Plan {
  readonly engine: Engine;
  readonly setup: readonly TimedCommand[];
  readonly commands: readonly TimedCommand[];
  /** Null: nobody reads along, and the ledger of points stays what it was. */
  readonly judge: Judge | null;
}

export function planOf(timeline: Timeline, branch: Branch): Plan {
  return {
    engine: timeline.engine,
    setup: timeline.opening.setup,
    commands: branch.commands,
    judge: timeline.engine.judge,
  };
}

/** Where every branch begins. */
export function firstPoint(
  timeline: Pick<Timeline, 'engine' | 'protocol' | 'opening' | 'seed' | 'variants'>,
): RunPoint {
  const { engine, protocol, opening, seed, variants } = timeline;
  const scenario = { ...opening.scenario, setup: [] };
  const world = engine.createWorld(protocol, scenario, seed, variants);
  const ledger = engine.judge?.newLedger(world) ?? null;
  return { world, ledger, turns: 0, events: 0, setupDone: 0, commandsDone: 0 };
}

/** The next command and whether it is one of the setup, which comes first at equal times. */
function nextCommand(plan: Plan, point: RunPoint): TimedCommand | null {
  const ready = plan.setup[point.setupDone];
  const given = plan.commands[point.commandsDone];
  if (ready === undefined) return given ?? null;
  return given === undefined || ready.at <= given.at ? ready : given;
}

/**
 * The next turn, if it comes at or before `until`. This is where it is defined what the time of a
 * command means: a command given at t is performed after everything due at or before t, with the
 * clock set to t.
 */
export function stepOnce(
  plan: Plan,
  point: RunPoint,
  record: boolean,
  until: Micros,
): JudgedTurn | null {
  const command = nextCommand(plan, point);
  const limit = command === null ? until : Math.min(until, command.at);
  const turn = plan.engine.advance(point.world, record, limit);
  if (turn === null) {
    if (command === null || command.at > until) return null;
    return stepByCommand(plan, point, command, record);
  }
  return stepWith(plan, point, point.world, turn, record, 0, 0);
}

function stepByCommand(
  plan: Plan,
  point: RunPoint,
  timed: TimedCommand,
  record: boolean,
): JudgedTurn {
  const { world } = point;
  const ready = timed.at > world.now ? plan.engine.idleTo(world, timed.at) : world;
  const turn = plan.engine.perform(ready, timed.command, record);
  const isSetup = plan.setup[point.setupDone] === timed;
  return stepWith(plan, point, ready, turn, record, isSetup ? 1 : 0, isSetup ? 0 : 1);
}

/** The step of a turn, judged: what it breaks becomes its last events. */
function stepWith(
  plan: Plan,
  before: RunPoint,
  from: World,
  turn: Turn,
  record: boolean,
  setup: number,
  commands: number,
): JudgedTurn {
  let { ledger } = before;
  let breaches = NO_BREACHES;
  if (plan.judge !== null && ledger !== null) {
    const seen = plan.judge.observe(ledger, from, turn);
    ledger = seen.ledger;
    breaches = seen.breaches;
  }
  const judged =
    breaches.length > 0 && record
      ? {
          cause: turn.cause,
          events: [...turn.events, ...breaches.map(violated)],
          world: turn.world,
        }
      : turn;
  const after: RunPoint = {
    world: turn.world,
    ledger,
    turns: before.turns + 1,
    events: before.events + judged.events.length,
    setupDone: before.setupDone + setup,
    commandsDone: before.commandsDone + commands,
  };
  return { before, turn: judged, breaches, after };
}

function violated({ invariant, because }: Breach): SimEvent {
  return { type: 'violated', invariant, because };
}
