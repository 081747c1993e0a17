import { expect, it } from 'vitest';
import { runSeed } from '../../src/headless/sweep/run-seed.ts';
import type { VariantName, Variants } from '../../src/sim/index.ts';

const MOST_SEEDS = 60;

/** The first seeds of chaos, until one of them breaks something; what it broke. */
function found(variants: Variants): readonly string[] {
  for (let seed = 1; seed <= MOST_SEEDS; seed++) {
    const options = {
      servers: 3,
      observers: 0,
      untilMs: 60_000,
      faults: 'chaos',
      variants,
    } as const;
    const { breaches, crash } = runSeed(seed, options);
    if (crash !== null) throw new Error(crash);
    if (breaches.length > 0) return breaches.map((breach) => breach.invariant);
  }
  return [];
}

it.each<readonly [names: readonly VariantName[], one: readonly string[]]>([
  [['commitAlone'], ['LeaderLogCompleteness', 'PrefixConsistency', 'CommittedLogDurability']],
  [
    ['voteBySid', 'noHistoryCheck'],
    ['CommittedLogDurability', 'LeaderLogCompleteness'],
  ],
  [['neverTrunc'], ['ProcessConsistency', 'proposalInconsistent']],
  [['applyAtProposal'], ['Integrity']],
  [['diffInsteadOfTrunc'], ['proposalInconsistent', 'ProcessConsistency', 'PrefixConsistency']],
  [['noRolloverGuard'], ['DiskEpochs', 'Leadership2']],
  [['zxidFromDiffHeader'], ['proposalInconsistent', 'PrefixConsistency']],
  [['noFastForward'], ['ProcessConsistency', 'proposalInconsistent', 'PrefixConsistency']],
  [['ackWithoutLog'], ['ProcessConsistency', 'LeaderLogCompleteness']],
])('random disasters find %s', { timeout: 120_000 }, (names, anyOf) => {
  const broken = found(Object.fromEntries(names.map((name) => [name, true])));
  expect(broken.filter((name) => anyOf.includes(name))).not.toEqual([]);
});

it('votes by sid are safe as long as histories are compared', { timeout: 120_000 }, () => {
  for (let seed = 1; seed <= 10; seed++) {
    const variants = { voteBySid: true };
    const options = {
      servers: 3,
      observers: 0,
      untilMs: 30_000,
      faults: 'chaos',
      variants,
    } as const;
    expect(runSeed(seed, options).breaches).toEqual([]);
  }
});
