/** What is said of a time says the same as the clock. */
import { expect, test } from 'vitest';
import { actOn } from '../../../src/app/act-on.ts';
import { bookmarkHere } from '../../../src/app/bookmarks.ts';
import { Lab } from '../../../src/app/lab.svelte.ts';
import { USUAL } from '../../../src/app/settings.ts';
import { runOf } from '../../../src/app/startup.ts';
import { branchOf } from '../../../src/timeline/index.ts';
import { clockText } from '../../../src/views/index.ts';

test('where a branch begins, and where a bookmark is', () => {
  const recording = {
    version: 1,
    scenario: 'default',
    seed: 1,
    commands: ['@800 crash 2'],
    untilMs: 900,
  };
  const place = runOf(recording as never, 'en');
  if (typeof place === 'string') throw new Error(place);
  const lab = new Lab(place, USUAL);
  lab.seek(51_700);
  expect(clockText(lab.now)).toBe('0.051');
  bookmarkHere(lab);
  expect(branchOf(lab.timeline).bookmarks.map(({ name }) => name)).toEqual([
    expect.stringContaining('0.051'),
  ]);
  expect(actOn(lab, 'crash 1')).toBeNull();
  expect(lab.notices.list.map(({ text }) => text)).toContainEqual(
    expect.stringContaining('begins at 0.051 s'),
  );
});
