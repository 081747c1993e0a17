import { expect, test } from 'vitest';
import { RECIPES } from '../../../src/recipes/all.ts';
import { RECIPE_RULES } from '../../../src/recipes/index.ts';

test('every recipe has its rules; some are told in the words of another', () => {
  const words = new Map([
    ['write-lock', 'lock'],
    ['vote-commit', 'vote'],
    ['vote-abort', 'vote'],
  ]);
  const named = new Set(RECIPES.map(({ name }) => words.get(name) ?? name));
  expect([...named].sort()).toEqual(Object.keys(RECIPE_RULES).sort());
});
