import { type Ledger, newLedger, observe } from '../../checker/index.ts';
import { type Micros, MS } from '../../model/index.ts';
import { advance, type Command, idleTo, perform, type Turn, type World } from '../../sim/index.ts';
import type { Figure } from './measures.ts';
import { readyWorld, secondsOf, WRITE } from './workloads.ts';

/** A world under all invariants; every turn of it is judged. */
export class Judged {
  world: World;
  ledger: Ledger;

  constructor(world: World) {
    this.world = world;
    this.ledger = newLedger(world);
  }

  private take(turn: Turn): void {
    const { ledger, breaches } = observe(this.ledger, this.world, turn);
    if (breaches.length > 0) throw new Error(`${breaches[0]?.invariant} is broken`);
    this.ledger = ledger;
    this.world = turn.world;
  }

  perform(command: Command): void {
    this.take(perform(this.world, command, false));
  }

  runTo(at: Micros, then: (turn: Turn) => void = () => {}): void {
    for (;;) {
      const turn = advance(this.world, false, at);
      if (turn === null) break;
      this.take(turn);
      then(turn);
    }
    this.world = idleTo(this.world, at);
  }

  /** One write each 100 ms for so many virtual seconds. */
  write(seconds: number): void {
    const end = this.world.now + seconds * 1000 * MS;
    for (let at = this.world.now; at < end; at += 100 * MS) {
      this.runTo(at);
      this.perform(WRITE);
    }
    this.runTo(end);
  }
}

/** Five servers, a write each 100 ms, all invariants on: at once, and after an hour. */
export function judgedLight(): readonly Figure[] {
  const judged = new Judged(readyWorld());
  judged.write(60);
  const first = secondsOf(() => judged.write(300));
  const atFirst = secondsOf(() => judged.write(60));
  judged.write(58 * 60 - 60);
  const atLast = secondsOf(() => judged.write(60));
  const what = 'five servers, a write each 100 ms, invariants on';
  return [
    { name: what, figure: 300 / first, unit: 'sim-s/s', better: 'more' },
    {
      name: 'the sixtieth minute beside the sixth',
      figure: atFirst / atLast,
      unit: 'times as fast',
      better: 'more',
    },
  ];
}
