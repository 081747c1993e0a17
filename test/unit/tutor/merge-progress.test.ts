import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FRESH,
  mergeProgress,
  type Progress,
  printProgress,
  readProgress,
  type StepProgress,
} from '../../../src/tutor/index.ts';
import { STEP_LEAVES } from '../../../src/tutor/step-chart.ts';

const option = fc.nat({ max: 3 });
const step = fc.record<StepProgress>({
  leaf: fc.constantFrom(...STEP_LEAVES),
  chosen: fc.option(option),
  recapped: fc.option(option),
  changed: fc.option(option),
  changeSeen: fc.boolean(),
  given: fc.constant(FRESH.given),
  predictions: fc.array(option, { maxLength: 5 }),
  hints: fc.nat({ max: 3 }),
  solutionShown: fc.boolean(),
  attempt: fc.option(fc.array(option, { maxLength: 4 })),
  spentMs: fc.nat({ max: 100_000 }),
});
const lesson = (slug: string) =>
  fc.record<Progress>({
    slug: fc.constant(slug),
    step: fc.integer({ min: -1, max: 4 }),
    reached: fc.integer({ min: -1, max: 4 }),
    recalled: fc.array(fc.option(option), { maxLength: 2 }),
    steps: fc.array(step, { maxLength: 5 }),
  });
const account = fc
  .tuple(...['a', 'b', 'c'].map((slug) => fc.option(lesson(slug))))
  .map((lessons) => lessons.filter((one) => one !== null));

const find = (all: readonly Progress[], slug: string) => all.find((one) => one.slug === slug);

describe('two accounts become one', () => {
  test('of which nothing is lost', () => {
    fc.assert(
      fc.property(account, account, (ours, theirs) => {
        const both = mergeProgress(ours, theirs);
        for (const one of [...ours, ...theirs]) {
          const merged = find(both, one.slug);
          expect(merged?.reached).toBeGreaterThanOrEqual(one.reached);
          one.steps.forEach((was, n) => {
            const is = merged?.steps[n] ?? FRESH;
            const rank = STEP_LEAVES.indexOf(is.leaf);
            expect(rank).toBeGreaterThanOrEqual(STEP_LEAVES.indexOf(was.leaf));
            expect(is.spentMs).toBeGreaterThanOrEqual(was.spentMs);
            expect(is.hints).toBeGreaterThanOrEqual(was.hints);
            expect(` ${is.predictions.join(' ')} `).toContain(
              was.predictions.length === 0 ? '' : ` ${was.predictions.join(' ')} `,
            );
          });
          one.recalled.forEach((was, n) => {
            if (was !== null) expect(merged?.recalled[n]).not.toBeNull();
          });
        }
      }),
    );
  });

  test('and the same file once more changes nothing', () => {
    fc.assert(
      fc.property(account, account, (ours, theirs) => {
        const once = mergeProgress(ours, theirs);
        expect(mergeProgress(once, theirs)).toEqual(once);
        expect(mergeProgress(once, once)).toEqual(once);
      }),
    );
  });

  test('which can be stored', () => {
    fc.assert(
      fc.property(account, account, (ours, theirs) => {
        const both = mergeProgress(ours, theirs);
        expect(readProgress(printProgress(both))).toEqual({ lessons: both, refused: null });
      }),
    );
  });
});
