/** In the page a breach stops the clock, and what disagrees is pointed at everywhere. */
import { afterAll, expect, test } from 'vitest';
import { Lab } from '../../../src/app/lab.svelte.ts';
import * as rest from '../../../src/app/rest.ts';
import { USUAL } from '../../../src/app/settings.ts';
import { runOf } from '../../../src/app/startup.ts';
import RUNS from '../../../src/app/zoo-runs.json';
import { endOf, type Recording } from '../../../src/timeline/index.ts';
import { disagreeing } from '../../../src/views/events/disagreeing.ts';
import { breachesAt, endsOfBreach, placesOf } from '../../../src/views/inspector/breach.ts';
import { breachMarks } from '../../../src/views/stage/breach-marks.ts';
import { captionOf } from '../../../src/views/stage/caption.ts';
import type { VariantName } from '../../../src/zab/index.ts';

/** It is being fetched since the rest is there. */
afterAll(() => rest.inspector);

const BOX = { x: 0, y: 0, w: 100, h: 60 };

function labWith(name: VariantName): Lab {
  const place = runOf(RUNS[name] as Recording, 'en');
  if (typeof place === 'string') throw new Error(place);
  const lab = new Lab(place, { ...USUAL, inspector: false });
  lab.complete(rest);
  lab.play();
  return lab;
}

/** Time passes in leaps of half a second, which are longer than what leads to a breach. */
function toBreach(lab: Lab): void {
  for (let i = 0; i < 100 && lab.playing; i++) lab.advanceTo(lab.now + 500_000);
}

test.each([
  ['commitAlone', 'LeaderLogCompleteness', [2, 'a']],
  ['neverTrunc', 'ProcessConsistency', [3, 2]],
  ['halfQuorum', 'Leadership1', [4, 2]],
] as const)('%s: the clock stands where %s broke, and the ends are marked', (name, broke, ends) => {
  const lab = labWith(name);
  toBreach(lab);
  const [first] = lab.violations;
  expect(first?.event).toMatchObject({ type: 'violated', invariant: broke });
  expect(lab.now).toBe(first?.at);
  // Nothing beyond is computed: what one does now starts no branch.
  expect(endOf(lab.timeline)).toBe(first?.at);
  expect(lab.settings).toMatchObject({ tab: 'invariants', inspector: true });
  expect(lab.sheet).toBe('inspector');
  const [notice] = lab.notices.list.filter(({ tone }) => tone === 'broken');
  expect(notice?.text).toContain(broke);
  expect(notice?.text).toContain(lab.t(`invariants.${broke}`));

  const breaches = breachesAt(lab.moment);
  const { marks, between } = breachMarks(placesOf(breaches), () => BOX);
  expect(new Set(breaches.flatMap(endsOfBreach))).toEqual(new Set<unknown>(ends));
  expect(marks).toHaveLength(2);
  expect(between).not.toBe(null);
  expect(captionOf(lab.moment, false, false)?.timed).toEqual(breaches[0]);
  const odd = disagreeing(lab.settled);
  expect(odd.size).toBeGreaterThan(breaches.length);
  expect(breaches.every(({ n }) => odd.has(n))).toBe(true);
});

test('who plays on looks at what comes, and the notice goes', () => {
  const lab = labWith('neverTrunc');
  toBreach(lab);
  lab.toggle();
  expect(lab.notices.list.filter(({ tone }) => tone === 'broken')).toEqual([]);
  const { at = 0 } = lab.violations.at(-1) ?? {};
  expect(breachesAt({ now: at + 250_000, violations: lab.violations })).not.toEqual([]);
  expect(breachesAt({ now: at + 250_001, violations: lab.violations })).toEqual([]);
});

test('a step of reduced motion does not leap over a breach', () => {
  const lab = labWith('commitAlone');
  lab.flow.reducedMotion = true;
  lab.goTo(2_200_000);
  expect(lab.playing).toBe(false);
  expect(lab.now).toBe(lab.violations[0]?.at);
});
