import { MS } from '../../model/index.ts';
import { JudgedDriver } from '../driver.ts';
import type { Figure } from './measures.ts';
import { readyWorld, secondsOf, WRITE } from './workloads.ts';

/** A world under all invariants, and the writes of the light load. */
export class Judged extends JudgedDriver {
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
