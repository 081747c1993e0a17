import { describe, expect, it } from 'vitest';
import { breaksOf } from '../../src/checker/index.ts';
import { runSeed, type SeedReport } from '../../src/headless/sweep/run-seed.ts';
import { VARIANTS, type VariantName, ZAB } from '../../src/zab/index.ts';
import { FOUND } from './found.ts';

const MINUTE_MS = 60_000;

function run(seed: number, servers: number, names: readonly VariantName[]): SeedReport {
  const variants = Object.fromEntries(names.map((name) => [name, true]));
  const report = runSeed(seed, {
    servers,
    observers: 0,
    untilMs: MINUTE_MS,
    faults: 'chaos',
    variants,
  });
  expect(report.crash).toBeNull();
  return report;
}

describe('random disasters', () => {
  it('catch every variant that is unsafe, but for two', () => {
    const caught = new Set(FOUND.flatMap((one) => one.variants));
    const unsafe = (Object.keys(VARIANTS) as VariantName[]).filter(
      (name) => breaksOf(ZAB, name).length > 0,
    );
    expect(unsafe.filter((name) => !caught.has(name))).toEqual([]);
  });

  it.each(FOUND)('$variants: seed $seed', { timeout: 60_000 }, (one) => {
    const { variants, seed, servers, invariant } = one;
    expect(run(seed, servers, variants).breaches[0]?.invariant).toBe(invariant);
  });

  it.each(FOUND)('$variants: seed $seed is clean without', { timeout: 60_000 }, (one) => {
    expect(run(one.seed, one.servers, []).breaches).toEqual([]);
  });
});
