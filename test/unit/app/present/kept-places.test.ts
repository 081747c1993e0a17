import { afterEach, expect, test, vi } from 'vitest';
import { keptPlaces } from '../../../../src/app/present/kept-places.ts';
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
