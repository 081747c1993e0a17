import { Dice } from '../../lib/index.ts';
import type { Micros, ServerId } from '../../model/index.ts';
import type { Command, World } from '../../sim/index.ts';
import type { FaultKind } from './ensemble.ts';
import { mischief } from './mischief.ts';
import { PATIENTS } from './patients.ts';
import type { Workload, WorkloadOf } from './workload.ts';

const MS = 1000;
const HEAL_ALL: Command = { type: 'heal', between: null };

/** Something to be done later, usually the end of a fault. */
interface Later {
  readonly at: Micros;
  readonly command: Command;
}

/**
 * The author of a run's disasters and of its clients' work: looks at the world, and at times of its
 * own choosing says what happens next. All it does are commands, so a run can be recorded. Faults
 * stay inside what the protocol promises to survive: nothing is wiped.
 */
export class Disaster {
  private readonly dice: Dice;
  private readonly kind: FaultKind;
  private readonly clients: Workload;
  private readonly sids: ReadonlySet<ServerId>;
  private later: Later[] = [];
  private faultAt: Micros;
  private workAt: Micros;
  private calmUntil: Micros = 0;

  /** `sids`: who may be started again; others stay as they are. `works`: its clients come, too. */
  constructor(
    seed: number,
    kind: FaultKind,
    sids: readonly ServerId[],
    works: boolean,
    clients: WorkloadOf = PATIENTS,
  ) {
    this.dice = new Dice(seed ^ 0xd15a57e4);
    this.kind = kind;
    this.sids = new Set(sids);
    this.clients = clients(this.dice, sids);
    this.workAt = works ? 300 * MS : Infinity;
    this.faultAt = kind === 'none' ? Infinity : this.dice.between(100, 4000) * MS;
  }

  /** When there is something to do next. */
  get nextAt(): Micros {
    let at = Math.min(this.faultAt, this.workAt);
    for (const one of this.later) at = Math.min(at, one.at);
    return at;
  }

  /** What happens at `nextAt`, in order. */
  act(world: World): readonly Command[] {
    const now = this.nextAt;
    const commands: Command[] = [];
    const due = this.later.filter((one) => one.at <= now);
    this.later = this.later.filter((one) => one.at > now);
    for (const { command } of due) if (isPossible(world, command)) commands.push(command);
    if (this.workAt <= now) {
      commands.push(...this.clients.work(world));
      this.workAt = now + this.clients.pauseMs() * MS;
    }
    if (this.faultAt <= now) commands.push(...this.strike(world, now));
    return commands;
  }

  private strike(world: World, now: Micros): readonly Command[] {
    const kind = this.kind === 'gentle' ? 'gentle' : 'chaos';
    if (kind === 'chaos' && now >= this.calmUntil && this.dice.percent(8)) {
      return this.calm(world, now);
    }
    const done = mischief(this.dice, world, kind);
    let lastsMs = kind === 'gentle' ? this.dice.between(50, 9000) : this.fuseMs();
    for (const command of done.mends) {
      if (done.apart) lastsMs = this.fuseMs();
      const mend = this.withoutOthers(command);
      if (mend !== null) this.later.push({ at: now + lastsMs * MS, command: mend });
    }
    const pauseMs = kind === 'gentle' ? lastsMs + this.dice.between(1000, 6000) : this.pauseMs();
    this.faultAt = now + pauseMs * MS + this.dice.between(0, 999);
    return done.commands
      .map((command) => this.withoutOthers(command))
      .filter((command) => command !== null);
  }

  /** A start of those alone that may be started; null: nobody is left. */
  private withoutOthers(command: Command): Command | null {
    if (command.type !== 'start') return command;
    const servers = command.servers.filter((sid) => this.sids.has(sid));
    return servers.length === 0 ? null : { ...command, servers };
  }

  /** Everything is mended, and for a while nothing breaks: elections end, histories grow. */
  private calm(world: World, now: Micros): readonly Command[] {
    this.calmUntil = now + this.dice.between(5000, 15_000) * MS;
    this.faultAt = now + this.dice.between(1500, 5000) * MS;
    return this.ends(world);
  }

  /** Ends every fault that is under way, and causes none from now on: what is left is calm. */
  mend(world: World): readonly Command[] {
    this.faultAt = Infinity;
    return this.ends(world);
  }

  private ends(world: World): readonly Command[] {
    const ends = this.later.map((one) => one.command).filter((one) => isPossible(world, one));
    this.later = [];
    return [HEAL_ALL, ...ends.filter((one) => one.type !== 'heal' || one.between !== null)];
  }

  /**
   * Until the next fault: often so short that it falls into the election that the last one caused.
   */
  private pauseMs(): number {
    const kind = this.dice.between(1, 10);
    if (kind <= 3) return this.dice.between(1, 20);
    if (kind <= 7) return this.dice.between(20, 700);
    return this.dice.between(700, 5000);
  }

  private fuseMs(): number {
    const kind = this.dice.between(1, 10);
    if (kind <= 3) return this.dice.between(1, 60);
    if (kind <= 7) return this.dice.between(60, 2500);
    return this.dice.between(2500, 14_000);
  }
}

/** Whether the end of a fault still has something to end. */
function isPossible({ hosts }: World, command: Command): boolean {
  if (command.type !== 'start' && command.type !== 'resume') return true;
  const needed = command.type === 'start' ? 'down' : 'frozen';
  return hosts.every((host) => !command.servers.includes(host.sid) || host.status === needed);
}
