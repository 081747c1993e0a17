import { expect, test } from 'vitest';
import { FIRST_OPENING, FIRST_SCENARIO } from '../../../src/app/first-opening.ts';
import { openingOf } from '../../../src/timeline/index.ts';

test('the value that the build puts in is the scenario that it stands for', () => {
  expect(FIRST_OPENING).toStrictEqual(openingOf(FIRST_SCENARIO));
  expect(FIRST_OPENING.setup.length).toBeGreaterThan(4);
});
