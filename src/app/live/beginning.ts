import { type RelayHello, withClock } from '../../live/index.ts';
import {
  beginWith,
  type Engine,
  extendTo,
  isMistake,
  type Mistake,
  openingOf,
  runUntil,
  type Timeline,
} from '../../timeline/index.ts';
import type { ShownRun } from '../saved-run.ts';
import { ENGINE } from '../startup.ts';

/**
 * An ensemble that serves, and whose wall clock is this machine's; null: it never serves.
 * `told`: is told each turn.
 */
export function serving(
  { zooCfg, seed, ports }: RelayHello,
  nowMs: number,
  told: NonNullable<Engine['told']>,
): ShownRun | Mistake | null {
  const setup = [`start ${ports.map(([sid]) => sid).join(' ')}`];
  const begun = (engine: Engine, clockMs: number): Timeline | Mistake => {
    const opening = openingOf({ zooCfg: withClock(zooCfg, clockMs), setup });
    return isMistake(opening) ? opening : beginWith(engine, opening, seed);
  };
  const trial = begun(ENGINE, 0);
  if (isMistake(trial)) return trial;
  const { met, at } = runUntil(extendTo(trial, 0), 0, { type: 'until', until: 'serving' });
  if (!met) return null;
  const timeline = begun({ ...ENGINE, told }, nowMs - Math.ceil(at / 1000));
  return isMistake(timeline) ? timeline : { timeline: extendTo(timeline, at), at };
}
