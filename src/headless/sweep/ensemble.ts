import { Dice } from '../../lib/index.ts';
import { type CustomScenario, zooCfgFor } from '../../timeline/index.ts';

/** What kind of faults a run has. `gentle`: one at a time, healed before the next. */
export type FaultKind = 'none' | 'gentle' | 'chaos';

/**
 * Where a counter starts so that an epoch ends soon: the last one that may be proposed is
 * 0xfffffffe.
 */
const LAST_COUNTER = 0xfffffffe;

/**
 * The ensemble of one seed: the settings that decide which ways a repair takes are small in most
 * seeds, so that log files roll, snapshots are taken, histories outgrow memory and counters run
 * out within a minute. With `none` everything is as in a fresh installation.
 */
export function ensembleFor(
  seed: number,
  servers: number,
  observers: number,
  faults: FaultKind,
): CustomScenario {
  const sids = Array.from({ length: servers + observers }, (_, i) => i + 1);
  const setup = [`start ${sids.join(' ')}`];
  const zooCfg = zooCfgFor(servers, observers);
  if (faults === 'none') return { zooCfg, setup };
  const dice = new Dice(seed ^ 0x5eed);
  const given: Record<string, string | number> = {
    tickTime: dice.pick([200, 500, 500, 2000]),
    initLimit: dice.pick([3, 5, 10]),
    syncLimit: dice.pick([2, 3, 5]),
    snapCount: dice.pick([4, 10, 40, 40, 200, 100_000]),
    preAllocSize: dice.pick([1, 1, 4, 65_536]),
    commitLogCount: dice.pick([1, 3, 10, 50, 500]),
    snapshotSizeFactor: dice.pick(['0.33', '0.33', '3', '0', '-1']),
  };
  if (dice.percent(20)) {
    given['zabscope.firstCounter'] = LAST_COUNTER - dice.pick([15, 60, 150]);
  }
  const lines = Object.entries(given).map(([key, value]) => `${key}=${value}`);
  const kept = zooCfg.split('\n').filter((line) => !Object.hasOwn(given, line.split('=')[0] ?? ''));
  return { zooCfg: [...kept, ...lines, ''].join('\n'), setup };
}
