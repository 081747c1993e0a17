import { type Dice, getKey } from '../../lib/index.ts';
import type { ServerId } from '../../model/index.ts';
import type { Command, World } from '../../sim/index.ts';
import { commandOf, type Workload, type WorkloadOf } from './workload.ts';

const NAMES = ['mri', 'nurse', 'doctor'] as const;
const RECIPES = ['lock', 'queue', 'group'] as const;
const ROOMS = ['/ward', '/ward/a', '/ward/b'] as const;
const OVER: ReadonlySet<string> = new Set(['DEAD', 'CLOSED', 'EXPIRED', 'AUTH_FAILED']);

/**
 * The clients of a run: a light load, and a few who come and go, take locks and sequence numbers,
 * change several things at once and ask one server after the other.
 */
class Patients implements Workload {
  private readonly dice: Dice;
  private readonly sids: readonly ServerId[];
  private begun = false;
  private readonly pace: number;

  constructor(dice: Dice, sids: readonly ServerId[]) {
    this.dice = dice;
    this.sids = sids;
    this.pace = dice.pick([80, 250, 800]);
  }

  pauseMs(): number {
    return this.dice.between(1, 2 * this.pace);
  }

  work(world: World): readonly Command[] {
    return this.lines(world).map(commandOf);
  }

  private lines(world: World): readonly string[] {
    const { dice } = this;
    if (!this.begun) {
      this.begun = true;
      return [`load ${dice.between(1, 4)} clients ${dice.pick([1, 3, 8])} per second`];
    }
    const name = dice.pick(NAMES);
    const host = getKey(world.clients, name);
    if (!host || OVER.has(host.client.leaf)) return [this.connect(name)];
    if (host.frozen) return [];
    if (dice.percent(3)) return [`client ${name} ${dice.pick(['kill', 'close', 'disconnect'])}`];
    if (dice.percent(4)) return [this.connect(name)];
    if (dice.percent(12))
      return [`${name} recipe ${dice.pick(RECIPES)} /ward/${dice.pick(RECIPES)}`];
    if (host.recipe && dice.percent(20)) return [`${name} recipe release`];
    return [`${name}: ${this.line()}`];
  }

  private connect(name: string): string {
    const timeoutMs = this.dice.pick([1000, 4000, 20_000]);
    return `client ${name} connect ${this.dice.shuffled(this.sids).join(' ')} timeout ${timeoutMs}`;
  }

  private line(): string {
    const { dice } = this;
    const room = dice.pick(ROOMS);
    const value = dice.between(0, 999);
    switch (dice.between(1, 18)) {
      case 1:
      case 2:
        return `create ${room} ${value}`;
      case 3:
        return `create -s ${room}/n- ${value}`;
      case 4:
        return `create -s -e ${room}/e- ${value}`;
      case 5:
        return `create -e ${room}/here ${value}`;
      case 6:
      case 7:
        return `set ${room} ${value}`;
      case 8:
        return `set -v ${dice.between(0, 3)} ${room} ${value}`;
      case 9:
        return `delete ${room}`;
      case 10:
        return `ls ${room}`;
      case 11:
        return `sync ${room}`;
      case 12:
        return `get -w ${room}`;
      case 13:
        return `stat ${room}`;
      case 14:
        return `create -c ${room} ${value}`;
      case 15:
        return `deleteall ${room}`;
      case 16:
        return `addWatch ${room}`;
      case 17:
        return `setAcl -v ${dice.between(0, 2)} ${room} world:anyone:cdrwa`;
      default:
        return `get ${room}`;
    }
  }
}

export const PATIENTS: WorkloadOf = (dice, sids) => new Patients(dice, sids);
