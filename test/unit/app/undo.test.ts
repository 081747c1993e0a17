import { expect, test } from 'vitest';
import { Undo } from '../../../src/app/undo.ts';

test('one goes back place by place, and forward again, until something else is done', () => {
  const undo = new Undo<string>();
  expect([undo.back('a'), undo.forward('a')]).toEqual([null, null]);
  undo.remember('a');
  undo.remember('b');
  expect([undo.back('c'), undo.back('b'), undo.back('a')]).toEqual(['b', 'a', null]);
  expect([undo.forward('a'), undo.forward('b'), undo.forward('c')]).toEqual(['b', 'c', null]);
  expect(undo.back('c')).toBe('b');
  undo.remember('x');
  expect(undo.forward('y')).toBeNull();
});

test('what came after a place is not gone back to, once it was left by another way', () => {
  const undo = new Undo<string>();
  for (const place of ['a', 'b', 'c', 'd']) undo.remember(place);
  undo.forgetAfter('elsewhere');
  expect(undo.places).toEqual(['a', 'b', 'c', 'd']);
  undo.forgetAfter('b');
  expect(undo.back('now')).toBe('b');
  undo.forgetAfter(undefined);
  expect(undo.back('now')).toBeNull();
});
