import { describe, expect, it } from 'vitest';
import { breaksOf } from '../../src/checker/index.ts';
import { runSeed } from '../../src/headless/sweep/run-seed.ts';
import { VARIANTS, type VariantName, ZAB } from '../../src/zab/index.ts';

const HARMLESS = (Object.keys(VARIANTS) as VariantName[]).filter(
  (name) => breaksOf(ZAB, name).length === 0,
);

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** What costs time only breaks no invariant, whatever happens. */
describe('random disasters break nothing', () => {
  it.each(HARMLESS)('under %s', { timeout: 120_000 }, (name) => {
    const options = { servers: 3, observers: 0, untilMs: 60_000, faults: 'chaos' } as const;
    for (const seed of SEEDS) {
      const { breaches, crash } = runSeed(seed, { ...options, variants: { [name]: true } });
      expect({ seed, breaches, crash }).toEqual({ seed, breaches: [], crash: null });
    }
  });
});
