import { describe, expect, it } from 'vitest';
import { type Covered, NOTHING_COVERED, plus } from '../../src/headless/sweep/coverage.ts';
import type { FaultKind } from '../../src/headless/sweep/ensemble.ts';
import { runSeed } from '../../src/headless/sweep/run-seed.ts';

/**
 * Random disasters under every invariant. A run of the tests takes a tenth of the seeds (their
 * number is in SWEEP_SEEDS, for all shapes together); `npm run sweep` runs as many as one likes.
 */
const SEEDS = Number(process.env.SWEEP_SEEDS ?? 160);
const MINUTE_MS = 60_000;

/** Voters, observers, faults, and the share of the seeds. */
const SHAPES: readonly (readonly [number, number, FaultKind, number])[] = [
  [3, 0, 'chaos', 0.35],
  [3, 1, 'chaos', 0.1],
  [4, 0, 'chaos', 0.1],
  [5, 0, 'chaos', 0.15],
  [5, 2, 'chaos', 0.1],
  [7, 0, 'chaos', 0.05],
  [7, 2, 'chaos', 0.05],
  [3, 0, 'gentle', 0.1],
];

let covered: Covered = NOTHING_COVERED;

describe('no disaster breaks an invariant', () => {
  it.each(SHAPES)('%i voters, %i observers, %s', { timeout: 600_000 }, (...shape) => {
    const [servers, observers, faults, share] = shape;
    const count = Math.max(1, Math.round(SEEDS * share));
    const complaints: string[] = [];
    for (let i = 0; i < count; i++) {
      const seed = servers * 1_000_000 + observers * 100_000 + i;
      const options = { servers, observers, faults, untilMs: MINUTE_MS, variants: {} };
      const report = runSeed(seed, options);
      covered = plus(covered, report.covered);
      if (report.crash !== null) complaints.push(`seed ${seed}: ${report.crash}`);
      for (const breach of report.breaches) {
        complaints.push(`seed ${seed}: ${breach.invariant} ${JSON.stringify(breach.because)}`);
      }
    }
    expect(complaints).toEqual([]);
  });

  it('and the runs were disasters', () => {
    const rare = Object.entries(covered).filter(([, count]) => count === 0);
    // No server of a correct ensemble ends by itself.
    expect(rare.map(([what]) => what)).toEqual(['exits']);
    expect(covered.elections).toBeGreaterThan(5 * SEEDS);
    expect(covered.commits).toBeGreaterThan(100 * SEEDS);
  });
});
