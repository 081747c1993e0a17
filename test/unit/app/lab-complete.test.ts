import { afterAll, expect, test } from 'vitest';
import { FIRST_OPENING, FIRST_SEED } from '../../../src/app/first-opening.ts';
import { Lab } from '../../../src/app/lab.svelte.ts';
import * as rest from '../../../src/app/rest.ts';
import { USUAL } from '../../../src/app/settings.ts';
import type { ZabLedger } from '../../../src/checker/index.ts';
import { beginWith, ledgerAt, UNJUDGED } from '../../../src/timeline/index.ts';

/** It is being fetched since the rest is there. */
afterAll(() => rest.inspector);

const SOON = 3_200_000.5;

test('when the rest is there, the same run is judged, and what was said early is done', () => {
  const timeline = beginWith(UNJUDGED, FIRST_OPENING, FIRST_SEED);
  const lab = new Lab({ timeline, at: 0 }, USUAL);
  lab.advanceTo(SOON);
  const { world, now } = lab;
  const { events } = lab.moment;
  expect(events.length).toBeGreaterThan(20);
  expect(() => ledgerAt(lab.timeline, now)).toThrow();

  lab.complete(rest);
  expect(lab.now).toBe(now);
  expect(lab.world).toEqual(world);
  expect(lab.moment.events).toEqual(events);
  expect((ledgerAt(lab.timeline, now) as ZabLedger).ghost.highest).toBe(1);
});

test('a line that is given before it can be read waits', () => {
  const timeline = beginWith(UNJUDGED, FIRST_OPENING, FIRST_SEED);
  const lab = new Lab({ timeline, at: 0 }, USUAL);
  lab.advanceTo(SOON);
  expect(lab.act('crash 3')).toBe(null);
  expect(lab.world.hosts[2]?.status).toBe('up');
  lab.complete(rest);
  expect(lab.world.hosts[2]?.status).toBe('down');
});
