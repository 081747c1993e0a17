import type { Breach } from '../../checker/index.ts';
import { type Micros, MS } from '../../model/index.ts';
import type { Protocol, Service } from '../../replica/index.ts';
import { printCommand, printTimed } from '../../script/index.ts';
import { type Command, createWorld, min, perform, type Turn, type World } from '../../sim/index.ts';
import type { Opening } from '../../timeline/index.ts';
import { JudgedDriver, refusalIn } from '../driver.ts';
import { Coverage, type Covered } from './coverage.ts';
import type { Disaster } from './disaster.ts';
import { EtcdCoverage } from './etcd-coverage.ts';

/** What a run is made of. `stopsAtBreach`: it ends with the first turn that breaks something. */
export interface RunOptions {
  readonly protocol: Protocol;
  /** Of ZooKeeper's servers without it. */
  readonly service?: Service | undefined;
  /** Its setup is done at time 0, whatever times it says. */
  readonly opening: Opening;
  readonly seed: number;
  readonly variants: World['variants'];
  readonly untilMs: number;
  readonly disaster: Disaster;
  readonly stopsAtBreach: boolean;
}

/**
 * A run that a disaster's author writes while it goes on; every command of it is kept as a line.
 */
export class Run extends JudgedDriver {
  breaches: readonly Breach[] = [];
  private readonly coverage = new Coverage();
  private readonly etcd: EtcdCoverage | null;
  /** What was done, as a recording writes it: `@12841.203 crash 3`. */
  readonly lines: string[] = [];
  private readonly options: RunOptions;

  constructor(options: RunOptions) {
    const { protocol, opening, seed, variants, service } = options;
    super(createWorld(protocol, opening.scenario, seed, variants, service));
    this.options = options;
    this.etcd = service === undefined ? null : new EtcdCoverage();
  }

  /** What it has reached so far. */
  get covered(): Covered {
    const { world, ledger, etcd } = this;
    return { ...this.coverage.finish(world, ledger), ...etcd?.finish(world) };
  }

  private get isOver(): boolean {
    return this.options.stopsAtBreach && this.breaches.length > 0;
  }

  /** Carries out the scenario's setup, which is not among the lines, and runs. */
  go(first: readonly Command[] = []): void {
    const { disaster, untilMs, opening } = this.options;
    const until: Micros = Math.round(untilMs * MS);
    for (const { command } of opening.setup) this.give(command, false);
    for (const command of first) this.give(command, true);
    while (!this.isOver) {
      const { nextAt } = disaster;
      if (this.step(Math.min(nextAt, until))) continue;
      if (nextAt > until) return;
      this.intervene(nextAt);
    }
  }

  private intervene(at: Micros): void {
    this.idle(at);
    for (const command of this.options.disaster.act(this.world)) {
      if (this.isOver) return;
      this.give(command, true);
    }
  }

  /** What is refused never was: no line, no turn. */
  private give(command: Command, recorded: boolean): void {
    const turn = perform(this.world, command, false);
    if (refusalIn(turn) !== null) return;
    if (recorded) this.lines.push(printTimed(this.world.now, printCommand(command)));
    this.coverage.commanded(command);
    this.follow(turn);
  }

  /** The next turn; none goes beyond what is done next, as on a timeline: so it can be replayed. */
  private step(until: Micros): boolean {
    // When this arrives the leader decides how to repair a learner, and says why in an event.
    const item = min(this.world.agenda)?.item;
    const decides = item?.type === 'flight' && item.message.type === 'ACKEPOCH';
    const turn = this.turn(until, decides);
    if (turn !== null && decides) this.coverage.decided(turn);
    return turn !== null;
  }

  protected override follow(turn: Turn): void {
    this.coverage.happened(this.world, turn.world);
    this.etcd?.happened(this.world, turn.world);
    super.follow(turn);
  }

  protected override broken(breaches: readonly Breach[]): void {
    this.breaches = breaches;
  }
}
