import { expect, test } from 'vitest';
import { isKey, template } from '../../../src/i18n/index.ts';
import { RECIPES } from '../../../src/recipes/all.ts';
import { describe as said } from '../../../src/script/index.ts';
import type { EventOf } from '../../../src/sim/index.ts';

const NAMES = RECIPES.map(({ name }) => `recipes.name.${name}`);
const LEAVES = RECIPES.flatMap(({ chart }) =>
  Object.keys(chart.states).map((leaf) => `recipes.leaf.${leaf}`),
);

test.each([...new Set([...NAMES, ...LEAVES])])('%s reads as Chinese in Chinese', (key) => {
  if (!isKey(key)) throw new Error('no text');
  expect(template('zh', key)).toMatch(/^[\u4e00-\u9fff，]+$/);
});

test('what a recipe does is one sentence of one language', () => {
  const moved = {
    type: 'recipeMoved',
    client: 'neurology',
    recipe: 'lock',
    state: 'waiting',
    because: { rule: 'lock.waits', facts: { own: 'a', before: 'b' } },
  } as unknown as EventOf<'recipeMoved'>;
  expect(said(moved, 'zh').text).toBe('neurology 的锁：等待。');
  expect(said(moved, 'en').text).toBe('neurology’s lock: waiting.');
});
