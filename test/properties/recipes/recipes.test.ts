/**
 * Every recipe with several clients in a whole ensemble, under random faults and then in calm:
 * grants exclude one another, nobody who waits is forgotten, nothing is lost or handed out twice.
 */
import { describe, expect, test } from 'vitest';
import { RECIPES } from '../../../src/recipes/all.ts';
import { MUTANTS, withMutant } from './mutants.ts';
import { play } from './run.ts';
import { TRIALS } from './trials.ts';

/** Seeds of each recipe: so many under chaos, and half as many under gentle faults. */
const SEEDS = Number(process.env.RECIPE_SEEDS ?? 8);
/** A mutant has to be found out within so many seeds. */
const TRIES = 200;

const said = new Map<string, number>();
let refused = 0;

describe('no fault makes a recipe break its word', () => {
  test.each(TRIALS.map((trial) => [trial.name, trial] as const))(
    '%s',
    (_, trial) => {
      const complaints: string[] = [];
      for (let i = 0; i < SEEDS * 1.5; i++) {
        const faults = i < SEEDS ? 'chaos' : 'gentle';
        const report = play(trial, 100 + i, faults);
        for (const what of report.complaints)
          complaints.push(`seed ${100 + i}, ${faults}: ${what}`);
        refused += report.refused;
        for (const [rule, times] of report.said) said.set(rule, (said.get(rule) ?? 0) + times);
      }
      expect(complaints).toEqual([]);
    },
    300_000,
  );

  test('and it was not for want of faults', () => {
    // Clients that had lost the lock and did not know it: only the resource could keep them out.
    expect(refused).toBeGreaterThan(0);
    const seen = new Set([...said.keys()].map((rule) => rule.split('.')[1]));
    for (const rule of [
      'found',
      'unsure',
      'lost',
      'waits',
      'again',
      'missed',
      'departs',
      'early',
    ]) {
      expect([...seen]).toContain(rule);
    }
    const names = new Set([...said.keys()].map((rule) => rule.split('.')[0]));
    // A writer speaks the words of the lock, a site those of a vote.
    const told = RECIPES.map(({ name }) =>
      name.replace('write-lock', 'lock').replace(/^vote-.*/, 'vote'),
    );
    expect([...names].sort()).toEqual([...new Set(told)].sort());
  });
});

describe('a faulty recipe is found out', () => {
  test.each(MUTANTS.map((mutant) => [mutant.trial, mutant.what, mutant] as const))(
    '%s: %s',
    (name, _, mutant) => {
      const trial = TRIALS.find((one) => one.name === name);
      if (trial === undefined) throw new Error(`no trial ${name}`);
      const caught = withMutant(mutant, () => {
        for (let seed = 1; seed <= TRIES; seed++) {
          const faults = seed % 2 === 0 ? 'gentle' : 'chaos';
          const { complaints } = play(trial, seed, faults);
          if (complaints.length > 0) return complaints[0];
        }
        return null;
      });
      expect(caught).not.toBeNull();
      if (process.env.TELL) console.log(mutant.what, '=>', caught);
    },
    300_000,
  );
});
