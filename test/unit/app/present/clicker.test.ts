import { expect, test, vi } from 'vitest';
import { clickerKey } from '../../../../src/app/present/clicker.ts';
import { Field } from '../field.ts';

vi.stubGlobal('Element', Field);
const meant = (target: Field, key: string) =>
  clickerKey({ key, target, ctrlKey: false, metaKey: false, altKey: false } as never);

test('where hands are counted, digits are theirs and letters are the window’s', () => {
  const field = new Field('[data-hands] input', 'number');
  const keys = ['PageDown', 'ArrowRight', 'b', '.', '7', 'ArrowUp'];
  const does = ['next', 'next', 'blackout', 'blackout', null, null];
  expect(keys.map((key) => meant(field, key))).toEqual(does);
});

test.each([
  ['button', '', ['next', 'next', 'blackout', 'blackout']],
  ['input', 'number', ['next', null, null, null]],
  ['textarea', '', ['next', null, null, null]],
  // A box goes by arrows and the space bar alone.
  ['input', 'checkbox', ['next', null, 'blackout', 'blackout']],
  ['select', '', ['next', null, null, 'blackout']],
])('in %s %s a clicker is heard, and what is typed there is not', (tag, type, does) => {
  const field = new Field(tag, type);
  expect(['PageDown', 'ArrowRight', 'b', '.'].map((key) => meant(field, key))).toEqual(does);
});
