import { type Breach, type Ledger, newLedger, observe } from '../../checker/index.ts';
import { type Micros, MS, type ServerId } from '../../model/index.ts';
import { isParseError, parseZooCfg, printCommand, printTimed } from '../../script/index.ts';
import {
  advance,
  type Command,
  createWorld,
  idleTo,
  min,
  perform,
  type Turn,
  type World,
} from '../../sim/index.ts';
import type { Recording } from '../../timeline/index.ts';
import { Coverage, type Covered } from './coverage.ts';
import { Disaster } from './disaster.ts';
import { ensembleFor, type FaultKind } from './ensemble.ts';

/** What a run of one seed is made of. */
export interface SeedOptions {
  readonly servers: number;
  readonly observers: number;
  readonly untilMs: number;
  readonly faults: FaultKind;
  readonly variants: World['variants'];
}

/** How a seed ended. */
export interface SeedReport {
  readonly seed: number;
  /** What the first turn that broke something broke; empty: the run is clean. */
  readonly breaches: readonly Breach[];
  readonly at: Micros;
  /** What threw, if something did: a failed assertion of ours. */
  readonly crash: string | null;
  readonly covered: Covered;
  /** The run as far as it came, as a recording. */
  readonly recording: Recording;
}

/** Runs one seed until its time is up or an invariant is broken. */
export function runSeed(seed: number, options: SeedOptions): SeedReport {
  const spec = ensembleFor(seed, options.servers, options.observers, options.faults);
  const run = new Run(seed, spec.zooCfg, options);
  const lines: string[] = [];
  let crash: string | null = null;
  try {
    run.go(lines);
  } catch (error) {
    crash = error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
  }
  const { world, breaches, coverage, ledger } = run;
  return {
    seed,
    breaches,
    at: world.now,
    crash,
    covered: coverage.finish(world, ledger),
    recording: {
      version: 1,
      scenario: spec,
      seed,
      commands: lines,
      untilMs: world.now / MS,
    },
  };
}

class Run {
  world: World;
  ledger: Ledger;
  breaches: readonly Breach[] = [];
  readonly coverage = new Coverage();
  private readonly options: SeedOptions;
  private readonly disaster: Disaster;

  constructor(seed: number, zooCfg: string, options: SeedOptions) {
    const read = parseZooCfg(zooCfg);
    if (isParseError(read)) throw new Error(`no ensemble for seed ${seed}`);
    const scenario = { name: 'custom', config: read.config, setup: [] };
    this.world = createWorld(scenario, seed, options.variants);
    this.ledger = newLedger(this.world);
    this.options = options;
    const sids: readonly ServerId[] = read.config.servers.map((server) => server.sid);
    this.disaster = new Disaster(seed, options.faults, sids);
  }

  go(lines: string[]): void {
    const until = Math.round(this.options.untilMs * MS);
    // The setup: it is in the recording's scenario, not among its commands.
    this.give({ type: 'start', servers: this.world.hosts.map((host) => host.sid) }, lines, false);
    while (this.breaches.length === 0) {
      const due = min(this.world.agenda)?.at ?? Infinity;
      const { nextAt } = this.disaster;
      if (Math.min(due, nextAt) > until) return;
      if (nextAt < due) this.intervene(nextAt, lines);
      else if (!this.step()) return;
    }
  }

  private intervene(at: Micros, lines: string[]): void {
    this.world = idleTo(this.world, at);
    for (const command of this.disaster.act(this.world)) {
      if (this.breaches.length > 0) return;
      this.give(command, lines, true);
    }
  }

  private give(command: Command, lines: string[], recorded: boolean): void {
    const turn = perform(this.world, command, false);
    if (turn.events.some((event) => event.type === 'refused')) return;
    if (recorded) lines.push(printTimed(this.world.now, printCommand(command)));
    this.coverage.commanded(command);
    this.look(turn);
  }

  private step(): boolean {
    const before = this.world;
    // The leader decides how to repair a learner when this arrives: only that is told with a reason.
    const item = min(before.agenda)?.item;
    const decides = item?.type === 'flight' && item.message.type === 'ACKEPOCH';
    const turn = advance(before, decides);
    if (turn === null) return false;
    if (decides) this.coverage.decided(turn);
    this.look(turn);
    return true;
  }

  private look(turn: Turn): void {
    const { ledger, breaches } = observe(this.ledger, this.world, turn);
    this.coverage.happened(this.world, turn.world);
    this.ledger = ledger;
    this.breaches = breaches;
    this.world = turn.world;
  }
}
