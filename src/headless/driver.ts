import { type Breach, type Ledger, newLedger, observe } from '../checker/index.ts';
import { type Because, type Micros, MS } from '../model/index.ts';
import { advance, type Command, idleTo, perform, type Turn, type World } from '../sim/index.ts';

/** Why a turn was none: the world refused the command; null: it did not. */
export function refusalIn({ events }: Turn): Because | null {
  const [first] = events;
  return first?.type === 'refused' ? first.because : null;
}

/** A world that somebody drives: commands are carried out now, and time passes turn by turn. */
export class Driver {
  world: World;
  protected readonly record: boolean;

  /** `record`: turns tell their events. */
  constructor(world: World, record: boolean) {
    this.world = world;
    this.record = record;
  }

  /** A turn is over. Who looks at it does so here, while `world` is still the one before it. */
  protected follow(turn: Turn): void {
    this.world = turn.world;
  }

  /** Carries out a command now, or lets the world say why not: null is no reason. */
  attempt(command: Command): Because | null {
    const turn = perform(this.world, command, this.record);
    this.follow(turn);
    return refusalIn(turn);
  }

  /** Carries out a command now. Throws when the world refuses it. */
  perform(command: Command): void {
    const because = this.attempt(command);
    if (because !== null) throw new Error(`${command.type} refused: ${because.rule}`);
  }

  /** The next turn; null: there is none at or before `until`. */
  turn(until: Micros, record = this.record): Turn | null {
    const turn = advance(this.world, record, until);
    if (turn !== null) this.follow(turn);
    return turn;
  }

  /** The clock moves on over a time in which nothing happens. */
  idle(at: Micros): void {
    this.world = idleTo(this.world, at);
  }

  /** All that happens up to a moment, and the clock stands there. */
  runTo(at: Micros): void {
    while (this.turn(at) !== null);
    this.idle(at);
  }

  runFor(ms: number): void {
    this.runTo(this.world.now + Math.round(ms * MS));
  }

  /** Lets time pass until something holds; false: it did not within so many virtual ms. */
  runUntil(holds: (world: World) => boolean, atMostMs: number): boolean {
    const end = this.world.now + atMostMs * MS;
    while (!holds(this.world)) if (this.turn(end) === null) return false;
    return true;
  }
}

/** The same under all invariants: every turn is judged, and what it broke is our bug. */
export class JudgedDriver extends Driver {
  ledger: Ledger;

  constructor(world: World, record = false) {
    super(world, record);
    this.ledger = newLedger(world);
  }

  protected override follow(turn: Turn): void {
    const { ledger, breaches } = observe(this.ledger, this.world, turn);
    this.ledger = ledger;
    if (breaches.length > 0) this.broken(breaches);
    super.follow(turn);
  }

  /** Something is broken: for whoever looks for that, the place to note it. */
  protected broken(breaches: readonly Breach[]): void {
    throw new Error(`${breaches[0]?.invariant} is broken`);
  }
}
