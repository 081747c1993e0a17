import type { Breach } from '../../checker/index.ts';
import { type Ears, listen } from '../../live/index.ts';
import type { Because, Micros } from '../../model/index.ts';
import { printCommand, printTimed } from '../../script/index.ts';
import { type Command, min, type Turn, type World } from '../../sim/index.ts';
import { MAX_COMMANDS, type TimedCommand } from '../../timeline/index.ts';
import { JudgedDriver } from '../driver.ts';

/**
 * A world that goes on with the wall clock, judged turn by turn, and everything done to it written
 * down. Where the machine is too slow, or stands still, the world's clock falls behind the wall's.
 */
export class LiveWorld extends JudgedDriver {
  private readonly commands: TimedCommand[] = [];
  private readonly ears: Ears;
  /** Up to when the recording holds everything; null: up to now. */
  private fullAt: Micros | null = null;

  private readonly breached: (breach: Breach) => void;

  constructor(world: World, ears: Ears, breached: (breach: Breach) => void) {
    super(world);
    this.ears = ears;
    this.breached = breached;
  }

  /** Carries out a command at the time the world has come to; answers why not, or null. */
  order(command: Command): Because | null {
    this.runTo(this.world.now);
    const at = this.world.now;
    const because = this.attempt(command);
    if (because !== null || this.fullAt !== null) return because;
    if (this.commands.length < MAX_COMMANDS) this.commands.push({ at, command });
    else this.fullAt = at;
    return null;
  }

  /** The lines of the recording, and up to when they say everything. */
  recorded(): {
    readonly lines: readonly string[];
    readonly until: Micros;
    readonly full: boolean;
  } {
    const lines = this.commands.map(({ at, command }) => printTimed(at, printCommand(command)));
    const full = this.fullAt !== null;
    return { lines, until: this.fullAt === null ? this.world.now : this.fullAt - 1, full };
  }

  /** When something is due next. */
  get nextAt(): Micros {
    return min(this.world.agenda)?.at ?? Infinity;
  }

  protected override follow(turn: Turn): void {
    super.follow(turn);
    listen(turn, this.ears);
  }

  protected override broken(breaches: readonly Breach[]): void {
    for (const breach of breaches) this.breached(breach);
  }
}
