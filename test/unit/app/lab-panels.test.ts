import { expect, test } from 'vitest';
import { FIRST_OPENING, FIRST_SEED } from '../../../src/app/first-opening.ts';
import { Lab } from '../../../src/app/lab.svelte.ts';
import { USUAL } from '../../../src/app/settings.ts';
import { beginWith, UNJUDGED } from '../../../src/timeline/index.ts';

test('where a hand leads, the stage goes first and the panels follow', () => {
  const lab = new Lab({ timeline: beginWith(UNJUDGED, FIRST_OPENING, FIRST_SEED), at: 0 }, USUAL);
  const { moment, settled } = lab;
  lab.panels.follow = true;
  lab.seek(3_000_000);
  expect(moment.now).toBe(3_000_000);
  expect(moment.world).toBe(lab.world);
  expect(settled.now).toBe(0);
  expect(lab.panels.areAt(lab)).toBe(false);

  lab.panels.goTo(lab);
  expect(lab.panels.areAt(lab)).toBe(true);
  expect(settled.world).toBe(moment.world);
  expect(settled.events).toBe(moment.events);
  // Of the clock panels show whole turns.
  expect(settled.now).toBe(lab.world.now);
  expect(settled.now).toBeLessThanOrEqual(moment.now);
});

test('another run is everywhere at once', () => {
  const lab = new Lab({ timeline: beginWith(UNJUDGED, FIRST_OPENING, FIRST_SEED), at: 0 }, USUAL);
  lab.panels.follow = true;
  lab.advanceTo(1_000_000);
  expect(lab.panels.areAt(lab)).toBe(false);
  lab.reset();
  expect(lab.panels.areAt(lab)).toBe(true);
});

test('where nobody plays frames, the panels are where the stage is', () => {
  const lab = new Lab({ timeline: beginWith(UNJUDGED, FIRST_OPENING, FIRST_SEED), at: 0 }, USUAL);
  lab.seek(3_000_000);
  expect(lab.panels.areAt(lab)).toBe(true);
  lab.advanceTo(3_500_000);
  expect(lab.settled.world).toBe(lab.world);
});
