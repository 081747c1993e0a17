import '../../src/checker/all.ts';
import '../../src/i18n/all.ts';
import '../../src/protocols/all.ts';
import { expect, test } from 'vitest';
import { ETCD } from '../../src/etcd/index.ts';
import { runSeed, type SeedReport } from '../../src/headless/sweep/run-seed.ts';
import { PROTOCOLS } from '../../src/protocols/index.ts';
import type { VariantSwitches } from '../../src/replica/index.ts';

/** A minute of disasters over etcd's members and clients. */
function run(
  seed: number,
  variants: VariantSwitches = {},
  observers = 0,
  isChanging = false,
): SeedReport {
  const { raft: protocol } = PROTOCOLS;
  if (protocol === undefined) throw new Error('there is no such protocol');
  const shape = { servers: 3, observers, faults: 'chaos', untilMs: 60_000 } as const;
  return runSeed(seed, { ...shape, protocol, service: ETCD, isChanging, variants });
}

/*
 * Seeds that once broke something: a question about a lease that was put again without end (1), a
 * listener that took an event of its former watch for one of the present one (38), a former
 * leader's late word on a lease to a member that leads by now and has itself confirmed (547); and,
 * of the judge, a watch of a client's former life (7), a revision that was compacted as it came
 * (73), a watch that began while its client stood still (470).
 */
test.each([1, 7, 38, 73, 470, 547])('seed %i', { timeout: 120_000 }, (seed) => {
  const { crash, breaches } = run(seed);
  expect([crash, breaches]).toEqual([null, []]);
});

/* With a learner: who had a lease confirmed was woken without end at one instant (10). */
test('seed 10, with a learner', { timeout: 120_000 }, () => {
  const { crash, breaches } = run(10, {}, 1);
  expect([crash, breaches]).toEqual([null, []]);
});

/* Who joined was told by one that lags the id that its number had before (60). */
test('seed 60, with members that come and go', { timeout: 120_000 }, () => {
  const { crash, breaches, covered } = run(60, {}, 0, true);
  expect([crash, breaches]).toEqual([null, []]);
  expect(covered.removed).toBeGreaterThan(2);
});

/* What came over a connection that a watcher had given up, and did not hear, counted as heard. */
test('seed 522, with members that come and go', { timeout: 120_000 }, () => {
  const { crash, breaches } = run(522, {}, 0, true);
  expect([crash, breaches]).toEqual([null, []]);
});

test('and the runs are disasters, in which clients get somewhere', { timeout: 120_000 }, () => {
  const { covered } = run(101);
  for (const what of ['elections', 'crashes', 'revisions', 'owners', 'watched'] as const) {
    expect([what, (covered[what] ?? 0) > 3]).toEqual([what, true]);
  }
});

test('a lock without a look at its own key is found by chance', { timeout: 120_000 }, () => {
  const { breaches } = run(22, { lockWithoutLease: true });
  expect(breaches.map(({ invariant }) => invariant)).toEqual(['OneOwner']);
});
