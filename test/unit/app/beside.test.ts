import { expect, test } from 'vitest';
import { toggleBeside, toggleDiagram } from '../../../src/app/beside.ts';
import { FIRST_OPENING, FIRST_SEED } from '../../../src/app/first-opening.ts';
import { Lab } from '../../../src/app/lab.svelte.ts';
import { USUAL } from '../../../src/app/settings.ts';
import { act, beginWith, extendTo, isMistake, UNJUDGED } from '../../../src/timeline/index.ts';
import { timeView } from '../../../src/views/index.ts';

test('a branch beside and the diagram take each other’s place', () => {
  const run = extendTo(beginWith(UNJUDGED, FIRST_OPENING, FIRST_SEED), 2_000_000);
  const timeline = act(run, 1_000_000, { type: 'crash', servers: [3] });
  if (isMistake(timeline)) throw new Error('nothing hinders the crash');
  const lab = new Lab({ timeline, at: 1_000_000 }, USUAL);

  toggleDiagram(lab);
  expect(timeView.expanded).toBe(true);
  toggleBeside(lab);
  expect([lab.beside, timeView.expanded]).toEqual([run.current, false]);
  toggleDiagram(lab);
  expect([lab.beside, timeView.expanded]).toEqual([null, true]);
  toggleDiagram(lab);
  expect(timeView.expanded).toBe(false);
});
