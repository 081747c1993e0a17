import { afterEach, expect, test, vi } from 'vitest';
import {
  type Checkpoint,
  keepPlaces,
  keptPlaces,
} from '../../../../src/app/present/kept-places.ts';
import type { ShownRun } from '../../../../src/app/saved-run.ts';
import { beginWith, isMistake, openingOf, SIM } from '../../../../src/timeline/index.ts';
import { failureOf } from '../../../../src/tutor/index.ts';

afterEach(() => vi.unstubAllGlobals());

test('the ways back of a window from before cards had switches are kept', () => {
  const run = 'a run that is read when somebody goes back to it';
  const stored = {
    checkpoints: [{ name: '1', progress: null, startedAt: 0, run }],
    caused: [{ id: 'K20', facts: { n: 30 }, run }],
    past: [run],
    left: null,
  };
  vi.stubGlobal('sessionStorage', { getItem: () => JSON.stringify(stored) });
  const { checkpoints, caused, past } = keptPlaces();
  expect([checkpoints.length, past.length]).toEqual([1, 1]);
  expect(caused).toMatchObject([{ id: 'K20', facts: { n: 30 }, right: failureOf('K20').right }]);
});

test('after a reload, a way back still knows what undo had led to from there', () => {
  let kept = '';
  vi.stubGlobal('sessionStorage', {
    getItem: () => kept,
    setItem: (_: string, text: string) => (kept = text),
  });
  const opening = openingOf('scanner');
  if (isMistake(opening)) throw new Error('it opens');
  const timeline = beginWith(SIM, opening, 1);
  const [one, two] = [0, 9].map((at) => ({ timeline, at })) as [ShownRun, ShownRun];
  const way = (after?: ShownRun): Checkpoint => {
    return { name: '', progress: null, startedAt: 0, shown: one, after };
  };
  const screen = { blackout: false, frozen: true, code: 'x' };
  const checkpoints = [way(), way(two)];
  keepPlaces({ checkpoints, caused: [], past: [one, two], left: null, screen });
  const again = keptPlaces();
  expect(again.checkpoints.map(({ after }) => after)).toEqual([undefined, again.past[1]]);
  expect(again.screen).toEqual(screen);
});
