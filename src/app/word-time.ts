import type { Micros } from '../model/index.ts';

/** While time passes words that are long to make need not follow every frame. */
const TICK: Micros = 50_000;

/** The moment that such words speak of. */
export function wordTime(now: number, playing: boolean): Micros {
  return playing ? Math.floor(now / TICK) * TICK : Math.floor(now);
}
