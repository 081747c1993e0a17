import { expect, test } from 'vitest';
import { placed, roved, typeAhead } from '../../../src/ui/menu.ts';

test('a menu stays inside the window', () => {
  const window = { width: 400, height: 300 };
  expect(placed({ x: 390, y: 290 }, { width: 200, height: 100 }, window)).toEqual({
    x: 192,
    y: 192,
  });
  expect(placed({ x: -5, y: 20 }, { width: 200, height: 100 }, window)).toEqual({ x: 8, y: 20 });
});

test('arrows go round', () => {
  expect(roved(0, -1, 3)).toBe(2);
  expect(roved(2, 1, 3)).toBe(0);
  expect(roved(0, 1, 0)).toBe(-1);
});

test('a letter goes to the next item that begins with it', () => {
  const items = ['Crash', 'Freeze', 'Cut'].map((label) => ({ id: label, label }));
  expect(typeAhead(items, 0, 'c')).toBe(2);
  expect(typeAhead(items, 2, 'C')).toBe(0);
  expect(typeAhead(items, 0, 'z')).toBe(-1);
});
